/**
 * Attribute values as people read and type them: a type and a text. Pure, no engine code: the service itself decides
 * in the end what is a valid request; this only says what cannot even be written down as one.
 */
import type { AttributeType, AttributeValue, Item } from "../engine/index.ts";

export const ATTRIBUTE_TYPES: readonly AttributeType[] = ["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"];

export const TYPE_WORDS: Readonly<Record<AttributeType, string>> = {
  S: "string",
  N: "number",
  B: "binary, as base64",
  BOOL: "true or false",
  NULL: "null",
  M: "map, as DynamoDB JSON",
  L: "list, as DynamoDB JSON",
  SS: "set of strings, one a line",
  NS: "set of numbers, one a line",
  BS: "set of binaries, one a line",
};

/** One attribute as a form holds it. */
export interface AttributeDraft {
  readonly name: string;
  readonly type: AttributeType;
  readonly text: string;
}

export function typeOfValue(value: AttributeValue): AttributeType {
  return (Object.keys(value)[0] ?? "NULL") as AttributeType;
}

/** What the form shows for a value; `readValue` reads it back. */
export function editText(value: AttributeValue): string {
  if ("S" in value) return value.S;
  if ("N" in value) return value.N;
  if ("B" in value) return value.B;
  if ("BOOL" in value) return String(value.BOOL);
  if ("NULL" in value) return "null";
  if ("SS" in value) return value.SS.join("\n");
  if ("NS" in value) return value.NS.join("\n");
  if ("BS" in value) return value.BS.join("\n");
  return JSON.stringify("M" in value ? value.M : value.L, null, 1);
}

/** What a new attribute of a type starts with. */
export function startText(type: AttributeType): string {
  if (type === "BOOL") return "true";
  if (type === "NULL") return "null";
  if (type === "N" || type === "NS") return "0";
  if (type === "M") return "{}";
  if (type === "L") return "[]";
  return "";
}

export type ValueRead =
  | { readonly ok: true; readonly value: AttributeValue }
  | { readonly ok: false; readonly fault: string };

/** The value a draft stands for. Whether the service accepts it is another question. */
export function readValue({ type, text }: Pick<AttributeDraft, "type" | "text">): ValueRead {
  switch (type) {
    case "S":
      return { ok: true, value: { S: text } };
    case "N":
      return { ok: true, value: { N: text.trim() } };
    case "B":
      return { ok: true, value: { B: text.trim() } };
    case "BOOL":
      return { ok: true, value: { BOOL: text === "true" } };
    case "NULL":
      return { ok: true, value: { NULL: true } };
    case "SS":
      return { ok: true, value: { SS: lines(text) } };
    case "NS":
      return { ok: true, value: { NS: lines(text).map((line) => line.trim()) } };
    case "BS":
      return { ok: true, value: { BS: lines(text).map((line) => line.trim()) } };
    default:
      return nested(type, text);
  }
}

function nested(type: "M" | "L", text: string): ValueRead {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (thrown) {
    return { ok: false, fault: `Not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}` };
  }
  if (type === "L" && !Array.isArray(read))
    return { ok: false, fault: 'A list is written as [{"S": "a"}, {"N": "1"}].' };
  if (type === "M" && (typeof read !== "object" || read === null || Array.isArray(read)))
    return { ok: false, fault: 'A map is written as {"name": {"S": "a"}}.' };
  return { ok: true, value: { [type]: read } as unknown as AttributeValue };
}

function lines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

/** Characters of a string that are shown; an item may hold 400 KB, and a frame is to stay small. */
const SHOWN_MAX = 300;

/** A value in a few characters, as tables and the inspector show it: `9340`, `gold`, `{2 strings}`, `24 bytes`. */
export function shortText(value: AttributeValue): string {
  if ("S" in value) return value.S === "" ? '""' : beginning(value.S);
  if ("N" in value) return value.N;
  if ("BOOL" in value) return String(value.BOOL);
  if ("NULL" in value) return "null";
  if ("B" in value) return counted(binaryBytes(value.B), "byte");
  if ("SS" in value) return `{${counted(value.SS.length, "string")}}`;
  if ("NS" in value) return `{${counted(value.NS.length, "number")}}`;
  if ("BS" in value) return `{${counted(value.BS.length, "binary", "binaries")}}`;
  if ("M" in value) return `{${counted(Object.keys(value.M).length, "key")}}`;
  return `[${counted(value.L.length, "value")}]`;
}

function beginning(text: string): string {
  if (text.length <= SHOWN_MAX) return text;
  const shown = text.slice(0, SHOWN_MAX).replace(/[\ud800-\udbff]$/, "");
  return `${shown}… (${counted(text.length, "character")})`;
}

function binaryBytes(base64: string): number {
  return Math.max(0, (base64.length / 4) * 3 - (base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0));
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Drafts of an item, keys first, in the order given. */
export function draftsOf(item: Item, keys: readonly string[]): AttributeDraft[] {
  const names = [
    ...keys.filter((key) => item[key] !== undefined),
    ...Object.keys(item).filter((name) => !keys.includes(name)),
  ];
  return names.map((name) => {
    const value = item[name] as AttributeValue;
    return { name, type: typeOfValue(value), text: editText(value) };
  });
}

export type ItemRead =
  | { readonly ok: true; readonly item: Item }
  | { readonly ok: false; readonly faults: Readonly<Record<number, string>> };

/** The item the drafts stand for, or what is wrong by row. An attribute without a name cannot be sent. */
export function itemOf(drafts: readonly AttributeDraft[]): ItemRead {
  const entries: [string, AttributeValue][] = [];
  const faults: Record<number, string> = {};
  for (const [row, draft] of drafts.entries()) {
    const read = readValue(draft);
    if (draft.name === "") faults[row] = "An attribute needs a name.";
    else if (entries.some(([name]) => name === draft.name))
      faults[row] = `There is another attribute called ${draft.name}.`;
    else if (!read.ok) faults[row] = read.fault;
    else entries.push([draft.name, read.value]);
  }
  return Object.keys(faults).length > 0 ? { ok: false, faults } : { ok: true, item: Object.fromEntries(entries) };
}
