// The SVG patterns that states are drawn with, defined once per page: mount it once, refer to `url(#pt-stale)` anywhere.
// Patterns are decoration; the state's word is always in the name of the mark.

import type { ReactNode } from "react";

/** Ids that `fill="url(#…)"` may name. */
export const PATTERN_IDS = ["pt-stale", "pt-throttled", "pt-denied", "pt-conflict", "pt-veil", "pt-closed"] as const;
export type PatternId = (typeof PATTERN_IDS)[number];

export function PatternDefs() {
  return (
    <svg width="0" height="0" className="pattern-defs" aria-hidden="true">
      <defs>
        <Pattern id="pt-stale" width={4} height={4} turn={45}>
          <path d="M0 0V4" className="pl-stale" />
        </Pattern>
        <Pattern id="pt-throttled" width={4} height={4}>
          <path d="M1 0V4" className="pl-throttled" />
        </Pattern>
        <Pattern id="pt-denied" width={5} height={5}>
          <path d="M0 0L5 5M5 0L0 5" className="pl-denied" />
        </Pattern>
        <Pattern id="pt-conflict" width={8} height={6}>
          <path d="M0 4.5l2-3 2 3 2-3 2 3" className="pl-conflict" />
        </Pattern>
        <Pattern id="pt-veil" width={6} height={6} turn={135}>
          <path d="M0 0V6" className="pl-veil" />
        </Pattern>
        <Pattern id="pt-closed" width={5} height={5} turn={45}>
          <path d="M0 0V5" className="pl-closed" />
        </Pattern>
      </defs>
    </svg>
  );
}

interface PatternProps {
  id: PatternId;
  width: number;
  height: number;
  /** Degrees. */
  turn?: number;
  children: ReactNode;
}

function Pattern({ id, width, height, turn, children }: PatternProps) {
  return (
    <pattern
      id={id}
      width={width}
      height={height}
      patternUnits="userSpaceOnUse"
      patternTransform={turn === undefined ? undefined : `rotate(${turn})`}
    >
      {children}
    </pattern>
  );
}
