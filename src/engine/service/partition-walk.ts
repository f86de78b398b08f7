/**
 * Walks over all items of a partition by asking its leader for page after page, whoever leads meanwhile and however
 * long nobody does. What is done with the items is the business of the machine that walks: a backfill or a sweeper.
 * Like every endless retry it goes on in the background after some tries in vain. [GSI-3, TTL-3, FLT-5]
 */
import type { Context, Timer } from "../sim/actor.ts";
import type { Micros } from "../sim/message.ts";
import { writeRoundTripMicros } from "./copy-delivery.ts";
import type { Event } from "./events.ts";
import { type KnownLeaders, leaderToAsk, noteNotLeader, noteSilence } from "./leader-finder.ts";
import type { Message } from "./messages.ts";
import type { GroupName } from "./places.ts";
import type { StoredItem } from "./record.ts";

type WalkContext = Context<Message, Event>;
export type WalkedItem = readonly [storageKey: string, stored: StoredItem];

/** The question that waits for its answer. */
interface Asking {
  readonly page: number;
  readonly to: string;
  readonly attempt: number;
  readonly timer: Timer;
}

/** What a walking machine keeps. */
export interface WalkState {
  readonly group: GroupName;
  readonly leaders: KnownLeaders;
  /** The last storage key seen; "" at the start. */
  walkedTo: string;
  /** Pages asked for so far. */
  pages: number;
  asking: Asking | null;
}

const INSISTED_ATTEMPTS = 12;
const LONGEST_PAUSE_MICROS: Micros = 2_000_000;

export function newWalk(group: GroupName, leaders: KnownLeaders): WalkState {
  return { group, leaders, walkedTo: "", pages: 0, asking: null };
}

export function askForPage(state: WalkState, limit: number, context: WalkContext): void {
  state.pages++;
  ask(state, 1, limit, context);
}

/** Takes an answer. null: it was none, and the page is still awaited. Fewer items than asked for: that was the end. */
export function takePage(
  state: WalkState,
  message: Extract<Message, { readonly type: "WalkedItems" }>,
  context: WalkContext,
): readonly WalkedItem[] | null {
  const { asking } = state;
  if (asking === null || context.delivery.from !== asking.to) return null;
  if (message.items === null) {
    // The next attempt goes to whom it names; until then somebody may have been elected.
    noteNotLeader(state.leaders, state.group, asking.to, message.leader);
    return null;
  }
  context.cancel(asking.timer);
  state.asking = null;
  state.walkedTo = message.items.at(-1)?.[0] ?? state.walkedTo;
  return message.items;
}

/** No answer, or none that helps: asks again. */
export function takeWalkTimeout(
  state: WalkState,
  message: Extract<Message, { readonly type: "WalkTimeout" }>,
  limit: number,
  context: WalkContext,
): void {
  const { asking } = state;
  if (asking === null || asking.page !== message.page) return;
  noteSilence(state.leaders, state.group, asking.to);
  ask(state, asking.attempt + 1, limit, context);
}

/** True when "quiet" does not wait for this walk. */
export function walkWaitsInBackground(state: WalkState): boolean {
  return state.asking?.timer.background ?? false;
}

export function takeWalkMended(state: WalkState, limit: number, context: WalkContext): void {
  if (state.asking === null || !walkWaitsInBackground(state)) return;
  context.cancel(state.asking.timer);
  ask(state, 1, limit, context);
}

function ask(state: WalkState, attempt: number, limit: number, context: WalkContext): void {
  const to = leaderToAsk(state.leaders, state.group);
  context.send(to, { type: "WalkItems", replyTo: context.self, after: state.walkedTo, limit });
  const first = Math.max(200_000, writeRoundTripMicros(context.profile, context.profile.inRegion));
  const pause = Math.min(Math.max(LONGEST_PAUSE_MICROS, first), first * (1 << Math.min(attempt - 1, 20)));
  const timer = context.after(
    pause,
    { type: "WalkTimeout", page: state.pages },
    { background: attempt > INSISTED_ATTEMPTS },
  );
  state.asking = { page: state.pages, to, attempt, timer };
}
