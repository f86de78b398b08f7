/**
 * A global index that joins or leaves a table that stands: resources first, then a walk over every partition's items
 * while writes go on, then it can be read. Removing it takes it from readers and writers at once and from the machines
 * a little later. [GSI-1..7]
 */
import { present } from "../../base/assert.ts";
import type { IndexUpdate, ParsedUpdateTable } from "../../dynamo/control-requests.ts";
import { WORDING } from "../../dynamo/errors.ts";
import type { IndexSchema, KeyAttribute, TableSchema } from "../../dynamo/table.ts";
import { onDemandCaps } from "../../dynamo/table-options.ts";
import { newBackfillState } from "../backfill.ts";
import type { Message } from "../messages.ts";
import { cutHashSpace, type TablePlacement } from "../placement.ts";
import { backfillId, groupId, placeIn } from "../places.ts";
import { firstLeaders, groupsOf, retireIndex, spawnIndex } from "../table-machines.ts";
import { type Answer, invalid, overLimit } from "./answers.ts";
import { spreadChange } from "./change-delivery.ts";
import type { ControlContext, ControlPlaneState } from "./control-state.ts";
import { newCapacityLedger } from "./table-ledger.ts";
import { beginWork, drawDelay, endWork, indexWork } from "./work.ts";
import type { TableWork } from "./work-kinds.ts";

type IndexCreation = Extract<IndexUpdate, { readonly kind: "create" }>;

const INDEXES_MAX = 20;

export function createRefusal(state: ControlPlaneState, request: ParsedUpdateTable): Answer | null {
  const { schema } = present(state.tables.get(request.tableName), request.tableName);
  const created = request.indexes.find((update) => update.kind === "create");
  if (created === undefined) return null;
  if (schema.indexes.some(({ name }) => name === created.name))
    return invalid(`${WORDING.invalidParameters}Attempting to create an index which already exists`);
  return schema.indexes.filter(({ kind }) => kind === "global").length < INDEXES_MAX
    ? null
    : overLimit(`Number of global secondary indexes exceeds per-table limit of ${INDEXES_MAX}`);
}

/** The index is in the schema from now on, where nobody but DescribeTable sees it: no machine is told yet. */
export function createIndex(
  state: ControlPlaneState,
  table: string,
  created: IndexCreation,
  definitions: readonly KeyAttribute[],
  context: ControlContext,
): void {
  const { index, onDemand, warm } = created;
  const placement = present(state.tables.get(table), table);
  const ledger = present(state.ledgers.get(table), table);
  const { billingMode } = placement.schema;
  const caps = onDemand === null ? null : onDemandCaps(onDemand, billingMode);
  const capacity = newCapacityLedger(
    index.throughput ?? { readUnits: 0, writeUnits: 0 },
    billingMode,
    caps,
    warm,
    context.now,
  );
  state.ledgers.set(table, { ...ledger, capacity: { ...ledger.capacity, [index.name]: capacity } });
  state.tables.set(table, {
    ...placement,
    schema: withIndex(placement.schema, { ...index, phase: "backfilling" }, definitions),
    indexPartitions: { ...placement.indexPartitions, [index.name]: cutHashSpace("I", 1) },
  });
  beginWork(state, { table, kind: "index-allocate", index: index.name }, "indexAllocate", context);
  context.record({ kind: "IndexCreating", region: state.region, table, index: index.name });
}

/** Resources are there: machines take over, and everybody is told. */
export function startBackfill(state: ControlPlaneState, work: TableWork, context: ControlContext): void {
  const { table } = work;
  const name = present(work.index, "an index");
  const placement = present(state.tables.get(table), table);
  for (const [group, leader] of firstLeaders(placement))
    if (!state.leaders.has(group)) state.leaders.set(group, leader);
  spawnIndex(context.machines, placement, name);
  state.works.delete(work.id);
  // The whole takes as long as was measured, and the time that the resources took is part of it.
  const rest = Math.max(0, drawDelay("indexCreate", context) - (context.now - work.startedAt));
  beginWork(state, { table, kind: "index-backfill", index: name }, rest, context);
  endWork(state, work, context);
  spreadChange(state, present(state.tables.get(table), table), context);
}

/** Every partition logs the change, and every index writer knows the index: what is written from now on reaches it. */
export function startWalks(state: ControlPlaneState, work: TableWork, context: ControlContext): void {
  const { table } = work;
  const index = present(work.index, "an index");
  const placement = present(state.tables.get(table), table);
  const walks: string[] = [];
  for (const { group } of groupsOf(placement)) {
    if (group.index !== null) continue;
    const id = backfillId(group, index);
    const leaders = new Map(state.leaders);
    context.machines.spawn(
      "backfill",
      id,
      placeIn(state.region),
      newBackfillState({ group, index, placement, controlPlane: context.self, leaders }),
    );
    const begin: Message = { type: "WalkOn" };
    context.machines.wake(id, 0, begin);
    walks.push(group.partition);
  }
  state.works.set(work.id, { ...work, walks });
  context.record({ kind: "BackfillStarted", region: state.region, table, index, partitions: walks.length });
}

export function partitionWalked(
  state: ControlPlaneState,
  { table, index, partition }: Extract<Message, { readonly type: "BackfillDone" }>,
  context: ControlContext,
): void {
  const placement = state.tables.get(table);
  const work = indexWork(state, table, index);
  if (placement === undefined || work?.kind !== "index-backfill" || work.walks === null) return;
  state.works.set(work.id, { ...work, walks: work.walks.filter((name) => name !== partition) });
  retireBackfill(placement, index, partition, context);
}

/** Complete: it can be read, and a write that does not fit its key is refused from now on. */
export function finishIndexBackfill(state: ControlPlaneState, work: TableWork, context: ControlContext): void {
  const { table } = work;
  const index = present(work.index, "an index");
  const placement = present(state.tables.get(table), table);
  const indexes = placement.schema.indexes.map((each) => (each.name === index ? ready(each) : each));
  spreadChange(state, { ...placement, schema: { ...placement.schema, indexes } }, context);
  context.record({ kind: "IndexActive", region: state.region, table, index });
  endWork(state, work, context);
}

export function deleteIndex(state: ControlPlaneState, table: string, index: string, context: ControlContext): void {
  const placement = present(state.tables.get(table), table);
  const backfill = indexWork(state, table, index);
  if (backfill !== undefined) {
    state.works.delete(backfill.id);
    for (const { name } of placement.partitions) retireBackfill(placement, index, name, context);
  }
  const indexes = placement.schema.indexes.map((each) =>
    each.name === index ? { ...each, phase: "deleting" as const } : each,
  );
  spreadChange(state, { ...placement, schema: { ...placement.schema, indexes } }, context);
  context.record({ kind: "IndexDeleting", region: state.region, table, index });
  beginWork(state, { table, kind: "index-delete", index }, "indexDelete", context);
}

export function finishIndexDelete(state: ControlPlaneState, work: TableWork, context: ControlContext): void {
  const { table } = work;
  const index = present(work.index, "an index");
  const placement = present(state.tables.get(table), table);
  retireIndex(context.machines, placement, index);
  for (const { group } of groupsOf(placement)) if (group.index === index) state.leaders.delete(groupId(group));
  const ledger = present(state.ledgers.get(table), table);
  const { [index]: _gone, ...capacity } = ledger.capacity;
  state.ledgers.set(table, { ...ledger, capacity });
  const { [index]: _partitions, ...indexPartitions } = placement.indexPartitions;
  const { schema } = placement;
  const indexes = schema.indexes.filter(({ name }) => name !== index);
  const attributeDefinitions = usedDefinitions({ ...schema, indexes });
  spreadChange(state, { ...placement, schema: { ...schema, indexes, attributeDefinitions }, indexPartitions }, context);
  context.record({ kind: "IndexDeleted", region: state.region, table, index });
  endWork(state, work, context);
}

function withIndex(schema: TableSchema, index: IndexSchema, definitions: readonly KeyAttribute[]): TableSchema {
  const known = new Set(schema.attributeDefinitions.map(({ name }) => name));
  const added = definitions.filter(({ name }) => !known.has(name));
  const attributeDefinitions = [...schema.attributeDefinitions, ...added];
  // What is defined already keeps its type.
  const typed = (attributes: readonly KeyAttribute[]) =>
    attributes.map((attribute) => attributeDefinitions.find(({ name }) => name === attribute.name) ?? attribute);
  const key = { partition: typed(index.key.partition), sort: typed(index.key.sort) };
  const indexes = [...schema.indexes, { ...index, key }];
  return { ...schema, indexes, attributeDefinitions: usedDefinitions({ ...schema, indexes, attributeDefinitions }) };
}

/** Definitions that no key uses are not kept. */
function usedDefinitions({ key, indexes, attributeDefinitions }: TableSchema): readonly KeyAttribute[] {
  const used = new Set(
    [key, ...indexes.map((index) => index.key)].flatMap((k) => [...k.partition, ...k.sort].map((a) => a.name)),
  );
  return attributeDefinitions.filter(({ name }) => used.has(name));
}

function ready({ phase: _phase, ...index }: IndexSchema): IndexSchema {
  return index;
}

function retireBackfill(placement: TablePlacement, index: string, partition: string, context: ControlContext): void {
  const { region, schema } = placement;
  context.machines.retire(backfillId({ region, table: schema.name, index: null, partition }, index));
}
