/**
 * The poller between one shard and one function: reads a batch, invokes the function and waits; on success it goes
 * on, on failure it sends the same batch again, so one bad record blocks its shard. Polls happen at multiples of
 * 250 ms of virtual time (four a second). A poller that is caught up sleeps and is woken by the shard, then waits for
 * the next of these instants: the same instants as if it had polled all the time, without a step for each idle poll.
 * The back-off between retries is modelled; AWS does not publish it. [TRIG-1..9]
 */
import type { StreamViewType } from "../dynamo/table.ts";
import type { ActorId } from "../sim/message.ts";
import type { ShardRecord } from "./messages.ts";
import { functionId, shardId, shardName } from "./places.ts";
import type { TriggerSettings } from "./placement.ts";

export interface TriggerState {
  readonly region: string;
  readonly table: string;
  readonly shard: ActorId;
  readonly shardName: string;
  readonly function: ActorId;
  readonly settings: TriggerSettings;
  readonly streamArn: string;
  readonly viewType: StreamViewType;
  /** Checkpoint: everything up to this position is done. */
  position: number;
  /** Highest position known to exist in the shard. */
  available: number;
  /** parked: caught up; polling: the next poll instant is scheduled; backing-off: a failed batch waits for its retry. */
  phase: "parked" | "polling" | "reading" | "invoking" | "backing-off";
  /** The batch being worked on, in order. Empty while parked or polling. */
  batch: readonly ShardRecord[];
  /** Failed invocations of the current batch. */
  failures: number;
  /** The invocation under way, or null. */
  invocation: string | null;
}

/** @param spec.shardLast position of the shard's newest record now (0 for a new shard): where LATEST starts */
export function newTriggerState(spec: {
  region: string;
  table: string;
  partition: string;
  settings: TriggerSettings;
  streamArn: string;
  viewType: StreamViewType;
  shardLast: number;
}): TriggerState {
  const start = spec.settings.startingPosition === "LATEST" ? spec.shardLast : 0;
  return {
    region: spec.region,
    table: spec.table,
    shard: shardId(spec.region, spec.table, spec.partition),
    shardName: shardName(spec.partition),
    function: functionId(spec.region, spec.settings.functionName),
    settings: spec.settings,
    streamArn: spec.streamArn,
    viewType: spec.viewType,
    position: start,
    available: start,
    phase: "parked",
    batch: [],
    failures: 0,
    invocation: null,
  };
}
