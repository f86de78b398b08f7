// What the screen and the person's settings allow, as hooks. Widths are those of VISUAL §9.

import { useCallback, useMemo, useSyncExternalStore } from "react";

/** From the widest: `wide` 1680 up, `desktop` 1440, `laptop` 1280, `tablet` 1024, `portrait` 720, `phone` below. */
export type Breakpoint = "wide" | "desktop" | "laptop" | "tablet" | "portrait" | "phone";

const LOWER_EDGES: readonly (readonly [Breakpoint, number])[] = [
  ["wide", 1680],
  ["desktop", 1440],
  ["laptop", 1280],
  ["tablet", 1024],
  ["portrait", 720],
];

/** @param width of the viewport in CSS pixels. */
export function breakpointOf(width: number): Breakpoint {
  return LOWER_EDGES.find(([, from]) => width >= from)?.[0] ?? "phone";
}

export function useBreakpoint(): Breakpoint {
  return useSyncExternalStore(onResize, () => breakpointOf(window.innerWidth));
}

/** Height of the viewport in CSS pixels. */
export function useViewportHeight(): number {
  return useSyncExternalStore(onResize, () => window.innerHeight);
}

export function useReducedMotion(): boolean {
  return useMediaQuery("(prefers-reduced-motion: reduce)");
}

export function useMediaQuery(query: string): boolean {
  // One list, not a new one for each look: components that follow the clock look sixty times a second.
  const list = useMemo(() => window.matchMedia(query), [query]);
  const subscribe = useCallback(
    (onChange: () => void) => {
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    [list],
  );
  return useSyncExternalStore(subscribe, () => list.matches);
}

function onResize(onChange: () => void) {
  window.addEventListener("resize", onChange);
  return () => window.removeEventListener("resize", onChange);
}
