/**
 * A Lambda function: one environment that handles one invocation at a time, while others queue. It starts cold, stays
 * warm, is replaced after a timeout, a lost environment or a deployment. It runs the learner's code through the host
 * in `code-host.ts`; what an event means to the code is none of its business. [FN-7..12]
 */
import type { Timer } from "../sim/actor.ts";
import type { Micros } from "../sim/message.ts";
import { type CodeHostState, newCodeHostState, programSource } from "./code-host.ts";
import type { Message } from "./messages.ts";

export type InvokeFunction = Extract<Message, { readonly type: "InvokeFunction" }>;

/** AWS Lambda's default. */
export const FUNCTION_TIMEOUT_MICROS: Micros = 3_000_000;

/** The invocation being handled. */
export interface CurrentInvocation {
  readonly message: InvokeFunction;
  /** When the handler was called; null while the environment starts. */
  readonly beganAt: Micros | null;
  readonly cold: boolean;
  readonly timeout: Timer | null;
}

export interface FunctionState extends CodeHostState {
  readonly name: string;
  readonly timeoutMicros: Micros;
  /** none: the next invocation starts one. */
  environment: "none" | "starting" | "ready";
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
  const program = programSource("handler", {
    region: spec.region,
    entry: spec.entry,
    files: spec.files,
    environment: spec.environment ?? {},
  });
  return {
    ...newCodeHostState(spec.region, program),
    name: spec.name,
    timeoutMicros: spec.timeoutMicros ?? FUNCTION_TIMEOUT_MICROS,
    environment: "none",
    handled: 0,
    current: null,
    queue: [],
  };
}
