// Where the item in the request form would land: dashed chips on its partition's shelves and an empty wedge on the ruler.

import { hueClass } from "../../ui/hue.ts";
import type { RegionLayout } from "./layout/region.ts";
import { hashX } from "./layout/units.ts";
import { Decoration, ItemChip } from "./marks.tsx";
import type { StageView } from "./view-shape.ts";

export interface Ghost {
  readonly item: { readonly table: string; readonly label: string };
  readonly region: string;
  readonly hash: number;
  readonly group: string;
  readonly version: number;
}

export function GhostChips({
  ghost,
  regions,
  view,
}: {
  ghost: Ghost;
  regions: readonly RegionLayout[];
  view: StageView;
}) {
  const region = regions.find((r) => r.name === ghost.region);
  const unit = region?.units.find((u) => u.id === ghost.group);
  const partition = view.regions.find((r) => r.name === ghost.region)?.partitions.find((p) => p.id === ghost.group);
  // An item that stands there already is shown by its own chip.
  if (
    region === undefined ||
    unit === undefined ||
    view.table !== ghost.item.table ||
    partition?.held.some((h) => h.label === ghost.item.label)
  )
    return null;
  const x = hashX(region.units, ghost.hash);
  const look = { ordinal: ordinalNext(view), letter: ghost.item.label.slice(0, 1).toUpperCase() || "?" };
  const { chips } = unit;
  const end = chips.xs.length === 0 ? chips.left : Math.max(...chips.xs) + chips.w + 3;
  const w = 24;
  return (
    <Decoration className={hueClass(look)}>
      {x !== null && <path d={`M${x} ${region.rulerY - 1}l-3 -5h6z`} className="hash-tick ghost" />}
      {unit.w > 60 &&
        unit.shelves.map((shelf) => {
          const h = Math.min(18, shelf.h - 6);
          const left = Math.min(shelf.x + end, shelf.x + shelf.w - w - 3);
          return (
            <ItemChip
              key={shelf.id}
              look={look}
              text={`${look.letter}${ghost.version}`}
              state="ghost"
              x={left}
              y={shelf.y + (shelf.h - h) / 2}
              w={w}
              h={h}
            />
          );
        })}
    </Decoration>
  );
}

/** The hue a new item would get: as many items have one as the highest of those on the stage. */
function ordinalNext(view: StageView): number {
  const ordinals = view.regions.flatMap((r) =>
    r.partitions.flatMap((p) => p.held.flatMap((h) => h.look.ordinal ?? [])),
  );
  return ordinals.length === 0 ? 0 : Math.max(...ordinals) + 1;
}
