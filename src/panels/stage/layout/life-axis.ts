// The geometry of the zoom level Item: one row per copy, time to the right, current copies beyond the line of now; under
// them the life of the newest version.

import type { ItemLifeView } from "../view-shape.ts";

export interface LifeLayout {
  readonly width: number;
  readonly height: number;
  readonly axis: {
    readonly from: number;
    readonly to: number;
    readonly x: number;
    readonly w: number;
    readonly y: number;
  };
  readonly rows: readonly { readonly y: number; readonly h: number; readonly firstOfPlace: boolean }[];
  readonly ticks: readonly { readonly x: number; readonly micros: number }[];
  readonly thread: { readonly y: number; readonly xs: readonly number[] } | null;
  readonly laneY: number | null;
}

const TOP = 40;
const ROW_MAX = 32;
const PLACE_GAP = 10;
const THREAD_H = 92;
const LANE_H = 26;

export function lifeLayout(
  view: ItemLifeView,
  { width, height }: { readonly width: number; readonly height: number },
): LifeLayout {
  const narrow = width < 560;
  const x = narrow ? 84 : 188;
  const w = Math.max(60, width - x - (narrow ? 80 : 108));
  const places = view.rows.filter((row, i) => i === 0 || row.place !== view.rows[i - 1]?.place).length;
  const foot =
    (view.thread.length > 0 ? THREAD_H : 0) + (view.shard !== null && view.thread.length > 0 ? LANE_H : 0) + 30;
  const room = height - TOP - foot - Math.max(0, places - 1) * PLACE_GAP;
  const pitch = Math.max(17, Math.min(ROW_MAX, Math.floor(room / Math.max(1, view.rows.length))));
  let y = TOP;
  const rows = view.rows.map((row, i) => {
    const firstOfPlace = i === 0 || row.place !== view.rows[i - 1]?.place;
    if (i > 0 && firstOfPlace) y += PLACE_GAP;
    const place = { y, h: pitch - 4, firstOfPlace };
    y += pitch;
    return place;
  });
  const axisY = y + 14;
  const threadY = axisY + 46;
  const inner = width - 96;
  const n = view.thread.length;
  return {
    width,
    height: Math.max(height, axisY + foot - 16),
    axis: { from: view.from, to: view.to, x, w, y: axisY },
    rows,
    ticks: ticksOf(view, x, w),
    thread: n === 0 ? null : { y: threadY, xs: view.thread.map((_, i) => 48 + (n === 1 ? 0 : (i * inner) / (n - 1))) },
    laneY: view.shard === null || n === 0 ? null : threadY + 38,
  };
}

export function lifeX({ from, to, x, w }: LifeLayout["axis"], micros: number): number {
  return Math.round((x + (to === from ? w : ((micros - from) / (to - from)) * w)) * 10) / 10;
}

/** Round distances before now. */
function ticksOf({ from, to }: ItemLifeView, x: number, w: number): { x: number; micros: number }[] {
  const span = to - from;
  const step =
    [
      100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000,
      5_000_000, 10_000_000, 60_000_000, 600_000_000, 3_600_000_000,
    ].find((s) => span / s <= 5) ?? 86_400_000_000;
  const out: { x: number; micros: number }[] = [];
  for (let back = step; back <= span && out.length < 6; back += step)
    out.push({ x: x + w - (back / span) * w, micros: back });
  return out;
}
