/** The answer to GetItem, given the stored item. [OP-10] */
import { consumedCapacity } from "./capacity.ts";
import { fragmentsOf } from "./expressions/fragments.ts";
import type { BoundGet } from "./requests.ts";
import { itemBytes, readUnits } from "./sizes.ts";
import type { Item } from "./values.ts";

export interface ItemAnswer {
  /** Response body; `Item` is absent when there is no such item. */
  readonly response: Readonly<Record<string, unknown>>;
  readonly readUnits: number;
}

/** @param bytes of the item, where the caller knows them */
export function answerItemRead(bound: BoundGet, item: Item | undefined, bytes?: number): ItemAnswer {
  const units = readUnits(item === undefined ? 0 : (bytes ?? itemBytes(item)), bound.consistentRead);
  const response: Record<string, unknown> = {};
  if (item !== undefined) response.Item = bound.projection === null ? item : fragmentsOf(item, bound.projection);
  const consumed = consumedCapacity(bound.returnConsumedCapacity, bound.tableName, units);
  if (consumed !== undefined) response.ConsumedCapacity = consumed;
  return { response, readUnits: units };
}
