/**
 * A statement bound to its table: a bound request of another operation, and what its answer is to look like. Nothing is
 * thrown. [PQL-7, PQL-12, OP-1]
 */
import { bindGet, bindItemWrite } from "../bind-item.ts";
import { type DynamoError, Refused, refuse } from "../errors.ts";
import type {
  BoundRequest,
  ParsedExecuteStatement,
  ParsedGet,
  ParsedTransactAction,
  StatementCall,
} from "../requests.ts";
import type { TableSchema } from "../table.ts";
import type { StatementShape } from "./answer.ts";
import type { SelectStatement, Statement } from "./ast.ts";
import { bindSelect } from "./bind-select.ts";
import { decodeToken } from "./next-token.ts";
import { PARTIQL_WORDING } from "./refusals.ts";
import { translateExists, translateItemSelect, translateWrite } from "./translate.ts";

export type BoundStatement =
  | { readonly ok: true; readonly bound: BoundRequest; readonly shape: StatementShape }
  | { readonly ok: false; readonly error: DynamoError };

/** For ExecuteStatement. A SELECT that names one item reads it as GetItem does. */
export function bindStatement(call: ParsedExecuteStatement, schema: TableSchema): BoundStatement {
  const { statement, fingerprint } = call;
  return caught(() => {
    if (statement.type !== "select") return bindWrite(call, schema);
    const read = isUnordered(statement) ? translateItemSelect(call, statement, schema) : null;
    if (read === null) {
      return {
        bound: bindSelect(call, statement, schema),
        shape: { type: "select", columns: statement.columns, fingerprint },
      };
    }
    if (call.nextToken !== null) decodeToken(call.nextToken, fingerprint);
    return { bound: bindGet(read.request, schema), shape: { type: "item", view: read.view } };
  });
}

function isUnordered({ orderBy }: SelectStatement): boolean {
  return orderBy.length === 0;
}

/** For BatchExecuteStatement: a read finds one item. */
export function bindBatchedStatement(call: StatementCall, schema: TableSchema): BoundStatement {
  const { statement } = call;
  return caught(() => {
    if (statement.type !== "select") return bindWrite(call, schema);
    const read = translateItemSelect(call, statement, schema);
    if (read === null) {
      return refuse("Select statements within BatchExecuteStatement must specify the primary key in the where clause.");
    }
    return { bound: bindGet(read.request, schema), shape: { type: "item", view: read.view } };
  });
}

export type TransactedStatement =
  | { readonly ok: true; readonly action: ParsedTransactAction | ParsedGet; readonly shape: StatementShape }
  | { readonly ok: false; readonly error: DynamoError };

/** For ExecuteTransaction: the action of a transaction that a statement stands for, not bound yet. [PQL-13] */
export function transactedStatement(call: StatementCall, schema: TableSchema): TransactedStatement {
  const { statement } = call;
  return caught((): { action: ParsedTransactAction | ParsedGet; shape: StatementShape } => {
    switch (statement.type) {
      case "select": {
        const read = translateItemSelect(call, statement, schema);
        if (read === null) {
          return refuse(
            "Select statements within ExecuteTransaction must specify the primary key in the where clause.",
          );
        }
        return { action: { ...read.request, consistentRead: true }, shape: { type: "item", view: read.view } };
      }
      case "exists":
        return { action: translateExists(call, statement, schema), shape: { type: "write" } };
      default:
        return { action: translateWrite(call, statement, schema), shape: shapeOfWrite(statement) };
    }
  });
}

function shapeOfWrite({ type }: Statement): StatementShape {
  return { type: type === "insert" ? "insert" : "write" };
}

function bindWrite(call: StatementCall, schema: TableSchema): { bound: BoundRequest; shape: StatementShape } {
  const { statement } = call;
  if (statement.type === "exists" || statement.type === "select") return refuse(PARTIQL_WORDING.existsOutside);
  return { bound: bindItemWrite(translateWrite(call, statement, schema), schema), shape: shapeOfWrite(statement) };
}

function caught<T extends object>(
  work: () => T,
): (T & { readonly ok: true }) | { readonly ok: false; readonly error: DynamoError } {
  try {
    return { ok: true, ...work() };
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, error: thrown.error };
    throw thrown;
  }
}
