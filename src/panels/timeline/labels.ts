/**
 * Where words stand on the diagram: beside their dot, never on a line, a dot or other words. A word without a free
 * place is left out; its dot still has its name. Pure; pixels.
 */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface WantedLabel {
  readonly key: string;
  readonly text: string;
  /** The dot it belongs to. */
  readonly x: number;
  readonly y: number;
  /** Radius of the dot. */
  readonly r: number;
  /** Higher is placed first. */
  readonly weight: number;
}

export interface PlacedLabel extends WantedLabel {
  /** Left edge and baseline. */
  readonly left: number;
  readonly baseline: number;
}

const HEIGHT = 11;
/** Clears the playhead, when the dot stands on it. */
const ASIDE = 5;

/** About the width of a text of 10 px; digits and letters alike. */
export function textWidth(text: string): number {
  return text.length * 5.6 + 3;
}

/** @param blocked boxes that are taken already (dots, bars, folds) @param within the plot */
export function placeLabels(
  wanted: readonly WantedLabel[],
  lines: readonly Segment[],
  blocked: readonly Box[],
  within: Box,
): PlacedLabel[] {
  const taken: Box[] = [...blocked];
  const placed: PlacedLabel[] = [];
  for (const label of [...wanted].sort((a, b) => b.weight - a.weight || a.x - b.x)) {
    const width = textWidth(label.text);
    const above = label.y - label.r - HEIGHT;
    const below = label.y + label.r;
    const spots = [
      { x: label.x + label.r + 4, y: label.y - HEIGHT / 2 },
      { x: label.x - label.r - 4 - width, y: label.y - HEIGHT / 2 },
      { x: label.x, y: above },
      { x: label.x - width - ASIDE, y: above },
      { x: label.x + ASIDE, y: above },
      { x: label.x - width / 2, y: above },
      { x: label.x + ASIDE, y: below },
      { x: label.x - width - ASIDE, y: below },
    ];
    const free = spots.find((spot) => {
      const box = { ...spot, width, height: HEIGHT };
      return inside(box, within) && !taken.some((t) => overlap(t, box)) && !lines.some((l) => crosses(l, box));
    });
    if (free === undefined) continue;
    taken.push({ ...free, width, height: HEIGHT });
    placed.push({ ...label, left: free.x, baseline: free.y + HEIGHT - 2 });
  }
  return placed;
}

function inside(box: Box, outer: Box): boolean {
  return (
    box.x >= outer.x &&
    box.y >= outer.y &&
    box.x + box.width <= outer.x + outer.width &&
    box.y + box.height <= outer.y + outer.height
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether a segment touches a box (Liang–Barsky). */
export function crosses({ x1, y1, x2, y2 }: Segment, box: Box): boolean {
  let from = 0;
  let to = 1;
  const edges: [number, number][] = [
    [x1 - x2, x1 - box.x],
    [x2 - x1, box.x + box.width - x1],
    [y1 - y2, y1 - box.y],
    [y2 - y1, box.y + box.height - y1],
  ];
  for (const [p, q] of edges) {
    if (p === 0 && q < 0) return false;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
  }
  return from <= to;
}
