/**
 * One shard of a stream: the changes of one table partition in log order, each exactly once, kept for 24 hours.
 * Readers say from where they want to read; the shard knows who is interested and wakes them, but not how far they
 * are. Iterators of the Streams API are not here. [STR-1..7]
 */
import { NumberedLog } from "../base/numbered-log.ts";
import type { TableSchema } from "../dynamo/table.ts";
import type { Timer } from "../sim/actor.ts";
import type { ActorId, Micros } from "../sim/message.ts";
import type { ShardRecord } from "./messages.ts";
import { shardName } from "./places.ts";

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
  /** Last LSN taken from the feed. Its record may still be on its way into the shard. */
  lastLsn: number;
  /** When the last batch taken will be in the shard: no later one may overtake it. */
  lastDue: Micros;
  /** By position, from 1. */
  readonly records: NumberedLog<ShardRecord>;
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
    lastLsn: 0,
    lastDue: 0,
    records: NumberedLog.startingAt<ShardRecord>(1),
    trimTimer: null,
  };
}
