/** The answers to ExecuteStatement and BatchExecuteStatement from those of the storage requests. [PQL-9..12] */
import { present } from "../../base/assert.ts";
import {
  answerStatement,
  batchedError,
  type StatementShape,
  statementError,
  viewItem,
} from "../../dynamo/partiql/answer.ts";
import type { Item } from "../../dynamo/values.ts";
import type { Json } from "../function-runtime.ts";
import { consumedByTable, joinServed } from "./batch-answer.ts";
import type { Outcome, SettledPart, StatementPart } from "./router-state.ts";

type Body = Readonly<Record<string, unknown>>;

export function statementAnswer(shape: StatementShape, parts: readonly SettledPart[]): Outcome {
  const { outcome } = present(parts[0], "a statement is one storage request");
  if (outcome.error !== null) {
    const error = statementError(shape, outcome.error);
    return { ...outcome, status: error.status, error };
  }
  const body = answerStatement(shape, outcome.body as unknown as Body) as Json;
  const served =
    outcome.served !== null && shape.type === "select" ? { ...outcome.served, range: true as const } : outcome.served;
  return { ...outcome, body, served };
}

/** HTTP 200 whatever became of the statements; each has its element, in order. */
export function batchStatementAnswer(statements: readonly StatementPart[], parts: readonly SettledPart[]): Outcome {
  const Responses = parts.map((part, i) => responseOf(present(statements[i], "a statement per part"), part));
  const carriedOut = parts.filter(({ outcome }) => outcome.error === null);
  const body = { Responses, ...consumedByTable(carriedOut) };
  return { status: 200, body: body as unknown as Json, error: null, served: joinServed(parts) };
}

function responseOf({ tableName, shape }: StatementPart, { outcome }: SettledPart): Body {
  const table = tableName === null ? {} : { TableName: tableName };
  if (outcome.error !== null) {
    const error = shape === null ? outcome.error : statementError(shape, outcome.error);
    return { Error: batchedError(error), ...table };
  }
  const { Item, Attributes } = outcome.body as { readonly Item?: Item; readonly Attributes?: Item };
  const item = shape?.type === "item" ? viewItem(shape.view, Item) : Attributes;
  return item === undefined ? table : { ...table, Item: item };
}
