/**
 * A scenario as a link: "1." and, in base64url, a checksum, a length and the deflated parts. Reading one is hostile by
 * default: everything is bounded before it is believed, every fault has its own refusal, and of a damaged link what is
 * still there is offered. [LNK-4..8]
 */

import { deflateSync } from "fflate";
import { base64ToBytes, bytesToBase64 } from "../base/bytes.ts";
import { crc32 } from "../base/crc32.ts";
import { type Inflated, inflateWithin } from "../base/inflate.ts";
import { utf8Decode, utf8Encode } from "../base/utf8.ts";
import { linkDictionary } from "./link-dictionary.ts";
import { BaseRefused, packScenario, type ResolveBase, unpackScenario } from "./link-parts.ts";
import { NotPacked } from "./link-rows.ts";
import { JSON_DEPTH_MAX, refuseUnlessJson } from "./plain-json.ts";
import { type Found, type Recovered, recoverScenario } from "./recover.ts";
import type { Scenario } from "./scenario.ts";
import { type RefusalKind, refusal, type ScenarioRefusal } from "./scenario-refusal.ts";
import { parseScenario } from "./scenario-schema.ts";

/** Version of the link format. */
export const LINK_VERSION = 1;
/** Characters of a link that is read at all. A longer scenario travels as a file. */
export const LINK_LENGTH_MAX = 1_500_000;
/** Bytes of JSON that a link may inflate to. */
export const LINK_INFLATED_MAX = 8 * 1024 * 1024;

const HEAD_BYTES = 7;

export type DecodedLink =
  | { readonly ok: true; readonly scenario: Scenario }
  | {
      readonly ok: false;
      readonly refusal: ScenarioRefusal;
      /** What could be read, opened like any scenario; null when the world itself is lost. */
      readonly recovered: Scenario | null;
      /** What was read and what was not, in the order of the link. */
      readonly found: readonly Found[];
      /** The decoder's own words, for who wants to know. */
      readonly details: string;
    };

/**
 * The same scenario gives the same text. May be longer than LINK_LENGTH_MAX: offer the file then.
 * @param base start of the lesson in `scenario.lesson`, when whoever opens the link has it too
 */
export function encodeLink(scenario: Scenario, { base }: { readonly base?: Scenario } = {}): string {
  const json = JSON.stringify(packScenario(scenario, base));
  const payload = deflateSync(utf8Encode(json), { level: 9, mem: 9, dictionary: linkDictionary() });
  const bytes = new Uint8Array(HEAD_BYTES + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, crc32(payload));
  view.setUint8(4, payload.length >> 16);
  view.setUint16(5, payload.length & 0xffff);
  bytes.set(payload, HEAD_BYTES);
  return `${LINK_VERSION}.${bytesToBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** @param text the link, with or without what stands before its `#`. Never throws. */
export function decodeLink(text: string, { resolveBase }: { readonly resolveBase?: ResolveBase } = {}): DecodedLink {
  if (text.length > LINK_LENGTH_MAX)
    return refused(
      refusal("too-large", "This link is too long to be one of ours."),
      `${text.length} characters; ${LINK_LENGTH_MAX} is the most`,
    );
  const link = text.slice(text.lastIndexOf("#") + 1).trim();
  const version = /^([1-9]\d{0,8})\./.exec(link)?.[1];
  if (version === undefined)
    return refused(
      refusal("not-a-link", "This is not a Glass Table link."),
      "a link begins with its version and a dot",
    );
  if (Number(version) > LINK_VERSION)
    return refused(
      refusal("too-new", "This link was made with a newer Glass Table."),
      `link format ${version}; this page reads up to ${LINK_VERSION}`,
    );
  const body = link.slice(version.length + 1).replace(/[\s\u200b\u00ad]+/g, "");
  const ours = /^[A-Za-z0-9_-]*/.exec(body)?.[0] ?? "";
  const rest = body.slice(ours.length);
  const { payload, length, checksum } = openEnvelope(bytesOfBase64Url(ours));
  const inflated = inflateWithin(payload, { outputMax: LINK_INFLATED_MAX, dictionary: linkDictionary() });
  if (inflated.ended === "too-large")
    return refused(
      refusal("too-large", "This link unfolds into far more than a scenario may hold."),
      `more than ${LINK_INFLATED_MAX} bytes after inflating ${inflated.taken}`,
    );
  const intact = payload.length === length && crc32(payload) === checksum;
  if (intact) return decodeJson(utf8Decode(inflated.bytes), resolveBase);
  return damaged({ inflated, present: payload.length, length, rest }, resolveBase);
}

/** What lies past the announced length is not part of the link: a full stop, a bracket, the next word. */
function openEnvelope(bytes: Uint8Array): { payload: Uint8Array; length: number; checksum: number } {
  if (bytes.length < HEAD_BYTES) return { payload: new Uint8Array(0), length: 1, checksum: 0 };
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = (view.getUint8(4) << 16) | view.getUint16(5);
  return { payload: bytes.subarray(HEAD_BYTES, HEAD_BYTES + length), length, checksum: view.getUint32(0) };
}

/** The whole bytes that a piece of base64url stands for; a lone last character stands for none. */
function bytesOfBase64Url(text: string): Uint8Array {
  const even = text.length % 4 === 1 ? text.slice(0, -1) : text;
  const padded = even + "=".repeat((4 - (even.length % 4)) % 4);
  return base64ToBytes(padded.replaceAll("-", "+").replaceAll("_", "/")) ?? new Uint8Array(0);
}

/** An undamaged link: what is wrong with it now, its maker did. */
function decodeJson(json: string, resolveBase: ResolveBase | undefined): DecodedLink {
  let parts: unknown;
  try {
    parts = JSON.parse(json);
  } catch (thrown) {
    return refused(
      refusal("not-json", "This link does not hold a scenario."),
      thrown instanceof Error ? thrown.message : "not JSON",
    );
  }
  if (!Array.isArray(parts))
    return refused(refusal("schema", "This link does not hold a scenario."), "not a list of parts");
  const wrong = refuseUnlessJson(parts, JSON_DEPTH_MAX + 2);
  if (wrong !== null) return refused(wrong, wrong.message);
  try {
    const parsed = parseScenario(unpackScenario(parts, { resolveBase, lenient: false }).scenario);
    return parsed.ok ? parsed : refused(parsed.reason, parsed.reason.path ?? parsed.reason.message);
  } catch (thrown) {
    if (thrown instanceof NotPacked)
      return refused(refusal("schema", "This link does not hold a scenario."), thrown.message);
    if (!(thrown instanceof BaseRefused)) throw thrown;
    const { scenario, found } = recoverScenario(json, resolveBase);
    return { ok: false, refusal: thrown.reason, recovered: scenario, found, details: thrown.message };
  }
}

interface Damage {
  readonly inflated: Inflated;
  /** Bytes there, and bytes there should be. */
  readonly present: number;
  readonly length: number;
  /** From the first character that no link has. */
  readonly rest: string;
}

function damaged({ inflated, present, length, rest }: Damage, resolveBase: ResolveBase | undefined): DecodedLink {
  const recovered = recoverScenario(utf8Decode(inflated.bytes), resolveBase);
  // Three dots at the end are how a chat app says that it cut something.
  const strange = rest !== "" && !/^[.…]+$/.test(rest);
  const kind: RefusalKind = strange
    ? "wrong-alphabet"
    : present < length && inflated.ended === "input-over"
      ? "truncated"
      : "damaged";
  const details =
    present < length || inflated.ended === "invalid"
      ? `inflate ended at byte ${inflated.ended === "invalid" ? inflated.taken : present} of ${length}`
      : `all ${length} bytes inflated, but their checksum is another`;
  return {
    ok: false,
    refusal: refusal(kind, `${WHAT_HAPPENED[kind]}${readSoFar(recovered)}`),
    recovered: recovered.scenario,
    found: recovered.found,
    details,
  };
}

const WHAT_HAPPENED: Readonly<Record<"truncated" | "damaged" | "wrong-alphabet", string>> = {
  truncated: "The last part is missing, often because a chat app cut it.",
  damaged: "Some characters are not the ones that were sent.",
  "wrong-alphabet": "There are characters in it that no link has.",
};

function readSoFar({ scenario, commandsRead, commandsTotal }: Recovered): string {
  if (scenario === null) return " Nothing of it could be read.";
  return commandsTotal === 0 ? "" : ` ${commandsRead} of ${commandsTotal} commands could be read.`;
}

function refused(reason: ScenarioRefusal, details: string): DecodedLink {
  return { ok: false, refusal: reason, recovered: null, found: [], details };
}
