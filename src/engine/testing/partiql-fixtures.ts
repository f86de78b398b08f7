/** PartiQL against one sorted list of items, without machines. For tests of `dynamo/partiql`. */
import type { DynamoError } from "../dynamo/errors.ts";
import { answerStatement, statementError } from "../dynamo/partiql/answer.ts";
import { type BoundStatement, bindStatement } from "../dynamo/partiql/bind.ts";
import { parseRequest } from "../dynamo/stages.ts";
import type { TableSchema } from "../dynamo/table.ts";
import { TinyTable, table } from "./dynamo-fixtures.ts";

export class StatementTable extends TinyTable {
  /** An ExecuteStatement's body, or `Name: message`. */
  execute(Statement: string, more: Record<string, unknown> = {}): Record<string, unknown> | string {
    const answer = this.carry(Statement, more);
    return "body" in answer ? { ...answer.body } : `${answer.error.name}: ${answer.error.message}`;
  }

  carry(Statement: string, more: Record<string, unknown> = {}): { body: object } | { error: DynamoError } {
    const bind = this.bind(Statement, more);
    if (!bind.ok) return bind;
    const answer = this.carryOut(bind.bound);
    if ("body" in answer) return { body: answerStatement(bind.shape, answer.body) };
    return { error: statementError(bind.shape, answer.error) };
  }

  /** The operation that a statement becomes, or the refusal's message. */
  planned(Statement: string): string {
    const bind = this.bind(Statement, {});
    return bind.ok ? bind.bound.operation : bind.error.message;
  }

  private bind(Statement: string, more: Record<string, unknown>): BoundStatement {
    const parsed = parseRequest("ExecuteStatement", { Statement, ...more });
    if (!parsed.ok) return parsed;
    if (parsed.request.operation !== "ExecuteStatement") throw new Error("not a statement");
    return bindStatement(parsed.request, this.schema);
  }
}

/** A table with a few items: partition key `pk`, sort key `sk` (N), attributes from `item`. */
export function statementTable(
  items: readonly Record<string, unknown>[] = [],
  schema: TableSchema = table({ sortKey: "N" }),
): StatementTable {
  const tiny = new StatementTable(schema);
  for (const item of items) {
    const put = tiny.send("PutItem", { Item: item });
    if (typeof put === "string") throw new Error(put);
  }
  return tiny;
}
