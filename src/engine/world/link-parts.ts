/**
 * A scenario as the thirteen parts of a link, version 1: what survives a cut longest comes first. This layout is frozen:
 * a change is a new version beside this one, because old links are opened forever. [LNK-4, LNK-5, LNK-8]
 */
import { canonicalJson } from "../base/canonical.ts";
import { crc32 } from "../base/crc32.ts";
import { utf8Encode } from "../base/utf8.ts";
import type { Command } from "./commands.ts";
import type { WorldConfig } from "./config.ts";
import { Budget, NotPacked, PatternReader, PatternWriter, sorted, TextReader, TextWriter } from "./link-rows.ts";
import { JSON_NODES_MAX } from "./plain-json.ts";
import type { BranchPlan, Scenario } from "./scenario.ts";
import { refusal, type ScenarioRefusal } from "./scenario-refusal.ts";
import { SCENARIO_LIMITS } from "./scenario-schema.ts";

export const PART = {
  seed: 0,
  name: 1,
  engine: 2,
  counts: 3,
  lesson: 4,
  world: 5,
  branches: 6,
  current: 7,
  step: 8,
  commands: 9,
  files: 10,
  view: 11,
  hash: 12,
} as const;
export const PART_COUNT = 13;

/** In a command, what its request says at the top (TableName, UpdateExpression) belongs to the pattern. */
const COMMAND_CONSTANTS = 2;
const ITEM_CONSTANTS = 1;

export type ResolveBase = (lesson: string) => Scenario | null;

/** @param base start of the lesson that the scenario continues; its world and code are then named, not carried */
export function packScenario(scenario: Scenario, base?: Scenario): unknown[] {
  const { config, commands, branches } = scenario;
  const onBase =
    base !== undefined && scenario.lesson !== undefined && canonicalJson(config) === canonicalJson(base.config);
  const texts = new TextWriter();
  const rows = packCommands(commands, texts);
  return [
    scenario.seed,
    scenario.name,
    scenario.engine,
    [commands.length, Object.keys(config.files).length],
    scenario.lesson ?? 0,
    onBase ? fingerprint(config) : packWorld(config),
    packBranches(branches, commands),
    scenario.current,
    scenario.step,
    rows,
    onBase ? 0 : texts.files(config.files),
    scenario.view === undefined ? 0 : sorted(scenario.view),
    scenario.hash ?? 0,
  ];
}

export interface Unpacked {
  /** Not yet parsed. */
  readonly scenario: Readonly<Record<string, unknown>>;
  readonly commandsRead: number;
  /** False: the code of the functions and the editor was not there. */
  readonly filesRead: boolean;
}

export interface UnpackOptions {
  readonly resolveBase?: ResolveBase | undefined;
  /** Take what is there: stop at the first bad row, do without what follows the world. */
  readonly lenient: boolean;
  /** At most so many commands. */
  readonly commandsMax?: number;
}

/** The lesson a link builds on is not at hand, or not as it was. Never leaves the codec. */
export class BaseRefused extends Error {
  constructor(readonly reason: ScenarioRefusal) {
    super(reason.message);
  }
}

/** @throws {NotPacked} @throws {BaseRefused} */
export function unpackScenario(
  parts: readonly unknown[],
  { resolveBase, lenient, commandsMax = SCENARIO_LIMITS.commands }: UnpackOptions,
): Unpacked {
  if (!lenient && parts.length !== PART_COUNT)
    throw new NotPacked(`the link has ${parts.length} parts instead of ${PART_COUNT}`);
  const budget = new Budget(JSON_NODES_MAX);
  const total = commandCount(parts);
  const lesson = parts[PART.lesson];
  const base = typeof parts[PART.world] === "number" ? baseConfig(parts, resolveBase, lenient) : null;
  const world = base ?? unpackWorld(parts[PART.world], budget);
  const texts = new TextReader();
  const rows = arrayOf(parts[PART.commands] ?? (lenient ? [] : undefined));
  if (!lenient && rows.length !== total) throw new NotPacked("the link does not have as many commands as it says");
  const commands = unpackCommands(rows.slice(0, Math.min(total, commandsMax)), { texts, budget, lenient });
  const whole = commands.length === total;
  const filesRead = base !== null || (whole && parts[PART.files] !== undefined);
  const branches = unpackBranches(parts[PART.branches], { ids: commands.map((c) => c.id), total, lenient });
  const scenario = {
    schema: 1,
    engine: parts[PART.engine],
    name: parts[PART.name],
    seed: parts[PART.seed],
    config: { ...world, files: base !== null ? base.files : filesRead ? texts.files(parts[PART.files]) : {} },
    commands,
    branches,
    current: parts[PART.current] ?? 0,
    step: parts[PART.step] ?? 0,
    ...optional("hash", lenient ? 0 : parts[PART.hash]),
    ...optional("view", parts[PART.view]),
    ...optional("lesson", lesson),
  };
  return { scenario, commandsRead: commands.length, filesRead };
}

/** How many commands and files of the config a link says it has; 0 where it says nothing sensible. */
export function countsOf(parts: readonly unknown[]): { commands: number; files: number } {
  const given = parts[PART.counts];
  const [commands, files]: unknown[] = Array.isArray(given) ? given : [];
  const sensible = (n: unknown, max: number) =>
    typeof n === "number" && Number.isInteger(n) && n >= 0 && n <= max ? n : 0;
  return { commands: sensible(commands, SCENARIO_LIMITS.commands), files: sensible(files, SCENARIO_LIMITS.files) };
}

function commandCount(parts: readonly unknown[]): number {
  return countsOf(parts).commands;
}

function fingerprint(config: WorldConfig): number {
  return crc32(utf8Encode(canonicalJson(config)));
}

function baseConfig(parts: readonly unknown[], resolveBase: ResolveBase | undefined, lenient: boolean): WorldConfig {
  const lesson = parts[PART.lesson];
  const base = typeof lesson === "string" ? (resolveBase?.(lesson) ?? null) : null;
  if (base === null)
    throw new BaseRefused(refusal("lesson-missing", "This link continues a lesson that is not here.", "lesson"));
  if (!lenient && fingerprint(base.config) !== parts[PART.world]) {
    throw new BaseRefused(
      refusal("lesson-changed", "This link continues a lesson whose world has changed since.", "lesson"),
    );
  }
  return base.config;
}

function packWorld({ files: _, tables, ...rest }: WorldConfig): unknown {
  const packed = tables.map(({ items, ...table }) => {
    const writer = new PatternWriter(ITEM_CONSTANTS);
    return items === undefined ? table : { ...table, items: items.map((item) => writer.row(item)) };
  });
  return sorted({ ...rest, tables: packed });
}

function unpackWorld(packed: unknown, budget: Budget): Record<string, unknown> {
  const world = recordOf(packed);
  const tables = arrayOf(world.tables).map((given) => {
    const table = recordOf(given);
    if (table.items === undefined) return table;
    const reader = new PatternReader(ITEM_CONSTANTS, budget);
    return { ...table, items: arrayOf(table.items).map((row) => reader.value(arrayOf(row))) };
  });
  return { ...world, tables };
}

/** A row: the time since the command before (with the id, unless it is the next), then the body. */
function packCommands(commands: readonly Command[], texts: TextWriter): unknown[] {
  const writer = new PatternWriter(COMMAND_CONSTANTS);
  let before = { id: 0, at: 0 };
  return commands.map((command) => {
    const { id, at, ...body } = command;
    const since = at - before.at;
    const head = id === before.id + 1 ? since : [since, id];
    before = { id, at };
    return [head, ...writer.row("files" in body ? { ...body, files: texts.files(body.files) } : body)];
  });
}

type Row = Record<string, unknown> & { readonly id: number; readonly at: number };

function unpackCommands(
  rows: readonly unknown[],
  { texts, budget, lenient }: { texts: TextReader; budget: Budget; lenient: boolean },
): Row[] {
  const reader = new PatternReader(COMMAND_CONSTANTS, budget);
  const commands: Row[] = [];
  let before = { id: 0, at: 0 };
  for (const row of rows) {
    try {
      const [head, ...rest] = arrayOf(row);
      const [since, id = before.id + 1]: unknown[] = Array.isArray(head) ? head : [head];
      if (typeof since !== "number" || typeof id !== "number") throw new NotPacked("a command has no time");
      const body = reader.value(rest);
      const files = body.files === undefined ? {} : { files: texts.files(body.files) };
      before = { id, at: before.at + since };
      commands.push({ ...body, ...files, ...before });
    } catch (thrown) {
      if (lenient && thrown instanceof NotPacked) break;
      throw thrown;
    }
  }
  return commands;
}

/**
 * A branch's commands are its parent's with a stretch exchanged: what is kept at both ends, and the positions between.
 * The first is compared with all commands in order.
 */
function packBranches(branches: readonly BranchPlan[], commands: readonly Command[]): unknown[] {
  const positionOf = new Map(commands.map((c, i) => [c.id, i]));
  const lists = branches.map((b) => b.commands.map((id) => positionOf.get(id) as number));
  const everything = commands.map((_, i) => i);
  return branches.map(({ name, parent, forkStep }, i) => {
    const own = lists[i] as number[];
    const like = parent === null ? everything : (lists[parent] as number[]);
    const head = sharedLength(own, like, Math.min(own.length, like.length));
    const tail = sharedLength(own.toReversed(), like.toReversed(), Math.min(own.length, like.length) - head);
    return [name, parent, forkStep, head, tail, ...own.slice(head, own.length - tail)];
  });
}

function sharedLength(a: readonly number[], b: readonly number[], max: number): number {
  let length = 0;
  while (length < max && a[length] === b[length]) length++;
  return length;
}

function unpackBranches(
  packed: unknown,
  { ids, total, lenient }: { ids: readonly number[]; total: number; lenient: boolean },
): unknown[] {
  if (packed === undefined && lenient) return [{ name: "original", parent: null, forkStep: 0, commands: ids }];
  const everything = Array.from({ length: total }, (_, i) => i);
  const lists: number[][] = [];
  return arrayOf(packed)
    .slice(0, SCENARIO_LIMITS.branches + 1)
    .map((given) => {
      const [name, parent, forkStep, head, tail, ...between] = arrayOf(given);
      const like = parent === null ? everything : lists[Number(parent)];
      if (like === undefined || !isCount(head) || !isCount(tail) || head + tail > like.length)
        throw new NotPacked("a branch does not follow from its parent");
      const own = [...like.slice(0, head), ...(between as number[]), ...like.slice(like.length - tail)];
      if (!own.every((position) => isCount(position) && position < total))
        throw new NotPacked("a branch names a command that is not there");
      lists.push(own);
      return {
        name,
        parent,
        forkStep,
        commands: own.filter((position) => position < ids.length).map((position) => ids[position]),
      };
    });
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function arrayOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new NotPacked("a list is expected");
  return value;
}

function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new NotPacked("an object is expected");
  return value as Record<string, unknown>;
}

function optional(key: string, part: unknown): Record<string, unknown> {
  return part === undefined || part === 0 ? {} : { [key]: part };
}
