// Where each Region's slab stands (VISUAL §5, §9): the focused one has most of the width, the others keep every part at
// a coarser grain, and on a narrow stage they fold to a tab.

/** near: everything written; mid: letters; far: hue ticks; tab: only a name and how far behind. */
export type Grain = "near" | "mid" | "far" | "tab";

export interface Column {
  readonly region: string;
  readonly x: number;
  readonly w: number;
  readonly grain: Grain;
}

export const MARGIN = 8.5;
/** Under this width the others become tabs (VISUAL §9: phone). */
export const PHONE_BELOW = 560;
/** Under this width the others take far grain. */
const FAR_BELOW = 700;

export interface ColumnsSpec {
  readonly width: number;
  readonly regions: readonly string[];
  readonly focus: string;
  /** Zoom level Region: the others leave. */
  readonly alone: boolean;
}

export function columnsOf({ width, regions, focus, alone }: ColumnsSpec): Column[] {
  const phone = width < PHONE_BELOW;
  const others = alone ? 0 : regions.length - 1;
  if (others === 0 || phone) {
    return regions.map((region) =>
      region === focus
        ? { region, x: phone ? 0 : MARGIN, w: phone ? width : width - 2 * MARGIN, grain: "near" }
        : { region, x: 0, w: 0, grain: "tab" },
    );
  }
  const gap = width >= FAR_BELOW && others === 1 ? 61 : 36;
  const inner = width - 2 * MARGIN - gap * others;
  const other = otherWidth(width, inner, others);
  const grain: Grain = other >= 150 ? "mid" : "far";
  let x = MARGIN;
  return regions.map((region) => {
    const w = region === focus ? inner - other * others : other;
    const column: Column = { region, x, w, grain: region === focus ? "near" : grain };
    x += w + gap;
    return column;
  });
}

function otherWidth(width: number, inner: number, others: number): number {
  if (width < FAR_BELOW) return others === 1 ? 78 : 72;
  if (others === 1) return Math.round(inner * 0.31);
  return width >= 1000 ? Math.round(inner * 0.205) : 104;
}
