/**
 * The boundary of lesson files: unknown in, a Lesson out, or an error that names the lesson, the place and what is
 * wrong there. What the engine itself checks (tables, items, requests) is left to the engine.
 */
import * as v from "valibot";
import { EVENT_FACTS, type EventKind, newScenario } from "../engine/index.ts";
import type { Check } from "./check.ts";
import type { Lesson, LessonAbout } from "./lesson.ts";
import { readLessonText, type StepText } from "./lesson-text.ts";

export class LessonRefused extends Error {
  override name = "LessonRefused";
}

const text = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const scalar = v.union([v.string(), v.number(), v.boolean(), v.null()]);

const fieldTest = v.union([
  scalar,
  v.strictObject({ not: scalar }),
  v.strictObject({ oneOf: v.array(scalar) }),
  v.strictObject({ includes: text }),
  v.strictObject({ holds: text, times: v.optional(count) }),
  v.strictObject({ atLeast: v.number(), atMost: v.optional(v.number()) }),
  v.strictObject({ atMost: v.number() }),
  v.strictObject({ absent: v.literal(true) }),
]);
const eventMatch = v.strictObject({
  kind: v.custom<EventKind>(
    (kind) => typeof kind === "string" && Object.hasOwn(EVENT_FACTS, kind),
    "not a kind of event",
  ),
  where: v.optional(v.record(v.string(), fieldTest)),
});

const item = v.strictObject({ table: text, label: text, region: v.optional(text) });
const since = v.optional(v.picklist(["step", "lesson"]));

const check: v.GenericSchema<Check> = v.lazy((input) => {
  if (typeof input === "object" && input !== null) {
    if ("all" in input) return v.strictObject({ all: v.pipe(v.array(check), v.minLength(1)) });
    if ("any" in input) return v.strictObject({ any: v.pipe(v.array(check), v.minLength(1)) });
    if ("not" in input) return v.strictObject({ not: check, seen: text });
  }
  return leafCheck;
});
const leafCheck = v.variant("kind", [
  v.strictObject({
    kind: v.literal("event"),
    match: eventMatch,
    atLeast: v.optional(count),
    atMost: v.optional(count),
    since,
  }),
  v.strictObject({ kind: v.literal("sequence"), matches: v.pipe(v.array(eventMatch), v.minLength(2)), since }),
  v.strictObject({ kind: v.literal("distinct"), match: eventMatch, field: text, atLeast: count, since }),
  v.strictObject({
    kind: v.literal("copies"),
    item,
    hold: v.picklist(["newest", "older"]),
    atLeast: v.optional(count),
    atMost: v.optional(count),
  }),
  v.strictObject({ kind: v.literal("stale-read"), item, since }),
  v.strictObject({ kind: v.literal("reads-go-back"), item, since }),
  v.strictObject({ kind: v.literal("same-partition"), table: text, atLeast: count, since }),
  v.strictObject({ kind: v.literal("overtaken"), table: text, since }),
]);

const files = v.record(v.string(), v.union([v.string(), v.array(v.string())]));
const command = v.variant("kind", [
  v.strictObject({ kind: v.literal("request"), region: text, operation: text, input: v.unknown() }),
  v.strictObject({ kind: v.literal("run"), region: text, entry: text, files }),
  v.strictObject({ kind: v.literal("deploy"), functionName: text, entry: text, files }),
  v.strictObject({ kind: v.literal("jump"), micros: count }),
  v.strictObject({ kind: v.literal("fault"), fault: v.looseObject({ type: text }) }),
]);
const action = v.union([
  v.strictObject({ issue: command }),
  v.strictObject({ until: eventMatch, times: v.optional(count) }),
  v.strictObject({ quiet: v.literal(true) }),
]);

const candidates = v.variant("kind", [
  v.strictObject({ kind: v.literal("replicas"), item }),
  v.strictObject({ kind: v.literal("partitions"), table: text }),
  v.strictObject({
    kind: v.literal("options"),
    options: v.pipe(v.array(v.strictObject({ id: text, label: text, when: check })), v.minLength(2), v.maxLength(9)),
  }),
]);
const answer = v.variant("kind", [
  v.strictObject({ kind: v.literal("replica-that-served"), match: eventMatch }),
  v.strictObject({ kind: v.literal("replica-that-leads"), item }),
  v.strictObject({ kind: v.literal("partition-of"), item }),
  v.strictObject({ kind: v.literal("option-that-holds") }),
]);
const show = v.strictObject({
  follow: v.optional(v.strictObject({ table: text, label: text })),
  zoom: v.optional(v.picklist(["world", "region", "partition", "item"])),
});
const stepPart = v.strictObject({
  enter: v.optional(v.array(action), []),
  show: v.optional(show, {}),
  offers: v.optional(
    v.array(v.strictObject({ label: text, code: v.union([v.string(), v.array(v.string())]), command })),
    [],
  ),
  gate: v.optional(
    v.nullable(
      v.strictObject({
        id: text,
        label: text,
        question: text,
        candidates,
        answer,
        run: v.pipe(v.array(action), v.minLength(1)),
        reveal: v.optional(show, {}),
      }),
    ),
    null,
  ),
  tasks: v.optional(v.array(v.strictObject({ id: text, label: text, check })), []),
});

const about = v.strictObject({
  number: count,
  chapter: count,
  chapterTitle: text,
  title: text,
  minutes: count,
  oneLine: text,
  orderMatters: v.boolean(),
});
const scenario = v.strictObject({
  seed: count,
  config: v.looseObject({
    regions: v.array(text),
    latency: v.picklist(["instant", "typical", "slow"]),
    tables: v.array(v.unknown()),
    functions: v.array(v.unknown()),
    files,
  }),
});
const solution = v.strictObject({ steps: v.array(v.array(action)) });

export function readAbout(slug: string, input: unknown): LessonAbout {
  return parsed(about, input, `${slug}/about.json`);
}

/** @throws {LessonRefused | LessonTextRefused} with the place of the first thing that is wrong */
export function readLesson(
  slug: string,
  source: { readonly about: unknown; readonly text: string; readonly scenario: unknown; readonly solution: unknown },
): Lesson {
  const meta = readAbout(slug, source.about);
  const world = parsed(scenario, joinLines(source.scenario), `${slug}/scenario.json`);
  const solved = parsed(solution, joinLines(source.solution), `${slug}/solution.json`);
  const steps = readLessonText(source.text).map((step) => readStep(slug, step));
  if (solved.steps.length !== steps.length)
    throw new LessonRefused(`${slug}/solution.json: ${solved.steps.length} lists of actions for ${steps.length} steps`);
  const base = newScenario({ name: meta.title, seed: world.seed, config: world.config as never });
  return { ...meta, slug, steps, scenario: { ...base, lesson: slug }, solution: solved.steps as Lesson["solution"] };
}

function readStep(slug: string, step: StepText): Lesson["steps"][number] {
  const where = `${slug}/lesson.md, step "${step.title}"`;
  const { gate, ...part } = parsed(stepPart, joinLines(step.part), where);
  if (gate !== null && (step.because === "" || step.tempting === ""))
    throw new LessonRefused(`${where}: a gate needs its sections Because and Tempting`);
  return {
    title: step.title,
    prose: step.prose,
    hints: step.hints,
    ...part,
    gate: gate === null ? null : { ...gate, why: step.because, tempting: step.tempting },
  } as Lesson["steps"][number];
}

function parsed<Schema extends v.GenericSchema>(schema: Schema, input: unknown, where: string): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new LessonRefused(`${where}: ${v.getDotPath(issue) ?? "the whole"}: ${issue.message}`);
}

/** Code is written as a list of lines in the files; here it becomes one text. */
function joinLines(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(joinLines);
  if (typeof input !== "object" || input === null) return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      if (name === "code" && isLines(value)) return [name, value.join("\n")];
      if (name === "files" && typeof value === "object" && value !== null) return [name, filesOf(value)];
      return [name, joinLines(value)];
    }),
  );
}

function filesOf(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([file, lines]) => [file, isLines(lines) ? `${lines.join("\n")}\n` : lines]),
  );
}

function isLines(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((line) => typeof line === "string");
}
