/**
 * The control plane of a Region: keeps the table descriptions, makes and deletes tables in their own time, and tells
 * the routers. Data never passes through it. [CP-1..6]
 */
import { assert, present } from "../base/assert.ts";
import { hash32 } from "../base/random.ts";
import { compareUtf8 } from "../base/utf8.ts";
import { dynamoError } from "../dynamo/errors.ts";
import { COLLECTION_BYTES_MAX } from "../dynamo/local-indexes.ts";
import type { ParsedCreateTable, ParsedListTables, ParsedTableReference } from "../dynamo/requests.ts";
import { parseRequest } from "../dynamo/stages.ts";
import type { StreamRequest } from "../dynamo/stream-requests.ts";
import type { TableSchema } from "../dynamo/table.ts";
import { describeTable, listTables } from "../dynamo/table-description.ts";
import type { ActorKind, Context } from "../sim/actor.ts";
import type { ActorId } from "../sim/message.ts";
import { drawLatency } from "../sim/network.ts";
import { calendarMicros, isoInstant } from "./epoch.ts";
import type { Event } from "./events.ts";
import type { Json } from "./function-runtime.ts";
import type { ApiCall, Message } from "./messages.ts";
import { cutHashSpace, initialPartitionCount, type TablePlacement } from "./placement.ts";
import { type GroupName, replicaId, routerId, ZONES } from "./places.ts";
import type { ReplicaState } from "./replica/replica-state.ts";
import { answerStreamRequest, type StreamFacts } from "./stream-api.ts";
import { groupsOf, retireTable, spawnTable } from "./table-machines.ts";

type ControlContext = Context<Message, Event>;

export interface ControlPlaneState {
  readonly region: string;
  tables: Map<string, TablePlacement>;
}

export function newControlPlaneState(region: string, tables: readonly TablePlacement[]): ControlPlaneState {
  return { region, tables: new Map(tables.map((t) => [t.schema.name, t])) };
}

export const controlPlane: ActorKind<ControlPlaneState, Message, Event> = {
  kind: "control-plane",
  handle(state, message, context) {
    switch (message.type) {
      case "ControlRequest":
        return answer(state, message.call, message.replyTo, context);
      case "StreamCall":
        return answerStream(state, message.call, message.replyTo, context);
      case "TableReady":
        return finishCreate(state, message.table, context);
      case "TableGone":
        return finishDelete(state, message.table, context);
      default:
        assert(false, `the control plane does not take ${message.type}`);
    }
  },
};

/** A table's life starts here: what it is and where it will stand, before any machine runs. */
export function placeTable(options: {
  readonly region: string;
  readonly schema: TableSchema;
  readonly now: number;
  readonly partitions: number;
  readonly indexPartitions?: Readonly<Record<string, number>>;
  readonly regions?: readonly string[];
  readonly triggers?: TablePlacement["triggers"];
  readonly status: TablePlacement["status"];
  readonly collectionBytesMax?: number;
}): TablePlacement {
  const { region, schema, now } = options;
  const indexPartitions: Record<string, ReturnType<typeof cutHashSpace>> = {};
  for (const index of schema.indexes) {
    if (index.kind === "global")
      indexPartitions[index.name] = cutHashSpace("I", options.indexPartitions?.[index.name] ?? 1);
  }
  return {
    region,
    schema,
    status: options.status,
    createdAt: now,
    tableId: tableId(region, schema.name, now),
    partitions: cutHashSpace("P", options.partitions),
    indexPartitions,
    regions: [...(options.regions ?? [region])].sort(compareUtf8),
    triggers: options.triggers ?? [],
    collectionBytesMax: options.collectionBytesMax ?? COLLECTION_BYTES_MAX,
    streamLabel: schema.stream === null ? null : isoInstant(now).slice(0, -1),
  };
}

function answer(state: ControlPlaneState, call: ApiCall, replyTo: ActorId, context: ControlContext): void {
  const parsed = parseRequest(call.operation, call.input);
  const result = !parsed.ok ? parsed.error : run(state, parsed.request as ControlParsed, context);
  const error =
    "status" in (result as object) && "message" in (result as object)
      ? (result as ReturnType<typeof dynamoError>)
      : null;
  context.send(replyTo, {
    type: "ApiResponse",
    answer: {
      request: call.request,
      status: error?.status ?? 200,
      body: error === null ? (result as Json) : null,
      error,
      served: null,
    },
  });
}

/** The streams of a Region are answered for where its tables are known; their shards answer for themselves. [STA-2..6] */
function answerStream(state: ControlPlaneState, call: ApiCall, replyTo: ActorId, context: ControlContext): void {
  const parsed = parseRequest(call.operation, call.input);
  assert(parsed.ok, "the router has parsed it");
  const streams = [...state.tables.values()].flatMap(streamOf);
  answerStreamRequest(streams, call, parsed.request as StreamRequest, replyTo, context);
}

const STREAM_STATUS = { CREATING: "ENABLING", ACTIVE: "ENABLED", DELETING: "DISABLING" } as const;

function streamOf({ region, schema, status, createdAt, partitions, streamLabel }: TablePlacement): StreamFacts[] {
  if (streamLabel === null || schema.stream === null) return [];
  const { name: table, key, stream: viewType } = schema;
  return [{ region, table, key, label: streamLabel, viewType, status: STREAM_STATUS[status], createdAt, partitions }];
}

type ControlParsed = ParsedCreateTable | ParsedTableReference | ParsedListTables;

function run(state: ControlPlaneState, request: ControlParsed, context: ControlContext): unknown {
  switch (request.operation) {
    case "CreateTable":
      return create(state, request, context);
    case "DescribeTable": {
      const placement = state.tables.get(request.tableName);
      return placement === undefined ? notFound(request.tableName) : { Table: describePlacement(placement, context) };
    }
    case "DeleteTable":
      return remove(state, request.tableName, context);
    case "ListTables":
      return listTables(request, [...state.tables.keys()].sort(compareUtf8));
  }
}

function create(state: ControlPlaneState, request: ParsedCreateTable, context: ControlContext): unknown {
  if (state.tables.has(request.tableName)) {
    return dynamoError("ResourceInUseException", `Table already exists: ${request.tableName}`);
  }
  const placement = placeTable({
    region: state.region,
    schema: request.schema,
    now: context.now,
    partitions: initialPartitionCount(request.schema),
    status: "CREATING",
  });
  state.tables.set(request.tableName, placement);
  context.record({
    kind: "TableCreating",
    region: state.region,
    table: request.tableName,
    partitions: placement.partitions.length,
  });
  context.after(drawLatency(present(context.profile.delays.tableCreate, "tableCreate"), context.random("tables")), {
    type: "TableReady",
    table: request.tableName,
  });
  return { TableDescription: describePlacement(placement, context) };
}

function finishCreate(state: ControlPlaneState, table: string, context: ControlContext): void {
  const placement: TablePlacement = { ...present(state.tables.get(table), table), status: "ACTIVE" };
  state.tables.set(table, placement);
  spawnTable(context.machines, placement, new Map());
  context.record({ kind: "TableActive", region: state.region, table });
  context.send(routerId(state.region), { type: "Catalogue", table, placement });
}

function remove(state: ControlPlaneState, table: string, context: ControlContext): unknown {
  const placement = state.tables.get(table);
  if (placement === undefined) return notFound(table);
  if (placement.status === "CREATING") {
    return dynamoError(
      "ResourceInUseException",
      `Attempt to change a resource which is still in use: Table is being created: ${table}`,
    );
  }
  // Asking again is no mistake. [facts §9.1]
  if (placement.status === "DELETING") return { TableDescription: describePlacement(placement, context) };
  if (placement.schema.deletionProtection) {
    return dynamoError(
      "ValidationException",
      `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
    );
  }
  const deleting: TablePlacement = { ...placement, status: "DELETING" };
  state.tables.set(table, deleting);
  context.record({ kind: "TableDeleting", region: state.region, table });
  context.send(routerId(state.region), { type: "Catalogue", table, placement: null });
  context.after(drawLatency(present(context.profile.delays.tableDelete, "tableDelete"), context.random("tables")), {
    type: "TableGone",
    table,
  });
  return { TableDescription: describePlacement(deleting, context) };
}

function finishDelete(state: ControlPlaneState, table: string, context: ControlContext): void {
  retireTable(context.machines, present(state.tables.get(table), table));
  state.tables.delete(table);
  context.record({ kind: "TableDeleted", region: state.region, table });
}

function notFound(table: string): ReturnType<typeof dynamoError> {
  return dynamoError("ResourceNotFoundException", `Requested resource not found: Table: ${table} not found`);
}

/** Item count and size: DynamoDB refreshes them about every six hours; ours are read from the copies as they are. */
function describePlacement(placement: TablePlacement, context: ControlContext): unknown {
  const { items, bytes, indexes } = countItems(placement, context);
  return describeTable(placement.schema, {
    region: placement.region,
    tableId: placement.tableId,
    status: placement.status,
    createdAtMicros: calendarMicros(placement.createdAt),
    itemCount: items,
    sizeBytes: bytes,
    streamLabel: placement.streamLabel,
    indexes,
  });
}

type Counts = { itemCount: number; sizeBytes: number };

function countItems(placement: TablePlacement, context: ControlContext) {
  const indexes: Record<string, Counts> = Object.fromEntries(
    placement.schema.indexes.map(({ name }) => [name, { itemCount: 0, sizeBytes: 0 }]),
  );
  let items = 0;
  let bytes = 0;
  for (const { group } of groupsOf(placement)) {
    const state = newestCopy(group, context);
    if (state === undefined) continue;
    if (group.index === null) {
      items += state.liveItems;
      bytes += state.liveBytes;
      for (const [key, entry] of state.localEntries.entries())
        count(indexes[key.slice(0, key.indexOf("\x00"))], 1, entry.bytes);
    } else count(indexes[group.index], state.liveItems, state.liveBytes);
  }
  return { items, bytes, indexes };
}

function count(of: Counts | undefined, items: number, bytes: number): void {
  if (of === undefined) return;
  of.itemCount += items;
  of.sizeBytes += bytes;
}

/** The copy that has applied most; one that is down only when all are. Undefined before the table has machines. */
function newestCopy(group: GroupName, { machines }: ControlContext): ReplicaState | undefined {
  const ids = ZONES.map((zone) => replicaId(group, zone));
  const up = ids.filter((id) => !machines.isDown(id));
  const copies = (up.length > 0 ? up : ids).map((id) => machines.read(id) as ReplicaState | undefined);
  return copies.reduce((best, copy) => ((copy?.appliedLsn ?? -1) > (best?.appliedLsn ?? -1) ? copy : best), undefined);
}

/** A UUID that is a function of where and when the table was made. */
function tableId(region: string, name: string, now: number): string {
  const hex = [0, 1, 2, 3].map((i) => hash32(`${region}/${name}/${now}`, i).toString(16).padStart(8, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
