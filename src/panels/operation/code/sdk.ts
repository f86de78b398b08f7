/**
 * The request as AWS SDK for JavaScript v3: item operations with the document client and plain values, table
 * operations with the plain client. Numbers JavaScript cannot hold exactly become NumberValue.
 */
import type { AttributeValue, Item } from "../../../engine/index.ts";
import { type CodeTree, layOut } from "./code-tree.ts";

export interface SdkCode {
  /** The call alone. */
  readonly call: string;
  /** With imports and client: runs as it is. */
  readonly whole: string;
}

/** Commands of lib-dynamodb, by operation. */
const DOCUMENT_COMMANDS: Readonly<Record<string, string>> = {
  PutItem: "PutCommand",
  GetItem: "GetCommand",
  UpdateItem: "UpdateCommand",
  DeleteItem: "DeleteCommand",
  Query: "QueryCommand",
  Scan: "ScanCommand",
};

/** Members that hold attribute values. */
export const ITEM_MEMBERS: ReadonlySet<string> = new Set([
  "Item",
  "Key",
  "ExclusiveStartKey",
  "ExpressionAttributeValues",
]);

export function sdkCode(operation: string, input: Readonly<Record<string, unknown>>, region: string): SdkCode {
  const command = DOCUMENT_COMMANDS[operation];
  const parts = Object.entries(input).map(([name, value]) => ({
    lead: `${name}: `,
    tree: command !== undefined && ITEM_MEMBERS.has(name) ? itemTree(value as Item) : plainTree(value),
  }));
  const body: CodeTree = { open: "{", close: "}", roomy: true, commaLast: true, tall: true, parts };
  const call = `await ddb.send(new ${command ?? `${operation}Command`}(${layOut(body)}))`;
  return { call, whole: `${setUp(command, operation, region, call)}\n\n${call};\n` };
}

function setUp(command: string | undefined, operation: string, region: string, call: string): string {
  const client = `new DynamoDBClient({ region: ${JSON.stringify(region)} })`;
  if (command === undefined)
    return `import { DynamoDBClient, ${operation}Command } from "@aws-sdk/client-dynamodb";\n\nconst ddb = ${client};`;
  const names = ["DynamoDBDocumentClient", ...(call.includes("NumberValue.from(") ? ["NumberValue"] : []), command];
  return [
    'import { DynamoDBClient } from "@aws-sdk/client-dynamodb";',
    `import { ${names.join(", ")} } from "@aws-sdk/lib-dynamodb";`,
    "",
    `const ddb = DynamoDBDocumentClient.from(${client});`,
  ].join("\n");
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
