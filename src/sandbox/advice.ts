/** Turns what went wrong into a RuntimeError that a learner can act on: what happened, and what to do. [SBX-6] */
import type { CompiledFile } from "./compile.ts";
import { PACKAGES } from "./guest-modules.ts";
import type { GuestFailure } from "./outbox.ts";
import type { RuntimeError, RuntimeLimits, SourcePlace } from "./port.ts";
import type { Problem } from "./problem.ts";

const NETWORK =
  "Code here has no network and no page. Reach the simulated DynamoDB through the AWS SDK, and show things with console.log.";
const COMMON_JS =
  "This is an ES module: use import at the top of the file, and export const handler = … instead of module.exports.";

/** Names that a browser or Node has and the sandbox leaves undefined. */
const ABSENT: Readonly<Record<string, string>> = {
  window: NETWORK,
  document: NETWORK,
  self: NETWORK,
  navigator: NETWORK,
  location: NETWORK,
  localStorage: "Nothing is stored here between runs. Keep data in a table.",
  sessionStorage: "Nothing is stored here between runs. Keep data in a table.",
  indexedDB: "Nothing is stored here between runs. Keep data in a table.",
  Headers: NETWORK,
  Request: NETWORK,
  Response: NETWORK,
  Buffer: "Buffer is Node's. Use Uint8Array with TextEncoder, TextDecoder, atob and btoa.",
  global: "Use globalThis.",
  module: COMMON_JS,
  exports: COMMON_JS,
  __dirname: "There is no file system here. Import the program's own files by name.",
  __filename: "There is no file system here. Import the program's own files by name.",
  Deno: "Deno's functions are not here.",
  Bun: "Bun's functions are not here.",
};

export function refused(problem: Problem): RuntimeError {
  return { ...problem, stack: "", environmentLost: true };
}

export function noHandler(file: string, handler: string, found: readonly string[]): RuntimeError {
  const has = found.length === 0 ? "It exports no function" : `It exports ${found.join(", ")}`;
  return {
    kind: "error",
    name: "Runtime.HandlerNotFound",
    message: `${file} does not export a function named "${handler}"`,
    advice: `${has}. Write: export const ${handler} = async (event) => { … };`,
    source: { file, line: 1 },
    stack: "",
    environmentLost: true,
  };
}

export function endlessLoop(limits: RuntimeLimits, source: SourcePlace | null, stack: string): RuntimeError {
  return {
    kind: "endless-loop",
    name: "EndlessLoop",
    message: "The code ran for too long without waiting for anything, and was stopped",
    advice: `${source ? `It was busy around line ${source.line} of ${source.file}. ` : ""}Look for a loop whose condition never becomes false. Virtual time stands still while code runs, so a loop that waits for Date.now() to advance never ends: await a timer instead. (Limit: ${limits.interruptsPerTurn} interrupts.)`,
    source,
    stack,
    environmentLost: true,
  };
}

export function outOfMemory(limits: RuntimeLimits, source: SourcePlace | null, stack: string): RuntimeError {
  const mebibytes = Math.floor(limits.memoryBytes / 1024 / 1024);
  return {
    kind: "memory",
    name: "OutOfMemory",
    message: `The code used more than ${mebibytes} MB of memory, and was stopped`,
    advice:
      "Look for an array or a text that grows in a loop. Read large tables page by page, and keep only what is needed.",
    source,
    stack,
    environmentLost: true,
  };
}

export function tooDeep(source: SourcePlace | null, stack: string): RuntimeError {
  return {
    kind: "error",
    name: "RangeError",
    message: "Maximum call stack size exceeded",
    advice:
      "A function calls itself without end, or a value is nested too deeply. Give the recursion a case in which it stops.",
    source,
    stack,
    environmentLost: true,
  };
}

export function tooManyRequests(limits: RuntimeLimits, source: SourcePlace | null): RuntimeError {
  return {
    kind: "too-many-requests",
    name: "TooManyRequests",
    message: `The code made more than ${limits.requestsMax} requests, and was stopped`,
    advice:
      "Look for a loop that sends without end, such as a pager that never moves on to LastEvaluatedKey. To write many items, run the code several times, each time with a part of them.",
    source,
    stack: "",
    environmentLost: true,
  };
}

/** @param compiled the program's files, to find the line of an import that names something not exported */
export function failed(
  failure: GuestFailure,
  limits: RuntimeLimits,
  compiled: ReadonlyMap<string, CompiledFile>,
): RuntimeError {
  const { name, message, stack, source } = failure;
  const environmentLost = failure.where === "load" || failure.where === "unhandled";
  if (name === "InternalError" && message === "out of memory")
    return { ...outOfMemory(limits, source, stack), environmentLost };
  if (name === "InternalError" && message === "stack overflow") return { ...tooDeep(source, stack), environmentLost };
  const base = { name, message, stack, source, environmentLost };
  if (failure.advice !== "" || name === "ForbiddenError") return { ...base, kind: "forbidden", advice: failure.advice };

  const missing = /^Could not find export '([^']+)' in module '([^']+)'$/.exec(message);
  if (missing !== null)
    return { ...base, kind: "module", ...missingExport(missing[1] ?? "", missing[2] ?? "", compiled) };

  const absent = name === "ReferenceError" ? /^'?([\w$]+)'? is not defined$/.exec(message)?.[1] : undefined;
  const why = absent !== undefined && Object.hasOwn(ABSENT, absent) ? ABSENT[absent] : undefined;
  if (why !== undefined)
    return { ...base, kind: "forbidden", message: `${absent} is not available in this sandbox`, advice: why };
  if (name === "")
    return {
      ...base,
      kind: "error",
      name: "Thrown value",
      advice: `${ordinary(failure)} It was not an Error, so there is no line: throw new Error("…") keeps it.`,
    };
  return { ...base, kind: "error", advice: ordinary(failure) };
}

function ordinary({ where, source }: GuestFailure): string {
  const at = source ? ` at line ${source.line} of ${source.file}` : "";
  switch (where) {
    case "unhandled":
      return `A promise was rejected${at} and nothing handled it. Put await before the call, inside try { … } catch, or add .catch(…).`;
    case "result":
      return `What the handler returned cannot be written as JSON${at}. Return plain objects, arrays, texts and numbers.`;
    case "invoke":
      return `The handler failed${at}: its invocation counts as an error, and whoever invoked it may try again.`;
    case "load":
      return `The error was thrown${at} and nothing caught it.`;
  }
}

function missingExport(
  name: string,
  module: string,
  compiled: ReadonlyMap<string, CompiledFile>,
): Pick<RuntimeError, "name" | "message" | "advice" | "source"> {
  const from = module.startsWith("glass:sdk/")
    ? `@aws-sdk/${module.slice("glass:sdk/".length, -".js".length)}`
    : module.replace("/var/task/", "");
  const advice = PACKAGES.includes(from)
    ? `Check the spelling and the package: ${from === "@aws-sdk/lib-dynamodb" ? "table operations and the plain client are in @aws-sdk/client-dynamodb" : "commands that take plain JavaScript values (PutCommand, QueryCommand, …) are in @aws-sdk/lib-dynamodb"}.`
    : `Check the spelling, or add export before it in ${from}.`;
  let source: SourcePlace | null = null;
  for (const [file, { imports }] of compiled) {
    const found = imports.find((one) => one.name === name);
    if (found !== undefined) source ??= { file, line: found.line };
  }
  return {
    name: "SyntaxError",
    message: name === "default" ? `${from} has no default export` : `${from} does not export "${name}"`,
    advice,
    source,
  };
}
