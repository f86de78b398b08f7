/**
 * Attribute values in the shape they have on the wire, and items made of them. Values that come out of
 * `value-parser.ts` are canonical (numbers in one notation, sets sorted), which is what makes equality cheap.
 * [VAL-1, VAL-4, VAL-5]
 */

import { base64ToBytes, compareBytes } from "../base/bytes.ts";
import { compareDecimals } from "../base/decimal.ts";
import { ownOf, setOwn } from "../base/own.ts";
import { compareUtf8 } from "../base/utf8.ts";

export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly M: Item }
  | { readonly L: readonly AttributeValue[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };

/** Attribute names to values. Read it through `attributeOf`: a name may be `constructor` or `__proto__`. */
export type Item = Readonly<Record<string, AttributeValue>>;

export type AttributeType = "S" | "N" | "B" | "BOOL" | "NULL" | "M" | "L" | "SS" | "NS" | "BS";

export function typeOf(value: AttributeValue): AttributeType {
  for (const type of Object.keys(value)) return type as AttributeType;
  return "NULL";
}

export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return ownOf(item, name);
}

/** A copy of `item` with only the named attributes that it has. */
export function pickAttributes(item: Item, names: readonly string[]): Item {
  const out: Record<string, AttributeValue> = {};
  for (const name of names) {
    const value = attributeOf(item, name);
    if (value !== undefined) setOwn(out, name, value);
  }
  return out;
}

/** DynamoDB's equality: numbers by value, sets whatever their order, maps whatever the order of their keys. */
export function valuesEqual(a: AttributeValue, b: AttributeValue): boolean {
  if (a === b) return true;
  if ("S" in a) return "S" in b && a.S === b.S;
  if ("N" in a) return "N" in b && a.N === b.N;
  if ("M" in a) return "M" in b && itemsEqual(a.M, b.M);
  if ("L" in a) return "L" in b && listsEqual(a.L, b.L);
  if ("BOOL" in a) return "BOOL" in b && a.BOOL === b.BOOL;
  if ("NULL" in a) return "NULL" in b;
  if ("B" in a) return "B" in b && a.B === b.B;
  if ("SS" in a) return "SS" in b && sameMembers(a.SS, b.SS);
  if ("NS" in a) return "NS" in b && sameMembers(a.NS, b.NS);
  return "BS" in b && sameMembers(a.BS, b.BS);
}

export function itemsEqual(a: Item, b: Item): boolean {
  if (a === b) return true;
  let names = 0;
  for (const name of Object.keys(a)) {
    names++;
    const left = attributeOf(a, name);
    const right = attributeOf(b, name);
    if (left === undefined || right === undefined || !valuesEqual(left, right)) return false;
  }
  for (const _ of Object.keys(b)) names--;
  return names === 0;
}

function listsEqual(a: readonly AttributeValue[], b: readonly AttributeValue[]): boolean {
  return a.length === b.length && a.every((value, i) => valuesEqual(value, b[i] as AttributeValue));
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((member, i) => member === b[i]);
}

/** Order of two values of the same S, N or B type; undefined when they have none. */
export function compareValues(a: AttributeValue, b: AttributeValue): number | undefined {
  if ("S" in a && "S" in b) return compareUtf8(a.S, b.S);
  if ("N" in a && "N" in b) return compareDecimals(a.N, b.N);
  if ("B" in a && "B" in b) return compareBytes(bytesOf(a.B), bytesOf(b.B));
  return undefined;
}

/** Bytes of canonical base64. */
export function bytesOf(base64: string): Uint8Array {
  return base64ToBytes(base64) ?? new Uint8Array(0);
}

const MEMBER_ORDER = {
  SS: compareUtf8,
  NS: compareDecimals,
  BS: (a: string, b: string) => compareBytes(bytesOf(a), bytesOf(b)),
} as const;

/** Set members in the order DynamoDB returns them. Sorts in place. */
export function sortMembers(type: "SS" | "NS" | "BS", members: string[]): string[] {
  return members.sort(MEMBER_ORDER[type]);
}
