// Chips on one shelf: which grain fits, and where each stands (VISUAL §6). All three shelves of a partition use the same
// plan, so that copies of one item stand under each other.

export type ChipGrain = "full" | "letter" | "tick" | "heat";

export interface ChipPlan {
  readonly grain: ChipGrain;
  readonly w: number;
  readonly h: number;
  /** Left edge of each item's chip, from the shelf's left. */
  readonly xs: readonly number[];
  /** Top of each, from the shelf's top. */
  readonly ys: readonly number[];
  /** Room for the last entry of the log and the LSN at the right; 0: none. */
  readonly right: number;
  readonly left: number;
  readonly showsLsn: boolean;
}

export interface ChipSpec {
  readonly width: number;
  readonly height: number;
  readonly items: number;
  /** Characters of the longest chip text, letter and version; and of the longest letter. */
  readonly textLength: number;
  readonly letterLength: number;
  readonly heat: boolean;
  /** A wide unit has room for what its log holds besides the LSN. */
  readonly roomy: boolean;
  /** Digits of the longest LSN. */
  readonly lsnLength: number;
}

const GAP = 2;
const CROWN = 13;

export function chipPlan(spec: ChipSpec): ChipPlan {
  const { width, height, items } = spec;
  const narrow = width < 64;
  const left = narrow ? 3 : CROWN;
  const lsn = spec.lsnLength * 6 + 7;
  const full = Math.max(20, spec.textLength * 6.2 + 9);
  const letter = Math.max(13, spec.letterLength * 6.6 + 6);
  const rightFull = spec.roomy ? lsn + full + 8 : width >= 76 ? lsn : 3;
  if (spec.heat)
    return {
      grain: "heat",
      w: width - left - (narrow ? 3 : 6),
      h: Math.min(20, height - 8),
      xs: [left],
      ys: [(height - Math.min(20, height - 8)) / 2],
      right: 3,
      left,
      showsLsn: false,
    };
  const withLsn = width >= 76 ? lsn : 3;
  const tries: readonly [ChipGrain, number, number, boolean, rows?: number][] = [
    ["full", roomyWidth(full, spec), rightFull, rightFull > 3, 1],
    ["full", full, withLsn, withLsn > 3, 1],
    ["full", full, rightFull, rightFull > 3],
    ["full", full, 3, false],
    ["letter", letter, rightFull, rightFull > 3],
    ["letter", letter, 3, false],
    ["tick", 5, 3, false],
  ];
  for (const [grain, w, right, showsLsn, rows] of tries) {
    const placed = place(items, { w, left, right, width, height, grain });
    if (placed !== null && (rows === undefined || placed.rows <= rows))
      return { grain, w, h: placed.h, xs: placed.xs, ys: placed.ys, right, left, showsLsn };
  }
  const pitch = (width - left - 3) / Math.max(1, items);
  const w = Math.min(5, pitch * 0.8);
  return {
    grain: "tick",
    w,
    h: Math.min(14, height - 8),
    xs: Array.from({ length: items }, (_, i) => left + i * pitch),
    ys: Array.from({ length: items }, () => (height - Math.min(14, height - 8)) / 2),
    right: 3,
    left,
    showsLsn: false,
  };
}

/** On a wide shelf with few items chips are a little wider, as VISUAL §2 allows. */
function roomyWidth(full: number, { width, items }: ChipSpec): number {
  return width >= 120 && items <= 3 ? Math.max(full, 26) : full;
}

function place(
  items: number,
  {
    w,
    left,
    right,
    width,
    height,
    grain,
  }: { w: number; left: number; right: number; width: number; height: number; grain: ChipGrain },
): { h: number; xs: number[]; ys: number[]; rows: number } | null {
  const room = width - left - right;
  const perRow = Math.floor((room + GAP) / (w + GAP));
  if (perRow < 1) return null;
  const rows = Math.max(1, Math.ceil(items / perRow));
  const least = grain === "tick" ? 9 : 14;
  if (rows * (least + GAP) > height) return null;
  const h = Math.max(
    least,
    Math.min(rows === 1 ? 20 : 17, Math.floor((height - 6) / rows) - GAP + (rows === 1 ? 2 : 0)),
  );
  const used = rows * h + (rows - 1) * GAP;
  const top = (height - used) / 2;
  return {
    h,
    rows,
    xs: Array.from({ length: items }, (_, i) => left + (i % perRow) * (w + GAP)),
    ys: Array.from({ length: items }, (_, i) => top + Math.floor(i / perRow) * (h + GAP)),
  };
}
