// A Region's ground: the slab, its title, the three zone stripes that run behind the shelves, and the rails that leave
// the change bus.

import { memo } from "react";
import type { RegionLayout } from "./layout/region.ts";
import { Decoration, fitted, Glyph, Mark, Tip, textWidth } from "./marks.tsx";
import { age, linkName, linkState, regionSummary } from "./stage-words.ts";
import type { LinkView, RegionView } from "./view-shape.ts";

export interface RegionSlabProps {
  layout: RegionLayout;
  view: RegionView;
  table: string | null;
  home: boolean;
  /** The link to a Region that does not stand beside this one. */
  farLink: LinkView | null;
}

export const RegionSlab = memo(function RegionSlab({ layout, view, table, home, farLink }: RegionSlabProps) {
  const { slab, grain } = layout;
  const what = home ? "your region" : table === null ? "" : `replica of ${table}`;
  const nameEnd = slab.x + 12 + textWidth(view.name, 12) + 8;
  const summary = grain === "near" ? regionSummary(view) : "";
  const room = slab.x + slab.w - 12 - textWidth(summary, 11) - 14 - nameEnd;
  return (
    <g>
      <rect x={slab.x} y={slab.y} width={slab.w} height={slab.h} rx={12} className="region" />
      <Mark
        kind="region"
        at={view.name}
        name={`Region ${view.name}${home ? ", your region" : ""}, ${view.partitions.length} partitions`}
      >
        <text
          x={slab.x + (grain === "far" ? slab.w / 2 : 12)}
          y={25}
          className={`x12 w6${grain === "far" ? " mid" : ""}`}
        >
          {fitted(view.name, slab.w - 12, 12)}
        </text>
      </Mark>
      {farLink !== null && grain !== "far" && room > 40 && <FarLink view={farLink} x={nameEnd} room={room} />}
      {farLink === null && grain !== "far" && room > 40 && (
        <text x={nameEnd} y={25} className="x11 f3">
          {fitted(what, room, 11)}
        </text>
      )}
      {summary !== "" && (
        <text x={slab.x + slab.w - 12} y={25} className="x11 f3 end">
          {summary}
        </text>
      )}
    </g>
  );
});

/** How far behind the Region at the other end of the row is, in the place of what this one is. */
function FarLink({ view, x, room }: { view: LinkView; x: number; room: number }) {
  const state = linkState(view);
  const words = state === "cut" || view.lagMicros === null ? state : age(view.lagMicros);
  return (
    <Mark
      kind="link"
      at={`${view.a}|${view.b}`}
      name={linkName(view)}
      className={state === "cut" ? "s-denied" : state === "slow" ? "s-throttled" : ""}
    >
      <text x={x} y={25} className={state === "whole" ? "x11 f3" : "x11 w6 fs"}>
        {fitted(`${words} to ${view.a}`, room, 11)}
      </text>
    </Mark>
  );
}

/** Zone stripes, under the partitions. */
export const ZoneStripes = memo(function ZoneStripes({ layout, view }: { layout: RegionLayout; view: RegionView }) {
  const { slab, grain, units, phone } = layout;
  const shelves = units[0]?.shelves ?? [];
  if (phone) return null;
  return (
    <g>
      {shelves.map((shelf) => {
        const down = view.zonesDown.some((z) => z === shelf.zone);
        return (
          <Mark
            key={shelf.zone}
            kind="zone"
            at={`${view.name}/${shelf.zone}`}
            name={`Zone az ${shelf.zone} of ${view.name}${down ? ", offline" : ""}`}
            className={down ? "s-denied" : ""}
          >
            <rect x={slab.x + 0.5} y={shelf.y - 1} width={slab.w - 1} height={shelf.h + 2} className="band" />
            {down && (
              <rect
                x={slab.x + 0.5}
                y={shelf.y - 1}
                width={slab.w - 1}
                height={shelf.h + 2}
                fill="url(#pt-denied)"
                opacity={0.35}
              />
            )}
            {grain === "near" && (
              <text x={slab.x + 8} y={shelf.y + shelf.h / 2 + 3.5} className={down ? "x10 w6 fs" : "x10 f3"}>
                az {shelf.zone}
              </text>
            )}
          </Mark>
        );
      })}
    </g>
  );
});

/** The bus under the partitions and the rails to what it feeds. */
export const BusRails = memo(function BusRails({ layout, linked }: { layout: RegionLayout; linked: boolean }) {
  const { bus, units, railX, indexes, lanes, grain, phone } = layout;
  const feeds = [
    ...indexes.map((i) => ({ key: i.name, x: i.x, y: i.pillY + i.pillH / 2 })),
    ...lanes.map((l) => ({ key: l.id, x: l.x, y: l.y + l.h / 2 })),
  ];
  const last = feeds[feeds.length - 1];
  if (last === undefined && (phone || !linked)) return null;
  const end = units[units.length - 1];
  const dense = lanes.some((l) => l.grain === "bar");
  return (
    <Decoration>
      <path
        d={`M${linked || end === undefined ? bus.to : end.x + end.w / 2} ${bus.y}H${last === undefined ? bus.from : railX + 6}${last === undefined ? "" : `Q${railX} ${bus.y} ${railX} ${bus.y + 6}V${last.y}`}`}
        className="rail"
      />
      {units.map((unit) => (
        <path key={unit.name} d={`M${unit.x + unit.w / 2} ${unit.y + unit.h}V${bus.y}`} className="rail" />
      ))}
      {grain !== "far" &&
        feeds.map((feed) => (
          <g key={feed.key}>
            <path d={`M${railX} ${feed.y}H${feed.x}`} className="rail" />
            {!(dense && feed.key.includes("/")) && grain === "near" && <Tip x={feed.x} y={feed.y} angle={0} size={4} />}
          </g>
        ))}
    </Decoration>
  );
});

/** The crown of a leader. */
export function Crown({ x, y, size = 10 }: { x: number; y: number; size?: number }) {
  return <Glyph name="crown" x={x} y={y} size={size} className="cn1" />;
}
