/** What a form holds before a person changes anything: a request that can be sent as it stands. */
import type { Item } from "../../engine/index.ts";
import { type AttributeDraft, draftsOf, typeOfValue } from "../../parts/attribute-text.ts";
import { emptyForm, type FieldDraft, type FormDraft, formOf } from "./form-draft.ts";
import type { KeyName, OperationForm, TableChoice } from "./view.ts";

export function startForm(form: OperationForm, table: TableChoice | undefined): FormDraft {
  const draft = { ...emptyForm(form.fields), ...fillings(form, table) };
  return table === undefined || form.name === "CreateTable" || form.name === "ListTables"
    ? draft
    : { ...draft, TableName: text(table.name) };
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

/** The key of the example, or one made up. */
function keyRows({ keys, example }: TableChoice): AttributeDraft[] {
  return keys.map(({ name, type, role }) => ({
    name,
    type,
    text:
      keyText(example, name) ??
      (type === "S" ? (role === "key" ? "cleo" : "2026-03-04") : type === "N" ? "1" : "Y2xlbw=="),
  }));
}

function keyText(example: Item | null, name: string): string | undefined {
  const value = example?.[name];
  return value === undefined ? undefined : String(Object.values(value)[0]);
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
