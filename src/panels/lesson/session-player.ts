/**
 * Plays a lesson's actions on the open world so that a person can watch: one step after the other, with time to see
 * each. Under reduced motion it goes straight to the end of each action.
 */
import type { CommandBody } from "../../engine/index.ts";
import type { Player } from "../../lessons/play.ts";
import { drive, issue } from "../../state/session.ts";
import type { EventMatch } from "../../worker/event-match.ts";
import type { Drive, Reply } from "../../worker/protocol.ts";

/** Steps shown one by one; a longer run jumps to its end. */
const STEPS_WATCHED = 80;
const STEPS_MAX = 20_000;
const MILLIS_PER_STEP = 140;

interface Moved {
  readonly moved: string;
  readonly met?: boolean;
  readonly quiet?: boolean;
  readonly step: number;
}

export interface SessionPlayer extends Player {
  /** Where the world stood after the last move; null before any. */
  readonly lastStep: () => number | null;
}

/** @param watched false: no waiting between steps */
export function sessionPlayer(watched: boolean): SessionPlayer {
  let lastStep: number | null = null;
  const move = async (to: Drive): Promise<Moved | null> => {
    const outcome = movedOf(await drive(to));
    if (outcome !== null) lastStep = outcome.step;
    return outcome;
  };
  const watch = async (one: () => Promise<Moved | null>, over: (outcome: Moved) => boolean): Promise<Moved | null> => {
    for (let shown = 0; shown < STEPS_WATCHED; shown++) {
      const outcome = await one();
      if (outcome === null || over(outcome)) return outcome;
      await pause(MILLIS_PER_STEP);
    }
    return null;
  };
  return {
    lastStep: () => lastStep,
    issue: async (command: CommandBody) => (await issue(command)).ok,
    until: async (match: EventMatch) => {
      if (watched) {
        const outcome = await watch(
          () => move({ kind: "until", match, stepsMax: 1 }),
          (o) => o.met === true || o.moved === "none",
        );
        if (outcome !== null) return outcome.met === true;
      }
      return (await move({ kind: "until", match, stepsMax: STEPS_MAX }))?.met === true;
    },
    quiet: async () => {
      if (watched) {
        const outcome = await watch(
          async () => {
            const still = await move({ kind: "pause" });
            return still?.quiet === true ? still : move({ kind: "step" });
          },
          (o) => o.quiet === true || o.moved === "none",
        );
        if (outcome !== null) return true;
      }
      return (await move({ kind: "quiet" })) !== null;
    },
  };
}

/** Goes to a step that is known already, watched the same way. */
export async function watchTo(from: number, to: number, watched: boolean): Promise<void> {
  if (watched && to - from <= STEPS_WATCHED) {
    for (let step = from; step < to; step++) {
      await drive({ kind: "step" });
      await pause(MILLIS_PER_STEP);
    }
  }
  await drive({ kind: "seek", step: to });
}

function movedOf(reply: Reply): Moved | null {
  return reply.ok ? (reply.value as Moved) : null;
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
