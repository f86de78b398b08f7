/**
 * The request as boto3: item operations on a Table with plain values, table operations on the client. Numbers that are
 * not whole become Decimal, as boto3 demands.
 */
import type { AttributeValue, Item } from "../../../engine/index.ts";
import { isItem } from "../wire-shapes.ts";
import { type CodeTree, layOut } from "./code-tree.ts";
import { ITEM_MEMBERS } from "./sdk.ts";

export interface Boto3Code {
  readonly call: string;
  /** With imports and client. */
  readonly whole: string;
}

const TABLE_METHODS: Readonly<Record<string, string>> = {
  PutItem: "put_item",
  GetItem: "get_item",
  UpdateItem: "update_item",
  DeleteItem: "delete_item",
  Query: "query",
  Scan: "scan",
};

export function boto3Code(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  { region, isStream }: { readonly region: string; readonly isStream: boolean },
): Boto3Code {
  const method = TABLE_METHODS[operation];
  const parts = Object.entries(input)
    .filter(([name]) => method === undefined || name !== "TableName")
    .map(([name, value]) => ({
      lead: `${name}=`,
      tree:
        method !== undefined && ITEM_MEMBERS.has(name) && isItem(value) ? itemTree(value as Item) : plainTree(value),
    }));
  const target = method === undefined ? `${isStream ? "streams" : "client"}.${snake(operation)}` : `table.${method}`;
  const call = layOut({ open: `${target}(`, close: ")", roomy: false, commaLast: true, tall: parts.length > 1, parts });
  return {
    call,
    whole: [...importsOf(call), "", ...setUp(method, input, { region, isStream }), "", `${call}\n`].join("\n"),
  };
}

function importsOf(call: string): string[] {
  return [
    ...(call.includes("b64decode(") ? ["from base64 import b64decode"] : []),
    ...(call.includes("Decimal(") ? ["from decimal import Decimal"] : []),
    "import boto3",
  ];
}

function setUp(
  method: string | undefined,
  input: Readonly<Record<string, unknown>>,
  { region, isStream }: { readonly region: string; readonly isStream: boolean },
): string[] {
  const place = `"${isStream ? "dynamodbstreams" : "dynamodb"}", region_name=${text(region)}`;
  return method === undefined
    ? [`${isStream ? "streams" : "client"} = boto3.client(${place})`]
    : [`table = boto3.resource(${place}).Table(${text(String(input.TableName ?? ""))})`];
}

function itemTree(item: Item): CodeTree {
  return dict(Object.entries(item).map(([name, value]) => [name, valueTree(value)]));
}

function valueTree(value: AttributeValue): CodeTree {
  if ("S" in value) return text(value.S);
  if ("N" in value) return number(value.N);
  if ("B" in value) return binary(value.B);
  if ("BOOL" in value) return value.BOOL ? "True" : "False";
  if ("NULL" in value) return "None";
  if ("M" in value) return itemTree(value.M);
  if ("L" in value) return sequence("[", "]", value.L.map(valueTree));
  if ("SS" in value) return set(value.SS.map(text));
  if ("NS" in value) return set(value.NS.map(number));
  return set(value.BS.map(binary));
}

function plainTree(value: unknown): CodeTree {
  if (Array.isArray(value)) return sequence("[", "]", value.map(plainTree));
  if (typeof value === "object" && value !== null)
    return dict(Object.entries(value).map(([name, part]) => [name, plainTree(part)]));
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? text(value) : String(value);
}

function dict(entries: readonly (readonly [string, CodeTree])[]): CodeTree {
  return {
    open: "{",
    close: "}",
    roomy: false,
    commaLast: true,
    parts: entries.map(([name, tree]) => ({ lead: `${text(name)}: `, tree })),
  };
}

function sequence(open: string, close: string, trees: readonly CodeTree[]): CodeTree {
  return { open, close, roomy: false, commaLast: true, parts: trees.map((tree) => ({ lead: "", tree })) };
}

/** `{}` would be a dict. */
function set(texts: readonly string[]): CodeTree {
  return texts.length === 0 ? "set()" : sequence("{", "}", texts);
}

/** JSON's escapes are Python's, except that Python has no pairs of surrogates: JSON.stringify leaves characters whole. */
function text(value: string): string {
  return JSON.stringify(value);
}

function number(value: string): string {
  return /^(0|-?[1-9]\d*)$/.test(value) ? value : `Decimal(${text(value)})`;
}

function binary(base64: string): string {
  return `b64decode(${text(base64)})`;
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}
