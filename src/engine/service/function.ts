/**
 * A Lambda function: one environment that handles one invocation at a time, while others queue. It starts cold, stays
 * warm, is replaced after a timeout, a lost environment or a deployment. It runs the learner's code through the host
 * in `code-host.ts`; what an event means to the code is none of its business. [FN-7..12]
 */
import { assert, present } from "../base/assert.ts";
import { md5Hex } from "../base/md5.ts";
import type { ActorKind, Timer } from "../sim/actor.ts";
import type { Micros } from "../sim/message.ts";
import { functionArn } from "./arns.ts";
import {
  type CodeHostState,
  dropCode,
  type HostContext,
  invokeCode,
  newCodeHostState,
  programSource,
  startCode,
  takeHostMessage,
} from "./code-host.ts";
import { calendarMicros } from "./epoch.ts";
import type { Event } from "./events.ts";
import type { FunctionRuntime, ProgramSource, RuntimeFinish } from "./function-runtime.ts";
import { tellMended } from "./mended.ts";
import type { Message } from "./messages.ts";

export type InvokeFunction = Extract<Message, { readonly type: "InvokeFunction" }>;
type DeployFunction = Extract<Message, { readonly type: "DeployFunction" }>;

/** AWS Lambda's default. */
export const FUNCTION_TIMEOUT_MICROS: Micros = 3_000_000;
/** AWS Lambda's limit for starting an environment. */
const START_TIMEOUT_MICROS: Micros = 10_000_000;
/** AWS Lambda's default. */
const MEMORY_LIMIT_MB = 128;
/** A new environment after so many invocations keeps the list of its inputs short. AWS recycles them too, unannounced. */
const INVOCATIONS_PER_ENVIRONMENT = 200;

/** The invocation being handled. Replaced, never changed. */
export interface CurrentInvocation {
  readonly message: InvokeFunction;
  /** When the handler was called; null while the environment starts. */
  readonly beganAt: Micros | null;
  /** null once it has fired. */
  readonly timeout: Timer | null;
}

export interface FunctionState extends CodeHostState {
  readonly name: string;
  readonly timeoutMicros: Micros;
  /** What the next environment will run. */
  deployed: ProgramSource;
  /** none: the next invocation starts one; outdated: it still runs what was deployed before, and is the last to. */
  environment: "none" | "starting" | "ready" | "outdated";
  /** Invocations handled by the present environment. */
  handled: number;
  current: CurrentInvocation | null;
  readonly queue: InvokeFunction[];
}

export function newFunctionState(spec: {
  region: string;
  name: string;
  entry: string;
  files: Readonly<Record<string, string>>;
  environment?: Readonly<Record<string, string>>;
  timeoutMicros?: Micros;
}): FunctionState {
  const { region, name, entry, files, environment = {}, timeoutMicros = FUNCTION_TIMEOUT_MICROS } = spec;
  return {
    ...newCodeHostState(region),
    name,
    timeoutMicros,
    deployed: programSource("handler", { region, entry, files, environment }),
    environment: "none",
    handled: 0,
    current: null,
    queue: [],
  };
}

/** @param runtime null when no code can be run: then every invocation fails and says so */
export function createFunctionKind(runtime: FunctionRuntime | null): ActorKind<FunctionState, Message, Event> {
  return {
    kind: "function",
    handle(state, message, context) {
      switch (message.type) {
        case "InvokeFunction":
          state.queue.push(message);
          takeNext(state, context);
          return;
        case "DeployFunction":
          deploy(state, message, context);
          return;
        case "FunctionTimeout":
          if (message.invocation === state.current?.message.invocation) timeOut(state, context);
          return;
        default: {
          const finish = takeHostMessage(state, runtime, message, context);
          if (finish === null) return;
          if (state.environment === "starting" && finish.ok) begin(state, context);
          else complete(state, finish, context);
        }
      }
    },
  };
}

function deploy(state: FunctionState, { files, entry }: DeployFunction, context: HostContext): void {
  state.deployed = { ...state.deployed, files, entry };
  context.record({ kind: "FunctionDeployed", region: state.region, functionName: state.name });
  tellMended(context.machines, context.self);
  if (state.environment === "starting") startCode(state, state.deployed, context);
  else if (state.current === null) loseEnvironment(state, context);
  // An invocation under way goes on with the code it began with.
  else state.environment = "outdated";
}

function takeNext(state: FunctionState, context: HostContext): void {
  if (state.current !== null) return;
  const message = state.queue.shift();
  if (message === undefined) return;
  if (state.handled >= INVOCATIONS_PER_ENVIRONMENT) loseEnvironment(state, context);
  const cold = state.environment === "none";
  context.record({ kind: "FunctionInvoked", ...about(state, message), attempt: message.attempt, cold });
  const limit = cold ? START_TIMEOUT_MICROS : state.timeoutMicros;
  const timeout = context.after(limit, { type: "FunctionTimeout", invocation: message.invocation });
  state.current = { message, beganAt: cold ? null : context.now, timeout };
  if (cold) {
    state.environment = "starting";
    startCode(state, state.deployed, context);
  } else callHandler(state, message, context);
}

/** The environment has started: now the handler is called, and its time runs. */
function begin(state: FunctionState, context: HostContext): void {
  const { message, timeout } = present(state.current, "an environment starts for an invocation");
  context.cancel(present(timeout, "a start that timed out has no handler"));
  state.environment = "ready";
  state.current = {
    message,
    beganAt: context.now,
    timeout: context.after(state.timeoutMicros, { type: "FunctionTimeout", invocation: message.invocation }),
  };
  callHandler(state, message, context);
}

function callHandler(state: FunctionState, message: InvokeFunction, context: HostContext): void {
  const invokeContext = {
    awsRequestId: requestIdOf(message),
    functionName: state.name,
    invokedFunctionArn: functionArn(state.region, state.name),
    memoryLimitMb: MEMORY_LIMIT_MB,
    deadlineMicros: calendarMicros(context.now + state.timeoutMicros),
  };
  invokeCode(state, { kind: "invoke", event: message.event, context: invokeContext }, context);
}

function timeOut(state: FunctionState, context: HostContext): void {
  const current = present(state.current, "the invocation that timed out");
  const { message, beganAt } = current;
  state.current = { ...current, timeout: null };
  const seconds = ((beganAt === null ? START_TIMEOUT_MICROS : state.timeoutMicros) / 1_000_000).toFixed(2);
  complete(
    state,
    {
      ok: false,
      error: {
        kind: "error",
        name: "Sandbox.Timedout",
        message: `RequestId: ${requestIdOf(message)} Error: Task timed out after ${seconds} seconds`,
        advice: "The function did not answer in time. Look for an await that never settles, or do less in one batch.",
        source: null,
        stack: "",
        environmentLost: true,
      },
    },
    context,
  );
}

/** The invocation is over, well or not. */
function complete(state: FunctionState, finish: RuntimeFinish, context: HostContext): void {
  const { message, beganAt, timeout } = present(state.current, "an invocation is over");
  const micros = beganAt === null ? 0 : context.now - beganAt;
  if (timeout !== null) context.cancel(timeout);
  if (finish.ok) context.record({ kind: "FunctionReturned", ...about(state, message), micros, result: finish.result });
  else context.record({ kind: "FunctionFailed", ...about(state, message), micros, error: finish.error });
  context.send(message.replyTo, {
    type: "InvokeResult",
    invocation: message.invocation,
    finish,
    durationMicros: micros,
  });
  state.current = null;
  state.handled++;
  const lost = state.environment !== "ready" || (!finish.ok && finish.error.environmentLost);
  if (lost) loseEnvironment(state, context);
  takeNext(state, context);
}

function loseEnvironment(state: FunctionState, context: HostContext): void {
  assert(state.current === null, "an environment is lost between invocations");
  dropCode(state, context);
  state.environment = "none";
  state.handled = 0;
}

/** Lambda's request ids are UUIDs; ours say the same thing every time. */
function requestIdOf({ invocation, replyTo }: InvokeFunction): string {
  const hex = md5Hex(`${replyTo}/${invocation}`);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function about({ region, name }: FunctionState, { invocation, table, shard, records }: InvokeFunction) {
  return { region, table, functionName: name, invocation, shard, labels: records.map(({ label }) => label) };
}
