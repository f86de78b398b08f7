/** `run` as a pure function, and the life of a Lambda environment. */
import { beforeAll, describe, expect, test } from "vitest";
import { loadFunctionRuntime, type SandboxRuntime } from "./function-runtime.ts";
import type { Json, RuntimeInput, RuntimeOutput } from "./port.ts";
import { program, Session, START_MICROS } from "./testing.ts";

let runtime: SandboxRuntime;
let other: SandboxRuntime;
beforeAll(async () => {
  runtime = await loadFunctionRuntime();
  other = await loadFunctionRuntime();
});

const BUSY = `import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
const client = new DynamoDBClient();
for (let i = 0; i < 4; i++) {
  await client.send(new ListTablesCommand());
  await new Promise((done) => setTimeout(done, 10 * Math.random()));
  console.log(i, Date.now(), Math.random(), crypto.randomUUID());
}`;

const context = {
  awsRequestId: "r",
  functionName: "f",
  invokedFunctionArn: "arn",
  memoryLimitMb: 128,
  deadlineMicros: START_MICROS + 3_000_000,
};
const invoke = (event: Json) => ({ kind: "invoke", event, context }) as const;

function outputsOf(on: SandboxRuntime, inputs: readonly RuntimeInput[], source = program(BUSY)): RuntimeOutput[] {
  return inputs.map((_, n) => on.run(source, inputs.slice(0, n + 1)));
}

describe("[SBX-1] run is a pure function of program and inputs", () => {
  test("the same inputs give the same outputs: again, in another runtime, and after forgetting", () => {
    const session = new Session(runtime, program(BUSY));
    session.play({ kind: "start" });
    expect(session.printed).toHaveLength(4);
    expect(outputsOf(runtime, session.inputs)).toEqual(session.outputs);
    expect(outputsOf(other, structuredClone(session.inputs))).toEqual(session.outputs);
    runtime.forget();
    expect(outputsOf(runtime, session.inputs)).toEqual(session.outputs);
  });

  test("any step can be asked for alone: an environment is fed the earlier inputs again", () => {
    const session = new Session(runtime, program(BUSY));
    session.play({ kind: "start" });
    for (let n = session.inputs.length; n > 0; n--) {
      other.forget();
      expect(other.run(program(BUSY), session.inputs.slice(0, n))).toEqual(session.outputs[n - 1]);
    }
  });

  test("a known output costs nothing, and the next input goes to the environment that is waiting there", () => {
    runtime.forget();
    const before = { ...runtime.counts };
    const session = new Session(runtime, program(BUSY));
    session.play({ kind: "start" });
    outputsOf(runtime, session.inputs);
    expect(runtime.counts.environmentsStarted - before.environmentsStarted).toBe(1);
    expect(runtime.counts.inputsFed - before.inputsFed).toBe(session.inputs.length);
  });

  test("another suffix after the same prefix does not disturb the first", () => {
    const session = new Session(runtime, program(BUSY));
    session.play({ kind: "start" });
    const [start, answer] = session.inputs as [RuntimeInput, RuntimeInput];
    const later = { ...answer, now: answer.now + 1_000_000 };
    const forked = runtime.run(program(BUSY), [start, later]);
    expect(forked).not.toBe(session.outputs[1]);
    expect(runtime.run(program(BUSY), [start, answer])).toEqual(session.outputs[1]);
    expect(runtime.run(program(BUSY), session.inputs)).toEqual(session.outputs.at(-1));
  });

  test("the seed, a file, the Region and the environment each make another program", () => {
    const print = "console.log(Math.random(), process.env.TABLE, process.env.AWS_REGION);";
    const printed = (given: object): string[] => {
      const session = new Session(runtime, program(print, given));
      session.play({ kind: "start" });
      return session.printed;
    };
    const all = [{}, { seed: 8 }, { environment: { TABLE: "T" } }, { region: "us-east-1" }].map(printed);
    expect(new Set(all.map(String)).size).toBe(4);
    expect(printed({})).toEqual(all[0]);
  });

  test("inputs that cannot come are our own bug", () => {
    const source = program("export const handler = async () => 1;", { kind: "handler" });
    const start = { kind: "start", now: START_MICROS } as const;
    expect(() => runtime.run(source, [])).toThrow("begins with one");
    expect(() => runtime.run(source, [{ ...invoke(1), now: START_MICROS }])).toThrow("begins with one");
    expect(() => runtime.run(program("1;"), [start, { ...invoke(1), now: START_MICROS }])).toThrow("cannot be invoked");
    const slow = program("export const handler = () => new Promise(() => {});", { kind: "handler" });
    expect(() =>
      runtime.run(slow, [start, { ...invoke(1), now: START_MICROS }, { ...invoke(2), now: START_MICROS }]),
    ).toThrow("while invoking");
    expect(runtime.run(source, [start, { ...invoke(1), now: START_MICROS }]).finished).toEqual({ ok: true, result: 1 });
  });
});

describe("[SBX-2] environments do not touch each other", () => {
  test("more of them than there are cells, taking turns", () => {
    const sessions = Array.from({ length: 12 }, (_, n) => {
      const code = `let calls = 0; globalThis.mark = ${n}; Array.prototype.mark = ${n};\nexport const handler = async () => [${n}, ++calls, mark, [].mark];`;
      return new Session(runtime, program(code, { kind: "handler" }));
    });
    for (const session of sessions) session.give({ kind: "start" });
    for (const round of [1, 2, 3]) {
      sessions.forEach((session, n) => {
        expect(session.give(invoke(round)).finished).toEqual({ ok: true, result: [n, round, n, n] });
      });
    }
    const clean = new Session(runtime, program("console.log(typeof mark, [].mark);"));
    clean.play({ kind: "start" });
    expect(clean.printed).toEqual(["undefined undefined"]);
  });

  test("many runaways in a row leave the next program unharmed", () => {
    for (let n = 0; n < 12; n++) {
      const code =
        n % 2 === 0
          ? `let a = []; for (let i = 0; i < 100_000; i++) a = [a];\nJSON.stringify(a); // ${n}`
          : `const a = []; for (;;) a.push("x".repeat(10_000) + ${n});`;
      expect(new Session(runtime, program(code)).play({ kind: "start" }).finished?.ok).toBe(false);
    }
    const next = new Session(runtime, program("console.log(JSON.stringify([1]), [3, 1, 2].sort());"));
    next.play({ kind: "start" });
    expect(next.printed).toEqual(["[1] [ 1, 2, 3 ]"]);
  });
});

describe("[SBX-9] a handler's environment stays warm", () => {
  const lambda = (code: string) => new Session(runtime, program(code, { kind: "handler" }));

  test("what the module keeps is there at the next invocation, until a new start", () => {
    const code =
      "let count = 0;\nconsole.log('cold');\nexport const handler = async (event) => ({ count: ++count, got: event });";
    const session = lambda(code);
    expect(session.play({ kind: "start" }).finished).toEqual({ ok: true, result: null });
    expect(session.play(invoke({ a: [1] })).finished).toEqual({ ok: true, result: { count: 1, got: { a: [1] } } });
    expect(session.play(invoke(null)).finished).toEqual({ ok: true, result: { count: 2, got: null } });
    expect(session.printed).toEqual(["cold"]);
    expect(lambda(code).play({ kind: "start" }).console).toHaveLength(1);
  });

  test("a failed invocation leaves the environment alive, an unhandled rejection does not", () => {
    const session = lambda(
      "let n = 0;\nexport const handler = async (event) => {\n  n++;\n  if (event === 'stray') Promise.reject(new Error('stray'));\n  if (event) throw new Error(event);\n  return n;\n};",
    );
    session.play({ kind: "start" });
    expect(session.play(invoke("bad")).finished).toMatchObject({
      ok: false,
      error: { message: "bad", source: { line: 5 }, environmentLost: false },
    });
    expect(session.play(invoke(null)).finished).toEqual({ ok: true, result: 2 });
    expect(session.play(invoke("stray")).finished).toMatchObject({
      ok: false,
      error: { message: "stray", environmentLost: true },
    });
    expect(session.play(invoke(null)).finished).toMatchObject({ ok: false, error: { message: "stray" } });
  });

  test("the context counts down, and another export can be the handler", () => {
    const code =
      "export const main = async (_, context) => { const a = context.getRemainingTimeInMillis(); await new Promise((r) => setTimeout(r, 250)); return [a, context.getRemainingTimeInMillis(), context.functionName, context.memoryLimitInMB]; };";
    const session = new Session(runtime, program(code, { kind: "handler", handler: "main" }));
    session.play({ kind: "start" });
    expect(session.play(invoke({})).finished).toEqual({ ok: true, result: [3000, 2750, "f", "128"] });
  });

  test("a result that is no JSON is an error of the invocation", () => {
    const session = lambda(
      "export const handler = async (event) => (event === 1 ? 10n : event === 2 ? undefined : { when: new Date(0), gone: undefined });",
    );
    session.play({ kind: "start" });
    expect(session.play(invoke(1)).finished).toMatchObject({
      ok: false,
      error: { name: "TypeError", environmentLost: false, advice: expect.stringContaining("JSON") },
    });
    expect(session.play(invoke(2)).finished).toEqual({ ok: true, result: null });
    expect(session.play(invoke(3)).finished).toEqual({ ok: true, result: { when: "1970-01-01T00:00:00.000Z" } });
  });

  test("a start that awaits is finished when the module is", () => {
    const session = lambda(
      "await new Promise((done) => setTimeout(done, 100));\nexport const handler = async () => Date.now();",
    );
    expect(session.give({ kind: "start" }).finished).toBeNull();
    const timer = session.outputs[0]?.timers[0];
    expect(timer?.delayMicros).toBe(100_000);
    session.now += 100_000;
    expect(session.give({ kind: "timer", timer: timer?.id ?? 0 }).finished).toEqual({ ok: true, result: null });
  });
});
