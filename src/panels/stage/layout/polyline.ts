// Orthogonal lines with rounded corners: their SVG path, their length, and the point at a distance along them. Packets
// and rails use the same line, so a packet never leaves its rail.

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Rect extends Point {
  readonly w: number;
  readonly h: number;
}

export const CORNER = 6;

/** An SVG path through the points, every corner rounded as far as its neighbours leave room. */
export function pathThrough(points: readonly Point[], radius = CORNER): string {
  const first = points[0];
  if (first === undefined) return "";
  let d = `M${first.x} ${first.y}`;
  for (let i = 1; i < points.length; i++) {
    const at = points[i] as Point;
    const next = points[i + 1];
    if (next === undefined) {
      d += `L${at.x} ${at.y}`;
      continue;
    }
    const before = points[i - 1] as Point;
    const r = Math.min(radius, distance(before, at) / 2, distance(at, next) / 2);
    const enter = towards(at, before, r);
    const leave = towards(at, next, r);
    d += `L${enter.x} ${enter.y}Q${at.x} ${at.y} ${leave.x} ${leave.y}`;
  }
  return d;
}

export function lengthOf(points: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++) sum += distance(points[i - 1] as Point, points[i] as Point);
  return sum;
}

/** The point at `along` pixels from the start; beyond an end it is that end. */
export function pointAt(points: readonly Point[], along: number): Point {
  let left = Math.max(0, along);
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1] as Point;
    const b = points[i] as Point;
    const step = distance(a, b);
    if (left <= step && step > 0) return towards(a, b, left);
    left -= step;
  }
  return points[points.length - 1] ?? { x: 0, y: 0 };
}

/** Direction in degrees of the last stretch, for an arrow tip. */
export function lastAngle(points: readonly Point[]): number {
  const b = points[points.length - 1];
  const a = points[points.length - 2];
  if (a === undefined || b === undefined) return 0;
  if (Math.abs(b.x - a.x) >= Math.abs(b.y - a.y)) return b.x >= a.x ? 0 : 180;
  return b.y >= a.y ? 90 : 270;
}

/** To half a pixel: crisp lines, and golden texts that people can read. */
export function half(value: number): number {
  return Math.round(value * 2) / 2;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(a: Point, b: Point, step: number): Point {
  const whole = distance(a, b);
  if (whole === 0) return a;
  const share = step / whole;
  return { x: round(a.x + (b.x - a.x) * share), y: round(a.y + (b.y - a.y) * share) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
