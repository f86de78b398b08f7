/**
 * Actions of a transaction, bound to their tables' schemas. What is wrong with an action's key or with the keys of its
 * indexes cancels the transaction (the first fault only); an empty key value of a write, and two actions on one item,
 * refuse the request. [TX-3]
 */

import { setOwn } from "../base/own.ts";
import { bindGet, bindItemWrite } from "./bind-item.ts";
import { type DynamoError, Refused, validationError } from "./errors.ts";
import type { Update } from "./expressions/ast.ts";
import { checkEmptyKeys, checkKey } from "./key-rules.ts";
import { hashOf, keyOfItem, storageKeyOf } from "./keys.ts";
import type { BoundGet, BoundTransactAction, ParsedGet, ParsedTransactAction } from "./requests.ts";
import type { TableSchema } from "./table.ts";
import type { AttributeValue, Item } from "./values.ts";

export type BoundAction = BoundTransactAction | BoundGet;

export type BindActionResult =
  | { readonly ok: true; readonly bound: BoundAction }
  | { readonly ok: false; readonly error: DynamoError };

/** What refuses the request before anything is bound: an empty key value of a write; null: nothing does. */
export function emptyKeyFault(action: ParsedTransactAction | ParsedGet, schema: TableSchema): DynamoError | null {
  try {
    if (action.operation === "PutItem") checkEmptyKeys(schema, action.item, action.item, "item");
    else if (action.operation === "UpdateItem")
      checkEmptyKeys(schema, action.key, literalsSet(action.update), "update");
    else if (action.operation !== "GetItem") checkEmptyKeys(schema, action.key, {}, "item");
    return null;
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.error;
    throw thrown;
  }
}

/** The attributes that an update sets to a value which the request carries. */
function literalsSet(update: Update): Item {
  const out: Record<string, AttributeValue> = {};
  for (const action of update) {
    if (action.type === "set" && action.path.length === 1 && action.value.type === "value")
      setOwn(out, action.path[0], action.value.value);
  }
  return out;
}

export function bindAction(action: ParsedTransactAction | ParsedGet, schema: TableSchema): BindActionResult {
  try {
    return { ok: true, bound: bind(action, schema) };
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, error: thrown.error };
    throw thrown;
  }
}

function bind(action: ParsedTransactAction | ParsedGet, schema: TableSchema): BoundAction {
  if (action.operation === "GetItem") return bindGet(action, schema);
  if (action.operation !== "ConditionCheck") return bindItemWrite(action, schema);
  checkKey(schema.key, action.key);
  const storageKey = storageKeyOf(schema.key, action.key);
  return {
    ...action,
    kind: "item",
    write: true,
    key: keyOfItem(schema.key, action.key),
    storageKey,
    hash: hashOf(storageKey),
  };
}

/** The refusal of a transaction that speaks twice of one item; null: it does not. @param items table and storage key */
export function sameItemTwice(
  items: readonly { readonly table: string; readonly storageKey: string }[],
): DynamoError | null {
  const seen = new Set(items.map(({ table, storageKey }) => `${table} ${storageKey}`));
  return seen.size === items.length
    ? null
    : validationError("Transaction request cannot include multiple operations on one item");
}
