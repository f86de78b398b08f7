/**
 * What is being done to a table: a thing with a beginning, a time that it takes, and an end that also waits for the
 * machines concerned. Several may go on at once for one table; which of them a caller may not start beside which is
 * said where they are started. The table's status follows from them. [CP-1, CP-10]
 */
import { present } from "../../base/assert.ts";
import type { Micros } from "../../sim/message.ts";
import { drawLatency } from "../../sim/network.ts";
import type { DelayName } from "../latency-profiles.ts";
import type { ControlContext, ControlPlaneState } from "./control-state.ts";
import type { SchemaPatch, TableWork, WorkKind } from "./work-kinds.ts";

/** While one of these goes on the table is UPDATING. */
const HOLDS_TABLE: ReadonlySet<WorkKind> = new Set<WorkKind>([
  "throughput",
  "billing",
  "settings",
  "stream-on",
  "stream-off",
  "index-allocate",
  "index-delete",
]);

export function worksOf(state: ControlPlaneState, table: string): TableWork[] {
  return [...state.works.values()].filter((work) => work.table === table);
}

/** The work of that kind on the table, if there is one. */
export function workOf(state: ControlPlaneState, table: string, ...kinds: readonly WorkKind[]): TableWork | undefined {
  return worksOf(state, table).find(({ kind }) => kinds.includes(kind));
}

export function indexWork(state: ControlPlaneState, table: string, index: string): TableWork | undefined {
  return worksOf(state, table).find((work) => work.index === index);
}

/** @param delay a name of the latency profile, or microseconds */
export function beginWork(
  state: ControlPlaneState,
  what: { readonly table: string; readonly kind: WorkKind; readonly index?: string; readonly patch?: SchemaPatch },
  delay: DelayName | Micros,
  context: ControlContext,
): void {
  const { table, kind, index = null, patch = {} } = what;
  const id = `${table}/${kind}${index === null ? "" : `/${index}`}`;
  const startedAt = context.now;
  state.works.set(id, { id, table, kind, index, startedAt, due: false, walks: null, patch });
  const micros = typeof delay === "number" ? delay : drawDelay(delay, context);
  context.after(micros, { type: "WorkDue", work: id, startedAt });
  refreshStatus(state, table, context);
}

export function endWork(state: ControlPlaneState, work: TableWork, context: ControlContext): void {
  state.works.delete(work.id);
  refreshStatus(state, work.table, context);
}

export function drawDelay(name: DelayName, context: ControlContext): Micros {
  return drawLatency(present(context.profile.delays[name], name), context.random("tables"));
}

/** CREATING and DELETING are set where they begin. */
function refreshStatus(state: ControlPlaneState, table: string, context: ControlContext): void {
  const placement = state.tables.get(table);
  if (placement === undefined || placement.status === "CREATING" || placement.status === "DELETING") return;
  const holding = worksOf(state, table).find(({ kind }) => HOLDS_TABLE.has(kind));
  const status = holding === undefined ? "ACTIVE" : "UPDATING";
  if (status === placement.status) return;
  state.tables.set(table, { ...placement, status });
  const { region } = state;
  if (holding === undefined) context.record({ kind: "TableUpdated", region, table });
  else context.record({ kind: "TableUpdating", region, table, change: holding.kind });
}
