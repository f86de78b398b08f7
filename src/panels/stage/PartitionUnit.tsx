// A partition as a shelf unit: name and size, three shelves for its copies, chips for the items on each, what the log
// holds that the shelf does not, who leads, who is offline.

import { memo } from "react";
import { useSelection } from "../../state/selection.ts";
import { rectOf } from "./FrontDoor.tsx";
import { LocalRows } from "./LocalRows.tsx";
import type { UnitLayout } from "./layout/region.ts";
import { fitted, Mark, StateBadge, textWidth } from "./marks.tsx";
import { Shelf } from "./Shelf.tsx";
import { bytesText, counted, electionWords, partitionName } from "./stage-words.ts";
import type { PartitionView } from "./view-shape.ts";

export interface PartitionUnitProps {
  layout: UnitLayout;
  view: PartitionView;
  region: string;
  followed: string | null;
  /** Zoom level Region: every number is written out. */
  detailed: boolean;
  phone: boolean;
}

export const PartitionUnit = memo(function PartitionUnit({
  layout,
  view,
  region,
  followed,
  detailed,
  phone,
}: PartitionUnitProps) {
  return (
    <g>
      <UnitHead layout={layout} view={view} phone={phone} />
      {layout.shelves.map((shelf, i) => {
        const replica = view.copies[i];
        return replica === undefined ? null : (
          <Shelf
            key={shelf.id}
            shelf={shelf}
            unit={layout}
            replica={replica}
            view={view}
            region={region}
            followed={followed}
            detailed={detailed}
            phone={phone}
          />
        );
      })}
      <LocalRows layout={layout} view={view} region={region} />
    </g>
  );
});

function UnitHead({ layout, view, phone }: { layout: UnitLayout; view: PartitionView; phone: boolean }) {
  const { x, y, w, h, focused } = layout;
  const narrow = w < 62;
  // A candidate's number takes the place of the size.
  const gated = useSelection((s) => s.gate?.candidates.includes(view.id) ?? false);
  const size =
    view.items === 0
      ? w > 200
        ? "empty, holds every hash"
        : "empty"
      : w > 150
        ? `${counted(view.items, "item")} · ${bytesText(view.bytes)}`
        : w > 108
          ? counted(view.items, "item")
          : w > 76
            ? bytesText(view.bytes)
            : "";
  const alone = view.from === 0 && view.to === 65_536;
  const text = view.items === 0 && !alone ? "empty" : size;
  const badge =
    [electionWords(view), view.election === null ? "" : electionShort(view.election.phase)].find(
      (word) => word !== "" && textWidth(word, 11) + 52 < w,
    ) ?? "";
  const label = w < 10.5 ? "" : w < 24 ? view.name.slice(1) : view.name;
  return (
    <Mark kind="partition" at={view.id} name={partitionName(view)}>
      <rect {...rectOf(layout)} rx={narrow ? 4 : 6} className={focused ? "box focused" : "box"} />
      {view.election !== null && (
        <rect x={x} y={y} width={w} height={h} rx={narrow ? 4 : 6} className="unit-election" />
      )}
      <text
        x={narrow ? x + w / 2 : x + 7}
        y={y + 15}
        className={`${w < 20 ? "x10" : narrow ? "x11" : "x12"} w7${narrow ? " mid" : ""}`}
      >
        {label}
      </text>
      {badge !== "" ? (
        <StateBadge state="denied" word={badge} right={x + w - 4} y={y + 3} />
      ) : (
        !narrow &&
        !gated &&
        (!phone || focused) && (
          <text x={x + w - 6} y={y + 15} className="x10 f3 end">
            {fitted(text, w - 30, 10)}
          </text>
        )
      )}
    </Mark>
  );
}

function electionShort(phase: "silent" | "asking" | "waiting"): string {
  return phase === "asking" ? "voting" : phase === "waiting" ? "lease" : "no leader";
}
