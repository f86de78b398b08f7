/**
 * An attribute as a person edits it: name, type, text, and parts where the type holds others. It keeps what was typed,
 * also when that is no value yet; whether it is one is the service's own question.
 */
import type { AttributeValue, Item } from "../../engine/index.ts";

export const ATTRIBUTE_TYPES = ["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"] as const;
export type DraftType = (typeof ATTRIBUTE_TYPES)[number];

export interface AttributeDraft {
  /** For React's keys only. */
  readonly id: number;
  /** Empty for the parts of lists and sets. */
  readonly name: string;
  readonly type: DraftType;
  /** S, N: as written. B: base64. BOOL: "true" or "false". Empty for the others. */
  readonly text: string;
  /** Of M, L and sets. */
  readonly parts: readonly AttributeDraft[];
}

/** What the types are called in a menu. */
export const TYPE_WORDS: Readonly<Record<DraftType, string>> = {
  S: "string",
  N: "number",
  B: "binary, base64",
  BOOL: "true or false",
  NULL: "null",
  M: "map",
  L: "list",
  SS: "set of strings",
  NS: "set of numbers",
  BS: "set of binaries",
};

let lastId = 0;

export function attributeDraft(fields: Partial<Omit<AttributeDraft, "id">>): AttributeDraft {
  return { id: ++lastId, name: "", type: "S", text: "", parts: [], ...fields };
}

/** Type of a set's elements; null for other types. */
export function elementType(type: DraftType): "S" | "N" | "B" | null {
  return type === "SS" ? "S" : type === "NS" ? "N" : type === "BS" ? "B" : null;
}

export function holdsParts(type: DraftType): boolean {
  return type === "M" || type === "L" || elementType(type) !== null;
}

/** Takes on another type and keeps what still makes sense. */
export function retyped(draft: AttributeDraft, type: DraftType): AttributeDraft {
  const element = elementType(type);
  if (!holdsParts(type)) return { ...draft, type, parts: [], text: type === "NULL" ? "" : type === "BOOL" ? String(draft.text === "true") : draft.text };
  const parts = holdsParts(draft.type) ? draft.parts : draft.text === "" ? [] : [attributeDraft({ text: draft.text, type: draft.type })];
  return {
    ...draft,
    type,
    text: "",
    parts: parts.map((part, at) => ({
      ...(element === null ? part : retyped(part, element)),
      name: type === "M" ? part.name || `part${at + 1}` : "",
    })),
  };
}

/** An attribute without a name is not sent: it is a row that was just added. */
export function itemOf(attributes: readonly AttributeDraft[]): Item {
  return Object.fromEntries(attributes.filter(({ name }) => name !== "").map((one) => [one.name, valueOf(one)])) as Item;
}

export function valueOf({ type, text, parts }: AttributeDraft): AttributeValue {
  switch (type) {
    case "BOOL":
      return { BOOL: text === "true" };
    case "NULL":
      return { NULL: true };
    case "M":
      return { M: itemOf(parts) };
    case "L":
      return { L: parts.map(valueOf) };
    case "SS":
    case "NS":
    case "BS":
      return { [type]: parts.map((part) => part.text) } as unknown as AttributeValue;
    default:
      return { [type]: text } as unknown as AttributeValue;
  }
}

/** @param item as on the wire */
export function draftsOf(item: Item): AttributeDraft[] {
  return Object.entries(item).map(([name, value]) => draftOf(name, value));
}

export function draftOf(name: string, value: AttributeValue): AttributeDraft {
  const [type, inside] = Object.entries(value)[0] as [DraftType, unknown];
  switch (type) {
    case "NULL":
      return attributeDraft({ name, type });
    case "M":
      return attributeDraft({ name, type, parts: draftsOf(inside as Item) });
    case "L":
      return attributeDraft({ name, type, parts: (inside as AttributeValue[]).map((part) => draftOf("", part)) });
    case "SS":
    case "NS":
    case "BS": {
      const element = elementType(type) ?? "S";
      return attributeDraft({ name, type, parts: (inside as string[]).map((text) => attributeDraft({ type: element, text })) });
    }
    default:
      return attributeDraft({ name, type, text: String(inside) });
  }
}
