/**
 * One write against the item that is stored: condition, new item, what the response shows, what it costs. Knows
 * nothing of who stores the item or of when. [OP-7, OP-8, OP-9, OP-14]
 */
import { consumedCapacity } from "./capacity.ts";
import { dynamoError, Refused, refuse, WORDING } from "./errors.ts";
import type { DocumentPath } from "./expressions/ast.ts";
import { satisfies } from "./expressions/evaluator.ts";
import { fragmentsOf } from "./expressions/fragments.ts";
import { applyUpdate } from "./expressions/update.ts";
import { checkIndexKeys } from "./key-rules.ts";
import type { BoundItemWrite, BoundUpdate, IndexUnits, WriteOutcome } from "./requests.ts";
import { ITEM_BYTES_MAX, itemBytes, writeUnits } from "./sizes.ts";
import { checkNesting } from "./value-parser.ts";
import { type Item, itemsEqual } from "./values.ts";

type Written = Extract<WriteOutcome, { outcome: "written" }>;

const NOTHING: Item = {};

/**
 * @param current the stored item; undefined when there is none
 * @param bytesBefore its size, for callers that keep sizes: counting a kilobyte again costs a microsecond
 */
export function applyItemWrite(
  bound: BoundItemWrite,
  current: Item | undefined,
  bytesBefore = current === undefined ? 0 : itemBytes(current),
): WriteOutcome {
  if (bound.condition !== null && !satisfies(bound.condition, current ?? NOTHING)) {
    return conditionFailed(bound, current, bytesBefore);
  }
  let after: Item | undefined;
  try {
    after = itemAfter(bound, current);
  } catch (thrown) {
    if (thrown instanceof Refused) return { outcome: "rejected", error: thrown.error, writeUnits: 0 };
    throw thrown;
  }
  const bytesAfter = after === undefined ? 0 : bound.operation === "PutItem" ? bound.itemBytes : itemBytes(after);
  return {
    outcome: "written",
    before: current,
    after,
    bytesBefore,
    bytesAfter,
    changed: isChange(current, after),
    attributes: returnedAttributes(bound, current, after),
    writeUnits: writeUnits(Math.max(bytesBefore, bytesAfter)),
  };
}

/** DynamoDB bills a failed conditional write by the larger item concerned. */
function conditionFailed(bound: BoundItemWrite, current: Item | undefined, bytesBefore: number): WriteOutcome {
  const members = bound.returnItemOnConditionFailure && current !== undefined ? { Item: current } : undefined;
  return {
    outcome: "rejected",
    error: dynamoError("ConditionalCheckFailedException", WORDING.conditionFailed, members),
    writeUnits: writeUnits(Math.max(bytesBefore, bound.operation === "PutItem" ? bound.itemBytes : 0)),
  };
}

function itemAfter(bound: BoundItemWrite, current: Item | undefined): Item | undefined {
  switch (bound.operation) {
    case "PutItem":
      return bound.item;
    case "DeleteItem":
      return undefined;
    case "UpdateItem":
      return updatedItem(bound, current);
  }
}

/** An update that only takes away makes no item where there is none; one that does nothing at all does. */
function updatedItem(bound: BoundUpdate, current: Item | undefined): Item | undefined {
  const after = applyUpdate(bound.update, current ?? bound.key);
  const takesAway = bound.update.every(({ type }) => type === "remove" || type === "delete");
  if (current === undefined && takesAway && bound.update.length > 0) return undefined;
  if (bound.update.some(({ type, path }) => type === "set" && path.length > 1)) checkNesting(after);
  checkIndexKeys(bound.indexKeys, after, "computed");
  const bytes = itemBytes(after);
  if (Math.max(bytes, updateRequestBytes(bound, bytes)) > ITEM_BYTES_MAX) refuse(WORDING.updatedItemTooLarge);
  return after;
}

/** The service's second gate on updates: the item without its key, and a fixed cost per action. */
function updateRequestBytes(bound: BoundUpdate, bytes: number): number {
  const removals = bound.update.filter(({ type }) => type === "remove").length;
  return bytes - itemBytes(bound.key) + 3 + 19 * (bound.update.length - removals) + 2 * removals;
}

function isChange(before: Item | undefined, after: Item | undefined): boolean {
  if (before === undefined || after === undefined) return before !== after;
  return !itemsEqual(before, after);
}

function returnedAttributes(
  bound: BoundItemWrite,
  before: Item | undefined,
  after: Item | undefined,
): Item | undefined {
  switch (bound.returnValues) {
    case "NONE":
      return undefined;
    case "ALL_OLD":
      return before;
    case "ALL_NEW":
      return after;
    case "UPDATED_OLD":
      return touched(bound, before);
    case "UPDATED_NEW":
      return touched(bound, after);
  }
}

function touched(bound: BoundItemWrite, item: Item | undefined): Item | undefined {
  const paths: DocumentPath[] = bound.operation === "UpdateItem" ? bound.update.map(({ path }) => path) : [];
  const fragments = fragmentsOf(item ?? NOTHING, paths);
  return Object.keys(fragments).length === 0 ? undefined : fragments;
}

/**
 * Response body of a write that happened. `indexUnits` as `indexWriteUnits` gives them.
 * @param collectionMetrics as `collectionMetrics` gives them
 */
export function answerItemWrite(
  bound: BoundItemWrite,
  written: Written,
  indexUnits: IndexUnits,
  collectionMetrics?: object,
): Record<string, unknown> {
  const response: Record<string, unknown> = {};
  if (written.attributes !== undefined) response.Attributes = written.attributes;
  const consumed = consumedCapacity(bound.returnConsumedCapacity, bound.tableName, written.writeUnits, indexUnits);
  if (consumed !== undefined) response.ConsumedCapacity = consumed;
  if (collectionMetrics !== undefined) response.ItemCollectionMetrics = collectionMetrics;
  return response;
}
