/** `ConsumedCapacity` as a response carries it. [SIZE-6] */
import { addOwn } from "../base/own.ts";
import type { IndexUnits, ReturnConsumedCapacity } from "./requests.ts";

export interface ConsumedCapacity {
  readonly TableName: string;
  readonly CapacityUnits: number;
  readonly Table?: { readonly CapacityUnits: number };
  readonly LocalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits: number }>>;
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits: number }>>;
}

const NO_INDEX_UNITS: IndexUnits = { global: {}, local: {} };

/**
 * undefined for NONE. The total includes the indexes also with TOTAL; an index without units has no arm.
 * @param tableUnits of the table itself.
 */
export function consumedCapacity(
  detail: ReturnConsumedCapacity,
  tableName: string,
  tableUnits: number,
  indexUnits: IndexUnits = NO_INDEX_UNITS,
): ConsumedCapacity | undefined {
  if (detail === "NONE") return undefined;
  const CapacityUnits = tableUnits + total(indexUnits.global) + total(indexUnits.local);
  if (detail === "TOTAL") return { TableName: tableName, CapacityUnits };
  const local = arms(indexUnits.local);
  const global = arms(indexUnits.global);
  return {
    TableName: tableName,
    CapacityUnits,
    Table: { CapacityUnits: tableUnits },
    ...(local === undefined ? {} : { LocalSecondaryIndexes: local }),
    ...(global === undefined ? {} : { GlobalSecondaryIndexes: global }),
  };
}

/** What several requests to one table consumed together. */
export function sumCapacity(
  parts: readonly ConsumedCapacity[],
  detail: ReturnConsumedCapacity,
): ConsumedCapacity | undefined {
  const first = parts[0];
  if (first === undefined) return undefined;
  const local: Record<string, number> = {};
  const global: Record<string, number> = {};
  let table = 0;
  for (const part of parts) {
    table += part.Table?.CapacityUnits ?? part.CapacityUnits;
    addArms(local, part.LocalSecondaryIndexes);
    addArms(global, part.GlobalSecondaryIndexes);
  }
  return consumedCapacity(detail, first.TableName, table, { local, global });
}

function addArms(sums: Record<string, number>, units: ConsumedCapacity["LocalSecondaryIndexes"] = {}): void {
  for (const [index, { CapacityUnits }] of Object.entries(units)) addOwn(sums, index, CapacityUnits);
}

function total(units: Readonly<Record<string, number>>): number {
  return Object.values(units).reduce((sum, each) => sum + each, 0);
}

function arms(units: Readonly<Record<string, number>>): Record<string, { CapacityUnits: number }> | undefined {
  const charged = Object.entries(units).filter(([, each]) => each > 0);
  if (charged.length === 0) return undefined;
  return Object.fromEntries(charged.map(([name, CapacityUnits]) => [name, { CapacityUnits }]));
}
