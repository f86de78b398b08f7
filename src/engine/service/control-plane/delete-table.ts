/** DeleteTable: from the routers at once, from the machines when the time is over; its stream stays a day. [CP-3, CP-13] */
import { present } from "../../base/assert.ts";
import { tableArn } from "../../dynamo/table-description.ts";
import { routerId } from "../places.ts";
import { retireTable } from "../table-machines.ts";
import { type Answer, inUse, invalid, tableNotFound } from "./answers.ts";
import { forgetChanges } from "./change-delivery.ts";
import type { ControlContext, ControlPlaneState } from "./control-state.ts";
import { describePlacement } from "./describe.ts";
import { closeShards, currentStream, disableStream, streamDisabled } from "./stream-life.ts";
import { beginWork, endWork, worksOf } from "./work.ts";
import type { TableWork } from "./work-kinds.ts";

export function deleteTable(state: ControlPlaneState, table: string, context: ControlContext): Answer {
  const placement = state.tables.get(table);
  if (placement === undefined) return tableNotFound(table);
  // Asking again is no mistake. [facts §9.1]
  if (placement.status !== "DELETING") {
    const refusal = whyNot(state, table, context);
    if (refusal !== null) return refusal;
    const stream = currentStream(state, placement);
    if (stream !== undefined) disableStream(state, stream, "DISABLING", context);
    state.tables.set(table, { ...placement, status: "DELETING" });
    context.record({ kind: "TableDeleting", region: state.region, table });
    context.send(routerId(state.region), { type: "Catalogue", table, placement: null });
    beginWork(state, { table, kind: "delete" }, "tableDelete", context);
  }
  // A table that goes says no more of what it was made with.
  const { AttributeDefinitions, KeySchema, CreationDateTime, ...shown } = describePlacement(state, table, context);
  return { body: { TableDescription: shown } };
}

function whyNot(state: ControlPlaneState, table: string, context: ControlContext): Answer | null {
  const placement = present(state.tables.get(table), table);
  const ledger = present(state.ledgers.get(table), table);
  if (placement.status === "CREATING") return inUse(`Table is being created: ${table}`);
  const works = worksOf(state, table);
  if (works.some(({ index }) => index !== null)) {
    return inUse("Cannot delete table while indexes are being created, updated, or deleted.");
  }
  if (works.some(({ kind }) => kind === "stream-on" || kind === "stream-off")) {
    return inUse("Cannot delete table while stream is being enabled/disabled.");
  }
  const encrypting = works.some(({ kind }) => kind === "encryption");
  if (placement.status === "UPDATING" || encrypting) return inUse(`Table is being updated: ${table}`);
  if ((ledger.comingTags?.at ?? -1) > context.now) return inUse(`Table tags are being updated: ${table}`);
  if (!placement.schema.deletionProtection) return null;
  return invalid(
    "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
  );
}

export function finishDelete(state: ControlPlaneState, work: TableWork, context: ControlContext): void {
  const { table } = work;
  const placement = present(state.tables.get(table), table);
  const stream = currentStream(state, placement);
  forgetChanges(state, table, context);
  retireTable(context.machines, placement);
  state.tables.delete(table);
  state.ledgers.delete(table);
  state.policies.delete(tableArn(state.region, table));
  for (const other of worksOf(state, table)) state.works.delete(other.id);
  context.record({ kind: "TableDeleted", region: state.region, table });
  if (stream !== undefined) {
    closeShards(stream, context);
    streamDisabled(state, stream, context);
  }
  endWork(state, work, context);
}
