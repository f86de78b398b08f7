/**
 * Carries out a lesson's actions on whatever can issue and run: a Timeline in a test, the session in the page. Waits
 * between two actions are the player's business, so that a person can watch.
 */
import type { CommandBody } from "../engine/index.ts";
import type { EventMatch } from "../worker/event-match.ts";
import type { Action } from "./lesson.ts";

export interface Player {
  issue(command: CommandBody): Promise<boolean>;
  /** False when nothing is left to do and the event did not come. */
  until(match: EventMatch): Promise<boolean>;
  quiet(): Promise<boolean>;
}

/** @returns false when the player gave up; what was done stays done */
export async function playActions(actions: readonly Action[], player: Player): Promise<boolean> {
  for (const action of actions) if (!(await playAction(action, player))) return false;
  return true;
}

async function playAction(action: Action, player: Player): Promise<boolean> {
  if ("issue" in action) return player.issue(action.issue);
  if ("quiet" in action) return player.quiet();
  for (let left = action.times ?? 1; left > 0; left--) if (!(await player.until(action.until))) return false;
  return true;
}
