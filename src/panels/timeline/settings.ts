// How the timeline is looked at: not part of the world, so not in the scenario. Shared by the panel and its tools.

import { create } from "zustand";

export type TimelineMode = "one" | "two" | "tree";

interface TimelineSettings {
  readonly mode: TimelineMode;
  readonly fold: boolean;
  /** Quiet gaps opened by hand, by their start in microseconds. */
  readonly opened: readonly number[];
  readonly asList: boolean;
  /** Steps shown: the zoom. */
  readonly span: number;
  /** Step in the middle; null: follows the cursor. */
  readonly around: number | null;
}

/** Steps shown at each zoom, the closest first. */
export const SPANS = [12, 20, 32, 48, 72] as const;

export const useTimelineSettings = create<TimelineSettings>(() => ({
  mode: "one",
  fold: true,
  opened: [],
  asList: false,
  span: 32,
  around: null,
}));

export function setTimeline(change: Partial<TimelineSettings>): void {
  useTimelineSettings.setState(change);
}

/** @param direction 1: closer, -1: wider */
export function zoomTimeline(direction: 1 | -1): void {
  const at = SPANS.findIndex((s) => s >= useTimelineSettings.getState().span);
  const span = SPANS[Math.max(0, Math.min(SPANS.length - 1, at - direction))];
  if (span !== undefined) setTimeline({ span });
}

/** Shifts the window by a third of it. Past the cursor it follows the cursor again. */
export function panTimeline(direction: 1 | -1, cursor: { readonly step: number; readonly steps: number }): void {
  const { around, span } = useTimelineSettings.getState();
  const next = (around ?? cursor.step - Math.round(span / 3)) + direction * Math.max(4, Math.round(span / 3));
  setTimeline({ around: direction === 1 && next + span / 3 >= cursor.steps ? null : Math.max(1, next) });
}
