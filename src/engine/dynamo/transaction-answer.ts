/**
 * The answers to TransactWriteItems and TransactGetItems: bodies, consumed capacity, cancellation reasons. ExecuteTransaction
 * answers with the same parts. Transactions cost twice the units of a table, once to prepare and once to commit; what
 * their indexes need costs the same as outside. [TX-10..12]
 */
import { addOwn, setOwn } from "../base/own.ts";
import { type ConsumedCapacity, consumedCapacity } from "./capacity.ts";
import { type DynamoError, dynamoError, type ErrorName } from "./errors.ts";
import { fragmentsOf } from "./expressions/fragments.ts";
import { type ItemCollectionMetrics, onePerCollection } from "./local-indexes.ts";
import type { BoundGet, IndexUnits, ReturnConsumedCapacity } from "./requests.ts";
import { itemBytes, readUnits } from "./sizes.ts";
import { type ActionResult, NO_INDEX_UNITS } from "./transaction-write.ts";
import type { Item } from "./values.ts";

type Body = Record<string, unknown>;

/** What one action is charged, and to which table (as the request named it). */
export interface ActionCharge {
  readonly tableName: string;
  readonly units: number;
  readonly indexUnits: IndexUnits;
}

export function writeCharge(tableName: string, { writeUnits, indexUnits }: ActionResult): ActionCharge {
  return { tableName, units: 2 * writeUnits, indexUnits };
}

/** A repeated token reads the items again. */
export function repeatCharge(tableName: string, { bytes }: ActionResult): ActionCharge {
  return { tableName, units: 2 * readUnits(bytes, true), indexUnits: NO_INDEX_UNITS };
}

export function readCharge(tableName: string, item: Item | null): ActionCharge {
  return { tableName, units: 2 * readUnits(item === null ? 0 : itemBytes(item), true), indexUnits: NO_INDEX_UNITS };
}

/** One entry per table, in the order in which the request first names them; undefined for NONE. */
export function transactionCapacity(
  detail: ReturnConsumedCapacity,
  member: "ReadCapacityUnits" | "WriteCapacityUnits",
  charges: readonly ActionCharge[],
): readonly ConsumedCapacity[] | undefined {
  if (detail === "NONE") return undefined;
  const tables = new Map<string, ActionCharge>();
  for (const charge of charges) {
    const sum = tables.get(charge.tableName);
    tables.set(charge.tableName, sum === undefined ? charge : added(sum, charge));
  }
  return [...tables.values()].map(({ tableName, units, indexUnits }) =>
    mirrored(consumedCapacity(detail, tableName, units, indexUnits) as ConsumedCapacity, member),
  );
}

function added(a: ActionCharge, b: ActionCharge): ActionCharge {
  const sum = (x: Readonly<Record<string, number>>, y: Readonly<Record<string, number>>): Record<string, number> => {
    const out = { ...x };
    for (const [index, units] of Object.entries(y)) addOwn(out, index, units);
    return out;
  };
  return {
    tableName: a.tableName,
    units: a.units + b.units,
    indexUnits: {
      global: sum(a.indexUnits.global, b.indexUnits.global),
      local: sum(a.indexUnits.local, b.indexUnits.local),
    },
  };
}

/** Transactional operations say CapacityUnits twice at every level. */
function mirrored<T extends object>(level: T, member: string): T {
  const out: Body = {};
  for (const [name, value] of Object.entries(level)) {
    setOwn(out, name, typeof value === "object" && value !== null ? mirrored(value, member) : value);
    if (name === "CapacityUnits") out[member] = value;
  }
  return out as T;
}

/** The sizes of item collections by table, as named, each collection once; undefined: none was asked for. [TX-10] */
export function transactionCollections(
  actions: readonly { readonly tableName: string }[],
  results: readonly ActionResult[],
): Readonly<Record<string, readonly ItemCollectionMetrics[]>> | undefined {
  const tables = new Map<string, readonly ItemCollectionMetrics[]>();
  for (const [i, { tableName }] of actions.entries()) {
    const collection = results[i]?.collection;
    if (collection === undefined) continue;
    tables.set(tableName, onePerCollection([...(tables.get(tableName) ?? []), collection]));
  }
  return tables.size === 0 ? undefined : Object.fromEntries(tables);
}

/** One element per Get, in order; nothing where there is no item, or nothing of what was asked for. */
export function transactResponses(gets: readonly BoundGet[], items: readonly (Item | null)[]): readonly Body[] {
  return items.map((item, i) => {
    if (item === null) return {};
    const projection = gets[i]?.projection ?? null;
    const Item = projection === null ? item : fragmentsOf(item, projection);
    return Object.keys(Item).length === 0 ? {} : { Item };
  });
}

export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

const REASON_CODES: Partial<Record<ErrorName, string>> = {
  ConditionalCheckFailedException: "ConditionalCheckFailed",
  DuplicateItemException: "DuplicateItem",
  TransactionConflictException: "TransactionConflict",
  ItemCollectionSizeLimitExceededException: "ItemCollectionSizeLimitExceeded",
  ProvisionedThroughputExceededException: "ProvisionedThroughputExceeded",
  ThrottlingException: "ThrottlingError",
  RequestLimitExceeded: "ThrottlingError",
  ValidationException: "ValidationError",
};

/** What stands against each action, in order; null: nothing. */
export function transactionCancelled(faults: readonly (DynamoError | null)[]): DynamoError {
  const reasons = faults.map(cancellationReason);
  const codes = reasons.map(({ Code }) => Code).join(", ");
  return dynamoError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

function cancellationReason(fault: DynamoError | null): CancellationReason {
  if (fault === null) return { Code: "None" };
  const reason = { Code: REASON_CODES[fault.name] ?? fault.name, Message: fault.message };
  return fault.members?.Item === undefined ? reason : { ...reason, Item: fault.members.Item };
}
