// The eight states of a mark (VISUAL §3): the class that carries colour, the glyph and the word of each.
// A state changes edge, pattern and glyph; it never recolours the fill.

import type { GlyphName } from "./glyphs.tsx";

export const STATE_NAMES = [
  "committed",
  "inflight",
  "stale",
  "throttled",
  "conflict",
  "cached",
  "denied",
  "not-yet",
] as const;
export type StateName = (typeof STATE_NAMES)[number];

interface StateLook {
  /** Shown when nothing more exact is known. */
  word: string;
  glyph: GlyphName | null;
}

export const STATES: Readonly<Record<StateName, StateLook>> = {
  committed: { word: "committed", glyph: "state-committed" },
  inflight: { word: "in flight", glyph: "state-inflight" },
  stale: { word: "stale", glyph: "state-stale" },
  throttled: { word: "throttled", glyph: "state-throttled" },
  conflict: { word: "conflict", glyph: "state-conflict" },
  cached: { word: "cached", glyph: "state-cached" },
  denied: { word: "denied", glyph: "state-denied" },
  "not-yet": { word: "later", glyph: null },
};
