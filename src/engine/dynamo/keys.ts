/**
 * Storage keys: where an item lies. One byte per character, so that plain `<` on two storage keys is DynamoDB's order:
 * by hash of the partition key, then partition key, then sort key. The hash function of the real service is not
 * published; this one is MD5 (modelled). Nothing here is about partitions or machines. [KEY-1..6]
 */
import { present } from "../base/assert.ts";
import { parseDecimal } from "../base/decimal.ts";
import { md5 } from "../base/md5.ts";
import { setOwn } from "../base/own.ts";
import { utf8Encode } from "../base/utf8.ts";
import type { KeyAttribute, KeySchema } from "./table.ts";
import { type AttributeValue, attributeOf, bytesOf, type Item } from "./values.ts";

/** Half-open interval of storage keys. */
export interface StorageRange {
  /** Inclusive. "" is the very beginning. */
  readonly from: string;
  /** Exclusive. null: to the very end. */
  readonly to: string | null;
}

/** Places on the hash ring that a learner sees: 0..65535. */
const HASH_PLACES = 65_536;

/** Ends an encoded string; a zero byte inside is written 00 FF, which sorts after the end. */
const TERMINATOR = "\x00\x01";

/** The key attributes of `item`, in schema order. */
export function keyOfItem(schema: KeySchema, item: Item): Item {
  const out: Record<string, AttributeValue> = {};
  for (const { name } of schema.partition) setOwn(out, name, present(attributeOf(item, name), "key attribute"));
  for (const { name } of schema.sort) setOwn(out, name, present(attributeOf(item, name), "key attribute"));
  return out;
}

/** Storage key of an item of a table. Its key attributes must be there with the right types. */
export function storageKeyOf(schema: KeySchema, item: Item): string {
  return partitionPrefix(schema, item) + encodeAttributes(schema.sort, item);
}

/** Storage key of an index entry: the index's key, then the table's, because index keys need not be unique. */
export function indexStorageKeyOf(index: KeySchema, table: KeySchema, entry: Item): string {
  return storageKeyOf(index, entry) + encodeAttributes(table.partition, entry) + encodeAttributes(table.sort, entry);
}

/** What every storage key with this partition key starts with: the hash and the encoded partition key. */
export function partitionPrefix(schema: KeySchema, item: Item): string {
  const encoded = encodeAttributes(schema.partition, item);
  return md5(encoded) + encoded;
}

function encodeAttributes(attributes: readonly KeyAttribute[], item: Item): string {
  let out = "";
  for (const { name } of attributes) out += encodeKeyValue(present(attributeOf(item, name), "key attribute"));
  return out;
}

/** Order-preserving and self-terminating: no encoding is a prefix of another of the same type. */
export function encodeKeyValue(value: AttributeValue): string {
  if ("N" in value) return encodeNumber(value.N);
  return encodeKeyPrefix(value) + TERMINATOR;
}

/** Encoding of every string or binary that begins with this one: `encodeKeyValue` without its end. */
export function encodeKeyPrefix(value: AttributeValue): string {
  if ("S" in value) return escapeZeros(utf8Text(value.S));
  if ("B" in value) return escapeZeros(latin1(bytesOf(value.B)));
  throw new TypeError("only S and B values have prefixes");
}

/** Sign, exponent, base-100 digits, end. Everything after the sign is complemented for negative numbers. */
function encodeNumber(text: string): string {
  const value = parseDecimal(text);
  if (typeof value === "string") throw new TypeError(`not a canonical number: ${text}`);
  if (value.digits === "") return "\x02";
  // 1E-130 has exponent -129 and 9.99E+125 has 126: exactly one byte.
  const bytes = [value.exponent + 129];
  for (let i = 0; i < value.digits.length; i += 2) {
    bytes.push(1 + Number(value.digits.charAt(i)) * 10 + Number(value.digits.charAt(i + 1) || "0"));
  }
  bytes.push(0);
  let out = value.negative ? "\x01" : "\x03";
  for (const byte of bytes) out += String.fromCharCode(value.negative ? 255 - byte : byte);
  return out;
}

/** The UTF-8 bytes of `text`, one per character. Plain ASCII is already that. */
function utf8Text(text: string): string {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x80) return latin1(utf8Encode(text));
  return text;
}

function latin1(bytes: Uint8Array): string {
  let out = "";
  for (let i = 0; i < bytes.length; i++) out += String.fromCharCode(bytes[i] as number);
  return out;
}

function escapeZeros(bytes: string): string {
  return bytes.includes("\x00") ? bytes.replaceAll("\x00", "\x00\xff") : bytes;
}

/** The hash of the partition key, with which a storage key begins. */
export const COLLECTION_BYTES = 16;

/** What stands for the partition key: items whose storage keys begin alike are one item collection. */
export function collectionOf(storageKey: string): string {
  return storageKey.slice(0, COLLECTION_BYTES);
}

/** Place on the ring, 0..65535: the first two bytes. */
export function hashOf(storageKey: string): number {
  return storageKey.charCodeAt(0) * 256 + storageKey.charCodeAt(1);
}

/** What the ruler shows, e.g. `5B0E`. */
export function hashPrefix(storageKey: string): string {
  return hashText(hashOf(storageKey));
}

/** Four upper-case hexadecimal digits of a place on the ring. */
export function hashText(hash: number): string {
  return hash.toString(16).toUpperCase().padStart(4, "0");
}

/** Storage keys whose hash is in [from, to), both 0..65536. */
export function hashRange(from: number, to: number): StorageRange {
  return { from: hashBoundary(from), to: to === HASH_PLACES ? null : hashBoundary(to) };
}

/** Storage keys of that hash or above are `>=` this; "" for 0. `hash` is 0..65535. */
function hashBoundary(hash: number): string {
  return hash === 0 ? "" : String.fromCharCode(hash >> 8, hash & 255);
}

/** Storage keys of share `index` of `total` equal shares of the hash space (a Scan's Segment). */
export function segmentRange(index: number, total: number): StorageRange {
  const at = (share: number) => {
    const place = Math.floor((share * 0x1_0000_0000) / total);
    return String.fromCharCode((place >>> 24) & 255, (place >>> 16) & 255, (place >>> 8) & 255, place & 255);
  };
  return { from: index === 0 ? "" : at(index), to: index + 1 === total ? null : at(index + 1) };
}

/** Smallest string above every string that starts with `prefix`; null when there is none. */
export function afterPrefix(prefix: string): string | null {
  for (let last = prefix.length - 1; last >= 0; last--) {
    const byte = prefix.charCodeAt(last);
    if (byte < 255) return prefix.slice(0, last) + String.fromCharCode(byte + 1);
  }
  return null;
}

/** What two ranges have in common; may be empty (`from >= to`). */
export function intersectRanges(a: StorageRange, b: StorageRange): StorageRange {
  const startsLater = a.from < b.from ? b : a;
  const endsEarlier = a.to === null || (b.to !== null && b.to < a.to) ? b : a;
  return { from: startsLater.from, to: endsEarlier.to };
}

export function rangeContains(range: StorageRange, storageKey: string): boolean {
  return storageKey >= range.from && (range.to === null || storageKey < range.to);
}
