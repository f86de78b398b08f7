/** What the poller between one shard and one function keeps; its code (`trigger.ts`) comes later. [TRIG-1..10] */
import type { StreamViewType } from "../dynamo/table.ts";
import type { Timer } from "../sim/actor.ts";
import type { ActorId, Micros } from "../sim/message.ts";
import type { ShardRecord } from "./messages.ts";
import type { TriggerSettings } from "./placement.ts";
import { functionId, shardId, shardName } from "./places.ts";

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
  /** Failed invocations since the batch was taken or something was mended. */
  vain: number;
  /** While backing off. */
  retry: { readonly timer: Timer; readonly at: Micros } | null;
  /** The invocation under way, or null. */
  invocation: string | null;
}

/** @param spec.shardLast position of the shard's newest record now, where LATEST starts; 0 (a new shard) when absent */
export function newTriggerState(spec: {
  region: string;
  table: string;
  partition: string;
  settings: TriggerSettings;
  streamArn: string;
  viewType: StreamViewType;
  shardLast?: number;
}): TriggerState {
  const start = spec.settings.startingPosition === "LATEST" ? (spec.shardLast ?? 0) : 0;
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
    vain: 0,
    retry: null,
    invocation: null,
  };
}

/** True when "quiet" does not wait for this poller's next retry. */
export function retryWaitsInBackground(state: TriggerState): boolean {
  return state.retry?.timer.background ?? false;
}
