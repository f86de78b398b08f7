// Sizes of the workspace in CSS pixels (VISUAL §5 and §9).

export const TOP_BAR = 44;
export const STAGE_BAR = 36;
export const NARRATION = 36;
export const TRANSPORT = 56;
const STAGE = 484;
/** More than this the picture does not use. */
const STAGE_MAX = 600;
/** Beside a drawer that asks for its height the picture still has its partitions. */
const STAGE_MIN = 248;

const LEFT_WIDTH = 348;
/** What the widest panel gets where the stage beside it is narrow. */
const LEFT_WIDE_NARROW = 440;
export const LEFT_MIN = 300;
export const LEFT_MAX = 620;
export const RIGHT_MIN = 280;
export const RIGHT_MAX = 480;

export const DRAWER_BAR = 36;
/** The bar and the two tracks of the timeline. */
const DRAWER_MIN = 124;
const DRAWER_MAX = 300;

/** Width of the left column for a panel that wants `wanted`, if it wants anything. */
export function leftWidth({ wanted, isNarrow }: { wanted: number | undefined; isNarrow: boolean }): number {
  if (wanted === undefined) return LEFT_WIDTH;
  return isNarrow ? Math.min(wanted, LEFT_WIDE_NARROW) : wanted;
}

/** Right column at the widest breakpoint, and below it. */
export function rightWidth(isWide: boolean): number {
  return isWide ? 380 : 324;
}

/**
 * Height of the drawer with its bar when the person has not chosen one: the stage has its height first, and the drawer
 * what the stage does not use.
 * @param wanted what the drawer's panel asks for; 0: nothing
 */
export function drawerHeight(viewportHeight: number, wanted: number): number {
  const both = viewportHeight - TOP_BAR - STAGE_BAR - NARRATION - TRANSPORT;
  const rest = both - STAGE;
  return Math.max(DRAWER_MIN, Math.min(DRAWER_MAX, rest), both - STAGE_MAX, Math.min(wanted, both - STAGE_MIN));
}
