/**
 * The streams of a Region, from the moment they are switched on until their last record is a day old. A table has one
 * stream at a time and any number after each other; each has its own label, ARN and shards. [STRM-1..4]
 */
import { present } from "../../base/assert.ts";
import type { Micros } from "../../sim/message.ts";
import { streamArn } from "../arns.ts";
import { isoInstant } from "../epoch.ts";
import type { StreamPlacement, TablePlacement } from "../placement.ts";
import { STREAM_RETENTION_MICROS } from "../stream-shard.ts";
import { retireStream, shardsOf } from "../table-machines.ts";
import type { ControlContext, ControlPlaneState } from "./control-state.ts";

/** Its shards stay so long after nobody is let in any more: what was asked in the last moment gets its answer. */
const LINGER_MICROS: Micros = 60_000_000;

/** The stream of a table that has one. */
export function newStream(placement: TablePlacement, status: StreamPlacement["status"], now: number): StreamPlacement {
  const { region, schema, partitions, streamGeneration } = placement;
  return {
    region,
    table: schema.name,
    key: schema.key,
    label: present(placement.streamLabel, "a stream has a label"),
    viewType: present(schema.stream, "a stream has a view type"),
    generation: streamGeneration,
    status,
    createdAt: now,
    disabledAt: null,
    partitions,
  };
}

export function arnOf({ region, table, label }: StreamPlacement): string {
  return streamArn(region, table, label);
}

/** An ISO time without its zone that no stream of the table has had. */
export function freshLabel(state: ControlPlaneState, table: string, now: number): string {
  let at = now;
  const label = () => isoInstant(at).slice(0, -1);
  while (state.streams.has(streamArn(state.region, table, label()))) at += 1_000;
  return label();
}

/** Shards of earlier streams of that name, even of a table that is gone, may still be there. */
export function freshGeneration(state: ControlPlaneState, table: string): number {
  const taken = [...state.streams.values()].filter((s) => s.table === table).map((s) => s.generation);
  return Math.max(0, ...taken) + 1;
}

/** The stream of a table that records changes now. */
export function currentStream(state: ControlPlaneState, placement: TablePlacement): StreamPlacement | undefined {
  const { region, schema, streamLabel } = placement;
  return streamLabel === null ? undefined : state.streams.get(streamArn(region, schema.name, streamLabel));
}

export function setStream(state: ControlPlaneState, stream: StreamPlacement): void {
  state.streams.set(arnOf(stream), stream);
}

/** No change after now is in it; it can be read for a day. */
export function disableStream(
  state: ControlPlaneState,
  stream: StreamPlacement,
  status: "DISABLING" | "DISABLED",
  context: ControlContext,
): void {
  setStream(state, { ...stream, status, disabledAt: context.now });
  context.after(
    STREAM_RETENTION_MICROS + LINGER_MICROS,
    { type: "StreamExpired", arn: arnOf(stream) },
    { background: true },
  );
}

export function streamDisabled(state: ControlPlaneState, stream: StreamPlacement, context: ControlContext): void {
  setStream(state, { ...stream, status: "DISABLED" });
  const { region, table, label } = stream;
  context.record({ kind: "StreamDisabled", region, table, stream: label });
}

/** Its table is gone: what has reached the shards is all there will be. */
export function closeShards(stream: StreamPlacement, context: ControlContext): void {
  for (const shard of shardsOf(stream)) context.send(shard, { type: "CloseShard" });
}

export function expireStream(state: ControlPlaneState, arn: string, context: ControlContext): void {
  const stream = state.streams.get(arn);
  if (stream === undefined) return;
  retireStream(context.machines, stream);
  state.streams.delete(arn);
  state.policies.delete(arn);
  const { region, table, label } = stream;
  context.record({ kind: "StreamGone", region, table, stream: label });
}
