/** For the tests of this folder: programs with defaults, and a session that answers requests as a tiny DynamoDB would. */

import type { SandboxRuntime } from "./function-runtime.ts";
import type { Json, ProgramSource, RuntimeInput, RuntimeOutput, RuntimeRequest } from "./port.ts";

/** 2026-01-02T03:04:05.678901Z */
export const START_MICROS = 1_767_323_045_678_901;

export function program(code: string, given: Partial<ProgramSource> = {}): ProgramSource {
  return {
    files: { "index.ts": code },
    entry: "index.ts",
    kind: "program",
    region: "eu-west-1",
    environment: {},
    seed: 7,
    limits: {
      memoryBytes: 48 << 20,
      stackBytes: 128 << 10,
      interruptsPerTurn: 500,
      requestsMax: 50,
      consoleBytesMax: 4096,
    },
    ...given,
  };
}

export type Answer = { status: number; body: Json; headers?: Record<string, string> };

/** A run in progress: every input given so far, and every output. */
export class Session {
  readonly inputs: RuntimeInput[] = [];
  readonly outputs: RuntimeOutput[] = [];
  now = START_MICROS;

  constructor(
    readonly runtime: SandboxRuntime,
    readonly source: ProgramSource,
  ) {}

  give(input: DistributiveOmit<RuntimeInput, "now">): RuntimeOutput {
    this.inputs.push({ now: this.now, ...input } as RuntimeInput);
    const output = this.runtime.run(this.source, [...this.inputs]);
    this.outputs.push(output);
    return output;
  }

  /** Starts or invokes, then answers requests and fires timers in virtual time until nothing is left to do. */
  play(
    first: DistributiveOmit<RuntimeInput, "now">,
    answer: (request: RuntimeRequest) => Answer = nothingHere,
  ): RuntimeOutput {
    let output = this.give(first);
    const due: { at: number; order: number; input: DistributiveOmit<RuntimeInput, "now"> }[] = [];
    for (let order = 0; ; ) {
      for (const request of output.requests) {
        const { status, body, headers = {} } = answer(request);
        due.push({
          at: this.now + 5000,
          order: order++,
          input: { kind: "response", request: request.id, status, headers, body: JSON.stringify(body) },
        });
      }
      for (const timer of output.timers)
        due.push({ at: this.now + timer.delayMicros, order: order++, input: { kind: "timer", timer: timer.id } });
      for (const id of output.cancelledTimers) drop(due, (one) => one.input.kind === "timer" && one.input.timer === id);
      if (output.finished) return output;
      due.sort((a, b) => a.at - b.at || a.order - b.order);
      const next = due.shift();
      if (next === undefined || this.inputs.length > 300) return output;
      this.now = next.at;
      output = this.give(next.input);
    }
  }

  /** Everything printed, one line per call. */
  get printed(): string[] {
    return this.outputs.flatMap((output) => output.console.map((line) => line.text));
  }

  get requests(): RuntimeRequest[] {
    return this.outputs.flatMap((output) => output.requests);
  }
}

type DistributiveOmit<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;

function nothingHere(): Answer {
  return { status: 200, body: {} };
}

function drop<T>(list: T[], matches: (one: T) => boolean): void {
  const at = list.findIndex(matches);
  if (at >= 0) list.splice(at, 1);
}
