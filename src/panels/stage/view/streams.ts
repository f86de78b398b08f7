// Stream shards of a table in one Region and the functions that read them.

import {
  type Delivery,
  type Message,
  type Reader,
  type ShardRecord,
  type StreamShardState,
  type TablePlacement,
  type TriggerState,
  triggerId,
} from "../../../engine/index.ts";
import type { RecordView, ShardView, TriggerPhase, TriggerView } from "../view-shape.ts";
import type { Looks } from "./looks.ts";

const RECORDS_DRAWN = 14;
/** How far back the last error of a function is looked for, in events. */
const ERROR_SEARCH = 600;
/** The one that says most is shown when several shards are read. */
const PHASES_BY_INTEREST: readonly TriggerPhase[] = ["invoking", "backing-off", "reading", "polling", "parked"];

type Pending = readonly Delivery<Message>[];

export function shardViews(
  placement: TablePlacement,
  reader: Reader,
  looks: Looks,
  pending: Pending,
): ShardView[] | null {
  if (placement.schema.stream === null) return null;
  const coming = pending.filter(({ message }) => message.type === "AppendChanges");
  return placement.partitions.flatMap((partition) => {
    const shard = shardView(placement, partition.name, reader, looks, coming);
    return shard === null ? [] : [shard];
  });
}

export function shardView(
  placement: TablePlacement,
  partition: string,
  reader: Reader,
  looks: Looks,
  pending: Pending,
): ShardView | null {
  const { region, schema, triggers } = placement;
  const state = reader.shard(region, schema.name, partition);
  if (state === undefined) return null;
  const id = reader.shardId(region, schema.name, partition);
  const readers = triggers.flatMap(({ functionName }) => {
    const trigger = reader.trigger(region, schema.name, partition, functionName);
    return trigger === undefined ? [] : [{ functionName, position: trigger.position }];
  });
  return {
    id,
    name: state.shard,
    partition,
    last: state.records.last,
    records: tail(state, Math.min(...readers.map((r) => r.position), state.records.last)).map((record) =>
      recordView(record, looks),
    ),
    arriving: pending.flatMap(({ to, message }) =>
      to === id && message.type === "AppendChanges"
        ? message.changes.map(({ write }) => ({
            label: write.label,
            look: looks.of(write.label),
            version: write.after.version,
          }))
        : [],
    ),
    readers,
  };
}

/** The last records, and before them those a slow reader still has to take. */
function tail({ records }: StreamShardState, slowest: number): ShardRecord[] {
  const from = Math.max(
    records.first,
    Math.min(records.last - RECORDS_DRAWN + 1, slowest - 2),
    records.last - 2 * RECORDS_DRAWN,
  );
  return records.slice(from, records.last);
}

export function recordView({ position, label, version, sequenceNumber }: ShardRecord, looks: Looks): RecordView {
  return { position, label, look: looks.of(label), version, digits: sequenceNumber.slice(-3) };
}

export function triggerViews(placement: TablePlacement, reader: Reader, looks: Looks, pending: Pending): TriggerView[] {
  const { region, schema, partitions, triggers } = placement;
  return triggers.flatMap(({ functionName }) => {
    const pollers = partitions.flatMap((p) => reader.trigger(region, schema.name, p.name, functionName) ?? []);
    const shown = [...pollers].sort(
      (a, b) => PHASES_BY_INTEREST.indexOf(a.phase) - PHASES_BY_INTEREST.indexOf(b.phase),
    )[0];
    return shown === undefined ? [] : [triggerView(shown, pollers, { reader, looks, pending, functionName })];
  });
}

interface TriggerContext {
  readonly reader: Reader;
  readonly looks: Looks;
  readonly pending: Pending;
  readonly functionName: string;
}

function triggerView(
  shown: TriggerState,
  pollers: readonly TriggerState[],
  { reader, looks, pending, functionName }: TriggerContext,
): TriggerView {
  const { region, table, settings } = shown;
  const machine = reader.function(region, functionName);
  const current = machine?.current?.message.invocation === shown.invocation ? machine?.current : null;
  const retry = pending.find(
    ({ to, message }) => message.type === "RetryBatch" && to === triggerId(shown.shard, functionName),
  );
  return {
    functionName,
    phase: shown.phase,
    shard: shown.shardName,
    batchSize: settings.batchSize,
    batch: shown.batch.slice(0, 3).map((record) => recordView(record, looks)),
    attempt: shown.failures + 1,
    error: shown.failures === 0 ? null : lastError(reader, functionName),
    iteratorAgeMicros: Math.max(0, ...pollers.map((p) => ageOf(p, reader, table))),
    since: shown.phase === "backing-off" ? (retry?.at ?? null) : (current?.beganAt ?? null),
    coldStart: shown.phase === "invoking" && current !== null && current !== undefined && current.beganAt === null,
    unread: pollers.reduce((sum, p) => sum + Math.max(0, p.available - p.position), 0),
  };
}

/** Age of the oldest record that the poller has not finished. */
function ageOf(poller: TriggerState, reader: Reader, table: string): number {
  const partition = `P${poller.shardName.slice(1)}`;
  const oldest = reader.shard(poller.region, table, partition)?.records.get(poller.position + 1);
  return oldest === undefined ? 0 : reader.now - oldest.appendedAt;
}

function lastError(reader: Reader, functionName: string): string | null {
  const { events, eventCount } = reader;
  for (let i = eventCount - 1; i >= Math.max(0, eventCount - ERROR_SEARCH); i--) {
    const event = events[i]?.event;
    if (event?.kind === "FunctionFailed" && event.functionName === functionName)
      return `${event.error.name}: ${event.error.message}`.slice(0, 120);
  }
  return null;
}
