// Which fill an item has: assigned by order of first appearance, kept for the life of the world (VISUAL §2).
// Eight fills; the ninth item reuses the first with a corner cut off, the seventeenth with two.

export const HUES = ["a", "b", "c", "d", "e", "f", "g", "h"] as const;

export interface HueOfItem {
  /** "none": it has not appeared yet. */
  hue: (typeof HUES)[number] | "none";
  /** Left corners that are cut off every mark of the item: the upper one, then both. Nothing is cut where letters stand. */
  notches: number;
}

/** `ordinal` counts items by first appearance, from 0; null: it has not appeared yet. */
export function hueOf(ordinal: number | null): HueOfItem {
  if (ordinal === null) return { hue: "none", notches: 0 };
  const hue = HUES[ordinal % HUES.length];
  if (hue === undefined) throw new RangeError(`an item's ordinal is a whole number from 0, not ${ordinal}`);
  return { hue, notches: Math.floor(ordinal / HUES.length) };
}

/** Class that gives `--k` and `--ke` of an item to what is inside. */
export function hueClass(look: { readonly ordinal: number | null }): string {
  return `k-${hueOf(look.ordinal).hue}`;
}

/** Path of a chip of `width` x `height` with corner radius 3 and the notches of its item. */
export function chipPath({ width, height, notches }: { width: number; height: number; notches: number }): string {
  const r = 3;
  const right = width - 0.5;
  const bottom = height - 0.5;
  const corner = notches === 0 ? `M.5 ${0.5 + r}a${r} ${r} 0 0 1 ${r} -${r}` : "M.5 5.5L5.5 .5";
  const lower = notches > 1 ? `H5.5L.5 ${bottom - 5}` : `H${0.5 + r}a${r} ${r} 0 0 1 -${r} -${r}`;
  return `${corner}H${right - r}a${r} ${r} 0 0 1 ${r} ${r}V${bottom - r}a${r} ${r} 0 0 1 -${r} ${r}${lower}z`;
}
