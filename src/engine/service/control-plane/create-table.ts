/** CreateTable: a placement at once, machines when the time is over. [CP-1, CP-2, CP-6, CP-8, TABLE-7] */
import { present } from "../../base/assert.ts";
import type { ParsedCreateTable } from "../../dynamo/control-requests.ts";
import { dynamoError } from "../../dynamo/errors.ts";
import { tableArn } from "../../dynamo/table-description.ts";
import { initialPartitionCount, type TablePlacement } from "../placement.ts";
import { routerId } from "../places.ts";
import { firstLeaders, spawnTable } from "../table-machines.ts";
import { overQuota, tooManyTables } from "./account.ts";
import { type Answer, inUse, refused } from "./answers.ts";
import type { ControlContext, ControlPlaneState } from "./control-state.ts";
import { describePlacement } from "./describe.ts";
import { placeTable } from "./place-table.ts";
import { revisionAt } from "./policies.ts";
import { freshGeneration, freshLabel, newStream, setStream } from "./stream-life.ts";
import { newLedger } from "./table-ledger.ts";
import { beginWork, endWork } from "./work.ts";
import type { TableWork } from "./work-kinds.ts";

export function createTable(state: ControlPlaneState, request: ParsedCreateTable, context: ControlContext): Answer {
  const { tableName: table, schema, options } = request;
  const { region } = state;
  const existing = state.tables.get(table);
  if (existing?.status === "DELETING") return inUse(`Table is being deleted: ${table}`);
  if (existing !== undefined) return refused(dynamoError("ResourceInUseException", `Table already exists: ${table}`));
  const refusal = tooManyTables(state) ?? overQuota(state, schema);
  if (refusal !== null) return refusal;
  const placement = placeTable({
    region,
    schema,
    now: context.now,
    partitions: initialPartitionCount(schema),
    status: "CREATING",
    streamLabel: freshLabel(state, table, context.now),
    streamGeneration: freshGeneration(state, table),
  });
  state.tables.set(table, placement);
  state.ledgers.set(table, newLedger(placement, options));
  if (placement.streamLabel !== null) setStream(state, newStream(placement, "ENABLING", context.now));
  if (options.policy !== null) {
    state.policies.set(tableArn(region, table), { document: options.policy, revision: revisionAt(context.now, null) });
  }
  context.record({ kind: "TableCreating", region, table, partitions: placement.partitions.length });
  const delay = schema.indexes.length > 0 ? "tableCreateIndexed" : "tableCreate";
  beginWork(state, { table, kind: "create" }, delay, context);
  return { body: { TableDescription: describePlacement(state, table, context) } };
}

export function finishCreate(state: ControlPlaneState, work: TableWork, context: ControlContext): void {
  const { table } = work;
  const { region } = state;
  const placement: TablePlacement = { ...present(state.tables.get(table), table), status: "ACTIVE" };
  state.tables.set(table, placement);
  for (const [group, leader] of firstLeaders(placement)) state.leaders.set(group, leader);
  spawnTable(context.machines, placement, null);
  if (placement.streamLabel !== null) setStream(state, newStream(placement, "ENABLED", placement.createdAt));
  context.record({ kind: "TableActive", region, table });
  context.send(routerId(region), { type: "Catalogue", table, placement });
  endWork(state, work, context);
}
