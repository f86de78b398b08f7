/**
 * The two stages every request passes before it reaches an item: parsed without knowing any table, then bound to the
 * schema of one. Both answer with values; nothing is thrown. [OP-1, OP-2]
 */
import { bindGet, bindItemWrite } from "./bind-item.ts";
import { bindRange } from "./bind-range.ts";
import { type DynamoError, dynamoError, Refused } from "./errors.ts";
import { checkFields } from "./operations/field-rules.ts";
import { operationNamed } from "./operations/registry.ts";
import type { BindResult, BoundRequest, DataRequest, ParseResult } from "./requests.ts";
import type { TableSchema } from "./table.ts";

/** @param input the request body, as JSON.parse gave it. */
export function parseRequest(operationName: string, input: unknown): ParseResult {
  const operation = operationNamed(operationName);
  if (operation === undefined) return { ok: false, error: dynamoError("UnknownOperationException", "") };
  try {
    return { ok: true, request: operation.parse(checkFields(operation.fields, input)) };
  } catch (thrown) {
    return { ok: false, error: refusal(thrown) };
  }
}

export function bindRequest(request: DataRequest, schema: TableSchema): BindResult {
  try {
    return { ok: true, bound: bind(request, schema) };
  } catch (thrown) {
    return { ok: false, error: refusal(thrown) };
  }
}

function bind(request: DataRequest, schema: TableSchema): BoundRequest {
  switch (request.operation) {
    case "PutItem":
    case "UpdateItem":
    case "DeleteItem":
      return bindItemWrite(request, schema);
    case "GetItem":
      return bindGet(request, schema);
    case "Query":
    case "Scan":
      return bindRange(request, schema);
  }
}

/** Whatever else is thrown is our bug and goes on. */
function refusal(thrown: unknown): DynamoError {
  if (thrown instanceof Refused) return thrown.error;
  throw thrown;
}
