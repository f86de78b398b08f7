/**
 * A scenario as a file: JSON that a person can read and edit, with a header that says what it is. Larger than a link
 * may be, and refused in the same words. [LNK-9]
 */
import { type DecodedLink, decodeLink } from "./link.ts";
import type { ResolveBase } from "./link-parts.ts";
import { sorted } from "./link-rows.ts";
import type { Scenario } from "./scenario.ts";
import { refusal, type ScenarioRefusal } from "./scenario-refusal.ts";
import { parseScenario } from "./scenario-schema.ts";

export const FILE_FORMAT = "glass-table-scenario";
/** Characters of a file that is read at all. */
export const FILE_LENGTH_MAX = 100_000_000;

/** The same scenario gives the same text, whatever the order of its fields. Ends with a line break. */
export function encodeFile(scenario: Scenario): string {
  const { schema, engine, name, lesson, seed, config, commands, branches, current, step, view, hash } = scenario;
  const ordered = {
    format: FILE_FORMAT,
    schema,
    engine,
    name,
    lesson,
    seed,
    config: sorted(config),
    commands: commands.map(({ id, at, kind, ...rest }) => ({ id, at, kind, ...(sorted(rest) as object) })),
    branches: branches.map((b) => ({ name: b.name, parent: b.parent, forkStep: b.forkStep, commands: b.commands })),
    current,
    step,
    view: view === undefined ? undefined : sorted(view),
    hash,
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

/** @param text of a file from encodeFile, or of one that holds a link. Never throws. */
export function decodeFile(text: string, options: { readonly resolveBase?: ResolveBase } = {}): DecodedLink {
  if (text.length > FILE_LENGTH_MAX)
    return refused(
      refusal("too-large", "This file is larger than a scenario can be."),
      `${text.length} characters; ${FILE_LENGTH_MAX} is the most`,
    );
  if (/^\s*(https?:\S*#|#)?[1-9]\d{0,8}\.[\w-]/.test(text.slice(0, 4000))) return decodeLink(text.trim(), options);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (thrown) {
    return refused(
      refusal("not-json", "This file is not JSON."),
      thrown instanceof Error ? thrown.message : "not JSON",
    );
  }
  if (typeof value !== "object" || value === null || (value as { format?: unknown }).format !== FILE_FORMAT) {
    return refused(
      refusal("not-a-scenario", "This file does not hold a Glass Table scenario."),
      `its "format" is not "${FILE_FORMAT}"`,
    );
  }
  const { format: _, ...scenario } = value as Record<string, unknown>;
  const parsed = parseScenario(scenario);
  return parsed.ok ? parsed : refused(parsed.reason, parsed.reason.path ?? parsed.reason.message);
}

function refused(reason: ScenarioRefusal, details: string): DecodedLink {
  return { ok: false, refusal: reason, recovered: null, found: [], details };
}
