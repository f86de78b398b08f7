/**
 * Exact sizes in bytes, as DynamoDB counts them for its limits and its bill, and the arithmetic from bytes to
 * capacity units. Pure sums; who is charged, and when, is the service's business. [SIZE-1..6]
 */
import { utf8Length } from "../base/utf8.ts";
import type { AttributeValue, Item } from "./values.ts";

/** Inclusive: an item of exactly 400 KB is accepted. */
export const ITEM_BYTES_MAX = 409_600;
/** A Query or Scan page ends with the item that takes the evaluated bytes to 1 MB or past it. */
export const PAGE_BYTES_MAX = 1_048_576;

const READ_UNIT_BYTES = 4_096;
const WRITE_UNIT_BYTES = 1_024;

/** Attribute names and values together. */
export function itemBytes(item: Item): number {
  let bytes = 0;
  for (const name of Object.keys(item)) bytes += utf8Length(name) + valueBytes(item[name] as AttributeValue);
  return bytes;
}

/** The value alone, without the attribute's name. */
export function valueBytes(value: AttributeValue): number {
  if ("S" in value) return utf8Length(value.S);
  if ("N" in value) return numberBytes(value.N);
  if ("B" in value) return base64Bytes(value.B);
  if ("M" in value) {
    let bytes = 3;
    for (const name of Object.keys(value.M))
      bytes += 1 + utf8Length(name) + valueBytes(value.M[name] as AttributeValue);
    return bytes;
  }
  if ("L" in value) return value.L.reduce((bytes, element) => bytes + 1 + valueBytes(element), 3);
  if ("SS" in value) return value.SS.reduce((bytes, member) => bytes + utf8Length(member), 0);
  if ("NS" in value) return value.NS.reduce((bytes, member) => bytes + numberBytes(member), 0);
  if ("BS" in value) return value.BS.reduce((bytes, member) => bytes + base64Bytes(member), 0);
  return 1;
}

/** Canonical text → 1 + half the significant digits before and after the point, each rounded up, + 1 if negative. */
function numberBytes(text: string): number {
  const negative = text.charCodeAt(0) === 45 ? 1 : 0;
  const point = text.indexOf(".");
  let end = point === -1 ? text.length : point;
  const wholeStart = negative;
  // A canonical fraction ends in a non-zero digit, so only an integer can have trailing zeros to trim.
  if (point === -1) while (end > wholeStart && text.charCodeAt(end - 1) === 48) end--;
  const whole = end - wholeStart === 1 && text.charCodeAt(wholeStart) === 48 ? 0 : end - wholeStart;
  let fraction = 0;
  if (point !== -1) {
    let start = point + 1;
    // Zeros just after the point are leading zeros when there is nothing before it.
    if (whole === 0) while (text.charCodeAt(start) === 48) start++;
    fraction = text.length - start;
  }
  return 1 + ((whole + 1) >> 1) + ((fraction + 1) >> 1) + negative;
}

function base64Bytes(text: string): number {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return (text.length / 4) * 3 - padding;
}

/** Read units of `bytes`: one per started 4 KB, at least one; half of that when eventually consistent. */
export function readUnits(bytes: number, consistent: boolean): number {
  const blocks = Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES));
  return consistent ? blocks : blocks / 2;
}

/** Write units of `bytes`: one per started 1 KB, at least one. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES));
}
