/**
 * What the Code panel shows of the world, computed in the Worker: the run at the cursor, what its lines have done, what
 * it wrote, what went wrong; which files the scenario carries; what one line has caused.
 */
import type { Files, Reader, RuntimeError } from "../../engine/index.ts";
import {
  type CodeRequest,
  codeRequests,
  eventsOfRequests,
  type LineMark,
  lineMarks,
  standsAt,
} from "./code-requests.ts";
import { type ConsoleView, consoleView, writersOf } from "./console-lines.ts";
import { actorOf, type RunFacts, runAtCursor } from "./run-facts.ts";

export { type CodeCauseParams, codeCauseView } from "./cause-line.ts";
export type { CodeRequest, LineMark } from "./code-requests.ts";
export type { ConsoleCell, ConsoleRow, ConsoleTable, ConsoleView } from "./console-lines.ts";
export type { RunFacts } from "./run-facts.ts";

export interface CodeParams {
  /** Id of the run the panel started last, or null. */
  readonly run: number | null;
}

export interface CodeView {
  readonly home: string;
  readonly regions: readonly string[];
  readonly run: RunFacts | null;
  /** Where a running program stands. */
  readonly at: { readonly file: string; readonly line: number; readonly waiting: boolean } | null;
  readonly marks: readonly LineMark[];
  readonly console: ConsoleView;
  readonly requests: {
    /** The last ones, oldest first. */
    readonly rows: readonly CodeRequest[];
    readonly total: number;
    readonly answered: number;
  };
  readonly problems: readonly CodeProblem[];
}

/** Something that ended a run or an invocation. */
export interface CodeProblem {
  /** Of the event. */
  readonly seq: number;
  readonly step: number;
  /** The function that failed; null: the program. */
  readonly functionName: string | null;
  readonly error: RuntimeError;
  /** How often it happened just like this. */
  readonly times: number;
}

const ROWS_MAX = 60;
const PROBLEMS_MAX = 20;

export function codeView(reader: Reader, { run: wanted }: CodeParams): CodeView {
  const run = runAtCursor(reader, wanted);
  const program = run === null ? null : actorOf(run);
  const from = run?.from ?? 0;
  const writers = writersOf(reader, program);
  const all = codeRequests(reader, new Set(writers.keys()), from);
  const own = program === null ? [] : codeRequests(reader, new Set([program]), from);
  return {
    home: reader.home,
    regions: reader.config.regions,
    run,
    at: run?.phase === "running" ? standsAt(own) : null,
    marks: lineMarks(all),
    console: consoleView(reader, writers, from),
    requests: {
      rows: own.slice(-ROWS_MAX),
      total: own.length,
      answered: own.filter((one) => one.status !== null).length,
    },
    problems: problemsOf(reader, run, from, own),
  };
}

function problemsOf(
  reader: Reader,
  run: RunFacts | null,
  from: number,
  requests: readonly CodeRequest[],
): CodeProblem[] {
  const { events, eventCount } = reader;
  const problems = new Map<string, CodeProblem>();
  for (let seq = from; seq < eventCount; seq++) {
    const recorded = events[seq];
    const event = recorded?.event;
    if (recorded === undefined || event === undefined) continue;
    if (event.kind === "FunctionFailed") {
      const { functionName, error } = event;
      const key = `${functionName} ${error.name} ${error.message.replace(/[0-9a-f-]{36}/, "")} ${error.source?.line}`;
      const times = (problems.get(key)?.times ?? 0) + 1;
      problems.set(key, { seq, step: recorded.step, functionName, error, times });
    } else if (event.kind === "ProgramEnded" && event.run === run?.run && event.error !== null) {
      const { error } = event;
      // The SDK throws what the service refused far from the learner's line; the request knows where it was made.
      const refused = requests.findLast((one) => one.error === error.name);
      const source = error.source ?? refused?.source ?? null;
      const advice = `${keyAdvice(reader, run?.region ?? reader.home, refused, error)}${error.advice}`;
      problems.set("", { seq, step: recorded.step, functionName: null, error: { ...error, source, advice }, times: 1 });
    }
  }
  return [...problems.values()].slice(-PROBLEMS_MAX);
}

/** What the key of a table is, when a request had another. */
function keyAdvice(reader: Reader, region: string, request: CodeRequest | undefined, error: RuntimeError): string {
  if (error.name !== "ValidationException" || !/\bkey\b/i.test(error.message) || request?.table == null) return "";
  const key = reader.table(region, request.table)?.schema.key;
  if (key === undefined) return "";
  const names = [...key.partition, ...key.sort].map(({ name, type }) => `${name} (${type})`);
  return `The key of ${request.table} is ${names.join(" and ")}. `;
}

export interface CodeLineParams extends CodeParams {
  /** Null: no line is pointed at. */
  readonly file: string | null;
  readonly line: number | null;
  /** A request instead of a line. */
  readonly request: string | null;
}

/** Positions in the events of what a line of code, or one request, has caused so far. */
export function codeLineView(reader: Reader, { run: wanted, file, line, request }: CodeLineParams): readonly number[] {
  if (line === null && request === null) return [];
  const run = runAtCursor(reader, wanted);
  const writers = writersOf(reader, run === null ? null : actorOf(run));
  const requests = codeRequests(reader, new Set(writers.keys()), run?.from ?? 0).filter((one) =>
    request !== null ? one.request === request : one.source?.line === line && one.source?.file === file,
  );
  return requests.length === 0 ? [] : eventsOfRequests(reader, requests);
}

export interface CodeFilesView {
  /** What the editor begins with: the code the scenario carries, the latest last. */
  readonly files: Files;
  /** The file that a run begins with; null: none has been run. */
  readonly entry: string | null;
  /** The texts of the run that is shown; none: no file. */
  readonly ran: Files;
  readonly functions: readonly DeployedFunction[];
  /** The first table of the learner's own Region, for the starter call. */
  readonly table: StarterTable | null;
}

function handlersOf({ config }: Reader): Files {
  return Object.fromEntries(
    config.functions.flatMap(({ entry }) => {
      const text = config.files[entry];
      return text === undefined ? [] : [[entry, text]];
    }),
  );
}

export interface DeployedFunction {
  readonly name: string;
  readonly entry: string;
  /** What its next environment will run. */
  readonly files: Files;
}

export interface StarterTable {
  readonly name: string;
  readonly partitionKey: { readonly name: string; readonly type: string };
  readonly sortKey: { readonly name: string; readonly type: string } | null;
}

export function codeFilesView(reader: Reader, { run: wanted }: CodeParams): CodeFilesView {
  let files: Files = reader.config.files;
  let entry: string | null = null;
  const carriers = reader.branch.commands.filter((command) => command.kind === "run" || command.kind === "deploy");
  for (const command of [...carriers].sort((a, b) => a.id - b.id)) {
    // A run carries every file of the editor, so what it lacks was deleted; functions keep theirs.
    files = { ...(command.kind === "run" ? handlersOf(reader) : files), ...command.files };
    if (command.kind === "run") entry = command.entry;
  }
  const shown = runAtCursor(reader, wanted)?.run;
  const [table] = reader.tables(reader.home);
  const key = table?.schema.key;
  const partitionKey = key?.partition[0];
  return {
    files,
    entry,
    ran: carriers.find((command) => command.id === shown)?.files ?? {},
    functions: reader.config.functions.flatMap(({ name }) => {
      const deployed = reader.function(reader.home, name)?.deployed;
      return deployed === undefined ? [] : [{ name, entry: deployed.entry, files: deployed.files }];
    }),
    table:
      table === undefined || partitionKey === undefined
        ? null
        : { name: table.schema.name, partitionKey, sortKey: key?.sort[0] ?? null },
  };
}
