/**
 * A statement bound to its table: a bound request of another operation, and what its answer is to look like. Nothing is
 * thrown. [PQL-7, PQL-12, OP-1]
 */
import { bindGet, bindItemWrite } from "../bind-item.ts";
import { type DynamoError, Refused, refuse } from "../errors.ts";
import type { BoundRequest, ParsedExecuteStatement, StatementCall } from "../requests.ts";
import type { TableSchema } from "../table.ts";
import type { StatementShape } from "./answer.ts";
import type { SelectStatement } from "./ast.ts";
import { bindSelect } from "./bind-select.ts";
import { decodeToken } from "./next-token.ts";
import { PARTIQL_WORDING } from "./refusals.ts";
import { translateItemSelect, translateWrite } from "./translate.ts";

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

function bindWrite(call: StatementCall, schema: TableSchema): { bound: BoundRequest; shape: StatementShape } {
  const { statement } = call;
  if (statement.type === "exists" || statement.type === "select") return refuse(PARTIQL_WORDING.existsOutside);
  const shape: StatementShape = { type: statement.type === "insert" ? "insert" : "write" };
  return { bound: bindItemWrite(translateWrite(call, statement, schema), schema), shape };
}

function caught(bind: () => { readonly bound: BoundRequest; readonly shape: StatementShape }): BoundStatement {
  try {
    return { ok: true, ...bind() };
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, error: thrown.error };
    throw thrown;
  }
}
