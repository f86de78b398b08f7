/**
 * PartiQL on its way through the router: a statement becomes the storage request it stands for as soon as its table is
 * known, and its answer is shaped when that has ended (`statement-answers.ts`). [PQL-1, PQL-12, RT-9]
 */

import { type DynamoError, validationError, WORDING } from "../../dynamo/errors.ts";
import { isTooLarge } from "../../dynamo/operations/transact-write-items.ts";
import type { StatementShape } from "../../dynamo/partiql/answer.ts";
import {
  type BoundStatement,
  bindBatchedStatement,
  bindStatement,
  transactedStatement,
} from "../../dynamo/partiql/bind.ts";
import { PARTIQL_WORDING } from "../../dynamo/partiql/refusals.ts";
import type {
  ParsedBatchExecuteStatement,
  ParsedExecuteStatement,
  ParsedExecuteTransaction,
  ParsedGet,
  ParsedTransactAction,
  StatementCall,
} from "../../dynamo/requests.ts";
import type { TableSchema } from "../../dynamo/table.ts";
import type { ActorId } from "../../sim/message.ts";
import type { ApiCall } from "../messages.ts";
import type { TablePlacement } from "../placement.ts";
import { answer, failed } from "./answers.ts";
import { type NewPart, startFanOut } from "./fan-out.ts";
import { namedTable } from "./named-table.ts";
import type { RouterContext, RouterState, StatementPart } from "./router-state.ts";
import { startTransaction } from "./transactions.ts";

export function startStatement(
  state: RouterState,
  call: ApiCall,
  request: ParsedExecuteStatement,
  replyTo: ActorId,
  context: RouterContext,
): void {
  const found = find(state, request, (schema) => bindStatement(request, schema));
  if (!found.ok) {
    answer(call.request, replyTo, failed(found.error), context);
    return;
  }
  const { bound, placement, shape } = found;
  const parts: readonly NewPart[] = [{ kind: "storage", bound, placement }];
  startFanOut(state, call, replyTo, parts, { name: "ExecuteStatement", statement: shape }, context);
}

/** Every statement for itself: what cannot be bound is answered in its place. Two of one item are refused together. */
export function startStatements(
  state: RouterState,
  call: ApiCall,
  request: ParsedBatchExecuteStatement,
  replyTo: ActorId,
  context: RouterContext,
): void {
  const parts: NewPart[] = [];
  const statements: StatementPart[] = [];
  const items = new Set<string>();
  for (const each of request.statements) {
    const found = each.ok ? find(state, each.call, (schema) => bindBatchedStatement(each.call, schema)) : each;
    statements.push({ tableName: each.ok ? each.call.tableName : null, shape: found.ok ? found.shape : null });
    if (!found.ok) {
      parts.push({ kind: "settled", outcome: failed(found.error) });
      continue;
    }
    const { bound, placement } = found;
    parts.push({ kind: "storage", bound, placement });
    const item = `${placement.schema.name} ${bound.kind === "item" ? bound.storageKey : ""}`;
    if (items.has(item)) {
      answer(call.request, replyTo, failed(validationError(PARTIQL_WORDING.duplicateKeys)), context);
      return;
    }
    items.add(item);
  }
  startFanOut(state, call, replyTo, parts, { name: "BatchExecuteStatement", statements }, context);
}

/** A transaction of what the statements stand for. What one of them cannot be is said before anything is handed on. */
export function startStatementTransaction(
  state: RouterState,
  call: ApiCall,
  request: ParsedExecuteTransaction,
  replyTo: ActorId,
  context: RouterContext,
): void {
  const actions: (ParsedTransactAction | ParsedGet)[] = [];
  const statements: StatementShape[] = [];
  for (const [i, each] of request.statements.entries()) {
    const named = namedTable(state, each.tableName);
    if ("error" in named) {
      answer(call.request, replyTo, failed(named.error), context);
      return;
    }
    const found = transactedStatement(each, named.placement.schema);
    if (!found.ok) {
      const error = validationError(`Validation failed in TransactStatements[${i}]: ${found.error.message}`);
      answer(call.request, replyTo, failed(error), context);
      return;
    }
    actions.push(found.action);
    statements.push(found.shape);
  }
  const writes = actions.filter((action): action is ParsedTransactAction => action.operation !== "GetItem");
  if (isTooLarge(writes)) {
    answer(call.request, replyTo, failed(validationError(WORDING.transactionTooLarge)), context);
    return;
  }
  const token = writes.length === 0 ? null : request.token;
  const shape = { name: "ExecuteTransaction", detail: request.returnConsumedCapacity, statements } as const;
  startTransaction(state, { call, replyTo, actions, token, shape }, context);
}

type Found =
  | (Extract<BoundStatement, { readonly ok: true }> & { readonly placement: TablePlacement })
  | { readonly ok: false; readonly error: DynamoError };

function find(state: RouterState, call: StatementCall, bind: (schema: TableSchema) => BoundStatement): Found {
  const named = namedTable(state, call.tableName);
  if ("error" in named) return { ok: false, error: named.error };
  const bound = bind(named.placement.schema);
  return bound.ok ? { ...bound, placement: named.placement } : bound;
}
