/**
 * Runs a learner's code as part of a machine: feeds the runtime one input after the other and turns its outputs into
 * requests, timers and console lines in virtual time. What the code has done is a pure function of the list of
 * inputs, which is all that is kept: so a world with running code in it can be rewound and forked. It does not know
 * what a handler or a program is for; `function.ts` and `program.ts` do. [FN-1..6]
 */
import { NumberedLog } from "../base/numbered-log.ts";
import type { Timer } from "../sim/actor.ts";
import type { Micros } from "../sim/message.ts";
import { DEFAULT_RUNTIME_LIMITS, type ProgramSource, type RuntimeInput } from "./function-runtime.ts";
import type { ApiCall, RequestId } from "./messages.ts";

/** A request of the code that has not been answered. */
export interface CodeRequest {
  /** `RuntimeRequest.id`. */
  readonly runtimeRequest: number;
  readonly call: ApiCall;
  readonly region: string;
  readonly sentAt: Micros;
  readonly timeout: Timer;
}

/** Something that will happen to the code as soon as it is its turn. The time is set then. */
export type CodeInput = RuntimeInput extends infer I ? (I extends RuntimeInput ? Omit<I, "now"> : never) : never;

export interface CodeHostState {
  readonly region: string;
  /** What runs, or would run next. `null`: nothing given yet. */
  program: ProgramSource | null;
  /** Counts environments; 0 before the first. Whatever belongs to an older one is ignored. */
  epoch: number;
  /** Inputs of the present environment so far, in order. */
  inputs: NumberedLog<RuntimeInput>;
  /** Inputs that wait until the code has finished the present stretch. */
  mailbox: CodeInput[];
  /** The stretch of code being executed, or null: the code waits. */
  turn: number | null;
  readonly requests: Map<RequestId, CodeRequest>;
  /** Armed timers of the code by `RuntimeTimer.id`. */
  readonly timers: Map<number, Timer>;
}

export function newCodeHostState(region: string, program: ProgramSource | null): CodeHostState {
  return {
    region,
    program,
    epoch: 0,
    inputs: NumberedLog.startingAt<RuntimeInput>(1),
    mailbox: [],
    turn: null,
    requests: new Map(),
    timers: new Map(),
  };
}

/** A program to run with the default limits. */
export function programSource(
  kind: ProgramSource["kind"],
  spec: { region: string; entry: string; files: Readonly<Record<string, string>>; environment: Readonly<Record<string, string>> },
): ProgramSource {
  return { kind, seed: 0, limits: DEFAULT_RUNTIME_LIMITS, ...spec };
}
