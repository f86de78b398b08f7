// Two fingers on the stage change the zoom level (VISUAL §9): apart opens, together backs out. One level a pinch.

import { type RefObject, useEffect } from "react";
import { setZoom, useSelection, type Zoom } from "../../state/selection.ts";

const ZOOMS: readonly Zoom[] = ["world", "region", "partition", "item"];
/** The fingers must come this much further apart, or nearer. */
const SPREAD = 1.35;

export function zoomBy(levels: 1 | -1): void {
  const at = ZOOMS.indexOf(useSelection.getState().zoom) + levels;
  const zoom = ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, at))];
  if (zoom !== undefined) setZoom(zoom);
}

export function usePinch(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    let start: number | null = null;
    const onStart = (event: TouchEvent) => {
      start = event.touches.length === 2 ? spreadOf(event) : null;
    };
    const onMove = (event: TouchEvent) => {
      if (start === null || event.touches.length !== 2) return;
      event.preventDefault();
      const ratio = spreadOf(event) / Math.max(1, start);
      if (ratio < SPREAD && ratio > 1 / SPREAD) return;
      start = null;
      zoomBy(ratio > 1 ? 1 : -1);
    };
    element.addEventListener("touchstart", onStart, { passive: true });
    element.addEventListener("touchmove", onMove, { passive: false });
    return () => {
      element.removeEventListener("touchstart", onStart);
      element.removeEventListener("touchmove", onMove);
    };
  }, [root]);
}

function spreadOf({ touches }: TouchEvent): number {
  const [a, b] = [touches[0], touches[1]];
  return a === undefined || b === undefined ? 1 : Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}
