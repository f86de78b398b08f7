/** How the answers of other operations look as answers to statements. [PQL-9, PQL-10, PQL-11] */

import { setOwn } from "../../base/own.ts";
import { type DynamoError, dynamoError, type ErrorName } from "../errors.ts";
import type { DocumentPath } from "../expressions/ast.ts";
import { satisfies } from "../expressions/evaluator.ts";
import { valueAt } from "../expressions/paths.ts";
import type { AttributeValue, Item } from "../values.ts";
import { encodeToken } from "./next-token.ts";
import { PARTIQL_WORDING } from "./refusals.ts";
import type { ItemView } from "./translate.ts";

/** What an answer is made of, as plain data. */
export type StatementShape =
  | { readonly type: "select"; readonly columns: readonly DocumentPath[] | null; readonly fingerprint: number }
  | { readonly type: "item"; readonly view: ItemView }
  | { readonly type: "insert" }
  | { readonly type: "write" };

type Body = Readonly<Record<string, unknown>>;

/** The body of ExecuteStatement. @param body of the Query, Scan or write that carried the statement out */
export function answerStatement(shape: StatementShape, body: Body): Body {
  const consumed = body.ConsumedCapacity === undefined ? {} : { ConsumedCapacity: body.ConsumedCapacity };
  if (shape.type === "item") {
    const item = viewItem(shape.view, body.Item as Item | undefined);
    return { Items: item === undefined ? [] : [item], ...consumed };
  }
  if (shape.type !== "select") {
    return { Items: body.Attributes === undefined ? [] : [body.Attributes], ...consumed };
  }
  const lastKey = body.LastEvaluatedKey as Item | undefined;
  return {
    Items: (body.Items as readonly Item[]).map((item) => columnsOf(item, shape.columns)),
    ...(lastKey === undefined ? {} : { NextToken: encodeToken(shape.fingerprint, lastKey), LastEvaluatedKey: lastKey }),
    ...consumed,
  };
}

/** The one item a read found, as its statement asked for it; undefined: there is none, or it fails the WHERE clause. */
export function viewItem({ columns, filter }: ItemView, item: Item | undefined): Item | undefined {
  return item === undefined || (filter !== null && !satisfies(filter, item)) ? undefined : columnsOf(item, columns);
}

/** Of a transaction's reads, one element each: an item that is not there, or not meant, gives an empty one. */
export function statementResponses(
  shapes: readonly StatementShape[],
  items: readonly (Item | null)[],
): readonly Record<string, unknown>[] {
  return shapes.map((shape, i) => {
    const item = shape.type === "item" ? viewItem(shape.view, items[i] ?? undefined) : undefined;
    return item === undefined ? {} : { Item: item };
  });
}

/** A column is named by the last step of its path; a path that leads nowhere gives none. */
function columnsOf(item: Item, columns: readonly DocumentPath[] | null): Item {
  if (columns === null) return item;
  const out: Record<string, AttributeValue> = {};
  for (const path of columns) {
    const value = valueAt(item, path);
    if (value !== undefined) setOwn(out, columnName(path), value);
  }
  return out;
}

/** `a.b` → b, `a.b[0]` → b[0]. (the second: ours) */
function columnName(path: DocumentPath): string {
  let last = path.length - 1;
  let positions = "";
  for (; typeof path[last] === "number"; last--) positions = `[${path[last]}]${positions}`;
  return `${path[last]}${positions}`;
}

/** A put that found an item is an INSERT of a duplicate. */
export function statementError(shape: StatementShape, error: DynamoError): DynamoError {
  const duplicate = shape.type === "insert" && error.name === "ConditionalCheckFailedException";
  return duplicate ? dynamoError("DuplicateItemException", PARTIQL_WORDING.duplicateItem) : error;
}

const BATCH_CODES: Partial<Record<ErrorName, string>> = {
  ValidationException: "ValidationError",
  ThrottlingException: "ThrottlingError",
};

/** The error of one statement of a batch; other codes are the error's name without its ending. */
export function batchedError({ name, message, members }: DynamoError): Body {
  const Code = BATCH_CODES[name] ?? name.replace(/Exception$/, "");
  return members?.Item === undefined ? { Code, Message: message } : { Code, Message: message, Item: members.Item };
}
