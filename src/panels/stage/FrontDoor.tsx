// The callers of a Region, its router and the hash ruler: who asks, and where on the ruler each key lies.

import { memo } from "react";
import { hueClass } from "../../ui/hue.ts";
import { pathThrough } from "./layout/polyline.ts";
import type { RegionLayout } from "./layout/region.ts";
import { hashX } from "./layout/units.ts";
import { fitted, Glyph, Mark, StateBadge, Tip, textWidth } from "./marks.tsx";
import { counted, hexHash } from "./stage-words.ts";
import type { FollowedView, PartitionView, RegionView } from "./view-shape.ts";

export interface FrontDoorProps {
  layout: RegionLayout;
  view: RegionView;
  /** Set when the followed request went through this router. */
  followed: FollowedView | null;
  /** How far other lines reach along this router, when there are any. */
  busy: number | null;
}

export const FrontDoor = memo(function FrontDoor({ layout, view, followed, busy }: FrontDoorProps) {
  const { client, router, entryX, grain, phone } = layout;
  const middle = client.y + client.h / 2;
  const operation = view.operation ?? followed?.operation ?? "ready";
  const line =
    grain === "far"
      ? `M${entryX} ${client.y + client.h}V${router.y}`
      : pathThrough([
          { x: client.x + client.w, y: middle },
          { x: entryX, y: middle },
          { x: entryX, y: router.y },
        ]);
  return (
    <g>
      <Mark
        kind="client"
        at={view.name}
        name={`Client in ${view.name}, ${view.waiting === 0 ? "waiting for nothing" : `waits for ${counted(view.waiting, "answer")}`}`}
      >
        <rect {...rectOf(client)} rx={6} className="box" />
        {phone ? (
          <>
            <Glyph name="terminal" x={client.x + 9} y={middle - 7.5} size={15} />
            <text x={client.x + 31} y={middle + 4} className="x12 w6">
              client
            </text>
          </>
        ) : client.h < 34 ? (
          <>
            <Glyph name="terminal" x={client.x + (grain === "far" ? client.w / 2 - 7 : 7)} y={middle - 7} size={14} />
            {grain !== "far" && (
              <text x={client.x + 25} y={middle + 4} className="x11 w6">
                client
              </text>
            )}
          </>
        ) : grain === "far" ? (
          <Glyph name="terminal" x={client.x + client.w / 2 - 7} y={middle - 7} size={14} />
        ) : (
          <>
            <Glyph name="terminal" x={client.x + 7} y={client.y + 4.5} size={14} />
            <text x={client.x + 25} y={client.y + 15.5} className="x11 w6">
              client
            </text>
            <text x={client.x + client.w / 2} y={client.y + 31} className="x10 f2 mid">
              {fitted(view.waiting > 1 ? counted(view.waiting, "request") : operation, client.w - 6, 10)}
            </text>
          </>
        )}
      </Mark>
      {client.h < 34 && view.waiting > 1 && grain === "near" && (
        <text x={entryX + 34} y={middle + 4} className="x10 f3">
          {counted(view.waiting, "request")} waiting
        </text>
      )}
      <path d={line} className="rail" />
      <Tip x={entryX} y={router.y} angle={90} />
      <Router layout={layout} view={view} followed={followed} busy={busy} />
    </g>
  );
});

function Router({ layout, view, followed, busy }: FrontDoorProps) {
  const { router, units, entryX, grain, phone } = layout;
  const baseline = router.y + router.h / 2 + 3.5;
  const x = followed === null || followed.hash === null ? null : hashX(units, followed.hash);
  const text = followed === null || followed.hash === null ? "" : `hash = ${hexHash(followed.hash)}`;
  // The line along the router to a hash at its beginning would run through the word.
  const aside = x !== null && grain === "near" && Math.min(x, entryX) < router.x + 58 && view.retrying === 0;
  const place =
    x === null || grain !== "near"
      ? null
      : hashTextPlace({
          x,
          entryX,
          busy,
          left: router.x + 46,
          right: router.x + router.w - (aside ? 56 : 8),
          width: textWidth(text, 11) + 10,
        });
  return (
    <Mark
      kind="router"
      at={view.name}
      name={`Router of ${view.name}${view.retrying > 0 ? `, tries ${counted(view.retrying, "request")} again` : ""}`}
    >
      <rect {...rectOf(router)} rx={5} className="box" />
      <text
        x={grain === "far" ? router.x + router.w / 2 : aside ? router.x + router.w - 8 : router.x + (phone ? 10 : 6)}
        y={baseline}
        className={`${phone ? "x12" : "x11"} w6${grain === "far" ? " mid" : aside ? " end" : ""}`}
      >
        router
      </text>
      {place !== null && (
        <text x={place} y={baseline} className="x10 m">
          {text}
        </text>
      )}
      {view.retrying > 0 && grain !== "far" ? (
        <StateBadge state="inflight" word={`${view.retrying} again`} right={router.x + router.w - 4} y={router.y + 2} />
      ) : (
        view.waiting === 0 &&
        followed === null &&
        grain !== "far" && (
          <text x={router.x + router.w - 6} y={baseline} className="x10 f3 end">
            quiet
          </text>
        )
      )}
    </Mark>
  );
}

/** Beside the lines that slide along the router, never on one. */
function hashTextPlace({
  x,
  entryX,
  busy,
  left,
  right,
  width,
}: {
  x: number;
  entryX: number;
  busy: number | null;
  left: number;
  right: number;
  width: number;
}): number | null {
  const from = Math.min(x, entryX);
  const to = Math.max(x, entryX, busy ?? 0);
  if (to + 12 + width <= right) return to + 12;
  if (from - 10 - width >= left) return from - 10 - width;
  return null;
}

/** Ticks and hex numbers over the partitions, and one wedge where each key's hash lies. */
export const Ruler = memo(function Ruler({
  layout,
  partitions,
  followed,
  lined,
}: {
  layout: RegionLayout;
  partitions: readonly PartitionView[];
  followed: string | null;
  lined: boolean;
}) {
  const { units, rulerY, grain, phone } = layout;
  const last = units[units.length - 1];
  const first = units[0];
  if (first === undefined || last === undefined) return null;
  const crowded = units.length > 6 || first.w < 34;
  const items = partitions.flatMap((p) => p.held);
  const open = units.find((u) => u.focused);
  const followedItem = items.find((i) => i.label === followed);
  const followedX = followedItem === undefined || !lined ? null : hashX(units, followedItem.hash);
  // A request comes down at its hash: the numbers stand on the other side.
  const followedHash = followedItem?.hash ?? 0;
  const keepLeft = open !== undefined && followedHash > (open.from + open.to) / 2;
  return (
    <g>
      {units.map((unit) => (
        <g key={unit.name}>
          <path d={ticks(unit.x, unit.w, rulerY, crowded)} className="ln4" />
          {!crowded && grain !== "far" && !phone && (
            <text
              x={followedX !== null && followedX > unit.x - 6 && followedX < unit.x + 32 ? followedX + 9 : unit.x}
              y={rulerY + 13}
              className="x10 m f2"
            >
              {hexHash(unit.from)}
            </text>
          )}
        </g>
      ))}
      {phone && open !== undefined && (
        <text
          x={keepLeft ? open.x : open.x + open.w - 1}
          y={rulerY + 12}
          className={keepLeft ? "x10 m f2" : "x10 m f2 end"}
        >
          {`${hexHash(open.from)}–${hexHash(open.to - 1)}`}
        </text>
      )}
      {!crowded && grain === "near" && !phone && last.w > 70 && (
        <text x={last.x + last.w} y={rulerY + 13} className="x10 m f2 end">
          FFFF
        </text>
      )}
      {items.map((item) => {
        const x = hashX(units, item.hash);
        if (x === null || (crowded && item.label !== followed)) return null;
        return (
          <g key={item.label} className={hueClass(item.look)}>
            <title>{`${item.label}, hash ${hexHash(item.hash)}`}</title>
            <path d={`M${x} ${rulerY - 1}l-3 -5h6z`} className="hash-tick" />
          </g>
        );
      })}
    </g>
  );
});

function ticks(x: number, w: number, y: number, crowded: boolean): string {
  let d = `M${x} ${y}H${x + w}M${x} ${y - 4}v8M${x + w} ${y - 4}v8`;
  if (!crowded) for (const share of [0.25, 0.5, 0.75]) d += `M${x + w * share} ${y - 2}v4`;
  return d;
}

export function rectOf({ x, y, w, h }: { x: number; y: number; w: number; h: number }) {
  return { x, y, width: w, height: h };
}
