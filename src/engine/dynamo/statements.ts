/**
 * PartiQL as the operations see it before they have it: the fields of a statement, and what turns its text into a request
 * (`partiql/statement-call.ts`). The parser comes later. [LATER-1, PQL-1]
 */
import { Later } from "../base/later.ts";
import type { Field } from "./operations/operation.ts";
import type { BatchedStatement, ReturnConsumedCapacity, StatementCall } from "./requests.ts";

/** Members of a request, or of one statement in it, whose types and bounds have been checked. */
type Fields = Readonly<Record<string, unknown>>;

export interface StatementParser {
  /** @throws {Refused} */
  readonly parse: (fields: Fields, returnConsumedCapacity: ReturnConsumedCapacity) => StatementCall;
  readonly parseBatched: (fields: Fields, returnConsumedCapacity: ReturnConsumedCapacity) => BatchedStatement;
  /** The one table that all statements of a request name; undefined: there are several, or none that can be read. */
  readonly tableOf: (input: unknown) => string | undefined;
}

export const STATEMENTS = new Later<StatementParser>("PartiQL");

/** The operations whose requests are statements. */
export const STATEMENT_OPERATIONS: ReadonlySet<string> = new Set([
  "ExecuteStatement",
  "BatchExecuteStatement",
  "ExecuteTransaction",
]);

const STATEMENT: Field = {
  name: "Statement",
  type: "string",
  required: true,
  min: 1,
  max: 8192,
  doc: "One PartiQL statement: SELECT, INSERT, UPDATE or DELETE.",
};

const PARAMETERS: Field = {
  name: "Parameters",
  type: "list",
  min: 1,
  element: { name: "Parameter", type: "value", doc: "The value of one `?`." },
  doc: "The values that the question marks stand for, in order.",
};

const RETURN_ON_FAILURE: Field = {
  name: "ReturnValuesOnConditionCheckFailure",
  type: "enum",
  options: ["ALL_OLD", "NONE"],
  doc: "Whether a failed condition returns the stored item.",
};

export const STATEMENT_FIELDS: readonly Field[] = [STATEMENT, PARAMETERS, RETURN_ON_FAILURE];

export function isRead({ statement }: StatementCall): boolean {
  return statement.type === "select";
}
