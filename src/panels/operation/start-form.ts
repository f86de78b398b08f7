/** What a form holds before a person changes anything: a request that can be sent as it stands. */
import { type AttributeDraft, draftsOf, typeOfValue } from "../../parts/attribute-text.ts";
import { exampleInput, exampleKey } from "./example-value.ts";
import { type FieldDraft, type FormDraft, formOf } from "./form-draft.ts";
import type { KeyName, OperationForm, TableChoice } from "./view.ts";

export function startForm(form: OperationForm, table: TableChoice | undefined): FormDraft {
  const takesTable = form.name !== "CreateTable";
  return {
    ...formOf(
      form.fields,
      exampleInput(form.fields, takesTable ? table : undefined),
      table?.keys.map(({ name }) => name),
    ),
    ...fillings(form, table),
  };
}

function fillings(form: OperationForm, table: TableChoice | undefined): FormDraft {
  if (form.name === "CreateTable") return formOf(form.fields, NEW_TABLE);
  if (table === undefined) return {};
  switch (form.name) {
    case "PutItem":
      return table.example === null
        ? firstItem(table)
        : {
            Item: rows(
              draftsOf(
                table.example,
                table.keys.map(({ name }) => name),
              ),
            ),
          };
    case "GetItem":
    case "DeleteItem":
      return { Key: rows(keyRows(table)) };
    case "UpdateItem":
      return { Key: rows(keyRows(table)), ...firstChange(table) };
    case "Query":
      return firstQuery(table);
    case "UpdateTable":
      return { BillingMode: text("PAY_PER_REQUEST") };
    default:
      return {};
  }
}

/** The sandbox's first minute: a player, written only if she is new. */
function firstItem(table: TableChoice): FormDraft {
  const keys = keyRows(table);
  const more = FIRST_ATTRIBUTES.filter(({ name }) => !keys.some((key) => key.name === name));
  const [key] = table.keys;
  const item = { Item: rows([...keys, ...more]) };
  return key?.plain === true ? { ...item, ConditionExpression: text(`attribute_not_exists(${key.name})`) } : item;
}

const FIRST_ATTRIBUTES: readonly AttributeDraft[] = [
  { name: "score", type: "N", text: "8610" },
  { name: "league", type: "S", text: "gold" },
  { name: "online", type: "BOOL", text: "true" },
];

const NEW_TABLE = {
  TableName: "Matches",
  AttributeDefinitions: [
    { AttributeName: "player", AttributeType: "S" },
    { AttributeName: "match", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "player", KeyType: "HASH" },
    { AttributeName: "match", KeyType: "RANGE" },
  ],
  BillingMode: "PAY_PER_REQUEST",
};

function keyRows(table: TableChoice): AttributeDraft[] {
  return draftsOf(
    exampleKey(table),
    table.keys.map(({ name }) => name),
  );
}

/** Adds to a number the item has, or else sets one. */
function firstChange({ keys, example }: TableChoice): FormDraft {
  const number = Object.entries(example ?? {}).find(
    ([name, value]) => typeOfValue(value) === "N" && !keys.some((key) => key.name === name) && /^[a-z]\w*$/i.test(name),
  )?.[0];
  return {
    UpdateExpression: text(number === undefined ? "SET #score = :score" : `SET #${number} = #${number} + :more`),
    ExpressionAttributeNames: rows([{ name: `#${number ?? "score"}`, type: "S", text: number ?? "score" }]),
    ExpressionAttributeValues: rows([
      number === undefined ? { name: ":score", type: "N", text: "8610" } : { name: ":more", type: "N", text: "10" },
    ]),
  };
}

function firstQuery(table: TableChoice): FormDraft {
  const [key] = table.keys;
  const [value] = keyRows(table);
  if (key === undefined || value === undefined) return {};
  return keyCondition(key, value.text);
}

/** Everything under one partition key. */
export function keyCondition(key: KeyName, value: string): FormDraft {
  return {
    KeyConditionExpression: text(key.plain ? `${key.name} = :${key.name}` : "#key = :key"),
    ...(key.plain ? {} : { ExpressionAttributeNames: rows([{ name: "#key", type: "S", text: key.name }]) }),
    ExpressionAttributeValues: rows([{ name: key.plain ? `:${key.name}` : ":key", type: key.type, text: value }]),
  };
}

function text(value: string): FieldDraft {
  return { kind: "text", text: value };
}

function rows(drafts: readonly AttributeDraft[]): FieldDraft {
  return { kind: "rows", rows: drafts };
}
