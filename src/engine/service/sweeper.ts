/**
 * Removes the expired items of one table partition: looks through all of them, has the leader delete those that have
 * expired, and looks again later. Sweeps happen at multiples of the profile's `ttlSweep`; a sweeper that knows of
 * nothing to expire sleeps until the leader tells it of an item with an expiry: the same instants as if it had swept
 * all the time, without a step for each idle sweep. All of it in the background. (that a scanner looks and a second
 * pass deletes is documented; the leader's word is ours) [TTL-3..7]
 */
import { assert, present } from "../base/assert.ts";
import type { ActorKind, Context, Timer } from "../sim/actor.ts";
import type { Micros } from "../sim/message.ts";
import { calendarSeconds, EPOCH_MICROS } from "./epoch.ts";
import type { Event } from "./events.ts";
import { expiryOf, isExpired } from "./expiry.ts";
import type { KnownLeaders } from "./leader-finder.ts";
import type { Message } from "./messages.ts";
import {
  askForPage,
  newWalk,
  takePage,
  takeWalkMended,
  takeWalkTimeout,
  type WalkedItem,
  type WalkState,
} from "./partition-walk.ts";
import type { GroupName } from "./places.ts";

const PAGE_ITEMS = 64;

export interface SweeperState extends WalkState {
  readonly attribute: string;
  phase: "asleep" | "sweeping";
  /** The next sweep, or null: nothing is known that will expire. */
  next: { readonly at: Micros; readonly timer: Timer } | null;
  /** Expired items found by the sweep under way. */
  found: number;
}

export function newSweeperState(spec: {
  readonly group: GroupName;
  readonly attribute: string;
  readonly leaders: KnownLeaders;
}): SweeperState {
  return { ...newWalk(spec.group, spec.leaders), attribute: spec.attribute, phase: "asleep", next: null, found: 0 };
}

type SweepContext = Context<Message, Event>;

export const sweeper: ActorKind<SweeperState, Message, Event> = {
  kind: "sweeper",
  handle(state, message, context) {
    switch (message.type) {
      case "ExpiryAhead":
        sweepAfter(state, message.seconds, context);
        return;
      case "SweepDue":
        if (state.next !== null && state.next.at <= context.now) state.next = null;
        begin(state, context);
        return;
      case "WalkedItems": {
        const items = takePage(state, message, context);
        if (items !== null) takeItems(state, items, context);
        return;
      }
      case "WalkTimeout":
        takeWalkTimeout(state, message, PAGE_ITEMS, context);
        return;
      case "Mended":
        takeWalkMended(state, PAGE_ITEMS, context);
        return;
      default:
        assert(false, `a sweeper does not take ${message.type}`);
    }
  },
};

function begin(state: SweeperState, context: SweepContext): void {
  // One that still waits for a leader finds out about everything when it has one.
  if (state.phase === "sweeping") return;
  state.phase = "sweeping";
  state.found = 0;
  state.walkedTo = "";
  askForPage(state, PAGE_ITEMS, context);
}

function takeItems(state: SweeperState, items: readonly WalkedItem[], context: SweepContext): void {
  const nowSeconds = calendarSeconds(context.now);
  const expired: string[] = [];
  for (const [storageKey, { item }] of items) {
    const expiry = expiryOf(item, state.attribute);
    if (isExpired(expiry, nowSeconds)) expired.push(storageKey);
    else if (expiry !== null && expiry > nowSeconds) sweepAfter(state, expiry, context);
  }
  state.found += expired.length;
  if (expired.length > 0) {
    const { attribute } = state;
    context.send(context.delivery.from, { type: "ExpireItems", attribute, storageKeys: expired });
  }
  if (items.length === PAGE_ITEMS) {
    askForPage(state, PAGE_ITEMS, context);
    return;
  }
  state.phase = "asleep";
  const { region, table, partition } = state.group;
  if (state.found === 0) return;
  context.record({ kind: "PartitionSwept", region, table, partition, expired: state.found });
  // What could not be deleted, because it was being written or nobody led, is found again.
  sweepAt(state, context.now + period(context), context);
}

/** The first sweep at or after an expiry. */
function sweepAfter(state: SweeperState, seconds: number, context: SweepContext): void {
  const expires = Math.ceil(seconds) * 1_000_000 - EPOCH_MICROS;
  // Beyond what virtual time can count nobody waits.
  if (expires > Number.MAX_SAFE_INTEGER / 2) return;
  const every = period(context);
  sweepAt(state, Math.ceil(Math.max(expires, context.now) / every) * every, context);
}

/** Keeps the earlier one of the sweep that is planned and this one. */
function sweepAt(state: SweeperState, at: Micros, context: SweepContext): void {
  if (state.next !== null && state.next.at <= at) return;
  if (state.next !== null) context.cancel(state.next.timer);
  const timer = context.after(Math.max(0, at - context.now), { type: "SweepDue" }, { background: true });
  state.next = { at, timer };
}

function period({ profile }: SweepContext): Micros {
  return present(profile.delays.ttlSweep?.[0], "ttlSweep");
}
