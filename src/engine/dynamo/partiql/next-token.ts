/**
 * NextToken: where a SELECT goes on, bound to what was asked. Opaque to callers; anything they make of it is refused.
 * [PQL-11]
 */
import { base64ToBytes, bytesToBase64 } from "../../base/bytes.ts";
import { canonicalJson } from "../../base/canonical.ts";
import { crc32 } from "../../base/crc32.ts";
import { utf8Decode, utf8Encode } from "../../base/utf8.ts";
import { Refused, refuse } from "../errors.ts";
import { parseItem } from "../value-parser.ts";
import type { AttributeValue, Item } from "../values.ts";
import { PARTIQL_WORDING } from "./refusals.ts";

/** Of the statement as written and its parameters: what a token is good for. */
export function fingerprintOf(statement: string, parameters: readonly AttributeValue[]): number {
  return crc32(utf8Encode(canonicalJson([statement, parameters])));
}

export function encodeToken(fingerprint: number, lastKey: Item): string {
  return bytesToBase64(utf8Encode(JSON.stringify([fingerprint, lastKey])));
}

/** @throws {Refused} no token of ours, or another statement's */
export function decodeToken(token: string, fingerprint: number): Item {
  const [of, key] = readToken(token);
  if (typeof of !== "number") return refuse(PARTIQL_WORDING.tokenInvalid);
  if (of !== fingerprint) refuse(PARTIQL_WORDING.tokenMismatch);
  try {
    return parseItem(key);
  } catch (thrown) {
    if (thrown instanceof Refused) return refuse(PARTIQL_WORDING.tokenInvalid);
    throw thrown;
  }
}

function readToken(token: string): readonly unknown[] {
  const bytes = base64ToBytes(token);
  if (bytes === null) return [];
  try {
    const parsed: unknown = JSON.parse(utf8Decode(bytes));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
