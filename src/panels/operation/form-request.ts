/** What a person has filled in, and the request it stands for. Pure: the form holds a draft, this makes the input. */
import { type AttributeDraft, itemOf, startText } from "../../parts/attribute-text.ts";
import type { AttributeType } from "../../engine/index.ts";
import type { FormField, OperationForm, TableChoice } from "./view.ts";

/** By field: text for strings, expressions, enums and JSON; rows for items; "true" or "" for booleans. */
export interface RequestDraft {
  readonly texts: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, readonly AttributeDraft[]>>;
}

export interface FormRequest {
  readonly input: Readonly<Record<string, unknown>>;
  /** What cannot be written down, by field and row. */
  readonly rowFaults: Readonly<Record<string, Readonly<Record<number, string>>>>;
  readonly textFaults: Readonly<Record<string, string>>;
}

export function requestOf(form: OperationForm, draft: RequestDraft): FormRequest {
  const input: Record<string, unknown> = {};
  const rowFaults: Record<string, Readonly<Record<number, string>>> = {};
  const textFaults: Record<string, string> = {};
  for (const field of form.fields) {
    const rows = draft.rows[field.name] ?? [];
    const text = draft.texts[field.name] ?? "";
    switch (field.type) {
      case "item":
      case "values": {
        if (rows.length === 0 && !field.required) break;
        const read = itemOf(rows);
        if (read.ok) input[field.name] = read.item;
        else rowFaults[field.name] = read.faults;
        break;
      }
      case "names":
        if (rows.length > 0) input[field.name] = Object.fromEntries(rows.map((row) => [row.name, row.text]));
        break;
      case "boolean":
        if (text === "true") input[field.name] = true;
        break;
      case "integer":
        if (text.trim() !== "") input[field.name] = /^-?\d+$/.test(text.trim()) ? Number(text) : text;
        break;
      case "list":
      case "structure": {
        if (text.trim() === "") break;
        try {
          input[field.name] = JSON.parse(text);
        } catch (thrown) {
          textFaults[field.name] = `Not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
        }
        break;
      }
      default:
        if (text !== "") input[field.name] = text;
    }
  }
  return { input, rowFaults, textFaults };
}

const NAMES = ["ana", "bo", "cleo", "dev", "eli", "fay", "gus", "hiro"];
const LEAGUES = ["gold", "silver"];

/** A form filled in so that it can be sent as it is. @param salt a different example for each number */
export function startDraft(form: OperationForm, table: TableChoice | undefined, salt = 2): RequestDraft {
  const texts: Record<string, string> = { TableName: table?.name ?? "" };
  const rows: Record<string, readonly AttributeDraft[]> = {};
  if (table !== undefined && has(form, "Item")) rows.Item = exampleItem(table, salt);
  if (table !== undefined && has(form, "Key")) rows.Key = exampleKey(table, salt);
  const key = table?.keys[0];
  if (form.name === "UpdateItem") {
    const attribute = Object.entries(table?.example ?? {}).find(([name, type]) => type === "N" && !table?.keys.some((one) => one.name === name))?.[0] ?? "score";
    texts.UpdateExpression = `SET #${word(attribute)} = :new`;
    rows.ExpressionAttributeNames = [{ name: `#${word(attribute)}`, type: "S", text: attribute }];
    rows.ExpressionAttributeValues = [{ name: ":new", type: "N", text: "9340" }];
  }
  if (form.name === "Query" && key !== undefined) {
    texts.KeyConditionExpression = "#key = :key";
    rows.ExpressionAttributeNames = [{ name: "#key", type: "S", text: key.name }];
    rows.ExpressionAttributeValues = [{ name: ":key", type: key.type, text: exampleText(key.name, key.type, salt) }];
  }
  if (form.name === "CreateTable") return { texts: CREATE_TABLE, rows };
  return { texts, rows };
}

const CREATE_TABLE: Readonly<Record<string, string>> = {
  TableName: "Matches",
  AttributeDefinitions: '[\n { "AttributeName": "player", "AttributeType": "S" },\n { "AttributeName": "match", "AttributeType": "S" }\n]',
  KeySchema: '[\n { "AttributeName": "player", "KeyType": "HASH" },\n { "AttributeName": "match", "KeyType": "RANGE" }\n]',
  BillingMode: "PAY_PER_REQUEST",
};

function has(form: OperationForm, name: string): boolean {
  return form.fields.some((field: FormField) => field.name === name);
}

function exampleKey(table: TableChoice, salt: number): AttributeDraft[] {
  return table.keys.map(({ name, type }) => ({ name, type, text: exampleText(name, type, salt) }));
}

function exampleItem(table: TableChoice, salt: number): AttributeDraft[] {
  const keys = exampleKey(table, salt);
  const others = Object.entries(table.example).filter(([name]) => !keys.some((key) => key.name === name));
  const rest = others.length > 0 ? others : [["score", "N"], ["league", "S"], ["online", "BOOL"]];
  return [...keys, ...rest.map(([name = "", type = "S"]) => ({ name, type: type as AttributeType, text: exampleText(name, type as AttributeType, salt) }))];
}

function exampleText(name: string, type: AttributeType, salt: number): string {
  if (type === "S" && name === "league") return LEAGUES[salt % LEAGUES.length] ?? "gold";
  if (type === "S" && /name|player|user|id|key/i.test(name)) return NAMES[salt % NAMES.length] ?? "cleo";
  if (type === "S") return `${name}-1`;
  if (type === "N") return name === "score" ? "8610" : "1";
  if (type === "B") return "AAEC";
  return startText(type);
}

function word(name: string): string {
  return /^\w+$/.test(name) ? name : "attribute";
}

/** Placeholders an expression uses that nobody has explained yet: rows to add. */
export function missingPlaceholders(draft: RequestDraft): { readonly names: readonly string[]; readonly values: readonly string[] } {
  const expressions = Object.entries(draft.texts).filter(([name]) => name.endsWith("Expression")).map(([, text]) => text).join(" ");
  const used = (pattern: RegExp) => [...new Set(expressions.match(pattern) ?? [])];
  const known = (field: string) => (draft.rows[field] ?? []).map((row) => row.name);
  return {
    names: used(/#\w+/g).filter((name) => !known("ExpressionAttributeNames").includes(name)),
    values: used(/:\w+/g).filter((name) => !known("ExpressionAttributeValues").includes(name)),
  };
}
