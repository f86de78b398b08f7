/**
 * The request fuzz: requests of every operation, spoiled at random, are parsed, bound and carried out. Each must be
 * answered with a response of the right kind or with a DynamoDB error that has a known name and says something; nothing
 * may throw, and nothing may take long. Most meet a table that is a list; some a whole world. [OP-1, FUZZ-1..3]
 */
import "../later.ts";
import { Random } from "../base/random.ts";
import { type DynamoError, ERROR_KINDS } from "../dynamo/errors.ts";
import { answerItemRead } from "../dynamo/item-read.ts";
import { applyItemWrite } from "../dynamo/item-write.ts";
import { evaluatePage, finishRange, startBudget } from "../dynamo/range-read.ts";
import type { DataRequest, ParsedRequest } from "../dynamo/requests.ts";
import { itemBytes } from "../dynamo/sizes.ts";
import { bindRequest, parseRequest } from "../dynamo/stages.ts";
import { parseItem } from "../dynamo/value-parser.ts";
import type { Item } from "../dynamo/values.ts";
import { newScenario } from "../world/scenario.ts";
import { Timeline } from "../world/timeline.ts";
import { config, playersTable } from "./fixtures.ts";
import { FUZZ_TABLES, type SampleRequest, sampleRequest } from "./request-samples.ts";
import { spoil } from "./request-spoiling.ts";

interface RequestFuzzResult {
  readonly requests: number;
  /** How many were refused, by error name; and how many were carried out. */
  readonly answers: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

/** Longest a request may take, on a machine that does nothing else; a slow one is tried again before it is reported. */
const SLOW_MILLIS = 100;
const VIOLATIONS_MAX = 10;
/** Every so many requests, some go to a whole world. */
const WORLD_EVERY = 2_500;
const WORLD_REQUESTS = 40;

const ITEMS: readonly Item[] = [
  { pk: { S: "a" }, sk: { S: "b" }, n: { N: "5" }, list: { L: [{ S: "x" }, { N: "1" }] }, tags: { SS: ["a"] } },
  { pk: { S: "a" }, sk: { N: "1" }, map: { M: { a: { S: "x" } } }, artist: { S: "Ella" } },
];

/** @param clock milliseconds of this process */
export function fuzzRequests(options: { seed: number; requests: number; clock: () => number }): RequestFuzzResult {
  const { seed, requests, clock } = options;
  const random = new Random(seed);
  const answers: Record<string, number> = {};
  const violations: string[] = [];
  const count = (name: string) => {
    answers[name] = (answers[name] ?? 0) + 1;
  };
  for (let i = 0; i < requests && violations.length < VIOLATIONS_MAX; i++) {
    const from = random.counter;
    const request = nextRequest(random);
    const startedAt = clock();
    const outcome = attempt(request);
    const isSlow = clock() - startedAt > SLOW_MILLIS && [1, 2, 3].every(() => timed(request, clock) > SLOW_MILLIS);
    count(outcome.answer);
    const found = isSlow ? [...outcome.violations, "is slow"] : outcome.violations;
    for (const violation of found) violations.push(`${violation}: request ${i}, draw ${from}: ${shown(request)}`);
    if (i % WORLD_EVERY === WORLD_EVERY - 1) violations.push(...fuzzWorld(random, count));
  }
  return { requests, answers, violations };
}

function nextRequest(random: Random): SampleRequest {
  const { operation, input } = sampleRequest(random);
  // Some stay as they are: what is right must be answered too.
  return { operation, input: random.below(16) === 0 ? input : spoil(input, random) };
}

function timed(request: SampleRequest, clock: () => number): number {
  const startedAt = clock();
  attempt(request);
  return clock() - startedAt;
}

interface Outcome {
  readonly answer: string;
  readonly violations: readonly string[];
}

/** Parses, binds and carries out against two items. */
function attempt({ operation, input }: SampleRequest): Outcome {
  try {
    const parsed = parseRequest(operation, input);
    if (!parsed.ok) return judged(parsed.error);
    if (!survivesJson(parsed.request)) return { answer: "parsed", violations: ["parsed to what is no JSON"] };
    return isData(parsed.request) ? carriedOut(parsed.request) : { answer: "parsed", violations: [] };
  } catch (thrown) {
    return { answer: "threw", violations: [`threw ${thrown instanceof Error ? thrown.stack : String(thrown)}`] };
  }
}

const DATA: ReadonlySet<string> = new Set(["PutItem", "GetItem", "UpdateItem", "DeleteItem", "Query", "Scan"]);

function isData(request: ParsedRequest): request is DataRequest {
  return DATA.has(request.operation);
}

function carriedOut(request: DataRequest): Outcome {
  const name = request.tableName.slice(request.tableName.lastIndexOf("/") + 1);
  const schema = FUZZ_TABLES.find((table) => table.name === name) ?? FUZZ_TABLES[0];
  if (schema === undefined) return { answer: "parsed", violations: [] };
  const bind = bindRequest(request, schema);
  if (!bind.ok) return judged(bind.error);
  const { bound } = bind;
  const violations: string[] = [];
  for (const item of [undefined, ...ITEMS]) {
    if (bound.kind === "range") {
      const entries: (readonly [string, Item, number])[] = item === undefined ? [] : [["x", item, itemBytes(item)]];
      const page = evaluatePage(bound, entries[Symbol.iterator](), startBudget(bound));
      violations.push(...judgedResponse(finishRange(bound, [page]).response));
    } else if (!bound.write) violations.push(...judgedResponse(answerItemRead(bound, item).response));
    else {
      const written = applyItemWrite(bound, item);
      if (written.outcome === "rejected") violations.push(...judged(written.error).violations);
      else violations.push(...judgedResponse({ Attributes: written.attributes, Item: written.after }));
    }
  }
  return { answer: "carried out", violations };
}

function judged(error: DynamoError): Outcome {
  const violations: string[] = [];
  if (!Object.hasOwn(ERROR_KINDS, error.name)) violations.push(`unknown error ${error.name}`);
  else if (ERROR_KINDS[error.name].status !== error.status)
    violations.push(`${error.name} with status ${error.status}`);
  // The service's own 500 has no words either.
  if (error.message === "" && error.name !== "InternalFailure") violations.push(`${error.name} without a message`);
  if (/undefined|\[object /.test(error.message)) violations.push(`${error.name} says ${error.message.slice(0, 200)}`);
  if (!survivesJson(error)) violations.push(`${error.name} is no JSON`);
  return { answer: error.name, violations };
}

/** Every item in it is one that a request could put. */
function judgedResponse(response: Readonly<Record<string, unknown>>): string[] {
  const items = [
    response.Item,
    response.Attributes,
    response.LastEvaluatedKey,
    ...((response.Items as unknown[]) ?? []),
  ];
  try {
    for (const item of items) if (item !== undefined) parseItem(item);
  } catch (thrown) {
    return [`answers with no item: ${thrown instanceof Error ? thrown.message : String(thrown)}`];
  }
  const numbers = [response.Count, response.ScannedCount].filter((each) => each !== undefined);
  return numbers.every((each) => Number.isSafeInteger(each)) ? [] : ["counts with no numbers"];
}

/** Plain data all through: nothing is lost on the wire. */
function survivesJson(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(survivesJson);
  if (typeof value !== "object") return value === undefined;
  return Object.values(value).every(survivesJson);
}

/** Spoiled requests to a world with two tables, one after the other; each is answered once. */
function fuzzWorld(random: Random, count: (name: string) => void): string[] {
  const tables = [
    playersTable(),
    playersTable({ index: false, create: { ...(playersTable().create as object), TableName: "Music" } }),
  ];
  const scenario = newScenario({
    name: "request fuzz",
    seed: random.next32(),
    config: config({ tables, latency: "instant" }),
  });
  const timeline = new Timeline(scenario, null);
  const violations: string[] = [];
  for (let i = 0; i < WORLD_REQUESTS; i++) {
    const { operation, input } = nextRequest(random);
    try {
      timeline.issue({ kind: "request", region: "us-east-1", operation, input });
      violations.push(...answeredOnce(timeline, count));
    } catch (thrown) {
      violations.push(
        `a world threw ${thrown instanceof Error ? thrown.stack : String(thrown)}: ${shown({ operation, input })}`,
      );
      return violations;
    }
  }
  return violations;
}

const STEPS_MAX = 5_000;

function answeredOnce(timeline: Timeline, count: (name: string) => void): string[] {
  const found: string[] = [];
  let answers = 0;
  for (let steps = 0; steps < STEPS_MAX && !timeline.quiet; steps++) {
    const from = timeline.branch.events.length;
    timeline.forward();
    for (const { event } of timeline.branch.events.slice(from)) {
      if (event.kind !== "ResponseReceived") continue;
      answers++;
      count(`in a world: ${event.error ?? "carried out"}`);
      if (event.error !== null && !Object.hasOwn(ERROR_KINDS, event.error)) found.push(`a world said ${event.error}`);
      if (event.error !== null && (event.message ?? "") === "")
        found.push(`a world said ${event.error} and nothing more`);
    }
  }
  return answers === 1 ? found : [...found, `a world answered ${answers} times`];
}

function shown(request: SampleRequest): string {
  try {
    const text = JSON.stringify(request);
    return text.length > 600 ? `${text.slice(0, 600)}…` : text;
  } catch {
    return `${request.operation} with something too deep to show`;
  }
}
