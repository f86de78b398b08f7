/**
 * The part of a line that can be seen. A message that arrives seconds later ends a million pixels to the right of the
 * diagram, and a browser lays dashes along the whole of a path, once for every tile it paints. Pure; pixels.
 */
import type { Segment } from "./labels.ts";

/** Left and right edge of what is shown. */
export interface Edges {
  readonly from: number;
  readonly to: number;
}

/** Line ends with their tips and widths are cut well outside. */
const OUTSIDE = 16;
/** A dash and its gap, as `.tl-msg.go` has them: cut at a whole number of them, the rest stay where they were. */
const DASHES = 6;

/** @returns null when nothing of it is between the edges */
export function seenPart({ x1, y1, x2, y2 }: Segment, { from, to }: Edges): Segment | null {
  const least = from - OUTSIDE;
  const most = to + OUTSIDE;
  if (Math.max(x1, x2) < least || Math.min(x1, x2) > most) return null;
  const length = Math.hypot(x2 - x1, y2 - y1);
  const shares = x1 === x2 ? [] : [(least - x1) / (x2 - x1), (most - x1) / (x2 - x1)].sort((a, b) => a - b);
  const [enters = 0, leaves = 1] = shares;
  const start = (Math.floor((Math.max(0, enters) * length) / DASHES) * DASHES) / Math.max(length, 1);
  const end = Math.min(1, leaves);
  return { x1: x1 + (x2 - x1) * start, y1: y1 + (y2 - y1) * start, x2: x1 + (x2 - x1) * end, y2: y1 + (y2 - y1) * end };
}
