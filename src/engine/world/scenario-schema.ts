/**
 * The gate for scenarios: `unknown` in, a Scenario or a typed refusal out. Checks shape, limits and that ids lead
 * somewhere; whether a table can be created or an item stored is the engine's own question (ConfigRefused).
 * [LNK-1, LNK-2, LNK-3]
 */
import * as v from "valibot";
import { utf8Length } from "../base/utf8.ts";
import { COLLECTION_BYTES_MAX } from "../dynamo/local-indexes.ts";
import type { Item } from "../dynamo/values.ts";
import type { Command, Files } from "./commands.ts";
import { refuseUnlessJson } from "./plain-json.ts";
import { SCENARIO_SCHEMA, type Scenario } from "./scenario.ts";
import { type ParsedScenario, refusal, type ScenarioRefusal } from "./scenario-refusal.ts";

export const SCENARIO_LIMITS = {
  regions: 3,
  tables: 10,
  /** Of one table, or of one index. */
  partitions: 64,
  /** In all tables together. */
  items: 20_000,
  /** Of one table; a piece holds a few thousand items. */
  packedPieces: 2_000,
  /** Characters of all pieces of all tables. */
  packedLength: 80_000_000,
  functions: 16,
  triggersPerTable: 10,
  commands: 5_000,
  branches: 64,
  /** In one set: what a program or the functions see. */
  files: 32,
  fileBytes: 100 * 1024,
  fileSetBytes: 1024 * 1024,
  /** Distinct texts of the whole scenario: each run keeps the code as it was. */
  codeBytes: 4 * 1024 * 1024,
  nameLength: 200,
  viewEntries: 40,
  step: 10_000_000,
  /** About 126 years; sums of two stay exact. */
  micros: 4_000_000_000_000_000,
} as const;

const whole = (min: number, max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));
const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const label = (max: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(max));
const list = <S extends v.GenericSchema>(element: S, max: number) => v.pipe(v.array(element), v.maxLength(max));

const micros = whole(0, SCENARIO_LIMITS.micros);
const stepNumber = whole(0, SCENARIO_LIMITS.step);
const region = v.pipe(v.string(), v.regex(/^[a-z]{2}-[a-z]+-\d$/, "a Region looks like us-east-1"));
const regions = v.pipe(
  v.array(region),
  v.maxLength(SCENARIO_LIMITS.regions),
  v.minLength(1),
  v.check((given: string[]) => unique(given), "a Region is named twice"),
);
const functionName = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,64}$/, "a function's name has letters, digits, - and _, 64 at most"),
);
const fileName = v.pipe(
  label(100),
  v.check(isFileName, "a file's name has no control character, no .. and does not begin with / or ./"),
);

/** Records are taken over as they are: rebuilding them would lose a key like `constructor`. */
const record = v.custom<Readonly<Record<string, unknown>>>(isRecord, "an object is expected here");
const item = v.custom<Item>(isRecord, "an item is an object of attribute values");
const files = v.custom<Files>(
  (given) =>
    isRecord(given) && Object.entries(given).every(([name, code]) => typeof code === "string" && v.is(fileName, name)),
  "files are texts by file name",
);
const partitionsByIndex = v.custom<Readonly<Record<string, number>>>(
  (given) =>
    isRecord(given) && Object.values(given).every((count) => v.is(whole(1, SCENARIO_LIMITS.partitions), count)),
  `an index has 1 to ${SCENARIO_LIMITS.partitions} partitions`,
);
const view = v.custom<Readonly<Record<string, string>>>(
  (given) =>
    isRecord(given) &&
    Object.entries(given).every(
      ([key, value]) => v.is(label(40), key) && key !== "__proto__" && v.is(text(200), value),
    ),
  "a view has names of 1 to 40 characters and texts of at most 200",
);

const trigger = v.strictObject({
  functionName,
  batchSize: whole(1, 10_000),
  startingPosition: v.picklist(["TRIM_HORIZON", "LATEST"]),
  maximumRetryAttempts: whole(-1, 10_000),
  reportBatchItemFailures: v.boolean(),
});

const table = v.strictObject({
  create: record,
  partitions: whole(1, SCENARIO_LIMITS.partitions),
  indexPartitions: v.optional(partitionsByIndex),
  indexBurstSeconds: v.optional(whole(1, 300)),
  collectionBytesMax: v.optional(whole(1_000, COLLECTION_BYTES_MAX)),
  regions: v.optional(regions),
  triggers: v.optional(list(trigger, SCENARIO_LIMITS.triggersPerTable)),
  items: v.optional(v.array(item)),
  packed: v.optional(list(v.string(), SCENARIO_LIMITS.packedPieces)),
});

const config = v.strictObject({
  regions,
  latency: v.picklist(["instant", "typical", "slow"]),
  tables: list(table, SCENARIO_LIMITS.tables),
  functions: list(v.strictObject({ name: functionName, entry: fileName }), SCENARIO_LIMITS.functions),
  files,
});

const zoneFault = { region, zone: v.picklist(["a", "b", "c"]) };
const linkFault = { a: label(200), b: label(200) };
const fault = v.variant("type", [
  v.strictObject({ type: v.literal("kill-node"), replica: label(600) }),
  v.strictObject({ type: v.literal("revive-node"), replica: label(600) }),
  v.strictObject({ type: v.literal("kill-zone"), ...zoneFault }),
  v.strictObject({ type: v.literal("revive-zone"), ...zoneFault }),
  v.strictObject({ type: v.literal("cut-link"), ...linkFault }),
  v.strictObject({
    type: v.literal("slow-link"),
    ...linkFault,
    extraMicros: micros,
    lossPerMillion: whole(0, 1_000_000),
  }),
  v.strictObject({ type: v.literal("heal-link"), ...linkFault }),
]);

const id = whole(1, Number.MAX_SAFE_INTEGER - 1);
const issued = { id, at: micros };
const input = v.custom<unknown>((given) => given !== undefined, "a request has an input");
const command = v.variant("kind", [
  v.strictObject({ ...issued, kind: v.literal("request"), region, operation: label(100), input }),
  v.strictObject({ ...issued, kind: v.literal("run"), region, entry: fileName, files }),
  v.strictObject({ ...issued, kind: v.literal("stop"), region, run: id }),
  v.strictObject({ ...issued, kind: v.literal("deploy"), functionName, entry: fileName, files }),
  v.strictObject({ ...issued, kind: v.literal("fault"), fault }),
  v.strictObject({ ...issued, kind: v.literal("jump"), micros }),
]);

const branch = v.strictObject({
  name: text(SCENARIO_LIMITS.nameLength),
  parent: v.nullable(whole(0, SCENARIO_LIMITS.branches)),
  forkStep: stepNumber,
  commands: list(id, SCENARIO_LIMITS.commands),
});

const scenarioSchema = v.strictObject({
  schema: v.literal(SCENARIO_SCHEMA),
  engine: v.pipe(v.string(), v.regex(/^\d{1,6}\.\d{1,6}$/, 'an engine version looks like "1.0"')),
  name: text(SCENARIO_LIMITS.nameLength),
  seed: whole(0, 0xffffffff),
  config,
  commands: list(command, SCENARIO_LIMITS.commands),
  branches: v.pipe(list(branch, SCENARIO_LIMITS.branches), v.minLength(1)),
  current: whole(0, SCENARIO_LIMITS.branches),
  step: stepNumber,
  hash: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "a hash is 64 hexadecimal digits"))),
  view: v.optional(view),
  lesson: v.optional(v.pipe(label(120), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "a lesson looks like chapter/slug"))),
});

/** Never throws. The order of fields does not matter; fields that are undefined count as absent, unknown ones are refused. */
export function parseScenario(value: unknown): ParsedScenario<Scenario> {
  try {
    const reason = refuseUnlessJson(value) ?? refuseUnlessOurs(value);
    if (reason !== null) return { ok: false, reason };
    const parsed = v.safeParse(scenarioSchema, value, { abortEarly: true });
    if (!parsed.success) return { ok: false, reason: refusalOf(parsed.issues[0]) };
    const scenario: Scenario = parsed.output;
    const fault = refuseSizes(scenario) ?? refuseReferences(scenario);
    return fault === null ? { ok: true, scenario } : { ok: false, reason: fault };
  } catch (thrown) {
    // Only an object that answers differently each time it is asked (a getter, a proxy) gets here.
    return {
      ok: false,
      reason: refusal(
        "schema",
        `The scenario cannot be read: ${thrown instanceof Error ? thrown.message : "unknown"}.`,
      ),
    };
  }
}

function refuseUnlessOurs(value: unknown): ScenarioRefusal | null {
  if (!isRecord(value)) return refusal("not-a-scenario", "This is not a Glass Table scenario.");
  const { schema } = value;
  if (typeof schema === "number" && schema > SCENARIO_SCHEMA)
    return refusal("too-new", "This scenario was made with a newer Glass Table.", "schema");
  return null;
}

const LIMIT_ISSUES: readonly string[] = ["max_length", "max_value"];

function refusalOf(issue: v.BaseIssue<unknown>): ScenarioRefusal {
  const path = v.getDotPath(issue);
  const where = path === null ? "The scenario" : `The field ${path.slice(0, 200)}`;
  const ours = issue.type === "custom" || issue.type === "check" || issue.type === "regex";
  const why = ours
    ? issue.message
    : `expected ${issue.expected ?? "something else"}, found ${issue.received.slice(0, 80)}`;
  return refusal(
    LIMIT_ISSUES.includes(issue.type) ? "limits" : "schema",
    `${where} is not as it should be: ${why}.`,
    path,
  );
}

function refuseSizes({ config, commands, view }: Scenario): ScenarioRefusal | null {
  const items = config.tables.reduce((sum, t) => sum + (t.items?.length ?? 0), 0);
  if (items > SCENARIO_LIMITS.items)
    return refusal(
      "limits",
      `The tables start with ${items} items; ${SCENARIO_LIMITS.items} is the most.`,
      "config.tables",
    );
  const packed = config.tables.flatMap((t) => t.packed ?? []).reduce((sum, piece) => sum + piece.length, 0);
  if (packed > SCENARIO_LIMITS.packedLength)
    return refusal(
      "limits",
      `The packed items take ${packed} characters; ${SCENARIO_LIMITS.packedLength} is the most.`,
      "config.tables",
    );
  if (Object.keys(view ?? {}).length > SCENARIO_LIMITS.viewEntries)
    return refusal("limits", "The view has too many entries.", "view");
  const sets: [string, Files][] = [["config.files", config.files]];
  commands.forEach((c, i) => {
    if (c.kind === "run" || c.kind === "deploy") sets.push([`commands.${i}.files`, c.files]);
  });
  const sizes = new Map<string, number>();
  for (const [path, set] of sets) {
    const reason = refuseFiles(path, set, sizes);
    if (reason !== null) return reason;
  }
  return null;
}

/** @param sizes bytes of every distinct text so far; filled in */
function refuseFiles(path: string, set: Files, sizes: Map<string, number>): ScenarioRefusal | null {
  const texts = Object.values(set);
  if (texts.length > SCENARIO_LIMITS.files)
    return refusal("limits", `There are ${texts.length} files; ${SCENARIO_LIMITS.files} is the most.`, path);
  let total = 0;
  for (const code of texts) {
    const bytes = sizes.get(code) ?? utf8Length(code);
    sizes.set(code, bytes);
    if (bytes > SCENARIO_LIMITS.fileBytes) return refusal("limits", "A file is larger than 100 KB.", path);
    total += bytes;
  }
  if (total > SCENARIO_LIMITS.fileSetBytes) return refusal("limits", "The files are larger than 1 MB together.", path);
  const all = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  return all > SCENARIO_LIMITS.codeBytes
    ? refusal("limits", "The code of all runs is larger than 4 MB together.", path)
    : null;
}

/** Everything that names something else names something that is there. */
function refuseReferences({ config, commands, branches, current }: Scenario): ScenarioRefusal | null {
  const functions = config.functions.map((f) => f.name);
  if (!unique(functions)) return refusal("references", "Two functions have the same name.", "config.functions");
  for (const [i, t] of config.tables.entries()) {
    if (t.regions?.some((r) => !config.regions.includes(r)))
      return refusal("references", "A table names a Region the world does not have.", `config.tables.${i}.regions`);
    if (t.triggers?.some((f) => !functions.includes(f.functionName)))
      return refusal("references", "A table names a function the world does not have.", `config.tables.${i}.triggers`);
  }
  const atOf = new Map<number, number>();
  for (const [i, c] of commands.entries()) {
    if (atOf.has(c.id)) return refusal("references", `Two commands have the id ${c.id}.`, `commands.${i}.id`);
    atOf.set(c.id, c.at);
    if (!config.regions.includes(regionOf(c) ?? (config.regions[0] as string)))
      return refusal("references", "A command names a Region the world does not have.", `commands.${i}.region`);
    if (c.kind === "deploy" && !functions.includes(c.functionName))
      return refusal("references", "A command names a function the world does not have.", `commands.${i}.functionName`);
  }
  for (const [i, { commands: own, parent }] of branches.entries()) {
    if (i === 0 ? parent !== null : parent === null || parent >= i)
      return refusal(
        "references",
        "A branch leaves one that comes before it; the first leaves none.",
        `branches.${i}.parent`,
      );
    const reason = refuseOrder(own, atOf, `branches.${i}.commands`);
    if (reason !== null) return reason;
  }
  return current < branches.length ? null : refusal("references", "The open branch does not exist.", "current");
}

function refuseOrder(own: readonly number[], atOf: ReadonlyMap<number, number>, path: string): ScenarioRefusal | null {
  if (!unique(own)) return refusal("references", "A branch carries out a command twice.", path);
  let last = 0;
  for (const command of own) {
    const at = atOf.get(command);
    if (at === undefined)
      return refusal("references", `A branch names command ${command}, which does not exist.`, path);
    if (at < last) return refusal("references", "The commands of a branch are not in the order of their times.", path);
    last = at;
  }
  return null;
}

function regionOf(command: Command): string | undefined {
  if ("region" in command) return command.region;
  return command.kind === "fault" && "region" in command.fault ? command.fault.region : undefined;
}

function unique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFileName(name: string): boolean {
  return !/\p{Cc}/u.test(name) && !/^\.?\//.test(name) && !name.includes("..") && name !== "__proto__";
}
