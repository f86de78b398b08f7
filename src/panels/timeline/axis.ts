/**
 * The time axis with quiet gaps folded: a gap of more than 20 times the median takes 22 px, whatever its length, until
 * it is opened. Everything else keeps one scale. Pure; times in microseconds, positions in pixels.
 */

/** A gap this many times the median is quiet. */
export const QUIET_FACTOR = 20;
export const FOLD_WIDTH = 22;
/** No finer than this, so that a run of one step is not stretched over the whole width. */
const PIXELS_PER_MICRO_MAX = 0.12;

export interface Gap {
  readonly from: number;
  readonly to: number;
}

export interface Axis {
  readonly x: (micros: number) => number;
  /** Time at a position; inside a fold the nearer edge. */
  readonly timeAt: (x: number) => number;
  readonly folds: readonly (Gap & { readonly x: number; readonly width: number })[];
  /** Times with a label, ascending. */
  readonly ticks: readonly { readonly at: number; readonly x: number; readonly text: string }[];
}

export interface AxisInput {
  /** Moments that matter, in any order: events, and messages' ends. */
  readonly times: readonly number[];
  readonly left: number;
  /** Where the last moment stands when there is more than enough to show. */
  readonly right: number;
  /** End of the plot: what lies between it and `right` is the future. */
  readonly end: number;
  readonly fold: boolean;
  /** Gaps opened by hand, by their start. */
  readonly opened?: ReadonlySet<number>;
}

/** Gaps longer than 20 times the median gap, ascending. */
export function quietGaps(times: readonly number[]): Gap[] {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((to, i) => ({ from: sorted[i] as number, to }));
  const lengths = gaps.map((g) => g.to - g.from).sort((a, b) => a - b);
  const median = lengths[Math.floor((lengths.length - 1) / 2)] ?? 0;
  return gaps.filter((g) => median > 0 && g.to - g.from > QUIET_FACTOR * median);
}

export function layAxis(input: AxisInput): Axis {
  const { left, right, end } = input;
  const first = input.times.reduce((least, t) => Math.min(least, t), Number.MAX_SAFE_INTEGER);
  const start = first === Number.MAX_SAFE_INTEGER ? 0 : first;
  const last = input.times.reduce((most, t) => Math.max(most, t), start);
  const quiet = input.fold ? quietGaps(input.times).filter((g) => input.opened?.has(g.from) !== true) : [];
  const busy = last - start - quiet.reduce((sum, g) => sum + (g.to - g.from), 0);
  const room = Math.max(1, right - left - quiet.length * FOLD_WIDTH);
  const scale = busy <= 0 ? PIXELS_PER_MICRO_MAX : Math.min(PIXELS_PER_MICRO_MAX, room / niceAbove(busy));

  const folds: (Gap & { x: number; width: number })[] = [];
  const pieces: { from: number; x: number; scale: number }[] = [];
  let at = start;
  let x = left;
  for (const gap of quiet) {
    pieces.push({ from: at, x, scale });
    x += (gap.from - at) * scale;
    folds.push({ ...gap, x, width: FOLD_WIDTH });
    pieces.push({ from: gap.from, x, scale: FOLD_WIDTH / (gap.to - gap.from) });
    x += FOLD_WIDTH;
    at = gap.to;
  }
  pieces.push({ from: at, x, scale });

  const position = (micros: number): number => {
    let piece = pieces[0] as (typeof pieces)[number];
    for (const p of pieces) if (p.from <= micros) piece = p;
    return piece.x + (micros - piece.from) * piece.scale;
  };
  const timeAt = (target: number): number => {
    const fold = folds.find((f) => target > f.x && target < f.x + f.width);
    if (fold !== undefined) return target < fold.x + fold.width / 2 ? fold.from : fold.to;
    let piece = pieces[0] as (typeof pieces)[number];
    for (const p of pieces) if (p.x <= target) piece = p;
    return Math.max(0, Math.round(piece.from + (target - piece.x) / piece.scale));
  };
  return { x: position, timeAt, folds, ticks: ticksOf({ folds, position, start, left, end, scale }) };
}

/** Rounds up to a length that changes seldom, so that the scale is still while steps are added. */
export function niceAbove(micros: number): number {
  let power = 1;
  while (power * 10 < micros) power *= 10;
  for (const factor of [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8, 10])
    if (power * factor >= micros) return power * factor;
  return power * 10;
}

interface TickInput {
  readonly folds: Axis["folds"];
  readonly position: (micros: number) => number;
  readonly start: number;
  readonly left: number;
  readonly end: number;
  readonly scale: number;
}

const TICK_GAP = 74;
const TICK_MAX = 24;

function ticksOf({ folds, position, start, left, end, scale }: TickInput): Axis["ticks"] {
  const every = tickStep(TICK_GAP / scale);
  const ticks: { at: number; x: number; text: string }[] = [];
  const stretches = [
    ...folds.map((f, i) => ({ from: i === 0 ? start : (folds[i - 1] as Gap).to, to: f.from, until: f.x - 30 })),
    { from: folds.at(-1)?.to ?? start, to: Number.MAX_SAFE_INTEGER, until: end - 16 },
  ];
  for (const stretch of stretches) {
    for (let at = Math.ceil(stretch.from / every) * every; at <= stretch.to && ticks.length < TICK_MAX; at += every) {
      const x = position(at);
      if (x > stretch.until) break;
      const clearOfFolds = folds.every((f) => Math.abs(x - f.x - f.width / 2) > 52);
      if (x >= left && clearOfFolds) ticks.push({ at, x, text: seconds(at, every) });
    }
  }
  return ticks;
}

/** 1, 2 or 5 times a power of ten. */
function tickStep(atLeast: number): number {
  let power = 1;
  while (power * 10 <= atLeast) power *= 10;
  return power * ([1, 2, 5].find((f) => power * f >= atLeast) ?? 10);
}

/** Seconds with as many decimals as the step needs, three at least up to a minute. */
export function seconds(micros: number, every = 1000): string {
  let decimals = 0;
  for (let unit = 1_000_000; unit > every && decimals < 6; unit /= 10) decimals++;
  return (micros / 1_000_000).toFixed(Math.max(decimals, every < 1_000_000 ? 3 : 0));
}

/** How long a fold is, in words: "+828 ms". */
export function gapWords(gap: Gap): string {
  const micros = gap.to - gap.from;
  if (micros < 1000) return `+${micros} µs`;
  if (micros < 1_000_000) return `+${Math.round(micros / 1000)} ms`;
  if (micros < 120_000_000) return `+${trimmed(micros / 1_000_000)} s`;
  if (micros < 7_200_000_000) return `+${trimmed(micros / 60_000_000)} min`;
  return `+${trimmed(micros / 3_600_000_000)} h`;
}

function trimmed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, "");
}
