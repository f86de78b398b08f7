/** Request members of the transactional operations, and how one action of a transaction is read. [TX-1, TX-2] */
import { refuse, WORDING } from "../errors.ts";
import { compileCondition, compileProjection, compileUpdate } from "../expressions/compile.ts";
import type { ExpressionMember } from "../expressions/substitution.ts";
import type { ParsedGet, ParsedTransactAction } from "../requests.ts";
import { ITEM_BYTES_MAX, itemBytes } from "../sizes.ts";
import { isObject, parseItem } from "../value-parser.ts";
import type { CheckedInput, Field } from "./operation.ts";
import {
  CONDITION,
  checkLanguage,
  KEY,
  PLACEHOLDER_FIELDS,
  PROJECTION,
  PROJECTION_EXPRESSION,
  parseWrite,
  substitutionOf,
  TABLE_NAME,
  tableName,
  WRITE_FIELDS,
} from "./shared-fields.ts";

const UPDATE: ExpressionMember = { member: "UpdateExpression", takesValues: true };
const ACTIONS_MAX = 100;
/** All items of one transaction together. */
export const TRANSACTION_BYTES_MAX = 4_194_304;

const [RETURN_ITEM_COLLECTION_METRICS, CONDITION_EXPRESSION, RETURN_ON_FAILURE] = [
  "ReturnItemCollectionMetrics",
  "ConditionExpression",
  "ReturnValuesOnConditionCheckFailure",
].map((name) => WRITE_FIELDS.find((field) => field.name === name) as Field) as [Field, Field, Field];

export { RETURN_ITEM_COLLECTION_METRICS };

function action(name: string, doc: string, ...own: readonly Field[]): Field {
  const members = [...own, TABLE_NAME, CONDITION_EXPRESSION, ...PLACEHOLDER_FIELDS, RETURN_ON_FAILURE];
  const unique = members.filter((field, i) => members.findIndex((other) => other.name === field.name) === i);
  return { name, type: "structure", members: unique, doc };
}

const WRITE_ACTIONS: readonly Field[] = [
  action("Put", "Writes a whole item.", {
    name: "Item",
    type: "item",
    required: true,
    doc: "All attributes, the key's among them.",
  }),
  action("Update", "Changes attributes of an item.", KEY, {
    name: "UpdateExpression",
    type: "expression",
    required: true,
    doc: "What to SET, REMOVE, ADD and DELETE.",
  }),
  action("Delete", "Removes an item.", KEY),
  action("ConditionCheck", "Checks an item and leaves it as it is.", KEY, { ...CONDITION_EXPRESSION, required: true }),
];

const GET_ACTION: Field = {
  name: "Get",
  type: "structure",
  required: true,
  members: [KEY, TABLE_NAME, PROJECTION_EXPRESSION, ...PLACEHOLDER_FIELDS.filter(({ type }) => type === "names")],
  doc: "Reads an item.",
};

function transactItems(model: string, members: readonly Field[], doc: string): Field {
  const element: Field = { name: "TransactItem", type: "structure", model, members, doc: "One action." };
  return { name: "TransactItems", type: "list", required: true, min: 1, max: ACTIONS_MAX, element, doc };
}

export const TRANSACT_WRITES = transactItems(
  "TransactWriteItem",
  WRITE_ACTIONS,
  "The writes and checks that happen together or not at all.",
);
export const TRANSACT_GETS = transactItems("TransactGetItem", [GET_ACTION], "The items to read as of one moment.");

export const CLIENT_REQUEST_TOKEN: Field = {
  name: "ClientRequestToken",
  type: "string",
  min: 1,
  max: 36,
  doc: "The same token within ten minutes means the same transaction, carried out once.",
};

type Raw = Readonly<Record<string, unknown>>;

/** The elements of TransactItems; their shapes have been checked. */
export function transactItemsOf(input: CheckedInput): readonly Raw[] {
  return input.fields.TransactItems as readonly Raw[];
}

/** @throws {Refused} */
export function parseAction(element: Raw, input: CheckedInput): ParsedTransactAction {
  const given = WRITE_ACTIONS.map(({ name }) => name).filter((name) => isObject(element[name]));
  const [name] = given;
  if (name === undefined)
    return refuse("Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
  if (given.length > 1) refuse("TransactItems can only contain one of Check, Put, Update or Delete");
  const own = {
    ...(element[name] as Raw),
    ReturnValues: undefined,
    ReturnConsumedCapacity: undefined,
    ReturnItemCollectionMetrics: input.fields.ReturnItemCollectionMetrics,
  };
  const expressions: readonly ExpressionMember[] = name === "Update" ? [UPDATE, CONDITION] : [CONDITION];
  const nested = actionInput(own, expressions);
  checkLanguage(nested, [], expressions);
  const content = parseItem((own as Raw)[name === "Put" ? "Item" : "Key"]);
  const bytes = name === "Put" ? itemBytes(content) : 0;
  if (bytes > ITEM_BYTES_MAX) refuse(WORDING.itemTooLarge);
  const substitution = substitutionOf(nested, expressions);
  const update = name === "Update" ? (compileUpdate(own, substitution) ?? []) : [];
  const write = parseWrite(nested, compileCondition(own, "ConditionExpression", substitution));
  substitution.checkAllUsed();
  switch (name) {
    case "Put":
      return { operation: "PutItem", item: content, itemBytes: bytes, ...write };
    case "Update":
      return { operation: "UpdateItem", key: content, update, ...write };
    case "Delete":
      return { operation: "DeleteItem", key: content, ...write };
    default:
      return { operation: "ConditionCheck", key: content, ...write };
  }
}

/** In a transaction, placeholders without an expression are not looked at. [TX-2] */
function actionInput(fields: Raw, expressions: readonly ExpressionMember[]): CheckedInput {
  if (expressions.some(({ member }) => (fields[member] ?? null) !== null)) return { fields, items: {}, itemFaults: {} };
  const { ExpressionAttributeNames, ExpressionAttributeValues, ...rest } = fields;
  return { fields: rest, items: {}, itemFaults: {} };
}

/** A transactional read comes from the leader, like a strongly consistent one. @throws {Refused} */
export function parseGetAction(element: Raw): ParsedGet {
  const nested = actionInput(element.Get as Raw, [PROJECTION]);
  checkLanguage(nested, [], [PROJECTION]);
  const key = parseItem(nested.fields.Key);
  const substitution = substitutionOf(nested, [PROJECTION]);
  const projection = compileProjection(nested.fields, substitution);
  substitution.checkAllUsed();
  return {
    operation: "GetItem",
    tableName: tableName(nested),
    key,
    consistentRead: true,
    projection,
    returnConsumedCapacity: "NONE",
  };
}
