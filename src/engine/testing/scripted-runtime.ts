/**
 * A function runtime whose "code" is the name of a script: what a learner's code would do, without an interpreter.
 * Like the real one it is a pure function of the inputs so far. For tests only.
 */
import type {
  FunctionRuntime,
  Json,
  RuntimeFinish,
  RuntimeInput,
  RuntimeOutput,
  RuntimeRequest,
} from "../service/function-runtime.ts";

/** What the last of `inputs` leads to. */
export type Script = (last: RuntimeInput, inputs: readonly RuntimeInput[]) => Partial<RuntimeOutput>;

/** @param scripts by the text of the entry file */
export function scriptedRuntime(scripts: Readonly<Record<string, Script>>): FunctionRuntime {
  return {
    run(program, inputs) {
      if (inputs[0]?.kind !== "start") throw new Error("a run begins with start");
      const script = scripts[program.files[program.entry] ?? ""];
      const last = inputs[inputs.length - 1];
      if (script === undefined || last === undefined) throw new Error(`no script ${program.files[program.entry]}`);
      return { ...NOTHING, ...script(last, inputs) };
    },
  };
}

const NOTHING: RuntimeOutput = {
  requests: [],
  abortedRequests: [],
  timers: [],
  cancelledTimers: [],
  console: [],
  finished: null,
  interruptsUsed: 1,
};

export const returned = (result: Json): RuntimeFinish => ({ ok: true, result });

export function thrown(name: string, environmentLost = false): RuntimeFinish {
  return {
    ok: false,
    error: { kind: "error", name, message: name, advice: "", source: null, stack: "", environmentLost },
  };
}

/** A request as the SDK inside would make it. */
export function sdkRequest(id: number, operation: string, input: object, region = "us-east-1"): RuntimeRequest {
  const source = { file: "index.mjs", line: id };
  return {
    id,
    service: "DynamoDB_20120810",
    operation,
    region,
    body: JSON.stringify(input),
    attempt: 1,
    invocationId: `call-${id}`,
    source,
  };
}

export const printed = (text: string) => ({ level: "log", text, table: null, source: null }) as const;
