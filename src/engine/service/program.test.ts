import { describe, expect, it } from "vitest";
import { MachineBench, type Peer } from "../testing/machine-bench.ts";
import { printed, returned, type Script, scriptedRuntime, sdkRequest, thrown } from "../testing/scripted-runtime.ts";
import { calendarMicros } from "./epoch.ts";
import { programId, routerId } from "./places.ts";
import { createProgramKind, newProgramState, type ProgramState } from "./program.ts";

const PROGRAM = programId("us-east-1", 7);

const SCRIPTS: Record<string, Script> = {
  hello: (last) => ({ console: [printed(`now ${last.now}`)], finished: returned(null) }),
  throws: () => ({ finished: thrown("TypeError", true) }),
  waits: (last) => {
    if (last.kind === "start")
      return {
        console: [printed("one")],
        timers: [
          { id: 1, delayMicros: 1_000_000 },
          { id: 2, delayMicros: 2_000_000 },
        ],
      };
    if (last.kind === "timer" && last.timer === 1)
      return { console: [printed("two")], cancelledTimers: [2], timers: [{ id: 3, delayMicros: 3_000_000 }] };
    return { console: [printed(last.kind === "timer" ? `timer ${last.timer}` : last.kind)], finished: returned(null) };
  },
  "asks twice": (last, inputs) => {
    if (last.kind === "start")
      return {
        requests: [
          sdkRequest(1, "GetItem", { TableName: "T", Key: { id: { S: "a" } } }),
          sdkRequest(2, "GetItem", { TableName: "T", Key: { id: { S: "b" } } }),
        ],
      };
    const text = last.kind === "response" ? `answer to ${last.request}` : last.kind;
    return { console: [printed(text)], finished: inputs.length === 3 ? returned(null) : null };
  },
  "never settles": () => ({}),
  "asks once": (last) => {
    if (last.kind === "start")
      return { requests: [sdkRequest(1, "GetItem", { TableName: "T", Key: { id: { S: "a" } } })] };
    return { console: [printed(last.kind === "failure" ? last.name : last.kind)], finished: returned(null) };
  },
};

const answers: Peer = (message, context) => {
  if (message.type !== "ApiRequest") return;
  context.send(message.replyTo, {
    type: "ApiResponse",
    answer: { request: message.call.request, status: 200, body: {}, error: null, served: null },
  });
};

function benchWith(script: string, options: { runtime?: "none"; router?: Peer; seed?: number } = {}): MachineBench {
  const bench = new MachineBench({
    kinds: [createProgramKind(options.runtime === "none" ? null : scriptedRuntime(SCRIPTS))],
    ...options,
  });
  bench.spawn("program", PROGRAM, newProgramState({ region: "us-east-1", run: 7 }));
  bench.peer(routerId("us-east-1"), options.router ?? answers);
  bench.tell(PROGRAM, {
    type: "RunProgram",
    run: 7,
    entry: "index.mjs",
    files: { "index.mjs": script },
    environment: {},
  });
  return bench;
}

const lines = (bench: MachineBench) => bench.facts("ConsoleWritten").map(({ line }) => line.text);
const ends = (bench: MachineBench) =>
  bench.facts("ProgramEnded").map(({ run, error, stopped }) => [run, error?.name ?? null, stopped]);

describe("program", () => {
  it("[FN-13] runs from top to bottom in virtual time and ends", () => {
    const bench = benchWith("hello");
    bench.run();
    expect(bench.facts("ProgramStarted")).toEqual([
      { kind: "ProgramStarted", region: "us-east-1", run: 7, entry: "index.mjs" },
    ]);
    expect(lines(bench)).toEqual([`now ${calendarMicros(0)}`]);
    expect(calendarMicros(0)).toBe(Date.UTC(2026, 0, 1) * 1000);
    expect(ends(bench)).toEqual([[7, null, false]]);
    expect(bench.simulation.pending()).toEqual([]);
  });

  it("[FN-13] ends with the error it threw", () => {
    const bench = benchWith("throws");
    bench.run();
    expect(ends(bench)).toEqual([[7, "TypeError", false]]);
  });

  it("[FN-14] timers fire after their virtual delay, and not when they were cancelled", () => {
    const bench = benchWith("waits");
    bench.run();
    expect(lines(bench)).toEqual(["one", "two", "timer 3"]);
    expect(bench.simulation.now).toBeGreaterThanOrEqual(4_000_000);
    expect(bench.simulation.now).toBeLessThan(4_400_000);
  });

  it("[FN-14] does one thing at a time: an answer waits for the stretch of code before it", () => {
    const bench = benchWith("asks twice");
    while (!bench.simulation.quiet) {
      bench.steps(1);
      const { turn, mailbox } = bench.state<ProgramState>(PROGRAM);
      if (mailbox.length > 0) expect(turn).not.toBeNull();
    }
    expect(lines(bench).sort()).toEqual(["answer to 1", "answer to 2"]);
    expect(bench.facts("RequestSent")).toMatchObject([
      { table: "T", input: { Key: { id: { S: "a" } } } },
      { table: "T", input: { Key: { id: { S: "b" } } } },
    ]);
    expect(ends(bench)).toEqual([[7, null, false]]);
  });

  it("[FN-15] ends with an error when it waits for something that cannot happen", () => {
    const bench = benchWith("never settles");
    bench.run();
    expect(ends(bench)).toEqual([[7, "UnsettledTopLevelAwait", false]]);
  });

  it("[FN-15] can be stopped; nothing of it happens afterwards", () => {
    const bench = benchWith("waits");
    bench.run(500_000);
    bench.tell(PROGRAM, { type: "StopProgram" });
    bench.tell(PROGRAM, { type: "StopProgram" });
    bench.run();
    expect(lines(bench)).toEqual(["one"]);
    expect(ends(bench)).toEqual([[7, null, true]]);
    expect(bench.simulation.pending()).toEqual([]);
  });

  it("[FN-3] a front door that does not answer is a network error after twenty seconds", () => {
    const bench = benchWith("asks once", { router: () => {} });
    bench.run();
    expect(lines(bench)).toEqual(["ETIMEDOUT"]);
    expect(bench.facts("ResponseReceived")).toMatchObject([{ status: 0, error: "ETIMEDOUT", table: "T" }]);
    expect(bench.simulation.now).toBeGreaterThanOrEqual(20_000_000);
  });

  it("[FN-5] says so when no code can be run", () => {
    const bench = benchWith("hello", { runtime: "none" });
    bench.run();
    expect(ends(bench)).toEqual([[7, "RuntimeNotLoaded", false]]);
  });

  it("[FN-6] continues from any save exactly as before", () => {
    const bench = benchWith("asks twice", { seed: 3 });
    const { straight, again } = bench.runAgainFromSaves(1);
    for (const events of again) expect(events).toBe(straight);
    expect(ends(bench)).toEqual([[7, null, false]]);
  });
});
