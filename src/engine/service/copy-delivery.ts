/**
 * Gets a copy of a write to the leader of another replication group, whatever it takes: asks, follows hints, tries
 * again with a growing delay until the copy is in, or an equal or newer one is there already. Used by the index
 * writer (same Region) and the replicator (another Region); it decides neither what to copy nor in which order.
 * [COPY-1..4]
 */
import type { Context, Timer } from "../sim/actor.ts";
import type { ActorId, Micros } from "../sim/message.ts";
import type { LatencyProfile, LatencyTable } from "../sim/network.ts";
import type { Event } from "./events.ts";
import { type KnownLeaders, leaderToAsk, noteNotLeader, noteSilence } from "./leader-finder.ts";
import type { CopySource, Message } from "./messages.ts";
import type { GroupName } from "./places.ts";
import type { StoredItem } from "./record.ts";

/** A copy that is to be delivered. */
export interface CopyJob {
  readonly group: GroupName;
  readonly storageKey: string;
  readonly stored: StoredItem;
  readonly source: CopySource;
  /** The sender's own number for what this is part of. */
  readonly tag: number;
}

/** A copy on its way. Replaced, never changed. */
export interface CopyInFlight extends CopyJob {
  readonly id: string;
  /** Replica asked last. */
  readonly to: ActorId;
  readonly firstSentAt: Micros;
  readonly sentAt: Micros;
  /** From 1. */
  readonly attempt: number;
  /** Silences left that keep the world from being quiet; at 0 the copy is tried in the background. */
  readonly insists: number;
  /** When the next attempt is due. */
  readonly nextAt: Micros;
  /** Hints followed in this attempt. */
  readonly hops: number;
  readonly timer: Timer;
}

/** What a sender keeps. */
export interface CopyDeliveryState {
  /** By copy id, in order of first sending. */
  readonly inFlight: Map<string, CopyInFlight>;
  readonly leaders: KnownLeaders;
}

/** How long a sender waits for an answer: the delay doubles from the first to the longest with each attempt. */
export interface CopyPacing {
  readonly firstMicros: Micros;
  readonly longestMicros: Micros;
  /** Called on every sending, the first and the repeated ones. */
  readonly onSent?: (copy: Pick<CopyInFlight, "stored" | "attempt">) => void;
}

type CopyReply = Extract<Message, { readonly type: "CopyReply" }>;
type CopyTimeout = Extract<Message, { readonly type: "CopyTimeout" }>;
type DeliveryContext = Context<Message, Event>;

/** A hint is followed at once, but two replicas that name each other must not keep us busy for ever. */
const HOPS_MAX = 2;
/** So many attempts without an answer mean that something is broken: a link that loses messages is got over before. */
const INSISTED_SILENCES = 12;
/** A cut link is noticed by the sender (no connection); three such attempts are enough. */
const SILENCES_PER_CUT = 4;

/** Starts delivering a copy. It goes on until `takeCopyReply` returns it. */
export function deliverCopy(
  state: CopyDeliveryState,
  job: CopyJob,
  pacing: CopyPacing,
  context: DeliveryContext,
): void {
  const id = `c${context.serial()}`;
  const { now } = context;
  const to = leaderToAsk(state.leaders, job.group);
  attempt(
    state,
    { ...job, id, to, firstSentAt: now, sentAt: now, attempt: 1, insists: INSISTED_SILENCES, hops: 0 },
    pacing,
    context,
  );
}

/** Takes an answer. Returns the copy when it has arrived (or was not needed any more), null when it has not. */
export function takeCopyReply(
  state: CopyDeliveryState,
  reply: CopyReply,
  pacing: CopyPacing,
  context: DeliveryContext,
): CopyInFlight | null {
  const copy = state.inFlight.get(reply.id);
  // The answer to an earlier attempt has settled it.
  if (copy === undefined) return null;
  if (reply.outcome !== "not-leader") {
    context.cancel(copy.timer);
    state.inFlight.delete(copy.id);
    return copy;
  }
  const asked = context.delivery.from;
  noteNotLeader(state.leaders, copy.group, asked, reply.leader);
  if (asked !== copy.to || reply.leader === null || copy.hops >= HOPS_MAX) return null;
  const next = { ...copy, to: leaderToAsk(state.leaders, copy.group), hops: copy.hops + 1, sentAt: context.now };
  state.inFlight.set(copy.id, next);
  pacing.onSent?.(next);
  send(next, context);
  return null;
}

/** No answer in time: the next attempt. The timer is longer than a round trip, so silence is a loss or a dead node. */
export function takeCopyTimeout(
  state: CopyDeliveryState,
  message: CopyTimeout,
  pacing: CopyPacing,
  context: DeliveryContext,
): void {
  const copy = state.inFlight.get(message.id);
  if (copy === undefined || copy.attempt !== message.attempt) return;
  // After hints the silence is the hinted replica's; after a plain "not the leader" the finder has moved on already.
  noteSilence(state.leaders, copy.group, copy.to);
  const to = leaderToAsk(state.leaders, copy.group);
  attempt(state, { ...copy, to, attempt: copy.attempt + 1, hops: 0, sentAt: context.now }, pacing, context);
}

/** True when "quiet" does not wait for some copy of this sender. */
export function copiesWaitInBackground(state: CopyDeliveryState): boolean {
  for (const { timer } of state.inFlight.values()) if (timer.background) return true;
  return false;
}

/** Something was mended: the next attempts come when they would have come, and the world waits for them again. */
export function takeMended(state: CopyDeliveryState, context: DeliveryContext): void {
  for (const copy of [...state.inFlight.values()]) {
    if (!copy.timer.background) continue;
    context.cancel(copy.timer);
    const insisting = { ...copy, insists: INSISTED_SILENCES };
    state.inFlight.set(copy.id, awaitReply(insisting, copy.nextAt - context.now, context));
  }
}

/** Sends the copy, and waits for the answer in the background if there have been too many without one. */
function attempt(
  state: CopyDeliveryState,
  copy: Omit<CopyInFlight, "timer" | "nextAt">,
  pacing: CopyPacing,
  context: DeliveryContext,
): void {
  pacing.onSent?.(copy);
  const insists = Math.max(0, copy.insists - (send(copy, context) ? 1 : SILENCES_PER_CUT));
  state.inFlight.set(copy.id, awaitReply({ ...copy, insists }, patience(pacing, copy.attempt), context));
}

function awaitReply(
  copy: Omit<CopyInFlight, "timer" | "nextAt">,
  delayMicros: Micros,
  context: DeliveryContext,
): CopyInFlight {
  const timeout: CopyTimeout = { type: "CopyTimeout", id: copy.id, attempt: copy.attempt };
  const timer = context.after(delayMicros, timeout, { background: copy.insists === 0 });
  return { ...copy, nextAt: context.now + delayMicros, timer };
}

/**
 * The longest that a write in another group can take when nothing is wrong: there and back, and a majority between.
 */
export function writeRoundTripMicros(profile: LatencyProfile, way: LatencyTable): Micros {
  return 2 * longest(way) + 2 * longest(profile.crossZone) + longest(profile.sameZone);
}

/** @returns false when the way is cut: nobody can be reached */
function send(copy: Omit<CopyInFlight, "timer" | "nextAt">, context: DeliveryContext): boolean {
  return context.send(copy.to, {
    type: "CopyWrite",
    id: copy.id,
    replyTo: context.self,
    storageKey: copy.storageKey,
    stored: copy.stored,
    source: copy.source,
  });
}

function patience(pacing: CopyPacing, attempt: number): Micros {
  return Math.min(pacing.longestMicros, pacing.firstMicros * (1 << Math.min(attempt - 1, 20)));
}

function longest(table: LatencyTable): Micros {
  return table[table.length - 1] ?? 0;
}
