// Roving focus inside the diagram: an arrow key goes to the nearest mark in that direction, Escape back to the playhead.

import type { KeyboardEvent } from "react";

interface Point {
  readonly x: number;
  readonly y: number;
}

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

/** Index of the point that is nearest in a direction, sideways distance counting double; -1 when there is none. */
export function nearestIndex(points: readonly Point[], from: Point, key: string): number {
  const direction = DIRECTIONS[key];
  if (direction === undefined) return -1;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  points.forEach((point, index) => {
    const ahead = (point.x - from.x) * direction.x + (point.y - from.y) * direction.y;
    if (ahead < 1) return;
    const aside = Math.abs((point.x - from.x) * direction.y) + Math.abs((point.y - from.y) * direction.x);
    const distance = ahead + 2 * aside;
    if (distance < least) {
      least = distance;
      best = index;
    }
  });
  return best;
}

/** Arrows between marks. From the playhead only up and down leave it: left and right are the clock's. */
export function focusNearest(event: KeyboardEvent, svg: SVGSVGElement | null): void {
  const active = document.activeElement;
  if (svg === null || active === null || event.defaultPrevented) return;
  const playhead = svg.querySelector<SVGElement>('[role="slider"]');
  if (event.key === "Escape" && active !== playhead) {
    event.preventDefault();
    playhead?.focus();
    return;
  }
  if (DIRECTIONS[event.key] === undefined) return;
  const fromPlayhead = active === playhead;
  if (fromPlayhead && (event.key === "ArrowLeft" || event.key === "ArrowRight")) return;
  event.preventDefault();
  const marks = [...svg.querySelectorAll<SVGElement>("[data-roving]")].filter((mark) => mark !== active);
  const own = centre(active.getBoundingClientRect());
  const top = svg.getBoundingClientRect().top;
  const from = fromPlayhead ? { x: own.x, y: event.key === "ArrowDown" ? top : own.y + own.y } : own;
  marks[
    nearestIndex(
      marks.map((m) => centre(m.getBoundingClientRect())),
      from,
      event.key,
    )
  ]?.focus();
}

function centre(box: DOMRect): Point {
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
