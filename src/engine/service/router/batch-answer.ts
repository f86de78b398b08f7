/** What the answers to the two batch operations have in common. [OP-17, OP-18] */
import { addOwn, setOwn } from "../../base/own.ts";
import { type ConsumedCapacity, sumCapacity } from "../../dynamo/capacity.ts";
import { isTransient } from "../../dynamo/errors.ts";
import type { BoundGet, BoundItemWrite, ReturnConsumedCapacity } from "../../dynamo/requests.ts";
import type { Served } from "../messages.ts";
import type { Outcome, SettledPart } from "./router-state.ts";

/** Items named in the facts about an answer: enough for any picture. */
const SERVED_ITEMS_MAX = 200;

/** A part of a batch is one item's read or write. */
export function boundItem({ bound }: SettledPart): BoundGet | BoundItemWrite {
  return bound as BoundGet | BoundItemWrite;
}

/**
 * The error that the whole call ends with: one that trying again would not mend, or, when no part succeeded, the first
 * part's. null: there is something to answer.
 */
export function batchError(parts: readonly SettledPart[]): Outcome | null {
  const failed = parts.filter(({ outcome }) => outcome.error !== null);
  const fatal = failed.find(({ outcome }) => outcome.error !== null && !isTransient(outcome.error));
  const chosen = fatal ?? (failed.length === parts.length ? failed[0] : undefined);
  return chosen === undefined ? null : { ...chosen.outcome, served: joinServed(parts) };
}

/** What `pick` gives of each part, by its table as sent; a table of which it gives nothing has an empty list. */
export function byTable<T>(
  parts: readonly SettledPart[],
  pick: (part: SettledPart) => T | undefined,
): Readonly<Record<string, readonly T[]>> {
  const tables: Record<string, T[]> = {};
  for (const part of parts) {
    const { tableName } = boundItem(part);
    if (!Object.hasOwn(tables, tableName)) setOwn(tables, tableName, []);
    const picked = pick(part);
    if (picked !== undefined) tables[tableName]?.push(picked);
  }
  return tables;
}

/** ConsumedCapacity as a list with an entry per table, or nothing when it was not asked for. */
export function consumedByTable(parts: readonly SettledPart[]): {
  readonly ConsumedCapacity?: readonly ConsumedCapacity[];
} {
  const detail = detailOf(parts);
  if (detail === "NONE") return {};
  const bodies = byTable(
    parts,
    ({ outcome }) => (outcome.body as { ConsumedCapacity?: ConsumedCapacity }).ConsumedCapacity,
  );
  return { ConsumedCapacity: Object.values(bodies).flatMap((of) => sumCapacity(of, detail) ?? []) };
}

function detailOf(parts: readonly SettledPart[]): ReturnConsumedCapacity {
  return parts[0] === undefined ? "NONE" : boundItem(parts[0]).returnConsumedCapacity;
}

/** Who served the parts, as one: null when no replica served any. */
export function joinServed(parts: readonly SettledPart[]): Served | null {
  const served = parts.flatMap(({ outcome }) => outcome.served ?? []);
  const first = served[0];
  if (first === undefined) return null;
  const sum = (of: (one: Served) => number) => served.reduce((total, one) => total + of(one), 0);
  const indexUnits: Record<string, number> = {};
  for (const [index, units] of served.flatMap((one) => Object.entries(one.indexUnits))) {
    addOwn(indexUnits, index, units);
  }
  return {
    replica: first.replica,
    leader: served.every(({ leader }) => leader),
    items: served.flatMap(({ items }) => items).slice(0, SERVED_ITEMS_MAX),
    readUnits: sum(({ readUnits }) => readUnits),
    writeUnits: sum(({ writeUnits }) => writeUnits),
    indexUnits,
  };
}
