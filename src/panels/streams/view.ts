/**
 * The stream of a table: its shards with their newest records, who reads them and how far, and what the functions made
 * of their batches.
 */
import {
  type Event,
  type Item,
  type ItemIdentity,
  partitionFor,
  type Reader,
  type Recorded,
  type ShardRecord,
  shardName,
  type TablePlacement,
} from "../../engine/index.ts";
import { shortText } from "../../parts/attribute-text.ts";

export interface StreamsParams {
  /** null: the first table. */
  readonly table: string | null;
  readonly region: string | null;
  /** The shard opened; null: that of `label`, or the first with a record. */
  readonly shard: string | null;
  /** The followed item, whose shard opens by itself. */
  readonly label: string | null;
}

export interface ReaderLine {
  readonly name: string;
  readonly kind: "trigger" | "replicator";
  /** Records not yet done. */
  readonly waiting: number;
  /** Positions up to which it is done. */
  readonly position: number;
  /** What it does now, in words. */
  readonly phase: string;
  /** Age of the oldest record it has not finished; 0 when it has read to the end. */
  readonly iteratorAge: number;
  readonly failures: number;
}

export interface RecordLine {
  readonly position: number;
  readonly sequenceNumber: string;
  readonly at: number;
  readonly label: string;
  readonly look: ItemIdentity;
  readonly version: number;
  readonly eventName: string;
  readonly bytes: number;
  /** What changed, attribute by attribute, as far as the stream carries the images. */
  readonly changes: readonly { readonly name: string; readonly before: string | null; readonly after: string | null }[];
  /** Readers that have not finished it. */
  readonly waitedForBy: readonly string[];
}

export interface InvocationLine {
  readonly id: string;
  readonly functionName: string;
  readonly labels: readonly string[];
  readonly attempt: number;
  readonly cold: boolean;
  readonly step: number;
  readonly at: number;
  readonly micros: number | null;
  readonly outcome: "running" | "returned" | "failed";
  readonly error: { readonly name: string; readonly message: string; readonly advice: string } | null;
  readonly lines: readonly { readonly level: string; readonly text: string }[];
  /** What came of a failure: "again in 1 s", "given up". */
  readonly then: string | null;
}

export interface ShardLine {
  readonly name: string;
  readonly partition: string;
  readonly records: number;
  readonly trimmed: number;
  readonly readers: readonly ReaderLine[];
}

export interface StreamsView {
  readonly tables: readonly string[];
  readonly regions: readonly string[];
  readonly table: string | null;
  readonly region: string;
  /** null: the table has no stream. */
  readonly viewType: string | null;
  readonly shards: readonly ShardLine[];
  readonly open: string | null;
  /** Newest first. */
  readonly records: readonly RecordLine[];
  /** Newest first. */
  readonly invocations: readonly InvocationLine[];
  readonly hasTrigger: boolean;
}

const RECORDS_MAX = 40;
const INVOCATIONS_MAX = 20;
const CONSOLE_MAX = 8;

export function streamsView(reader: Reader, params: StreamsParams): StreamsView {
  const region = params.region ?? reader.home;
  const placements = reader.tables(region);
  const placement =
    placements.find((one) => one.schema.name === params.table) ??
    placements.find((one) => one.schema.stream !== null) ??
    placements[0];
  const base = { tables: placements.map((one) => one.schema.name), regions: reader.config.regions, region };
  if (placement === undefined || placement.schema.stream === null)
    return {
      ...base,
      table: placement?.schema.name ?? null,
      viewType: null,
      shards: [],
      open: null,
      records: [],
      invocations: [],
      hasTrigger: false,
    };
  const shards = placement.partitions.flatMap((partition) => shardLine(reader, placement, partition.name));
  const open = openShard(reader, placement, { shards, params });
  const partition = shards.find((shard) => shard.name === open)?.partition ?? null;
  return {
    ...base,
    table: placement.schema.name,
    viewType: placement.schema.stream,
    shards,
    open,
    records:
      partition === null
        ? []
        : recordLines(reader, placement, {
            partition,
            readers: shards.find((shard) => shard.name === open)?.readers ?? [],
          }),
    invocations: open === null ? [] : invocationLines(reader, region, open),
    hasTrigger: placement.triggers.length > 0,
  };
}

function openShard(
  reader: Reader,
  placement: TablePlacement,
  { shards, params }: { readonly shards: readonly ShardLine[]; readonly params: StreamsParams },
): string | null {
  if (params.shard !== null && shards.some((shard) => shard.name === params.shard)) return params.shard;
  if (params.label !== null) {
    for (const seq of reader.eventsOfItem(placement.schema.name, params.label).toReversed()) {
      const event = seq < reader.eventCount ? reader.events[seq]?.event : undefined;
      if (event?.kind === "RequestRouted" && event.hash !== null && event.index === null)
        return shardName(partitionFor(placement.partitions, event.hash).name);
    }
  }
  return (shards.find((shard) => shard.records > 0) ?? shards[0])?.name ?? null;
}

function shardLine(reader: Reader, placement: TablePlacement, partition: string): ShardLine[] {
  const { region, schema } = placement;
  const shard = reader.shard(region, schema.name, partition);
  if (shard === undefined) return [];
  const { first, last } = shard.records;
  const age = (position: number) => {
    const next = shard.records.get(Math.max(first, position + 1));
    return next === undefined ? 0 : reader.now - next.appendedAt;
  };
  const triggers = placement.triggers.flatMap(({ functionName }): ReaderLine[] => {
    const state = reader.trigger(region, schema.name, partition, functionName);
    if (state === undefined) return [];
    return [
      {
        name: functionName,
        kind: "trigger",
        position: state.position,
        waiting: Math.max(0, last - state.position),
        phase: TRIGGER_WORDS[state.phase],
        iteratorAge: age(state.position),
        failures: state.failures,
      },
    ];
  });
  const replicators = placement.regions.flatMap((to): ReaderLine[] => {
    const state = to === region ? undefined : reader.replicator(region, to, schema.name, partition);
    if (state === undefined) return [];
    const carrying = state.waiting.size + state.inFlight.size;
    const phase = carrying > 0 ? `${carrying} on the way` : REPLICATOR_WORDS[state.phase];
    return [
      {
        name: to,
        kind: "replicator",
        position: state.position,
        waiting: Math.max(0, last - state.position),
        phase,
        iteratorAge: age(state.position),
        failures: 0,
      },
    ];
  });
  return [
    {
      name: shardName(partition),
      partition,
      records: shard.records.size,
      trimmed: first - 1,
      readers: [...triggers, ...replicators],
    },
  ];
}

const TRIGGER_WORDS = {
  parked: "read to the end",
  polling: "polls next",
  reading: "reads",
  invoking: "waits for the function",
  "backing-off": "waits before it tries again",
} as const;
const REPLICATOR_WORDS = { parked: "read to the end", collecting: "collects", reading: "reads" } as const;

function recordLines(
  reader: Reader,
  placement: TablePlacement,
  { partition, readers }: { readonly partition: string; readonly readers: readonly ReaderLine[] },
): RecordLine[] {
  const { region, schema } = placement;
  const shard = reader.shard(region, schema.name, partition);
  if (shard === undefined) return [];
  const { last } = shard.records;
  return shard.records
    .slice(Math.max(shard.records.first, last - RECORDS_MAX + 1), last)
    .toReversed()
    .map((record) => ({
      position: record.position,
      sequenceNumber: record.sequenceNumber,
      at: record.appendedAt,
      label: record.label,
      look: reader.identity(schema.name, record.label),
      version: record.version,
      eventName: record.eventName,
      bytes: record.bytes,
      changes: changesOf(record, schema.stream),
      waitedForBy: readers.filter((one) => one.position < record.position).map((one) => one.name),
    }));
}

/** An image that the stream does not carry is not shown: a reader would not have it either. */
function changesOf(record: ShardRecord, viewType: string | null): RecordLine["changes"] {
  const old = viewType === "OLD_IMAGE" || viewType === "NEW_AND_OLD_IMAGES" ? record.oldImage : null;
  const fresh = viewType === "NEW_IMAGE" || viewType === "NEW_AND_OLD_IMAGES" ? record.newImage : null;
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(fresh ?? {})])].filter(
    (name) => !(name in record.keys),
  );
  const text = (item: Item | null, name: string) => (item?.[name] === undefined ? null : shortText(item[name]));
  return names
    .map((name) => ({ name, before: text(old, name), after: text(fresh, name) }))
    .filter((change) => old === null || fresh === null || change.before !== change.after);
}

type Seen = Recorded<Event>;

function invocationLines(reader: Reader, region: string, shard: string): InvocationLine[] {
  const found: InvocationLine[] = [];
  const { events, eventCount } = reader;
  for (let seq = eventCount - 1; seq >= 0 && found.length < INVOCATIONS_MAX; seq--) {
    const recorded = events[seq];
    if (
      recorded?.event.kind === "FunctionInvoked" &&
      recorded.event.region === region &&
      recorded.event.shard === shard
    )
      found.push(invocationLine(reader, recorded));
  }
  return found;
}

function invocationLine(reader: Reader, started: Seen): InvocationLine {
  const invoked = started.event as Extract<Event, { kind: "FunctionInvoked" }>;
  const lines: { level: string; text: string }[] = [];
  let outcome: InvocationLine["outcome"] = "running";
  let micros: number | null = null;
  let error: InvocationLine["error"] = null;
  let then: string | null = null;
  for (let seq = started.seq + 1; seq < reader.eventCount; seq++) {
    const event = reader.events[seq]?.event;
    if (event === undefined) break;
    // A function handles one invocation at a time: what it prints until it is over belongs to this one.
    if (event.kind === "ConsoleWritten" && event.program === started.actor && outcome === "running")
      lines.push(event.line);
    if (
      (event.kind === "FunctionReturned" || event.kind === "FunctionFailed") &&
      event.invocation === invoked.invocation
    ) {
      outcome = event.kind === "FunctionReturned" ? "returned" : "failed";
      micros = event.micros;
      if (event.kind === "FunctionReturned") break;
      error = { name: event.error.name, message: event.error.message, advice: event.error.advice };
    }
    if (outcome !== "failed" || !("shard" in event) || event.shard !== invoked.shard) continue;
    if (event.kind === "BatchRetryScheduled") then = "tried again later";
    if (event.kind === "BatchGivenUp")
      then = event.reason === "records-expired" ? "given up, the records expired" : "given up, no retries left";
    if (event.kind === "FunctionInvoked" || then !== null) break;
  }
  return {
    id: invoked.invocation,
    functionName: invoked.functionName,
    labels: invoked.labels.slice(0, 12),
    attempt: invoked.attempt,
    cold: invoked.cold,
    step: started.step,
    at: started.at,
    micros,
    outcome,
    error,
    lines: lines.slice(-CONSOLE_MAX).map(({ level, text }) => ({ level, text })),
    then,
  };
}
