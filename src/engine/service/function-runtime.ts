/**
 * The port through which the engine runs a learner's code: types only. It is pure and synchronous, so a world with
 * functions in it can be replayed, rewound and forked like any other. What stands behind it (QuickJS, the AWS SDK)
 * lives in src/sandbox and is handed to the world at construction; the engine never imports it. [SBX-1, SBX-2]
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What is run. Two programs with the same fields are the same program. */
export interface ProgramSource {
  /** File name (`index.ts`, `lib/keys.ts`; no leading `./`) → text. TypeScript or JavaScript, ES modules. */
  readonly files: Readonly<Record<string, string>>;
  /** The name in `files` that is evaluated first. */
  readonly entry: string;
  /** `program` runs once from top to bottom; `handler` is a Lambda function: one start, then any number of invokes. */
  readonly kind: "program" | "handler";
  /** Name of the exported function, for `handler`; "handler" when absent. */
  readonly handler?: string;
  /** The Region of SDK clients created without one. */
  readonly region: string;
  /** `process.env` of the program. AWS_REGION is set from `region`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Seeds Math.random and crypto inside. */
  readonly seed: number;
  readonly limits: RuntimeLimits;
}

export interface RuntimeLimits {
  /** Of the whole environment: interpreter, SDK and program. At most 32 MiB, at least 12 MiB; about 11 MiB are taken. */
  readonly memoryBytes: number;
  /** Of the interpreter. More than 128 KiB lets plain recursion overflow the host's stack in some browsers. */
  readonly stackBytes: number;
  /**
   * Work allowed for one input, in calls of the interpreter's interrupt handler (one per 10,000 jumps and calls; 500
   * promise jobs count as five); never wall time. [SBX-5]
   */
  readonly interruptsPerTurn: number;
  /** SDK requests (each attempt counts) over the life of one environment. */
  readonly requestsMax: number;
  /** Characters of console output kept over the life of one environment; the rest is dropped with one notice. */
  readonly consoleBytesMax: number;
}

export const DEFAULT_RUNTIME_LIMITS: RuntimeLimits = {
  memoryBytes: 32 * 1024 * 1024,
  stackBytes: 128 * 1024,
  interruptsPerTurn: 2000,
  requestsMax: 1000,
  consoleBytesMax: 256 * 1024,
};

/** The facts a Lambda handler finds in its second argument. */
export interface InvokeContext {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitMb: number;
  /** Virtual instant at which the function times out; `getRemainingTimeInMillis()` counts down to it. */
  readonly deadlineMicros: number;
}

/** One thing that happens to the code. `now` is the virtual time, in microseconds since the Unix epoch. */
export type RuntimeInput = { readonly now: number } & (
  | { readonly kind: "start" }
  | { readonly kind: "invoke"; readonly event: Json; readonly context: InvokeContext }
  | {
      readonly kind: "response";
      /** `RuntimeRequest.id`. An answer to a request nobody waits for any more is ignored. */
      readonly request: number;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** No answer came: connection refused, reset or timed out. The SDK sees a network error and may retry. */
  | {
      readonly kind: "failure";
      readonly request: number;
      readonly name: "ECONNREFUSED" | "ECONNRESET" | "ETIMEDOUT";
      readonly message: string;
    }
  | { readonly kind: "timer"; readonly timer: number }
);

export interface SourcePlace {
  readonly file: string;
  /** From 1, in the learner's own text. */
  readonly line: number;
}

/** One HTTP request the SDK made inside. */
export interface RuntimeRequest {
  /** From 1, counting up over the life of the environment. */
  readonly id: number;
  readonly service: "DynamoDB_20120810" | "DynamoDBStreams_20120810";
  readonly operation: string;
  readonly region: string;
  /** JSON text, as the SDK serialised it. */
  readonly body: string;
  /** 1 for the first try of a call, 2 for its first retry, … */
  readonly attempt: number;
  /** The same for every attempt of one call. */
  readonly invocationId: string;
  /** The learner's line that made the call. */
  readonly source: SourcePlace | null;
}

export interface RuntimeTimer {
  readonly id: number;
  readonly delayMicros: number;
}

export interface ConsoleLine {
  readonly level: "log" | "info" | "warn" | "error" | "debug";
  readonly text: string;
  /** For `console.table`; `text` then holds the same table in plain characters. */
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } | null;
  readonly source: SourcePlace | null;
}

export type RuntimeErrorKind =
  | "error"
  | "endless-loop"
  | "memory"
  | "forbidden"
  | "too-many-requests"
  | "syntax"
  | "module";

export interface RuntimeError {
  readonly kind: RuntimeErrorKind;
  /** The exception's own name ("TypeError", "ConditionalCheckFailedException", …). */
  readonly name: string;
  readonly message: string;
  /** What happened and what to do about it, in plain words. */
  readonly advice: string;
  readonly source: SourcePlace | null;
  /** Frames in the learner's files only, innermost first, one per line. Empty when there are none. */
  readonly stack: string;
  /**
   * True when the environment is gone (it did not load, ran away, ran out of memory, or had an unhandled rejection):
   * a handler then needs a new `start`. False for an invocation that merely failed.
   */
  readonly environmentLost: boolean;
}

export type RuntimeFinish =
  | { readonly ok: true; readonly result: Json }
  | { readonly ok: false; readonly error: RuntimeError };

/** What one input led to. */
export interface RuntimeOutput {
  /** Requests begun during this input, in order. Each wants one `response` or `failure` input later. */
  readonly requests: readonly RuntimeRequest[];
  /** Requests the code gave up (AbortController); their answers may still come and are ignored. */
  readonly abortedRequests: readonly number[];
  /** Timers armed during this input. Each wants one `timer` input when due. */
  readonly timers: readonly RuntimeTimer[];
  /** Timers that need not be delivered any more. */
  readonly cancelledTimers: readonly number[];
  readonly console: readonly ConsoleLine[];
  /**
   * Set on the input that ended the program, the handler's start (result null) or the current invocation; null while
   * it waits for an answer or a timer, or for nothing at all (an `await` that never settles).
   * After `environmentLost`, every further input repeats the same finish and does nothing else.
   */
  readonly finished: RuntimeFinish | null;
  readonly interruptsUsed: number;
}

export interface FunctionRuntime {
  /**
   * The output of the last of `inputs`, given that the earlier ones were fed in order to a fresh environment. A pure
   * function of its arguments: calling it again, later or with another suffix, costs time and changes nothing.
   * `inputs` begins with `start`; a handler is not invoked while `start` or an earlier invoke is unfinished.
   * @throws {Error} when the inputs break that order: the caller's bug.
   */
  run(program: ProgramSource, inputs: readonly RuntimeInput[]): RuntimeOutput;
}
