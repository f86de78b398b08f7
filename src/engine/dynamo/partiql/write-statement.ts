/** One request → the statement that asks for the same, with the difference where there is one. [PQL-14] */
import type { Condition, UpdateAction } from "../expressions/ast.ts";
import { satisfies } from "../expressions/evaluator.ts";
import type {
  DataRequest,
  ParsedConditionCheck,
  ParsedDelete,
  ParsedGet,
  ParsedPut,
  ParsedQuery,
  ParsedScan,
  ParsedUpdate,
  ReturnValues,
} from "../requests.ts";
import type { KeySchema, TableSchema } from "../table.ts";
import type { Item } from "../values.ts";
import type { Assignment, Expr, Returning, SelectStatement, Statement } from "./ast.ts";
import { both, conditionExpr, keyConditionExpr, keyExpr, type Parameters, updateValueExpr } from "./expr-of.ts";
import { planQuery } from "./plan.ts";

/** A string is the reason why there is no statement; `difference` says in which case it would do something else. */
export type Written = { readonly statement: Statement; readonly difference?: string | null } | string;

export function writeStatement(
  request: DataRequest | ParsedConditionCheck,
  schema: TableSchema,
  parameters: Parameters,
): Written {
  switch (request.operation) {
    case "GetItem":
      return { statement: selectOf(request, keyExpr(request.key, parameters)) };
    case "Query":
      return queryStatement(request, schema, parameters);
    case "Scan":
      return scanStatement(request, schema, parameters);
    case "PutItem":
      return insertStatement(request, schema, parameters);
    case "UpdateItem":
      return updateStatement(request, parameters);
    case "DeleteItem":
      return deleteStatement(request, parameters);
    case "ConditionCheck":
      return existsStatement(request, parameters);
  }
}

function selectOf(
  request: ParsedGet | ParsedQuery | ParsedScan,
  where: Expr | null,
  orderBy: SelectStatement["orderBy"] = [],
): SelectStatement {
  const index = request.operation === "GetItem" ? null : request.indexName;
  return { type: "select", columns: request.projection, from: { table: request.tableName, index }, where, orderBy };
}

function rangeReason(request: ParsedQuery | ParsedScan): string | null {
  if (request.select === "COUNT") return "PartiQL for DynamoDB has no COUNT.";
  if (request.exclusiveStartKey !== null)
    return "PartiQL goes on with the NextToken of the page before, not with a key.";
  return null;
}

function walkedKey(request: ParsedQuery | ParsedScan, schema: TableSchema): KeySchema {
  return schema.indexes.find(({ name }) => name === request.indexName)?.key ?? schema.key;
}

function queryStatement(request: ParsedQuery, schema: TableSchema, parameters: Parameters): Written {
  const reason = rangeReason(request);
  if (reason !== null) return reason;
  const pins = request.keyConditions.map((condition) => keyConditionExpr(condition, parameters));
  const filter = request.filter === null ? null : conditionExpr(request.filter, parameters);
  const sort = walkedKey(request, schema).sort[0];
  const orderBy = request.forward || sort === undefined ? [] : [{ name: sort.name, descending: true }];
  return { statement: selectOf(request, [...pins, filter].reduce(both, null), orderBy) };
}

function scanStatement(request: ParsedScan, schema: TableSchema, parameters: Parameters): Written {
  const reason = rangeReason(request);
  if (reason !== null) return reason;
  if (request.segment !== null) return "PartiQL has no parallel scan.";
  const { filter } = request;
  const pinned = filter !== null && planQuery(filter, walkedKey(request, schema)) !== null;
  return {
    statement: selectOf(request, filter === null ? null : conditionExpr(filter, parameters)),
    difference: pinned
      ? "The statement names a partition key, so it reads that partition only, as a Query does."
      : null,
  };
}

function insertStatement(request: ParsedPut, schema: TableSchema, parameters: Parameters): Written {
  const { condition, tableName, item } = request;
  const onlyNew =
    condition?.type === "attribute_not_exists" &&
    condition.path.length === 1 &&
    [...schema.key.partition, ...schema.key.sort].some(({ name }) => name === condition.path[0]);
  if (condition !== null && !onlyNew) return "INSERT has no condition: it writes an item that is not there.";
  return {
    statement: { type: "insert", from: { table: tableName, index: null }, item: parameters.tuple(item) },
    difference: onlyNew ? null : "INSERT refuses an item that is there already; PutItem replaces it.",
  };
}

function updateStatement(request: ParsedUpdate, parameters: Parameters): Written {
  const { condition, tableName, key, update, returnValues } = request;
  if (update.length === 0) return "UPDATE needs something to set or remove.";
  const assignments: Assignment[] = [];
  for (const action of update) {
    const value = assignedExpr(action, parameters);
    if (value === undefined) return "PartiQL has no if_not_exists, and no ADD to a list.";
    assignments.push({ path: action.path, value });
  }
  return {
    statement: {
      type: "update",
      from: { table: tableName, index: null },
      assignments,
      where: itemWhere(key, condition, parameters),
      returning: returningOf(returnValues),
    },
    difference:
      condition === null || satisfies(condition, {})
        ? "UPDATE changes an item that is there; UpdateItem also creates one that is not."
        : update.some((action) => action.type === "add" && "N" in action.value)
          ? "A sum needs a number that is there; ADD begins with 0."
          : null,
  };
}

/** null: removed. undefined: PartiQL cannot say it. */
function assignedExpr(action: UpdateAction, parameters: Parameters): Expr | null | undefined {
  const target: Expr = { type: "path", path: action.path };
  switch (action.type) {
    case "remove":
      return null;
    case "set":
      return updateValueExpr(action.value, parameters) ?? undefined;
    case "add":
    case "delete": {
      if ("L" in action.value) return undefined;
      const value = parameters.value(action.value);
      if ("N" in action.value) return { type: "plus", left: target, right: value };
      return { type: "call", name: action.type === "add" ? "set_add" : "set_delete", args: [target, value] };
    }
  }
}

function deleteStatement({ condition, tableName, key, returnValues }: ParsedDelete, parameters: Parameters): Written {
  const differs = condition !== null && !satisfies(condition, {});
  return {
    statement: {
      type: "delete",
      from: { table: tableName, index: null },
      where: itemWhere(key, condition, parameters),
      returning: returningOf(returnValues),
    },
    difference: differs ? "DELETE of an item that is not there succeeds; this DeleteItem fails its condition." : null,
  };
}

function existsStatement({ condition, tableName, key }: ParsedConditionCheck, parameters: Parameters): Written {
  const select: SelectStatement = {
    type: "select",
    columns: null,
    from: { table: tableName, index: null },
    where: itemWhere(key, condition, parameters),
    orderBy: [],
  };
  const differs = condition !== null && satisfies(condition, {});
  return {
    statement: { type: "exists", select },
    difference: differs ? "EXISTS fails for an item that is not there; this ConditionCheck holds." : null,
  };
}

/** The key first: parameters are numbered in the order in which they are written. */
function itemWhere(key: Item, condition: Condition | null, parameters: Parameters): Expr | null {
  const pinned = keyExpr(key, parameters);
  return both(pinned, condition === null ? null : conditionExpr(condition, parameters));
}

function returningOf(values: ReturnValues): Returning | null {
  if (values === "NONE") return null;
  return { scope: values.startsWith("ALL") ? "ALL" : "MODIFIED", image: values.endsWith("OLD") ? "OLD" : "NEW" };
}
