/**
 * The other direction: what a request asks for, as statements; or the reason why PartiQL cannot say it. Where a statement
 * would treat a special case otherwise, it says which. [PQL-14]
 */
import { bareTableName } from "../operations/shared-fields.ts";
import type { DataRequest, ParsedConditionCheck, ParsedRequest } from "../requests.ts";
import { parseRequest } from "../stages.ts";
import type { TableSchema } from "../table.ts";
import { Parameters } from "./expr-of.ts";
import { printStatement } from "./printer.ts";
import { writeStatement } from "./write-statement.ts";

export type ToPartiQL =
  | {
      readonly ok: true;
      readonly operation: "ExecuteStatement" | "BatchExecuteStatement" | "ExecuteTransaction";
      readonly input: Readonly<Record<string, unknown>>;
      /** What the statements would do otherwise, as a sentence; null: nothing. */
      readonly difference: string | null;
    }
  /** A sentence. */
  | { readonly ok: false; readonly reason: string };

type Single = DataRequest | ParsedConditionCheck;

const STATEMENT_LENGTH_MAX = 8192;
const BATCH_MAX = 25;

/**
 * @param input a request body, as a form has it
 * @param schemas of the tables of its Region
 */
export function toPartiQL(operation: string, input: unknown, schemas: readonly TableSchema[]): ToPartiQL {
  const parsed = parseRequest(operation, input);
  if (!parsed.ok) return refused("This request is not complete yet.");
  const plan = planOf(parsed.request);
  if (plan === null) return refused("PartiQL reads and writes items; this operation does something else.");
  const sent = input as Readonly<Record<string, unknown>>;
  const written = plan.requests.map((request) => writeOne(request, schemas));
  const fault = written.find((each) => typeof each === "string");
  if (fault !== undefined) return refused(fault as string);
  const statements = written as readonly Exclude<(typeof written)[number], string>[];
  if (plan.operation === "BatchExecuteStatement" && statements.length > BATCH_MAX) {
    return refused(`A batch has at most ${BATCH_MAX} statements.`);
  }
  const difference = statements.find((each) => each.difference !== null)?.difference ?? null;
  const inBatch = plan.operation === "BatchExecuteStatement";
  const inputs = statements.map(({ input: each }, i) => {
    const request = plan.requests[i] as Single;
    return inBatch && "consistentRead" in request && request.consistentRead ? { ...each, ConsistentRead: true } : each;
  });
  if (plan.member === null) {
    const kept = members(sent, "ConsistentRead", "Limit", "ReturnConsumedCapacity");
    return { ok: true, operation: plan.operation, input: { ...inputs[0], ...kept }, difference };
  }
  const kept = members(sent, "ClientRequestToken", "ReturnConsumedCapacity");
  return { ok: true, operation: plan.operation, input: { [plan.member]: inputs, ...kept }, difference };
}

function refused(reason: string): ToPartiQL {
  return { ok: false, reason };
}

function planOf(request: ParsedRequest): {
  readonly operation: Extract<ToPartiQL, { readonly ok: true }>["operation"];
  readonly member: string | null;
  readonly requests: readonly Single[];
} | null {
  switch (request.operation) {
    case "GetItem":
    case "Query":
    case "Scan":
    case "PutItem":
    case "UpdateItem":
    case "DeleteItem":
      return { operation: "ExecuteStatement", member: null, requests: [request] };
    case "BatchGetItem":
    case "BatchWriteItem":
      return { operation: "BatchExecuteStatement", member: "Statements", requests: request.requests };
    case "TransactGetItems":
      return { operation: "ExecuteTransaction", member: "TransactStatements", requests: request.gets };
    case "TransactWriteItems":
      return { operation: "ExecuteTransaction", member: "TransactStatements", requests: request.actions };
    default:
      return null;
  }
}

function writeOne(
  request: Single,
  schemas: readonly TableSchema[],
): { readonly input: object; readonly difference: string | null } | string {
  const schema = schemas.find(({ name }) => name === bareTableName(request.tableName));
  if (schema === undefined) return `There is no table ${bareTableName(request.tableName)} here.`;
  const parameters = new Parameters();
  const written = writeStatement(request, schema, parameters);
  if (typeof written === "string") return written;
  const Statement = printStatement(written.statement);
  if (Statement.length > STATEMENT_LENGTH_MAX) {
    return `The statement would be longer than ${STATEMENT_LENGTH_MAX} characters.`;
  }
  const given = parameters.values.length === 0 ? {} : { Parameters: parameters.values };
  const returns =
    "returnItemOnConditionFailure" in request && request.returnItemOnConditionFailure
      ? { ReturnValuesOnConditionCheckFailure: "ALL_OLD" }
      : {};
  return { input: { Statement, ...given, ...returns }, difference: written.difference ?? null };
}

function members(sent: Readonly<Record<string, unknown>>, ...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => (sent[name] === undefined || sent[name] === null ? [] : [[name, sent[name]]])),
  );
}
