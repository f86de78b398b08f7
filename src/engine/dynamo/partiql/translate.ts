/**
 * Statements about one item → the parsed requests of the other operations, and how the answer is to look. INSERT is a
 * put that asks for no item, UPDATE an update that asks for one, DELETE a delete whose condition a missing item meets.
 * Which item it is, the WHERE clause must say in full. [PQL-8, PQL-9]
 */
import { refuse, WORDING } from "../errors.ts";
import type { Condition, DocumentPath } from "../expressions/ast.ts";
import type {
  ParsedConditionCheck,
  ParsedDelete,
  ParsedGet,
  ParsedPut,
  ParsedUpdate,
  ReturnValues,
  StatementCall,
} from "../requests.ts";
import { ITEM_BYTES_MAX, itemBytes } from "../sizes.ts";
import type { TableSchema } from "../table.ts";
import type {
  DeleteStatement,
  ExistsStatement,
  Expr,
  InsertStatement,
  Returning,
  SelectStatement,
  UpdateStatement,
} from "./ast.ts";
import { planItem } from "./plan.ts";
import { malformedStatement, PARTIQL_WORDING } from "./refusals.ts";
import { conditionOf, updateOf } from "./resolve.ts";
import { literalValue } from "./values.ts";

/** What is done with the item that a read of one item found. */
export interface ItemView {
  /** null: every attribute. */
  readonly columns: readonly DocumentPath[] | null;
  readonly filter: Condition | null;
}

/** @throws {Refused} */
export function translateWrite(
  call: StatementCall,
  statement: InsertStatement | UpdateStatement | DeleteStatement,
  schema: TableSchema,
): ParsedPut | ParsedUpdate | ParsedDelete {
  if (statement.from.index !== null) refuse(PARTIQL_WORDING.onIndex);
  switch (statement.type) {
    case "insert":
      return translateInsert(call, statement, schema);
    case "update":
      return translateUpdate(call, statement, schema);
    case "delete":
      return translateDelete(call, statement, schema);
  }
}

function translateInsert(call: StatementCall, { item }: InsertStatement, schema: TableSchema): ParsedPut {
  const value = literalValue(item, call.parameters);
  if (!("M" in value)) return malformedStatement("Unexpected term");
  const bytes = itemBytes(value.M);
  if (bytes > ITEM_BYTES_MAX) refuse(WORDING.itemTooLarge);
  const condition = itemIs("attribute_not_exists", schema);
  return { operation: "PutItem", item: value.M, itemBytes: bytes, ...writeMembers(call, condition, null) };
}

function translateUpdate(call: StatementCall, statement: UpdateStatement, schema: TableSchema): ParsedUpdate {
  const { key, rest } = pinnedItem(call, statement.where, schema);
  const update = updateOf(statement.assignments, call.parameters);
  const there = itemIs("attribute_exists", schema);
  const condition: Condition = rest === null ? there : { type: "and", left: there, right: rest };
  return { operation: "UpdateItem", key, update, ...writeMembers(call, condition, statement.returning) };
}

function translateDelete(call: StatementCall, statement: DeleteStatement, schema: TableSchema): ParsedDelete {
  const { key, rest } = pinnedItem(call, statement.where, schema);
  const condition: Condition | null =
    rest === null ? null : { type: "or", left: itemIs("attribute_not_exists", schema), right: rest };
  return { operation: "DeleteItem", key, ...writeMembers(call, condition, statement.returning) };
}

/** EXISTS holds when its SELECT finds an item: a condition check of a transaction. @throws {Refused} */
export function translateExists(
  call: StatementCall,
  { select }: ExistsStatement,
  schema: TableSchema,
): ParsedConditionCheck {
  const { key, rest } = pinnedItem(call, select.where, schema);
  const there = itemIs("attribute_exists", schema);
  const condition: Condition = rest === null ? there : { type: "and", left: there, right: rest };
  return { operation: "ConditionCheck", key, ...writeMembers(call, condition, null) };
}

function writeMembers(
  call: StatementCall,
  condition: Condition | null,
  returning: Returning | null,
): Omit<ParsedDelete, "operation" | "key"> {
  return {
    tableName: call.tableName,
    returnConsumedCapacity: call.returnConsumedCapacity,
    condition,
    returnValues: returnValuesOf(returning),
    returnItemOnConditionFailure: call.returnItemOnConditionFailure,
    returnItemCollectionMetrics: false,
  };
}

function returnValuesOf(returning: Returning | null): ReturnValues {
  if (returning === null) return "NONE";
  return `${returning.scope === "ALL" ? "ALL" : "UPDATED"}_${returning.image}`;
}

/** Every item has its partition key, so that asks for the item itself. */
function itemIs(type: "attribute_exists" | "attribute_not_exists", schema: TableSchema): Condition {
  return { type, path: [schema.key.partition[0]?.name ?? ""] };
}

/** The item a write names, and what else its WHERE clause asks of it. @throws {Refused} */
function pinnedItem(call: StatementCall, where: Expr | null, schema: TableSchema) {
  const condition = where === null ? null : conditionOf("ConditionExpression", where, call.parameters);
  return planItem(condition, schema.key) ?? refuse(PARTIQL_WORDING.keyEqualityMissing);
}

/**
 * A SELECT of one item: a read of its table, and what is done with what it finds. null: the WHERE clause does not name
 * one item. @throws {Refused}
 */
export function translateItemSelect(
  call: StatementCall,
  statement: SelectStatement,
  schema: TableSchema,
): { readonly request: ParsedGet; readonly view: ItemView } | null {
  const where = statement.where === null ? null : conditionOf("FilterExpression", statement.where, call.parameters);
  const item = planItem(where, schema.key);
  if (item === null || statement.from.index !== null) return null;
  const request: ParsedGet = {
    operation: "GetItem",
    tableName: call.tableName,
    returnConsumedCapacity: call.returnConsumedCapacity,
    key: item.key,
    consistentRead: call.consistentRead,
    projection: null,
  };
  return { request, view: { columns: statement.columns, filter: item.rest } };
}
