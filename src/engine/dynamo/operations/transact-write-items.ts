/** TransactWriteItems: up to a hundred writes and checks, all of them or none. [TX-1..3] */
import { refuse, WORDING } from "../errors.ts";
import type { ParsedTransactAction } from "../requests.ts";
import { itemBytes, valueBytes } from "../sizes.ts";
import type { AttributeValue } from "../values.ts";
import { operation } from "./operation.ts";
import { RETURN_CONSUMED_CAPACITY, returnConsumedCapacity } from "./shared-fields.ts";
import {
  CLIENT_REQUEST_TOKEN,
  parseAction,
  RETURN_ITEM_COLLECTION_METRICS,
  TRANSACT_WRITES,
  TRANSACTION_BYTES_MAX,
  transactItemsOf,
} from "./transact-fields.ts";

export const transactWriteItems = operation("TransactWriteItems", {
  summary: "Writes and checks several items, of one or several tables, all or nothing.",
  kind: "transaction",
  fields: [TRANSACT_WRITES, RETURN_CONSUMED_CAPACITY, RETURN_ITEM_COLLECTION_METRICS, CLIENT_REQUEST_TOKEN],
  parse: (input) => {
    const actions = transactItemsOf(input).map((element) => parseAction(element, input));
    if (isTooLarge(actions)) refuse(WORDING.transactionTooLarge);
    return {
      operation: "TransactWriteItems",
      actions,
      token: (input.fields.ClientRequestToken as string | undefined) ?? null,
      returnConsumedCapacity: returnConsumedCapacity(input),
      returnItemCollectionMetrics: input.fields.ReturnItemCollectionMetrics === "SIZE",
    };
  },
});

export function isTooLarge(actions: readonly ParsedTransactAction[]): boolean {
  return actions.reduce((bytes, action) => bytes + sentBytes(action), 0) > TRANSACTION_BYTES_MAX;
}

/** What counts towards the 4 MB is what is sent, not what is stored: deleting large items is fine. */
function sentBytes(action: ParsedTransactAction): number {
  if (action.operation === "PutItem") return action.itemBytes;
  const key = itemBytes(action.key);
  if (action.operation !== "UpdateItem") return key;
  return action.update.reduce((bytes, step) => bytes + literalBytes(step), key);
}

/** The literals somewhere inside an update's step. */
function literalBytes(node: unknown): number {
  if (typeof node !== "object" || node === null) return 0;
  const { type, value } = node as { readonly type?: string; readonly value?: AttributeValue };
  if (value !== undefined && (type === "value" || type === "add" || type === "delete")) return valueBytes(value);
  return Object.values(node).reduce((bytes: number, part) => bytes + literalBytes(part), 0);
}
