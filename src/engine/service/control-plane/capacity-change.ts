/**
 * Capacity of a table and its indexes: provisioned units up and down, the switch between the billing modes, caps on
 * demand, warm throughput. Nothing throttles yet; what the service refuses is refused. [CAP-1..6]
 */

import { present } from "../../base/assert.ts";
import { ownOf, setOwn } from "../../base/own.ts";
import type { IndexUpdate, ParsedUpdateTable } from "../../dynamo/control-requests.ts";
import { Refused, WORDING } from "../../dynamo/errors.ts";
import type { Throughput } from "../../dynamo/table.ts";
import { onDemandCaps, type SentOnDemand, type WarmRequest } from "../../dynamo/table-options.ts";
import type { Micros } from "../../sim/message.ts";
import { longInstant } from "../epoch.ts";
import { overQuota } from "./account.ts";
import { type Answer, invalid, overLimit, refused } from "./answers.ts";
import type { CapacityLedger, ControlContext, ControlPlaneState, TableLedger } from "./control-state.ts";
import { decreasesToday } from "./describe.ts";
import { newCapacityLedger, warmer } from "./table-ledger.ts";
import { beginWork, drawDelay } from "./work.ts";
import type { SchemaPatch } from "./work-kinds.ts";

const HOUR_MICROS: Micros = 3_600_000_000;
const DAY_MICROS: Micros = 24 * HOUR_MICROS;
const FREE_DECREASES = 4;
const TO_ON_DEMAND_MAX = 4;

/** One table or index whose provisioned units are to change. */
interface Change {
  /** "" is the table. */
  readonly name: string;
  readonly from: Throughput;
  readonly to: Throughput;
}

export function capacityRefusal(
  state: ControlPlaneState,
  request: ParsedUpdateTable,
  context: ControlContext,
): Answer | null {
  const table = request.tableName;
  const { schema, createdAt } = present(state.tables.get(table), table);
  const ledger = present(state.ledgers.get(table), table);
  const billingMode = request.billingMode ?? schema.billingMode;
  const updates = request.indexes.filter((update) => update.kind !== "delete");
  if (billingMode === "PAY_PER_REQUEST") {
    if (request.throughput !== null)
      return invalid(
        `${WORDING.invalidParameters}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
      );
    const sized = updates.find((u) => u.kind === "create" && u.provisioned);
    if (sized !== undefined)
      return invalid(
        `${WORDING.invalidParameters}ProvisionedThroughput should not be specified for index: ${sized.name} when BillingMode is PAY_PER_REQUEST`,
      );
    const idle = updates.find((u) => (u.kind === "update" && u.throughput !== null) || asksNothing(u));
    if (idle !== undefined)
      return invalid(
        `${WORDING.invalidParameters}The only Updates for index: ${idle.name} when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
      );
    if (schema.billingMode === "PROVISIONED") return tooManySwitches(ledger, createdAt, context.now);
  } else {
    const bare = unsizedIndex(request, schema.billingMode === "PAY_PER_REQUEST" ? schema.indexes : []);
    if (bare !== null) return invalid(WORDING.invalidParameters + bare);
    const idle = updates.find(asksNothing);
    if (idle !== undefined)
      return invalid(`${WORDING.invalidParameters}ProvisionedThroughput is not specified for index: ${idle.name}`);
    const wanted = {
      ...schema,
      billingMode,
      ...(request.throughput === null ? {} : { throughput: request.throughput }),
    };
    const quota = overQuota(state, { ...wanted, indexes: resized(request, schema.indexes) });
    if (quota !== null) return quota;
    for (const change of schema.billingMode === "PROVISIONED" ? changesOf(state, request) : []) {
      const refusal = unchanged(change) ?? tooManyDecreases(change, ledger, context.now);
      if (refusal !== null) return refusal;
    }
  }
  return capsRefusal(request.onDemand, updates, billingMode) ?? coldRefusal(ledger, request);
}

function asksNothing(update: IndexUpdate): boolean {
  return update.kind === "update" && update.throughput === null && update.onDemand === null && update.warm === null;
}

/** What is wrong with an index that would be provisioned without a word about how much; null: there is none. */
function unsizedIndex(
  request: ParsedUpdateTable,
  existing: readonly { readonly name: string; readonly kind: "global" | "local" }[],
): string | null {
  const made = request.indexes.find((u) => u.kind === "create" && !u.provisioned);
  if (made !== undefined) return `ProvisionedThroughput is not specified for index: ${made.name}`;
  const sized = request.indexes.filter((u) => u.kind === "update" && u.throughput !== null).map(({ name }) => name);
  const bare = existing.find(({ name, kind }) => kind === "global" && !sized.includes(name));
  return bare === undefined ? null : `ProvisionedThroughput must be specified for index: ${bare.name}`;
}

function resized<I extends { readonly name: string; readonly throughput: Throughput | null }>(
  request: ParsedUpdateTable,
  indexes: readonly I[],
): readonly I[] {
  return indexes.map((index) => {
    const update = request.indexes.find(({ name }) => name === index.name);
    return update?.kind === "update" && update.throughput !== null
      ? { ...index, throughput: update.throughput }
      : index;
  });
}

function changesOf(state: ControlPlaneState, request: ParsedUpdateTable): readonly Change[] {
  const { schema } = present(state.tables.get(request.tableName), request.tableName);
  const changes: Change[] = [];
  if (request.throughput !== null) changes.push({ name: "", from: schema.throughput, to: request.throughput });
  for (const update of request.indexes) {
    const from = schema.indexes.find(({ name }) => name === update.name)?.throughput;
    if (update.kind === "update" && update.throughput !== null && from)
      changes.push({ name: update.name, from, to: update.throughput });
  }
  return changes;
}

function unchanged({ name, from, to }: Change): Answer | null {
  if (from.readUnits !== to.readUnits || from.writeUnits !== to.writeUnits) return null;
  const what = name === "" ? "the table" : `the index ${name}`;
  const told = (kind: string, now: number, asked: number) =>
    `Current ${kind}CapacityUnits provisioned for ${what}: ${now}. Requested ${kind}CapacityUnits: ${asked}.`;
  return invalid(
    `The provisioned throughput for ${what} will not change. The requested value equals the current value. ${told("Read", from.readUnits, to.readUnits)} ${told("Write", from.writeUnits, to.writeUnits)} Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
  );
}

function isDecrease({ from, to }: Change): boolean {
  return to.readUnits < from.readUnits || to.writeUnits < from.writeUnits;
}

function isIncrease({ from, to }: Change): boolean {
  return isDecrease({ name: "", from: to, to: from });
}

/** Four a day at will, then one an hour; table and indexes each by themselves. */
function tooManyDecreases(change: Change, ledger: TableLedger, now: Micros): Answer | null {
  const capacity = ownOf(ledger.capacity, change.name);
  if (capacity === undefined || !isDecrease(change)) return null;
  const today = decreasesToday(capacity, now);
  const last = today.at(-1);
  if (last === undefined || today.length < FREE_DECREASES || now >= last + HOUR_MICROS) return null;
  return overLimit(
    `Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: ${today.length}. Last decrease at ${longInstant(last)}. Next decrease can be made at ${longInstant(last + HOUR_MICROS)}`,
  );
}

/** That a table was made on-demand is noted with the switches, and is none. */
function tooManySwitches(ledger: TableLedger, createdAt: Micros, now: Micros): Answer | null {
  const recent = ledger.toOnDemandAt.filter((at) => at > now - DAY_MICROS && at > createdAt);
  const [first] = recent;
  if (first === undefined || recent.length < TO_ON_DEMAND_MAX) return null;
  return overLimit(
    `Update to PayPerRequest mode are limited to ${TO_ON_DEMAND_MAX} times in 1 day(s). Last update at ${longInstant(recent.at(-1) as Micros)}. Next update can be made at ${longInstant(first + DAY_MICROS)}`,
  );
}

function capsRefusal(
  ofTable: SentOnDemand | null,
  ofIndexes: readonly { readonly name: string; readonly onDemand: SentOnDemand | null }[],
  billingMode: "PROVISIONED" | "PAY_PER_REQUEST",
): Answer | null {
  try {
    onDemandCaps(ofTable ?? undefined, billingMode);
    for (const { name, onDemand } of ofIndexes) onDemandCaps(onDemand ?? undefined, billingMode, name);
    return null;
  } catch (thrown) {
    if (thrown instanceof Refused) return refused(thrown.error);
    throw thrown;
  }
}

/** Warm throughput is raised, never lowered. */
function coldRefusal(ledger: TableLedger, request: ParsedUpdateTable): Answer | null {
  const asked: (readonly [string, WarmRequest | null])[] = [["", request.warm]];
  for (const update of request.indexes) if (update.kind === "update") asked.push([update.name, update.warm]);
  for (const [name, warm] of asked) {
    const known = ownOf(ledger.capacity, name)?.warm;
    if (warm === null || known === undefined) continue;
    const member =
      (warm.readUnits ?? known.readUnits) < known.readUnits
        ? "ReadUnitsPerSecond"
        : (warm.writeUnits ?? known.writeUnits) < known.writeUnits
          ? "WriteUnitsPerSecond"
          : null;
    if (member !== null) {
      const where = name === "" ? "table" : `index ${name}`;
      return invalid(
        `${WORDING.invalidParameters}Requested ${member} for WarmThroughput for ${where} is lower than current WarmThroughput, decreasing WarmThroughput is not supported`,
      );
    }
  }
  return null;
}

/** Begins what takes time, and notes what was asked. Refusals come before. */
export function changeCapacity(state: ControlPlaneState, request: ParsedUpdateTable, context: ControlContext): void {
  const { tableName: table, billingMode, indexes } = request;
  const { schema } = present(state.tables.get(table), table);
  const switches = billingMode !== null && billingMode !== schema.billingMode;
  const changes = changesOf(state, request);
  for (const change of changes) {
    editCapacity(state, table, change.name, (known) => ({
      ...known,
      ...(!switches && isDecrease(change) ? { decreases: [...known.decreases.slice(-60), context.now] } : {}),
      ...(!switches && isIncrease(change) ? { lastIncreaseAt: context.now } : {}),
      warm: warmer(known.warm, change.to),
    }));
  }
  for (const [name, onDemand, warm] of [
    ["", request.onDemand, request.warm] as const,
    ...indexes.flatMap((u) => (u.kind === "update" ? [[u.name, u.onDemand, u.warm] as const] : [])),
  ]) {
    editCapacity(state, table, name, (known) => ({
      ...known,
      ...(onDemand === null ? {} : { onDemand: mergedCaps(known, onDemand) }),
      ...(warm === null
        ? {}
        : { warm: warmer(known.warm, warm), warmAt: context.now + drawDelay("warmUpdate", context) }),
    }));
  }
  const indexThroughput: Record<string, Throughput> = {};
  for (const { name, to } of changes) if (name !== "") setOwn(indexThroughput, name, to);
  const patch: SchemaPatch = {
    ...(request.throughput === null ? {} : { throughput: request.throughput }),
    ...(switches ? { billingMode } : {}),
    ...(switches && billingMode === "PAY_PER_REQUEST" ? onDemandPatch(schema.indexes) : { indexThroughput }),
  };
  if (switches && billingMode === "PAY_PER_REQUEST") noteSwitch(state, table, context.now);
  if (switches) beginWork(state, { table, kind: "billing", patch }, "billingSwitch", context);
  else if (request.throughput !== null) beginWork(state, { table, kind: "throughput", patch }, "tableUpdate", context);
  else if (request.onDemand !== null) beginWork(state, { table, kind: "settings" }, "tableUpdate", context);
  if (switches || request.throughput !== null) return;
  for (const update of indexes) {
    if (update.kind !== "update" || update.warm !== null) continue;
    const to = ownOf(indexThroughput, update.name);
    const own: SchemaPatch = to === undefined ? {} : { indexThroughput: { [update.name]: to } };
    beginWork(state, { table, kind: "index-update", index: update.name, patch: own }, "indexUpdate", context);
  }
}

/** On demand nobody has provisioned anything. */
function onDemandPatch(indexes: readonly { readonly name: string; readonly kind: "global" | "local" }[]): SchemaPatch {
  const none: Throughput = { readUnits: 0, writeUnits: 0 };
  const globals = indexes.filter(({ kind }) => kind === "global");
  return { throughput: none, indexThroughput: Object.fromEntries(globals.map(({ name }) => [name, none])) };
}

function noteSwitch(state: ControlPlaneState, table: string, now: Micros): void {
  const ledger = present(state.ledgers.get(table), table);
  const none: Throughput = { readUnits: 0, writeUnits: 0 };
  const warm = newCapacityLedger(none, "PAY_PER_REQUEST", null, null, now).warm;
  const capacity = Object.fromEntries(
    Object.entries(ledger.capacity).map(([name, known]) => [name, { ...known, warm: warmer(known.warm, warm) }]),
  );
  state.ledgers.set(table, { ...ledger, capacity, toOnDemandAt: [...ledger.toOnDemandAt.slice(-8), now] });
}

/** A cap that is not named stays; -1 takes it away. */
function mergedCaps(known: CapacityLedger, sent: SentOnDemand): CapacityLedger["onDemand"] {
  const cap = (asked: number | undefined, before: number | null | undefined) =>
    asked === undefined ? (before ?? null) : asked === -1 ? null : asked;
  const readUnits = cap(sent.MaxReadRequestUnits, known.onDemand?.readUnits);
  const writeUnits = cap(sent.MaxWriteRequestUnits, known.onDemand?.writeUnits);
  return readUnits === null && writeUnits === null ? null : { readUnits, writeUnits };
}

function editCapacity(
  state: ControlPlaneState,
  table: string,
  name: string,
  edit: (known: CapacityLedger) => CapacityLedger,
): void {
  const ledger = present(state.ledgers.get(table), table);
  const known = ownOf(ledger.capacity, name);
  if (known !== undefined)
    state.ledgers.set(table, { ...ledger, capacity: { ...ledger.capacity, [name]: edit(known) } });
}
