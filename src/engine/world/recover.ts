/**
 * What can still be read of a link that was cut or changed: the parts of its JSON that are complete, and of the
 * commands, every one before the fault. Nothing is guessed: what is offered passes the same gate as any scenario.
 * [LNK-7]
 */
import { BaseRefused, countsOf, PART, type ResolveBase, type Unpacked, unpackScenario } from "./link-parts.ts";
import { NotPacked } from "./link-rows.ts";
import { JSON_DEPTH_MAX, refuseUnlessJson } from "./plain-json.ts";
import type { Scenario } from "./scenario.ts";
import { parseScenario } from "./scenario-schema.ts";

/** One line of "what was read and what was not". */
export interface Found {
  readonly what: string;
  readonly ok: boolean;
}

export interface Recovered {
  /** Null: not even the world could be read. */
  readonly scenario: Scenario | null;
  readonly found: readonly Found[];
  /** Commands read, and commands the link says it had. */
  readonly commandsRead: number;
  readonly commandsTotal: number;
}

const NOTHING: Recovered = {
  scenario: null,
  found: [{ what: "World and seed", ok: false }],
  commandsRead: 0,
  commandsTotal: 0,
};

/** @param text what could be inflated of a link. Never throws. */
export function recoverScenario(text: string, resolveBase: ResolveBase | undefined): Recovered {
  const prefix = readPrefix(text, PART.commands);
  if (prefix === null || refuseUnlessJson(prefix.parts, JSON_DEPTH_MAX + 2) !== null) return NOTHING;
  const { parts } = prefix;
  if (prefix.complete <= PART.world) return NOTHING;
  const { commands, files } = countsOf(parts);
  const read = readAsFarAsValid(parts, resolveBase, commands);
  if (read === null) return { ...NOTHING, commandsTotal: commands };
  return {
    scenario: read.scenario,
    found: listFound(read, { seed: read.scenario.seed, commands, hasFiles: files > 0 }),
    commandsRead: read.commandsRead,
    commandsTotal: commands,
  };
}

type Read = Pick<Unpacked, "commandsRead" | "filesRead"> & { readonly scenario: Scenario };

/** As much as passes the gate: everything, or without the code and the view, or the world alone. */
function readAsFarAsValid(parts: readonly unknown[], resolveBase: ResolveBase | undefined, total: number): Read | null {
  for (const length of [parts.length, PART.commands + 1, PART.world + 1]) {
    const read = readCommandsAsFarAsValid(parts.slice(0, length), resolveBase, total);
    if (read !== null) return read;
  }
  return null;
}

const ATTEMPTS = 4;

/** A command that the gate refuses is left out, with all after it. */
function readCommandsAsFarAsValid(
  parts: readonly unknown[],
  resolveBase: ResolveBase | undefined,
  total: number,
): Read | null {
  let commandsMax = total;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const { scenario, commandsRead, filesRead } = unpackScenario(parts, { resolveBase, lenient: true, commandsMax });
      const parsed = parseScenario(scenario);
      if (parsed.ok) return { scenario: parsed.scenario, commandsRead, filesRead };
      const bad = /^commands\.(\d+)/.exec(parsed.reason.path ?? "")?.[1];
      if (bad === undefined) return null;
      commandsMax = Number(bad);
    } catch (thrown) {
      if (thrown instanceof NotPacked || thrown instanceof BaseRefused) return null;
      throw thrown;
    }
  }
  return null;
}

function listFound(
  { commandsRead, filesRead }: Read,
  { seed, commands, hasFiles }: { seed: number; commands: number; hasFiles: boolean },
): Found[] {
  const found: Found[] = [{ what: `World and seed ${seed}`, ok: true }];
  if (commandsRead > 0) found.push({ what: range(1, commandsRead), ok: true });
  const lost = [
    commandsRead < commands ? range(commandsRead + 1, commands) : "",
    hasFiles && !filesRead ? "the code" : "",
  ].filter((what) => what !== "");
  if (hasFiles && filesRead) found.push({ what: "The code", ok: true });
  if (lost.length > 0) found.push({ what: capitalised(lost.join(" and ")), ok: false });
  return found;
}

function range(from: number, to: number): string {
  return from === to ? `Command ${from}` : `Commands ${from} to ${to}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export interface JsonPrefix {
  /** Elements of the top array; the one at `complete`, if there, has only its first elements. */
  readonly parts: readonly unknown[];
  readonly complete: number;
}

/** Places where the text could have ended, kept at most. A link has one per command and one per part. */
const CUTS_MAX = 20_000;

interface Cut {
  readonly at: number;
  readonly closing: "]" | "]]";
  readonly complete: number;
}

/**
 * Reads the beginning of a JSON array. Whole elements only, except that the element at `partial`, itself an array, may
 * end early, after a whole element of its own. Null: not the beginning of one.
 */
export function readPrefix(text: string, partial: number): JsonPrefix | null {
  const parsed = parseArray(text);
  if (parsed !== null) return { parts: parsed, complete: parsed.length };
  const cuts = findCuts(text, partial);
  // A text that is broken at one place is broken at every later one: look for the last good cut by halving.
  let best: JsonPrefix | null = null;
  let low = 0;
  let high = cuts.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { at, closing, complete } = cuts[middle] as Cut;
    const parts = parseArray(text.slice(0, at) + closing);
    if (parts === null) high = middle - 1;
    else {
      best = { parts, complete };
      low = middle + 1;
    }
  }
  return best;
}

function findCuts(text: string, partial: number): Cut[] {
  const cuts: Cut[] = [];
  let depth = 0;
  let complete = 0;
  let inString = false;
  for (let i = 0; i < text.length && cuts.length < CUTS_MAX; i++) {
    const c = text.charAt(i);
    if (inString) {
      if (c === "\\") i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === "[" || c === "{") depth++;
    else if (c === "]" || c === "}") {
      depth--;
      if (depth <= 0) break;
      if (depth === 2 && complete === partial) cuts.push({ at: i + 1, closing: "]]", complete });
      // The comma that follows may be missing: a list that is closed is complete.
      if (depth === 1) cuts.push({ at: i + 1, closing: "]", complete: complete + 1 });
    } else if (c === "," && depth === 1) cuts.push({ at: i, closing: "]", complete: ++complete });
    else if (c === "," && depth === 2 && complete === partial) cuts.push({ at: i, closing: "]]", complete });
  }
  return cuts;
}

function parseArray(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
