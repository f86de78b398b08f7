// A shelf with too many items to draw each: bars for how many lie where, and the followed item on top of them.

import { HeatStrip } from "./HeatStrip.tsx";
import type { ShelfLayout } from "./layout/region.ts";
import type { ChipPlan } from "./layout/shelf.ts";
import { HueTick, ItemChip, Mark } from "./marks.tsx";
import { itemName } from "./stage-words.ts";
import type { HeldItem, PartitionView, ReplicaView } from "./view-shape.ts";

export function HeatShelf({
  shelf,
  plan,
  view,
  replica,
  region,
  followed,
}: {
  shelf: ShelfLayout;
  plan: ChipPlan;
  view: PartitionView;
  replica: ReplicaView;
  region: string;
  followed: string | null;
}) {
  const x0 = shelf.x + plan.left;
  const y = shelf.y + (plan.ys[0] ?? 0);
  const at = view.held.findIndex((h) => h.label === followed);
  const item = view.held[at];
  const version = replica.versions[at] ?? 0;
  return (
    <g>
      <HeatStrip counts={view.heat ?? []} x={x0} y={y} w={plan.w} h={plan.h} />
      {item !== undefined && version > 0 && (
        <FollowedInHeat
          item={item}
          version={version}
          behind={replica.behind[at] ?? 0}
          x={x0 + ((item.hash - view.from) / (view.to - view.from)) * plan.w}
          shelf={shelf}
          replica={replica}
          view={view}
          region={region}
        />
      )}
    </g>
  );
}

function FollowedInHeat({
  item,
  version,
  behind,
  x,
  shelf,
  replica,
  view,
  region,
}: {
  item: HeldItem;
  version: number;
  behind: number;
  x: number;
  shelf: ShelfLayout;
  replica: ReplicaView;
  view: PartitionView;
  region: string;
}) {
  const text = shelf.w > 70 ? `${item.look.letter}${version}` : item.look.letter;
  const w = Math.max(15, text.length * 6.4 + 7);
  const h = Math.min(18, shelf.h - 6);
  const left = Math.max(shelf.x + 1, Math.min(shelf.x + shelf.w - w - 1, x - w / 2));
  const state = behind > 0 ? "stale" : "committed";
  const y = shelf.y + (shelf.h - h) / 2;
  return (
    <Mark
      kind="item"
      at={replica.id}
      label={item.label}
      name={itemName(item.label, version, replica, view.name, region, behind)}
    >
      {shelf.w < 26 ? (
        <HueTick look={item.look} state={state} x={shelf.x + shelf.w / 2 - 2.5} y={y} w={5} h={h} />
      ) : (
        <ItemChip look={item.look} text={text} state={state} x={left} y={y} w={w} h={h} />
      )}
    </Mark>
  );
}
