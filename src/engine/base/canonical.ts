/**
 * One text for one value: JSON with object keys in UTF-8 order, so that equal worlds have equal hashes whatever order
 * their fields were written in. `undefined` fields are left out; -0 is 0. [SIM-5]
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "./bytes.ts";
import { compareUtf8, utf8Encode } from "./utf8.ts";

/** Canonical JSON text of plain data (and of anything with a `toJSON`). */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return Object.is(value, -0) ? "0" : JSON.stringify(value);
  if (typeof value === "bigint") return `"${value}n"`;
  if (Array.isArray(value)) return `[${value.map((v) => canonicalJson(v === undefined ? null : v)).join(",")}]`;
  if (value instanceof Uint8Array) return `"${bytesToHex(value)}"`;
  if (value instanceof Map)
    return canonicalJson([...value.entries()].sort(([a], [b]) => compareUtf8(String(a), String(b))));
  if (value instanceof Set) return canonicalJson([...value].sort((a, b) => compareUtf8(String(a), String(b))));
  if (typeof value === "object") {
    const fields = value as Record<string, unknown>;
    // A collection's inside depends on how often it was copied; what it holds does not.
    if (typeof fields.toJSON === "function") return canonicalJson(fields.toJSON());
    const keys = Object.keys(fields).filter((k) => fields[k] !== undefined && typeof fields[k] !== "function");
    keys.sort(compareUtf8);
    return `{${keys.map((k) => `${JSON.stringify(k)}:${canonicalJson(fields[k])}`).join(",")}}`;
  }
  return "null";
}

/** SHA-256 of the canonical text, as 64 hex digits. */
export function canonicalHash(value: unknown): string {
  return bytesToHex(sha256(utf8Encode(canonicalJson(value))));
}
