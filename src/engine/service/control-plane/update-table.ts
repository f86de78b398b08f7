/**
 * UpdateTable: whether the table may be changed now, and which work that begins. The answer shows the capacity as it still
 * is. Capacity is in `capacity-change.ts`, indexes in `index-life.ts`, streams in `stream-switch.ts`. [CP-10..12]
 */

import { present } from "../../base/assert.ts";
import { ownOf } from "../../base/own.ts";
import type { ParsedUpdateTable } from "../../dynamo/control-requests.ts";
import { dynamoError } from "../../dynamo/errors.ts";
import type { TableSchema } from "../../dynamo/table.ts";
import { ONE_INDEX_AT_A_TIME } from "../../dynamo/update-table-rules.ts";
import type { Micros } from "../../sim/message.ts";
import { longInstant } from "../epoch.ts";
import { routerId } from "../places.ts";
import { tooManyOperations } from "./account.ts";
import { type Answer, inUse, notFound, overLimit, refused, tableNotFound } from "./answers.ts";
import { capacityRefusal, changeCapacity } from "./capacity-change.ts";
import { tellIndexWriters } from "./change-delivery.ts";
import type { ControlContext, ControlPlaneState, TableLedger } from "./control-state.ts";
import { describePlacement } from "./describe.ts";
import { createIndex, createRefusal, deleteIndex } from "./index-life.ts";
import { streamRefusal, switchStream } from "./stream-switch.ts";
import { kmsKeyArn } from "./table-ledger.ts";
import { beginWork, endWork, indexWork, workOf } from "./work.ts";
import type { TableWork } from "./work-kinds.ts";

const PROTECTION_PAUSE_MICROS: Micros = 15_000_000;
const DAY_MICROS: Micros = 86_400_000_000;
const CLASS_CHANGES_MAX = 2;
const CLASS_CHANGES_DAYS = 30;

export function updateTable(state: ControlPlaneState, request: ParsedUpdateTable, context: ControlContext): Answer {
  const table = request.tableName;
  if (!state.tables.has(table)) return tableNotFound(table);
  const refusal =
    busyRefusal(state, request) ??
    missingIndex(state, request) ??
    tooManyOperations(state) ??
    capacityRefusal(state, request, context) ??
    streamRefusal(state, request) ??
    createRefusal(state, request) ??
    settingsRefusal(present(state.ledgers.get(table), table), request, context);
  if (refusal !== null) return refusal;
  const before = present(state.tables.get(table), table).schema;
  const changedBefore = present(state.ledgers.get(table), table).capacity;
  changeCapacity(state, request, context);
  changeSettings(state, request, context);
  if (request.stream !== null) switchStream(state, table, request.stream, context);
  for (const update of request.indexes) {
    if (update.kind === "create") createIndex(state, table, update, request.definitions, context);
    if (update.kind === "delete") deleteIndex(state, table, update.name, context);
  }
  const { schema } = present(state.tables.get(table), table);
  // What takes effect at once is shown at once; capacity, and that it changed, is shown when it is there.
  const shown = {
    schema: { ...schema, ...shownBilling(before, request) },
    capacity: withChangesOf(changedBefore, present(state.ledgers.get(table), table).capacity),
  };
  return { body: { TableDescription: describePlacement(state, table, context, shown) } };
}

/** The units as they still are; with another billing mode, those that were asked for. */
function shownBilling(
  before: TableSchema,
  { billingMode, throughput }: ParsedUpdateTable,
): Pick<TableSchema, "billingMode" | "throughput"> {
  if (billingMode === null || billingMode === before.billingMode) {
    return { billingMode: before.billingMode, throughput: before.throughput };
  }
  return { billingMode, throughput: throughput ?? { readUnits: 0, writeUnits: 0 } };
}

function withChangesOf(before: TableLedger["capacity"], now: TableLedger["capacity"]): TableLedger["capacity"] {
  const shown = Object.entries(now).map(([name, capacity]) => {
    const { decreases, lastIncreaseAt } = ownOf(before, name) ?? capacity;
    return [name, { ...capacity, decreases, lastIncreaseAt }] as const;
  });
  return Object.fromEntries(shown);
}

/** What goes on already, and does not bear this change beside it. (LAB texts) */
function busyRefusal(state: ControlPlaneState, request: ParsedUpdateTable): Answer | null {
  const table = request.tableName;
  const { status } = present(state.tables.get(table), table);
  if (status === "CREATING") return inUse(`Table is being created: ${table}`);
  if (status === "DELETING") return inUse(`Table is being deleted: ${table}`);
  const changesIops = request.throughput !== null || request.billingMode !== null;
  const changesIndexSet = request.indexes.some(({ kind }) => kind !== "update");
  for (const { name, kind } of request.indexes) {
    const own = indexWork(state, table, name);
    if (own?.kind === "index-delete") return inUse(`Index is being deleted. Table: ${table} Index: ${name}`);
    if (own?.kind === "index-update") return inUse(`Index is being updated.  Table: ${table} Index: ${name}`);
    if (own?.kind === "index-allocate" && kind !== "create") {
      return inUse(
        `Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index is active. Table: ${table} Index: ${name}`,
      );
    }
  }
  const building = workOf(state, table, "index-allocate", "index-backfill");
  const deleting = workOf(state, table, "index-delete");
  if (changesIndexSet) {
    if (workOf(state, table, "stream-on", "stream-off") !== undefined)
      return inUse("Can't create or delete an index when stream status is being updated.");
    if (workOf(state, table, "throughput", "billing") !== undefined)
      return inUse(`Can't create or delete indexes while table IOPS are being updated. Table: ${table}`);
    const ownBackfill = request.indexes.some(
      ({ kind, name }) => kind === "delete" && building?.kind === "index-backfill" && building.index === name,
    );
    if (deleting !== undefined || (building !== undefined && !ownBackfill)) return overLimit(ONE_INDEX_AT_A_TIME);
  }
  if (request.stream !== null && building !== undefined)
    return inUse("Can't change stream status when an index is being created");
  if (request.onDemand !== null && building !== undefined)
    return inUse(
      `OnDemandThroughput cannot be updated while index creation is in progress for indexes: [${building.index}]`,
    );
  if (changesIops && deleting !== undefined)
    return inUse(
      `Can't change table IOPS when an index is being deleted. Table: ${table} Indexes: [${deleting.index}]`,
    );
  const encrypting = workOf(state, table, "encryption") !== undefined;
  return status === "UPDATING" || encrypting ? inUse(`Table is being updated: ${table}`) : null;
}

function missingIndex(state: ControlPlaneState, request: ParsedUpdateTable): Answer | null {
  const table = request.tableName;
  const { schema } = present(state.tables.get(table), table);
  for (const { kind, name } of request.indexes) {
    if (kind !== "create" && !schema.indexes.some((index) => index.name === name && index.kind === "global"))
      return notFound(`Index ${name} for table ${table}`);
  }
  return null;
}

function settingsRefusal(ledger: TableLedger, request: ParsedUpdateTable, context: ControlContext): Answer | null {
  const { tableName: table, deletionProtection, tableClass } = request;
  const protectedUntil = (ledger.protectionChangedAt ?? -PROTECTION_PAUSE_MICROS) + PROTECTION_PAUSE_MICROS;
  if (deletionProtection !== null && protectedUntil > context.now) {
    return refused(
      dynamoError(
        "ThrottlingException",
        `Deletion protection setting for table ${table} modified within the previous 15000 milliseconds. Please try again after ${longInstant(protectedUntil)}`,
      ),
    );
  }
  const recent = (ledger.classChanges ?? []).filter((at) => at > context.now - CLASS_CHANGES_DAYS * DAY_MICROS);
  if (tableClass === null || recent.length < CLASS_CHANGES_MAX) return null;
  const [first] = recent;
  return overLimit(
    `Updates to TableClass are limited to ${CLASS_CHANGES_MAX} times in ${CLASS_CHANGES_DAYS} day(s). Last update at ${longInstant(recent.at(-1) as Micros)}. Next update can be made at ${longInstant((first as Micros) + CLASS_CHANGES_DAYS * DAY_MICROS)}`,
  );
}

/** Protection takes effect at once; class and encryption take a while, the latter without a change of status. */
function changeSettings(state: ControlPlaneState, request: ParsedUpdateTable, context: ControlContext): void {
  const { tableName: table, deletionProtection, tableClass, encryption } = request;
  const placement = present(state.tables.get(table), table);
  const ledger = present(state.ledgers.get(table), table);
  const { schema } = placement;
  if (deletionProtection !== null && deletionProtection !== schema.deletionProtection) {
    state.tables.set(table, { ...placement, schema: { ...schema, deletionProtection } });
    state.ledgers.set(table, { ...ledger, protectionChangedAt: context.now });
  }
  if (tableClass !== null && tableClass !== schema.tableClass) {
    const known = present(state.ledgers.get(table), table);
    state.ledgers.set(table, { ...known, classChanges: [...(known.classChanges ?? []), context.now] });
    beginWork(state, { table, kind: "settings", patch: { tableClass } }, "tableUpdate", context);
  }
  if (encryption !== null) {
    const known = present(state.ledgers.get(table), table);
    state.ledgers.set(table, { ...known, kmsKeyArn: kmsKeyArn(state.region, encryption) });
    beginWork(state, { table, kind: "encryption" }, "tableUpdate", context);
  }
}

/** Capacity, class and the like: nothing that a partition has to know; index writers keep the indexes' capacity. */
export function finishSettings(state: ControlPlaneState, work: TableWork, context: ControlContext): void {
  const placement = present(state.tables.get(work.table), work.table);
  const { indexThroughput = {}, ...members } = work.patch;
  const indexes = placement.schema.indexes.map((index) => {
    const throughput = ownOf(indexThroughput, index.name);
    return throughput === undefined ? index : { ...index, throughput };
  });
  const changed = { ...placement, schema: { ...placement.schema, ...members, indexes } };
  state.tables.set(work.table, changed);
  context.send(routerId(state.region), { type: "Catalogue", table: work.table, placement: changed });
  if (work.patch.indexThroughput !== undefined) tellIndexWriters(changed, context);
  endWork(state, work, context);
}
