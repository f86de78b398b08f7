// The geometry of the zoom level Partition: where the partition lies among its neighbours, its own ruler, one small table
// per zone with the tail of its log, its shard below.

import type { CloseUpView } from "../view-shape.ts";
import { half, type Point } from "./polyline.ts";

export interface OpenedLayout {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly w: number;
  readonly family: {
    readonly y: number;
    readonly h: number;
    readonly units: readonly { readonly name: string; readonly x: number; readonly w: number }[];
  };
  readonly heat: { readonly y: number; readonly h: number };
  readonly rulerY: number;
  readonly replicas: readonly { readonly y: number; readonly h: number; readonly rows: number }[];
  readonly rowH: number;
  /** Where in the view's rows the drawn ones begin. */
  readonly firstRow: number;
  readonly table: { readonly x: number; readonly w: number };
  /** Null where there is no room beside the table. */
  readonly log: { readonly x: number; readonly w: number } | null;
  readonly laneY: number | null;
}

const ROW = 19;
const ROW_MAX = 30;
/** A phone's stage is lower than three tables: they keep so many rows each, and the picture scrolls. */
const ROWS_ON_PHONE = 4;
/** Under this a phone's ruler gives its height to the tables. */
const LOW_BELOW = 340;

export function openedLayout(
  view: CloseUpView,
  { width, height, followed }: { readonly width: number; readonly height: number; readonly followed: string | null },
): OpenedLayout {
  const narrow = width < 560;
  const x = narrow ? 16 : 64;
  const w = width - x - 32;
  const low = narrow && height < LOW_BELOW;
  const family = {
    y: low ? 34 : 40,
    h: 15,
    units: view.neighbours.map((n) => ({
      name: n.name,
      x: half(x + (n.from / 65_536) * w),
      w: half(((n.to - n.from) / 65_536) * w) - 2,
    })),
  };
  const heatY = family.y + family.h + (low ? 4 : 18);
  const heatH = low ? 12 : Math.max(18, Math.min(26, height - 400));
  const rulerY = heatY + heatH + 4;
  const top = rulerY + (low ? 22 : 26);
  const lane = view.shard === null ? 0 : 34;
  const telling = tellingRows(view, followed);
  const least = narrow ? Math.min(view.rows.length, Math.max(ROWS_ON_PHONE, telling.to - telling.from + 1)) : 1;
  const each = Math.max(44, 14 + least * ROW, Math.floor((height - top - lane - 22) / 3));
  const rows = Math.max(1, Math.min(view.rows.length, Math.floor((each - 14) / ROW)));
  const logW = narrow ? 0 : Math.min(236, Math.floor(w * 0.34));
  const tableX = narrow ? x + 28 : x + 8;
  return {
    width,
    height: Math.max(height, top + 3 * each + lane + 22),
    x,
    w,
    family,
    heat: { y: heatY, h: heatH },
    rulerY,
    replicas: view.replicas.map((_, i) => ({ y: top + i * each, h: each - 4, rows })),
    rowH: Math.max(ROW, Math.min(ROW_MAX, Math.floor((each - 14) / rows))),
    firstRow:
      telling.to - telling.from < rows
        ? startAround((telling.from + telling.to) / 2, view.rows.length, rows)
        : windowStart(view.rows, followed, rows),
    table: { x: tableX, w: w - logW - (narrow ? 28 : 20) },
    log: logW === 0 ? null : { x: x + w - logW, w: logW },
    laneY: lane === 0 ? null : top + 3 * each + 6,
  };
}

/** The first of `size` neighbours to show, so that the followed one is in their middle where it can be. */
export function windowStart(
  rows: readonly { readonly label: string }[],
  followed: string | null,
  size: number,
): number {
  const at = rows.findIndex((row) => row.label === followed);
  return startAround(at, rows.length, size);
}

function startAround(middle: number, count: number, size: number): number {
  return Math.max(0, Math.min(Math.ceil(middle - size / 2), count - size));
}

/** From the first to the last row that somebody looks for: the followed item, and those that the copies hold differently. */
function tellingRows({ rows, replicas }: CloseUpView, followed: string | null): { from: number; to: number } {
  const [first, ...others] = replicas;
  const telling = rows.flatMap(({ label }, i) => {
    const held = JSON.stringify(first?.values[i]);
    return label === followed || others.some(({ values }) => JSON.stringify(values[i]) !== held) ? [i] : [];
  });
  return { from: telling[0] ?? 0, to: telling.at(-1) ?? 0 };
}

/** The line between two copies, in the margin to the right of their logs; null when one of them is not here. */
export function peerLine(view: CloseUpView, layout: OpenedLayout, from: string, to: string): readonly Point[] | null {
  const a = layout.replicas[view.replicas.findIndex((r) => r.id === from)];
  const b = layout.replicas[view.replicas.findIndex((r) => r.id === to)];
  if (a === undefined || b === undefined || a === b) return null;
  const edge = layout.x + layout.w + 3;
  const shift = Math.sign(b.y - a.y) * 3;
  const start = a.y + a.h / 2 + shift;
  const end = b.y + b.h / 2;
  return [
    { x: edge, y: start },
    { x: edge + 12, y: start },
    { x: edge + 12, y: end },
    { x: edge, y: end },
  ];
}
