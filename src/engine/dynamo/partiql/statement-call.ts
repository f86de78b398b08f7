/**
 * One statement as a request carries it: parsed, its parameters counted, no table known yet. What the three PartiQL
 * operations have in common. [PQL-1, PQL-5]
 */
import { Refused, refuse } from "../errors.ts";
import type { BatchedStatement, ReturnConsumedCapacity, StatementCall } from "../requests.ts";
import { parseValue } from "../value-parser.ts";
import { fingerprintOf } from "./next-token.ts";
import { parseStatement } from "./parser.ts";
import { PARTIQL_WORDING } from "./refusals.ts";

/** @param fields members whose types and bounds have been checked. @throws {Refused} */
export function parseStatementCall(
  fields: Readonly<Record<string, unknown>>,
  returnConsumedCapacity: ReturnConsumedCapacity,
): StatementCall {
  const text = fields.Statement as string;
  const { statement, parameters: count } = parseStatement(text);
  const parameters = ((fields.Parameters ?? []) as readonly unknown[]).map((value) => parseValue(value));
  if (parameters.length !== count) refuse(PARTIQL_WORDING.parameterCount);
  return {
    statement,
    parameters,
    tableName: statement.type === "exists" ? statement.select.from.table : statement.from.table,
    consistentRead: fields.ConsistentRead === true,
    returnItemOnConditionFailure: fields.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
    returnConsumedCapacity,
    fingerprint: fingerprintOf(text, parameters),
  };
}

export function parseBatchedStatement(
  fields: Readonly<Record<string, unknown>>,
  returnConsumedCapacity: ReturnConsumedCapacity,
): BatchedStatement {
  try {
    return { ok: true, call: parseStatementCall(fields, returnConsumedCapacity) };
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, error: thrown.error };
    throw thrown;
  }
}
