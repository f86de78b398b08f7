/**
 * Runs a learner's code as part of a machine: feeds the runtime one input after the other and turns its outputs into
 * requests, timers and console lines in virtual time. What the code has done is a pure function of the list of
 * inputs, which is all that is kept: so a world with running code in it can be rewound and forked. It does not know
 * what a handler or a program is for; `function.ts` and `program.ts` do. [FN-1..6]
 */
import { assert, present } from "../base/assert.ts";
import { NumberedLog } from "../base/numbered-log.ts";
import { errorBody } from "../dynamo/errors.ts";
import type { Context, Timer } from "../sim/actor.ts";
import type { Micros } from "../sim/message.ts";
import { drawLatency } from "../sim/network.ts";
import { calendarMicros } from "./epoch.ts";
import type { Event } from "./events.ts";
import {
  DEFAULT_RUNTIME_LIMITS,
  type FunctionRuntime,
  type ProgramSource,
  type RuntimeError,
  type RuntimeFinish,
  type RuntimeInput,
  type RuntimeOutput,
  type RuntimeRequest,
} from "./function-runtime.ts";
import type { ApiAnswer, Message, RequestId } from "./messages.ts";
import { routerId } from "./places.ts";
import { recordNoResponse, recordRequest, recordResponse, type SentRequest } from "./request-tracking.ts";

/** A front door that says nothing for this long is taken for unreachable. A router gives up well before. */
const API_TIMEOUT_MICROS: Micros = 20_000_000;

/** A request of the code that has not been answered. */
export interface CodeRequest {
  readonly sent: SentRequest;
  /** `RuntimeRequest.id`. */
  readonly runtimeRequest: number;
  /** Environment that made it. */
  readonly epoch: number;
  readonly timeout: Timer;
}

/** Something that happens to the code as soon as it is its turn. The time is set then. */
export type CodeInput = RuntimeInput extends infer I ? (I extends RuntimeInput ? Omit<I, "now"> : never) : never;

export interface CodeHostState {
  readonly region: string;
  /** What runs in the present environment; null before the first. */
  program: ProgramSource | null;
  /** Counts environments; 0 before the first. Whatever belongs to an older one is ignored. */
  epoch: number;
  /** Inputs of the present environment so far, in order. */
  inputs: NumberedLog<RuntimeInput>;
  /** Inputs that wait until the code has finished the present stretch. */
  mailbox: CodeInput[];
  /** The stretch of code being executed, or null: the code waits. */
  turn: number | null;
  /** A frozen environment gets no inputs: AWS Lambda stops it between two invocations. */
  frozen: boolean;
  readonly requests: Map<RequestId, CodeRequest>;
  /** Armed timers of the code by `RuntimeTimer.id`. */
  readonly timers: Map<number, Timer>;
}

export type HostContext = Context<Message, Event>;

export function newCodeHostState(region: string): CodeHostState {
  return {
    region,
    program: null,
    epoch: 0,
    inputs: NumberedLog.startingAt<RuntimeInput>(1),
    mailbox: [],
    turn: null,
    frozen: false,
    requests: new Map(),
    timers: new Map(),
  };
}

/** A program with the default limits. Its seed is drawn when an environment starts. */
export function programSource(
  kind: ProgramSource["kind"],
  spec: {
    region: string;
    entry: string;
    files: Readonly<Record<string, string>>;
    environment: Readonly<Record<string, string>>;
  },
): ProgramSource {
  const { region, entry, files, environment } = spec;
  return { kind, region, entry, files, environment, seed: 0, limits: DEFAULT_RUNTIME_LIMITS };
}

/** Opens a new environment; the one before is gone. The code's first stretch begins now. */
export function startCode(state: CodeHostState, program: ProgramSource, context: HostContext): void {
  dropCode(state, context);
  state.program = { ...program, seed: context.random("environment").next32() };
  give(state, { kind: "start" }, context);
}

/** Ends the present environment. Answers to its requests are still written down, but nobody reads them. */
export function dropCode(state: CodeHostState, context: HostContext): void {
  for (const timer of state.timers.values()) context.cancel(timer);
  state.timers.clear();
  state.epoch++;
  state.inputs = NumberedLog.startingAt<RuntimeInput>(1);
  state.mailbox = [];
  state.turn = null;
  state.frozen = false;
}

/** Calls the handler. What happened to the environment while it was frozen comes after the call. */
export function invokeCode(
  state: CodeHostState,
  input: CodeInput & { readonly kind: "invoke" },
  context: HostContext,
): void {
  state.frozen = false;
  state.mailbox.unshift(input);
  nextTurn(state, context);
}

/**
 * Takes the messages that are the host's. Returns a finish when the code has finished what it was doing: then the
 * caller decides what comes next. Null: it goes on, or waits.
 */
export function takeHostMessage(
  state: CodeHostState,
  runtime: FunctionRuntime | null,
  message: Message,
  context: HostContext,
): RuntimeFinish | null {
  switch (message.type) {
    case "TurnOver":
      return message.token === state.turn ? finishTurn(state, runtime, context) : null;
    case "ApiResponse":
      takeAnswer(state, message.answer, context);
      return null;
    case "ApiTimeout":
      takeSilence(state, message.request, context);
      return null;
    case "RuntimeTimer":
      if (message.epoch === state.epoch && state.timers.delete(message.timer)) {
        give(state, { kind: "timer", timer: message.timer }, context);
      }
      return null;
    default:
      assert(false, `running code does not take ${message.type}`);
  }
}

/** True when nothing will ever happen to the code again by itself. */
export function waitsForNothing(state: CodeHostState): boolean {
  if (state.turn !== null || state.mailbox.length > 0 || state.timers.size > 0) return false;
  for (const { epoch } of state.requests.values()) if (epoch === state.epoch) return false;
  return true;
}

function give(state: CodeHostState, input: CodeInput, context: HostContext): void {
  state.mailbox.push(input);
  nextTurn(state, context);
}

/** Begins the next stretch of code, if there is a reason and nothing is being executed. */
function nextTurn(state: CodeHostState, context: HostContext): void {
  if (state.turn !== null || state.frozen) return;
  const input = state.mailbox.shift();
  if (input === undefined) return;
  state.inputs.append({ ...input, now: calendarMicros(context.now) });
  const token = context.serial();
  state.turn = token;
  const name = input.kind === "start" ? "functionCold" : "functionTurn";
  const delay = drawLatency(present(context.profile.delays[name], name), context.random("turn"));
  context.after(delay, { type: "TurnOver", token });
}

/** The stretch of code is over in virtual time: what it did takes effect. */
function finishTurn(state: CodeHostState, runtime: FunctionRuntime | null, context: HostContext): RuntimeFinish | null {
  state.turn = null;
  if (runtime === null) return { ok: false, error: RUNTIME_NOT_LOADED };
  const program = present(state.program, "a turn has a program");
  const output = runtime.run(program, state.inputs.slice(state.inputs.first, state.inputs.last));
  apply(state, output, context);
  if (output.finished === null) nextTurn(state, context);
  // A handler that has answered is frozen by its caller before the next input; a program is over.
  else state.frozen = true;
  return output.finished;
}

function apply(state: CodeHostState, output: RuntimeOutput, context: HostContext): void {
  const { region } = state;
  for (const line of output.console) context.record({ kind: "ConsoleWritten", region, program: context.self, line });
  for (const request of output.requests) sendRequest(state, request, context);
  for (const { id, delayMicros } of output.timers) {
    state.timers.set(id, context.after(delayMicros, { type: "RuntimeTimer", timer: id, epoch: state.epoch }));
  }
  for (const id of output.cancelledTimers) cancelTimer(state, id, context);
}

/** A timer that fired during the stretch waits in the mailbox: it is taken back all the same, as an event loop would. */
function cancelTimer(state: CodeHostState, id: number, context: HostContext): void {
  const timer = state.timers.get(id);
  if (timer !== undefined) context.cancel(timer);
  state.timers.delete(id);
  state.mailbox = state.mailbox.filter((input) => input.kind !== "timer" || input.timer !== id);
}

function sendRequest(state: CodeHostState, request: RuntimeRequest, context: HostContext): void {
  const id = `r${context.serial()}`;
  const call = { request: id, operation: request.operation, input: JSON.parse(request.body) as unknown };
  const sent = recordRequest(call, request.region, request.source, context.self, context);
  const router = routerId(request.region);
  if (!context.machines.exists(router)) {
    const message = `There is no DynamoDB endpoint in ${request.region}: this world does not have that Region.`;
    recordNoResponse(sent, "ECONNREFUSED", message, context);
    state.mailbox.push({ kind: "failure", request: request.id, name: "ECONNREFUSED", message });
    return;
  }
  const timeout = context.after(API_TIMEOUT_MICROS, { type: "ApiTimeout", request: id });
  state.requests.set(id, { sent, runtimeRequest: request.id, epoch: state.epoch, timeout });
  context.send(router, { type: "ApiRequest", call, replyTo: context.self });
}

function takeAnswer(state: CodeHostState, answer: ApiAnswer, context: HostContext): void {
  const request = state.requests.get(answer.request);
  // It came after we had given it up.
  if (request === undefined) return;
  state.requests.delete(answer.request);
  context.cancel(request.timeout);
  recordResponse(request.sent, answer, context);
  if (request.epoch !== state.epoch) return;
  const headers = { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": answer.request };
  const { status } = answer;
  give(state, { kind: "response", request: request.runtimeRequest, status, headers, body: bodyText(answer) }, context);
}

function takeSilence(state: CodeHostState, id: RequestId, context: HostContext): void {
  const request = state.requests.get(id);
  if (request === undefined) return;
  state.requests.delete(id);
  const message = `No answer within ${API_TIMEOUT_MICROS / 1_000_000} seconds`;
  recordNoResponse(request.sent, "ETIMEDOUT", message, context);
  if (request.epoch !== state.epoch) return;
  give(state, { kind: "failure", request: request.runtimeRequest, name: "ETIMEDOUT", message }, context);
}

/** Response body as it is on the wire. */
function bodyText({ error, body }: ApiAnswer): string {
  if (error === null) return JSON.stringify(body);
  return JSON.stringify(errorBody(error));
}

const RUNTIME_NOT_LOADED: RuntimeError = {
  kind: "module",
  name: "RuntimeNotLoaded",
  message: "The part that runs code has not been loaded.",
  advice: "Load the page again while you are online. The rest of the simulation goes on without it.",
  source: null,
  stack: "",
  environmentLost: true,
};
