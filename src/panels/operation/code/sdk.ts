/**
 * The request as AWS SDK for JavaScript v3: what concerns items with the document client and plain values, table
 * operations with the plain client. Numbers JavaScript cannot hold exactly become NumberValue.
 */
import type { AttributeValue, Item } from "../../../engine/index.ts";
import { isAttributeValue, isItem, isObject } from "../wire-shapes.ts";
import { type CodeTree, layOut } from "./code-tree.ts";
import { DOCUMENT_COMMANDS } from "./sdk-names.ts";

export interface SdkCode {
  /** The call alone. */
  readonly call: string;
  /** With imports and client: runs as it is. */
  readonly whole: string;
}

/** Members that hold attribute values. */
export const ITEM_MEMBERS: ReadonlySet<string> = new Set([
  "Item",
  "Key",
  "ExclusiveStartKey",
  "ExpressionAttributeValues",
]);

/** Lists of those, or of single values. */
const LISTED_MEMBERS: ReadonlySet<string> = new Set(["Keys", "Parameters"]);

export function sdkCode(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  { region, isStream }: { readonly region: string; readonly isStream: boolean },
): SdkCode {
  const command = DOCUMENT_COMMANDS[operation];
  const tree = command === undefined ? plainTree : documentTree;
  const parts = Object.entries(input).map(([name, value]) => ({ lead: `${name}: `, tree: tree(value, name) }));
  const body: CodeTree = { open: "{", close: "}", roomy: true, commaLast: true, tall: true, parts };
  const client = isStream ? "streams" : "ddb";
  const call = `await ${client}.send(new ${command ?? `${operation}Command`}(${layOut(body)}))`;
  const start =
    command === undefined ? plainClient(operation, region, isStream) : documentClient(command, region, call);
  return { call, whole: `${start}\n\n${call};\n` };
}

function plainClient(operation: string, region: string, isStream: boolean): string {
  const [name, constant, from] = isStream
    ? ["DynamoDBStreamsClient", "streams", "client-dynamodb-streams"]
    : ["DynamoDBClient", "ddb", "client-dynamodb"];
  return [
    `import { ${name}, ${operation}Command } from "@aws-sdk/${from}";`,
    "",
    `const ${constant} = new ${name}({ region: ${JSON.stringify(region)} });`,
  ].join("\n");
}

function documentClient(command: string, region: string, call: string): string {
  const names = ["DynamoDBDocumentClient", ...(call.includes("NumberValue.from(") ? ["NumberValue"] : []), command];
  return [
    'import { DynamoDBClient } from "@aws-sdk/client-dynamodb";',
    `import { ${names.join(", ")} } from "@aws-sdk/lib-dynamodb";`,
    "",
    `const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({ region: ${JSON.stringify(region)} }));`,
  ].join("\n");
}

/** A piece of a request of the document client: plain values where attribute values stand, at any depth. */
function documentTree(value: unknown, name: string): CodeTree {
  if (ITEM_MEMBERS.has(name) && isItem(value)) return itemTree(value as Item);
  if (LISTED_MEMBERS.has(name) && Array.isArray(value))
    return listTree(
      value.map((one) =>
        isAttributeValue(one) ? valueTree(one as AttributeValue) : isItem(one) ? itemTree(one as Item) : plainTree(one),
      ),
    );
  if (Array.isArray(value)) return listTree(value.map((one) => documentTree(one, "")));
  if (isObject(value))
    return objectTree(Object.entries(value).map(([member, part]) => [member, documentTree(part, member)]));
  return plainTree(value);
}

function itemTree(item: Item): CodeTree {
  return objectTree(Object.entries(item).map(([name, value]) => [name, valueTree(value)]));
}

function valueTree(value: AttributeValue): CodeTree {
  if ("S" in value) return JSON.stringify(value.S);
  if ("N" in value) return numberText(value.N);
  if ("B" in value) return binaryText(value.B);
  if ("BOOL" in value) return String(value.BOOL);
  if ("NULL" in value) return "null";
  if ("M" in value) return itemTree(value.M);
  if ("L" in value) return listTree(value.L.map(valueTree));
  if ("SS" in value) return setTree(value.SS.map((text) => JSON.stringify(text)));
  if ("NS" in value) return setTree(value.NS.map(value.NS.every(isExact) ? numberText : numberValueText));
  return setTree(value.BS.map(binaryText));
}

/** JavaScript's number is the same one. */
function isExact(text: string): boolean {
  return String(Number(text)) === text && Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER;
}

function numberText(text: string): string {
  return isExact(text) ? text : numberValueText(text);
}

/** In a set the SDK goes by the first element, so one of these makes all of them so. */
function numberValueText(text: string): string {
  return `NumberValue.from(${JSON.stringify(text)})`;
}

function binaryText(base64: string): string {
  return `Buffer.from(${JSON.stringify(base64)}, "base64")`;
}

function plainTree(value: unknown): CodeTree {
  if (Array.isArray(value)) return listTree(value.map(plainTree));
  if (typeof value === "object" && value !== null)
    return objectTree(Object.entries(value).map(([name, part]) => [name, plainTree(part)]));
  return JSON.stringify(value);
}

function objectTree(entries: readonly (readonly [string, CodeTree])[]): CodeTree {
  return {
    open: "{",
    close: "}",
    roomy: true,
    commaLast: true,
    parts: entries.map(([name, tree]) => ({ lead: `${nameText(name)}: `, tree })),
  };
}

function listTree(trees: readonly CodeTree[]): CodeTree {
  return { open: "[", close: "]", roomy: false, commaLast: true, parts: trees.map((tree) => ({ lead: "", tree })) };
}

function setTree(texts: readonly string[]): CodeTree {
  return { ...(listTree(texts) as Exclude<CodeTree, string>), open: "new Set([", close: "])" };
}

/** `__proto__: x` would set the prototype; in brackets it is a property. */
function nameText(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : JSON.stringify(name);
}
