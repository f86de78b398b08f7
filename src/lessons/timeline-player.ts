/** Plays a lesson's actions straight on a Timeline: for tests, for the gallery, without a page and without waiting. */
import type { Timeline } from "../engine/index.ts";
import { matchesEvent } from "../worker/event-match.ts";
import type { Player } from "./play.ts";

/** More steps than any lesson takes. */
const STEPS_MAX = 20_000;

export function timelinePlayer(timeline: Timeline): Player {
  return {
    issue: async (command) => {
      timeline.issue(command);
      return true;
    },
    until: async (match) => {
      for (let steps = 0; steps < STEPS_MAX && timeline.forward(); steps++) {
        const record = timeline.branch.steps[timeline.step - 1];
        if (record === undefined) return false;
        const recorded = timeline.branch.events.slice(record.firstEvent, record.firstEvent + record.events);
        if (recorded.some(({ event }) => matchesEvent(event, match))) return true;
      }
      return false;
    },
    quiet: async () => {
      for (let steps = 0; steps < STEPS_MAX && !timeline.quiet; steps++) timeline.forward();
      return timeline.quiet;
    },
  };
}
