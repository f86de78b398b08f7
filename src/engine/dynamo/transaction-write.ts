/**
 * One action of a transaction against the item that is stored: whether it may happen, and what it does. It is tried
 * twice, when the item is prepared and when the transaction commits, with the same outcome, because nothing changes a
 * prepared item in between. [TX-5, TX-6]
 */
import { dynamoError, WORDING } from "./errors.ts";
import { satisfies } from "./expressions/evaluator.ts";
import { applyItemWrite } from "./item-write.ts";
import type { ItemCollectionMetrics } from "./local-indexes.ts";
import type { BoundTransactAction, IndexUnits, WriteOutcome } from "./requests.ts";
import { itemBytes, writeUnits } from "./sizes.ts";
import type { Item } from "./values.ts";

/** What one action did, as the answer to the transaction needs it. */
export interface ActionResult {
  /** Of the table itself, as the same write outside a transaction would be charged. */
  readonly writeUnits: number;
  readonly indexUnits: IndexUnits;
  /** Of the larger of the item before and after: what a repeated token is charged by. */
  readonly bytes: number;
  /** The version the item has now; null: there is none. */
  readonly version: number | null;
  /** The size of its item collection, where it was asked for. */
  readonly collection?: ItemCollectionMetrics;
}

export const NO_INDEX_UNITS: IndexUnits = { global: {}, local: {} };

/** @param bytesBefore of the stored item; 0: there is none */
export function tryAction(bound: BoundTransactAction, current: Item | undefined, bytesBefore: number): WriteOutcome {
  if (bound.operation !== "ConditionCheck") return applyItemWrite(bound, current, bytesBefore);
  if (bound.condition !== null && !satisfies(bound.condition, current ?? {})) {
    const members = bound.returnItemOnConditionFailure && current !== undefined ? { Item: current } : undefined;
    return {
      outcome: "rejected",
      error: dynamoError("ConditionalCheckFailedException", WORDING.conditionFailed, members),
      writeUnits: writeUnits(bytesBefore),
    };
  }
  return {
    outcome: "written",
    before: current,
    after: current,
    bytesBefore,
    bytesAfter: current === undefined ? 0 : itemBytes(current),
    changed: false,
    attributes: undefined,
    writeUnits: writeUnits(bytesBefore),
  };
}
