/** What the notations have in common: which members hold attribute values, and how nested text is laid out. */
import type { AttributeValue } from "../../engine/index.ts";

/** Members of a request that are maps of attribute values. */
const ITEM_MEMBERS: ReadonlySet<string> = new Set(["Item", "Key", "ExclusiveStartKey", "ExpressionAttributeValues"]);

export function holdsValues(member: string): boolean {
  return ITEM_MEMBERS.has(member);
}

/** Operations that a document client offers, whose values need no types. */
export function isItemOperation(operation: string): boolean {
  return /^(PutItem|GetItem|UpdateItem|DeleteItem|Query|Scan)$/.test(operation);
}

/** How one notation writes values. */
export interface Notes {
  readonly string: (text: string) => string;
  readonly number: (text: string) => string;
  readonly binary: (base64: string) => string;
  readonly boolean: (value: boolean) => string;
  readonly nothing: string;
  readonly set: (members: readonly string[]) => string;
  /** A name in front of its value. */
  readonly name: (name: string) => string;
}

const WIDTH = 56;

/** An attribute value as the language's own. */
export function valueText(value: AttributeValue, notes: Notes, indent: string): string {
  if ("S" in value) return notes.string(value.S);
  if ("N" in value) return notes.number(value.N);
  if ("B" in value) return notes.binary(value.B);
  if ("BOOL" in value) return notes.boolean(value.BOOL);
  if ("NULL" in value) return notes.nothing;
  if ("SS" in value) return notes.set(value.SS.map(notes.string));
  if ("NS" in value) return notes.set(value.NS.map(notes.number));
  if ("BS" in value) return notes.set(value.BS.map(notes.binary));
  if ("M" in value) return itemText(value.M, notes, indent);
  return listText(value.L.map((element) => valueText(element, notes, `${indent}  `)), indent);
}

export function itemText(item: Readonly<Record<string, AttributeValue>>, notes: Notes, indent: string): string {
  return mapText(Object.entries(item).map(([name, value]) => `${notes.name(name)}: ${valueText(value, notes, `${indent}  `)}`), indent);
}

/** Plain JSON: names, numbers, structures of CreateTable. */
export function plainText(value: unknown, notes: Notes, indent: string): string {
  if (Array.isArray(value)) return listText(value.map((element) => plainText(element, notes, `${indent}  `)), indent);
  if (typeof value === "object" && value !== null) return mapText(Object.entries(value).map(([name, member]) => `${notes.name(name)}: ${plainText(member, notes, `${indent}  `)}`), indent);
  if (typeof value === "boolean") return notes.boolean(value);
  if (typeof value === "string") return notes.string(value);
  return value === null || value === undefined ? notes.nothing : String(value);
}

export function mapText(entries: readonly string[], indent: string): string {
  return laidOut(entries, { open: "{", close: "}", space: " ", indent });
}

export function listText(elements: readonly string[], indent: string): string {
  return laidOut(elements, { open: "[", close: "]", space: "", indent });
}

function laidOut(parts: readonly string[], { open, close, space, indent }: { readonly open: string; readonly close: string; readonly space: string; readonly indent: string }): string {
  if (parts.length === 0) return open + close;
  const line = `${open}${space}${parts.join(", ")}${space}${close}`;
  if (line.length + indent.length <= WIDTH && !line.includes("\n")) return line;
  return `${open}\n${parts.map((part) => `${indent}  ${part},`).join("\n")}\n${indent}${close}`;
}
