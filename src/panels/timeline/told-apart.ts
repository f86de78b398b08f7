/**
 * Messages on their way that can be told apart. Dozens sent at once lie on each other, and a browser that paints without a
 * graphics card lays the dashes of each along the whole diagram, frame after frame. Pure; pixels.
 */
import type { PlacedLine } from "./layout.ts";
import { type Edges, seenPart } from "./seen-part.ts";

/** Two lines or dots closer than this everywhere are one to the eye. */
const APART = 0.5;

/** The lines without those on their way of which everything that is seen lies on one before. */
export function toldApart(lines: readonly PlacedLine[], edges: Edges): readonly PlacedLine[] {
  const places = new Set<string>();
  return lines.filter((line) => {
    if (line.step !== 0 || line.lost) return true;
    const seen = seenPart(line, edges);
    if (seen === null) return false;
    const starts = Math.max(edges.from, seen.x1);
    const place = [lookOf(line), near(starts), near(seen.y1), near(seen.x2), near(seen.y2)].join(" ");
    if (places.has(place)) return false;
    places.add(place);
    return true;
  });
}

export interface Dot {
  readonly seq: number;
  readonly y: number;
  readonly who: PlacedLine["who"];
}

/** Where messages on their way are at a moment, given by its place. */
export function dotsAt(x: number, lines: readonly PlacedLine[]): readonly Dot[] {
  const dots = new Map<string, Dot>();
  for (const line of lines) {
    const share = line.x2 > line.x1 ? (x - line.x1) / (line.x2 - line.x1) : 0;
    if (line.step !== 0 || share <= 0 || share >= 1) continue;
    const y = line.y1 + (line.y2 - line.y1) * share;
    const place = `${line.who?.ordinal} ${near(y)}`;
    if (!dots.has(place)) dots.set(place, { seq: line.seq, y, who: line.who });
  }
  return [...dots.values()];
}

function lookOf({ who, main, quiet }: PlacedLine): string {
  return `${who?.ordinal} ${main} ${quiet}`;
}

function near(value: number): number {
  return Math.round(value / APART);
}
