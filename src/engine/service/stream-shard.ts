/**
 * One shard of a stream: the changes of one table partition in log order, each exactly once, kept for 24 hours.
 * Readers say from where they want to read; the shard knows who is interested and wakes them, but not how far they
 * are. What the Streams API asks of it is in `shard-answers.ts`. [STR-1..7, STRM-3]
 */
import { assert, present } from "../base/assert.ts";
import { NumberedLog } from "../base/numbered-log.ts";
import type { TableSchema } from "../dynamo/table.ts";
import type { ActorKind, Context, Timer } from "../sim/actor.ts";
import type { ActorId, Micros } from "../sim/message.ts";
import { drawLatency } from "../sim/network.ts";
import type { Event } from "./events.ts";
import type { Change, Message, ShardRecord } from "./messages.ts";
import { shardName } from "./places.ts";
import { answerAsk } from "./shard-answers.ts";
import { shardRecordOf } from "./stream-record.ts";

/** Facts §1.1: 24 hours. */
export const STREAM_RETENTION_MICROS: Micros = 24 * 3_600_000_000;

export interface StreamShardState {
  readonly region: string;
  readonly schema: TableSchema;
  /** "P2" feeds "S2". */
  readonly partition: string;
  readonly shard: string;
  readonly retentionMicros: Micros;
  /** Triggers and replicators that read this shard. */
  readonly listeners: readonly ActorId[];
  /** Listeners told of news that they have not read to the end since. */
  readonly told: Set<ActorId>;
  /** Writes after this LSN are the shard's, as the feed says. */
  sinceLsn: number;
  /** Last LSN taken from the feed. Its record may still be on its way into the shard. */
  lastLsn: number;
  /** When the last batch that was delayed is in the shard: no later one may overtake it. -1: none was delayed. */
  lastDue: Micros;
  /** By position, from 1. */
  readonly records: NumberedLog<ShardRecord>;
  /** No record will come any more. */
  closed: boolean;
  trimTimer: Timer | null;
}

/** @param spec.schema its `stream` view type must be set */
export function newStreamShardState(spec: {
  region: string;
  schema: TableSchema;
  partition: string;
  listeners: readonly ActorId[];
  retentionMicros?: Micros;
}): StreamShardState {
  return {
    region: spec.region,
    schema: spec.schema,
    partition: spec.partition,
    shard: shardName(spec.partition),
    retentionMicros: spec.retentionMicros ?? STREAM_RETENTION_MICROS,
    listeners: spec.listeners,
    told: new Set(),
    sinceLsn: 0,
    lastLsn: 0,
    lastDue: -1,
    records: NumberedLog.startingAt<ShardRecord>(1),
    closed: false,
    trimTimer: null,
  };
}

type FeedChanges = Extract<Message, { readonly type: "FeedChanges" }>;
type ReadShard = Extract<Message, { readonly type: "ReadShard" }>;
type ShardContext = Context<Message, Event>;

export const streamShard: ActorKind<StreamShardState, Message, Event> = {
  kind: "stream-shard",
  handle(state, message, context) {
    switch (message.type) {
      case "FeedChanges":
        takeChanges(state, message, context);
        return;
      case "FeedWhere":
        context.send(message.from, { type: "FeedAck", subscriber: context.self, lsn: state.lastLsn });
        return;
      case "AppendChanges":
        appendChanges(state, message.changes, context);
        return;
      case "ReadShard":
        read(state, message, context);
        return;
      case "AskShard":
        answerAsk(state, message, context);
        return;
      case "CloseShard":
        close(state, context);
        return;
      case "TrimShard":
        state.trimTimer = null;
        trim(state, context);
        return;
      default:
        assert(false, `a shard does not take ${message.type}`);
    }
  },
};

/** Takes what is new. A batch is taken before it is in the shard, so the next one may come while it is on its way. */
function takeChanges(state: StreamShardState, message: FeedChanges, context: ShardContext): void {
  state.sinceLsn = Math.max(state.sinceLsn, message.since ?? 0);
  state.lastLsn = Math.max(state.lastLsn, state.sinceLsn);
  if (message.afterLsn <= state.lastLsn && message.upToLsn > state.lastLsn) {
    const changes = message.changes.filter((change) => change.lsn > state.lastLsn);
    state.lastLsn = message.upToLsn;
    if (changes.length > 0) {
      const delay = drawLatency(present(context.profile.delays.shardAppend, "shardAppend"), context.random("append"));
      if (delay === 0 && state.lastDue < context.now) appendChanges(state, changes, context);
      else {
        state.lastDue = Math.max(state.lastDue, context.now + delay);
        context.after(state.lastDue - context.now, { type: "AppendChanges", changes, upToLsn: message.upToLsn });
      }
    }
  }
  context.send(message.from, { type: "FeedAck", subscriber: context.self, lsn: state.lastLsn });
}

function appendChanges(state: StreamShardState, changes: readonly Change[], context: ShardContext): void {
  const { region, shard } = state;
  const table = state.schema.name;
  for (const change of changes) {
    const record = shardRecordOf(change, {
      schema: state.schema,
      position: state.records.next,
      appendedAt: context.now,
    });
    state.records.append(record);
    const { label, version, sequenceNumber, eventName } = record;
    context.record({
      kind: "StreamRecordAppended",
      region,
      table,
      shard,
      label,
      version,
      sequenceNumber,
      eventName,
      lsn: change.lsn,
    });
  }
  for (const listener of state.listeners) {
    if (state.told.has(listener)) continue;
    state.told.add(listener);
    context.send(listener, { type: "RecordsAvailable", shard: context.self, last: state.records.last });
  }
  watchOldest(state, context);
}

/** The stream was switched off, or its table is gone. What is on its way into the shard still comes. [STRM-3] */
function close(state: StreamShardState, context: ShardContext): void {
  if (state.closed) return;
  state.closed = true;
  context.record({ kind: "ShardClosed", region: state.region, table: state.schema.name, shard: state.shard });
}

function read(state: StreamShardState, message: ReadShard, context: ShardContext): void {
  const { first, last } = state.records;
  const from = Math.max(first, message.after + 1);
  const records = state.records.slice(from, from + message.limit - 1);
  if (from + records.length > last) state.told.delete(message.replyTo);
  context.send(message.replyTo, { type: "ShardRecords", shard: context.self, records, trimmedTo: first - 1, last });
}

/** Forgets what is older than the retention time. */
function trim(state: StreamShardState, context: ShardContext): void {
  const { records, retentionMicros, region, shard } = state;
  let keep = records.first;
  while (keep <= records.last && expiresAt(present(records.get(keep), "kept record"), retentionMicros) <= context.now)
    keep++;
  const newest = records.get(keep - 1);
  if (newest !== undefined) {
    const count = keep - records.first;
    records.trimBefore(keep);
    const upTo = newest.sequenceNumber;
    context.record({ kind: "StreamRecordsTrimmed", region, table: state.schema.name, shard, count, upTo });
  }
  watchOldest(state, context);
}

/** Sets the one timer for the oldest record. In the background: a world with a day-old stream in it is quiet. */
function watchOldest(state: StreamShardState, context: ShardContext): void {
  const oldest = state.records.get(state.records.first);
  if (state.trimTimer !== null || oldest === undefined) return;
  const delay = expiresAt(oldest, state.retentionMicros) - context.now;
  state.trimTimer = context.after(delay, { type: "TrimShard" }, { background: true });
}

function expiresAt(record: ShardRecord, retentionMicros: Micros): Micros {
  return record.appendedAt + retentionMicros;
}
