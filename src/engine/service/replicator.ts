/**
 * Carries the writes made in one Region to another, for one partition of a global table: reads the partition's shard
 * and delivers each item's newest write to the leader over there. Who wins when both Regions wrote is decided there,
 * not here. Writes that came from elsewhere are not sent on: every Region has its own replicator to every other.
 * [GT-3..8]
 */
import { assert, present } from "../base/assert.ts";
import { hashOf } from "../dynamo/keys.ts";
import type { ActorKind, Context } from "../sim/actor.ts";
import type { ActorId, Micros } from "../sim/message.ts";
import { drawLatency, tableFor } from "../sim/network.ts";
import {
  type CopyDeliveryState,
  type CopyInFlight,
  type CopyPacing,
  deliverCopy,
  takeCopyReply,
  takeCopyTimeout,
  takeMended,
  writeRoundTripMicros,
} from "./copy-delivery.ts";
import type { Event } from "./events.ts";
import type { KnownLeaders } from "./leader-finder.ts";
import type { Message, ShardRecord } from "./messages.ts";
import { partitionFor, type TablePlacement } from "./placement.ts";
import { placeIn, shardId } from "./places.ts";
import type { StoredItem } from "./record.ts";

/** Copies on their way at once. */
const WINDOW = 16;
/** Records asked for in one read. */
const READ_LIMIT = 1_000;

/** A write that has been read and not yet sent. Replaced by a newer write of the same item. */
export interface WaitingCopy {
  readonly stored: StoredItem;
  readonly readAt: Micros;
}

export interface ReplicatorState extends CopyDeliveryState {
  readonly table: string;
  /** Source Region. */
  readonly from: string;
  /** Destination Region. */
  readonly to: string;
  readonly shard: ActorId;
  /** The table in the destination Region. */
  readonly destination: TablePlacement;
  /** Position in the shard up to which everything has been read. */
  position: number;
  /** Highest position known to exist in the shard. */
  available: number;
  phase: "parked" | "collecting" | "reading";
  /** By storage key, in order of reading. */
  readonly waiting: Map<string, WaitingCopy>;
  readonly inFlight: Map<string, CopyInFlight>;
  /** Storage keys with a copy in flight. */
  readonly busy: Set<string>;
}

/**
 * @param spec.partition of the source table, "P2"
 * @param spec.leaders what is known of the destination's leaders; the state keeps and changes this Map
 */
export function newReplicatorState(spec: {
  table: string;
  from: string;
  to: string;
  partition: string;
  destination: TablePlacement;
  leaders?: KnownLeaders;
}): ReplicatorState {
  return {
    table: spec.table,
    from: spec.from,
    to: spec.to,
    shard: shardId(spec.from, spec.table, spec.partition),
    destination: spec.destination,
    position: 0,
    available: 0,
    phase: "parked",
    waiting: new Map(),
    inFlight: new Map(),
    busy: new Set(),
    leaders: spec.leaders ?? new Map(),
  };
}

type ReplicatorContext = Context<Message, Event>;

export const replicator: ActorKind<ReplicatorState, Message, Event> = {
  kind: "replicator",
  handle(state, message, context) {
    switch (message.type) {
      case "RecordsAvailable":
        state.available = Math.max(state.available, message.last);
        if (state.phase === "parked") collect(state, context);
        return;
      case "PollShard":
        readOn(state, context);
        return;
      case "ShardRecords":
        state.available = Math.max(state.available, message.last);
        state.position = Math.max(state.position, message.trimmedTo);
        for (const record of message.records) take(state, record, context);
        sendWaiting(state, context);
        if (state.position < state.available) readOn(state, context);
        else state.phase = "parked";
        return;
      case "CopyReply": {
        const copy = takeCopyReply(state, message, pacing(state, context), context);
        if (copy === null) return;
        state.busy.delete(copy.storageKey);
        sendWaiting(state, context);
        return;
      }
      case "CopyTimeout":
        takeCopyTimeout(state, message, pacing(state, context), context);
        return;
      case "Mended":
        takeMended(state, context);
        return;
      default:
        assert(false, `a replicator does not take ${message.type}`);
    }
  },
};

/** Waits a while before reading, so that several quick changes travel together. */
function collect(state: ReplicatorState, context: ReplicatorContext): void {
  state.phase = "collecting";
  const delay = drawLatency(present(context.profile.delays.replicatorPull, "replicatorPull"), context.random("pull"));
  context.after(delay, { type: "PollShard" });
}

function readOn(state: ReplicatorState, context: ReplicatorContext): void {
  state.phase = "reading";
  context.send(state.shard, { type: "ReadShard", replyTo: context.self, after: state.position, limit: READ_LIMIT });
}

function take(state: ReplicatorState, record: ShardRecord, context: ReplicatorContext): void {
  if (record.position <= state.position) return;
  state.position = record.position;
  if (record.stored.origin !== state.from) return;
  const waiting = state.waiting.get(record.storageKey);
  // The newer write takes the older one's place in the line: the item has waited since then.
  state.waiting.set(record.storageKey, { stored: record.stored, readAt: waiting?.readAt ?? context.now });
}

/** Fills the window, one copy per item: the next write of an item goes when the one before it has arrived. */
function sendWaiting(state: ReplicatorState, context: ReplicatorContext): void {
  if (state.inFlight.size >= WINDOW) return;
  for (const [storageKey, { stored }] of state.waiting) {
    if (state.busy.has(storageKey)) continue;
    state.waiting.delete(storageKey);
    state.busy.add(storageKey);
    const partition = partitionFor(state.destination.partitions, hashOf(storageKey)).name;
    const group = { region: state.to, table: state.table, index: null, partition };
    const source = { kind: "region", region: state.from } as const;
    deliverCopy(state, { group, storageKey, stored, source, tag: 0 }, pacing(state, context), context);
    if (state.inFlight.size >= WINDOW) return;
  }
}

function pacing(state: ReplicatorState, context: ReplicatorContext): CopyPacing {
  const { table, from, to } = state;
  const way = tableFor(context.profile, placeIn(from), placeIn(to));
  const firstMicros = Math.max(1_000_000, writeRoundTripMicros(context.profile, way));
  return {
    firstMicros,
    longestMicros: Math.max(20_000_000, firstMicros),
    onSent: ({ stored: { label, version }, attempt }) =>
      context.record({ kind: "CopySent", table, label, version, fromRegion: from, toRegion: to, attempt }),
  };
}
