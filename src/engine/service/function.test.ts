import { describe, expect, it } from "vitest";
import { Random } from "../base/random.ts";
import { dynamoError } from "../dynamo/errors.ts";
import { MachineBench, type Peer } from "../testing/machine-bench.ts";
import { returned, type Script, scriptedRuntime, sdkRequest, thrown } from "../testing/scripted-runtime.ts";
import { createFunctionKind, type FunctionState, newFunctionState } from "./function.ts";
import type { RuntimeInput } from "./function-runtime.ts";
import type { LatencyProfileName } from "./latency-profiles.ts";
import type { Message } from "./messages.ts";
import { functionId, routerId } from "./places.ts";

const FUNCTION = functionId("us-east-1", "mailer");

const invokesIn = (inputs: readonly RuntimeInput[]) => inputs.filter(({ kind }) => kind === "invoke").length;

const echo: Script = (last) =>
  last.kind === "invoke" ? { finished: returned(last.event) } : { finished: returned(null) };

/** Puts one item for each invocation, in the Region the event names, and returns the status. */
const putsTo =
  (region: string): Script =>
  (last, inputs) => {
    if (last.kind === "start") return { finished: returned(null) };
    if (last.kind === "invoke")
      return {
        requests: [sdkRequest(invokesIn(inputs), "PutItem", { TableName: "Log", Item: { id: { S: "x" } } }, region)],
      };
    if (last.kind === "response") return { finished: returned({ status: last.status, body: JSON.parse(last.body) }) };
    return { finished: thrown(last.kind === "failure" ? last.name : "Unexpected") };
  };

const SCRIPTS: Record<string, Script> = {
  echo,
  "echo again": echo,
  put: putsTo("us-east-1"),
  "put elsewhere": putsTo("mars-north-1"),
  hang: (last) => (last.kind === "start" ? { finished: returned(null) } : {}),
  "hang at start": () => ({}),
  throw: (last) => ({ finished: last.kind === "start" ? returned(null) : thrown("TypeError") }),
  crash: (last) => ({ finished: last.kind === "start" ? returned(null) : thrown("OutOfMemory", true) }),
  "does not load": () => ({ finished: thrown("SyntaxError", true) }),
  count: (last, inputs) => ({ finished: returned(last.kind === "start" ? null : invokesIn(inputs)) }),
  // Leaves a timer behind; says in the next invocation what happened in between.
  leaves: (last, inputs) => {
    if (last.kind === "start") return { finished: returned(null) };
    if (last.kind === "invoke" && invokesIn(inputs) === 1)
      return { timers: [{ id: 1, delayMicros: 1_000 }], finished: returned(null) };
    return last.kind === "timer" ? { finished: returned(inputs.map(({ kind }) => kind).join(" ")) } : {};
  },
};

const answersPut: Peer = (message, context) => {
  if (message.type !== "ApiRequest") return;
  const answer = { request: message.call.request, status: 200, body: { ok: true }, error: null, served: null };
  context.send(message.replyTo, { type: "ApiResponse", answer });
};

function benchWith(
  script: string,
  options: { runtime?: "none"; router?: Peer; latency?: LatencyProfileName; seed?: number } = {},
): MachineBench {
  const runtime = options.runtime === "none" ? null : scriptedRuntime(SCRIPTS);
  const bench = new MachineBench({ kinds: [createFunctionKind(runtime)], ...options });
  bench.spawn(
    "function",
    FUNCTION,
    newFunctionState({ region: "us-east-1", name: "mailer", entry: "index.mjs", files: { "index.mjs": script } }),
  );
  bench.peer("caller");
  bench.peer(routerId("us-east-1"), options.router ?? answersPut);
  return bench;
}

function invoke(invocation: string, attempt = 1): Extract<Message, { readonly type: "InvokeFunction" }> {
  const records = [{ label: invocation, sequenceNumber: "1" }];
  return {
    type: "InvokeFunction",
    invocation,
    replyTo: "caller",
    event: { n: invocation },
    records,
    table: "Scores",
    shard: "S1",
    attempt,
  };
}

const results = (bench: MachineBench) =>
  bench
    .told("caller", "InvokeResult")
    .map(({ invocation, finish }) => [invocation, finish.ok ? finish.result : finish.error.name]);

describe("function", () => {
  it("[FN-7] starts cold once, then stays warm", () => {
    const bench = benchWith("echo");
    bench.tell(FUNCTION, invoke("i1"));
    bench.run();
    const cold = bench.simulation.now;
    bench.tell(FUNCTION, invoke("i2"));
    bench.run();
    expect(results(bench)).toEqual([
      ["i1", { n: "i1" }],
      ["i2", { n: "i2" }],
    ]);
    expect(bench.facts("FunctionInvoked").map((event) => event.cold)).toEqual([true, false]);
    expect(cold).toBeGreaterThan(100_000);
    expect(bench.simulation.now - cold).toBeLessThan(10_000);
    expect(bench.facts("FunctionReturned").every(({ micros }) => micros < 10_000)).toBe(true);
  });

  it("[FN-8] handles one invocation at a time; the others queue", () => {
    const bench = benchWith("put");
    for (const id of ["i1", "i2", "i3"]) bench.tell(FUNCTION, invoke(id));
    expect(bench.facts("FunctionInvoked")).toHaveLength(1);
    bench.run();
    const kinds = bench.recorded.flatMap(({ event }) =>
      event.kind === "FunctionInvoked" || event.kind === "FunctionReturned"
        ? [`${event.kind} ${event.invocation}`]
        : [],
    );
    expect(kinds).toEqual(["i1", "i2", "i3"].flatMap((id) => [`FunctionInvoked ${id}`, `FunctionReturned ${id}`]));
  });

  it("[FN-1] a request of the code goes to its Region's front door and its answer comes back as an HTTP response", () => {
    const bench = benchWith("put");
    bench.tell(FUNCTION, invoke("i1"));
    bench.run();
    expect(results(bench)).toEqual([["i1", { status: 200, body: { ok: true } }]]);
    const [{ call }] = bench.told(routerId("us-east-1"), "ApiRequest") as unknown as [{ call: { request: string } }];
    expect(call).toEqual({
      request: call.request,
      operation: "PutItem",
      input: { TableName: "Log", Item: { id: { S: "x" } } },
    });
    expect(bench.facts("RequestSent")).toEqual([
      {
        kind: "RequestSent",
        request: call.request,
        operation: "PutItem",
        table: "Log",
        label: null,
        region: "us-east-1",
        input: { TableName: "Log", Item: { id: { S: "x" } } },
        source: { file: "index.mjs", line: 1 },
        program: FUNCTION,
      },
    ]);
    expect(bench.facts("ResponseReceived")).toMatchObject([{ request: call.request, status: 200, error: null }]);
  });

  it("[FN-2] a DynamoDB error arrives with its wire type and its members", () => {
    const error = dynamoError("ConditionalCheckFailedException", "The conditional request failed", {
      Item: { id: { S: "x" } },
    });
    const bench = benchWith("put", {
      router: (message, context) => {
        if (message.type !== "ApiRequest") return;
        context.send(message.replyTo, {
          type: "ApiResponse",
          answer: { request: message.call.request, status: 400, body: null, error, served: null },
        });
      },
    });
    bench.tell(FUNCTION, invoke("i1"));
    bench.run();
    const body = {
      __type: "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
      message: "The conditional request failed",
      Item: { id: { S: "x" } },
    };
    expect(results(bench)).toEqual([["i1", { status: 400, body }]]);
    expect(bench.facts("ResponseReceived")).toMatchObject([{ status: 400, error: "ConditionalCheckFailedException" }]);
  });

  it("[FN-3] a Region that this world does not have refuses the connection", () => {
    const bench = benchWith("put elsewhere");
    bench.tell(FUNCTION, invoke("i1"));
    bench.run();
    expect(results(bench)).toEqual([["i1", "ECONNREFUSED"]]);
    expect(bench.facts("ResponseReceived")).toMatchObject([{ status: 0, error: "ECONNREFUSED" }]);
  });

  it("[FN-9] an invocation that takes longer than its timeout fails, and its environment is replaced", () => {
    const bench = benchWith("hang");
    bench.tell(FUNCTION, invoke("i1"));
    bench.tell(FUNCTION, invoke("i2"));
    bench.run();
    expect(results(bench)).toEqual([
      ["i1", "Sandbox.Timedout"],
      ["i2", "Sandbox.Timedout"],
    ]);
    const failed = bench.facts("FunctionFailed");
    expect(failed.map(({ micros }) => micros)).toEqual([3_000_000, 3_000_000]);
    expect(failed[0]?.error.message).toMatch(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 3\.00 seconds$/);
    expect(bench.facts("FunctionInvoked").map(({ cold }) => cold)).toEqual([true, true]);
  });

  it("[FN-9] starting an environment has its own limit of ten seconds", () => {
    const bench = benchWith("hang at start");
    bench.tell(FUNCTION, invoke("i1"));
    bench.run();
    expect(bench.simulation.now).toBeGreaterThanOrEqual(10_000_000);
    expect(results(bench)).toEqual([["i1", "Sandbox.Timedout"]]);
  });

  it("[FN-9] an answer that comes after the timeout is written down and read by nobody", () => {
    const bench = benchWith("put", {
      router: (message, context) => {
        if (message.type !== "ApiRequest") return;
        const answer = { request: message.call.request, status: 200, body: {}, error: null, served: null };
        context.send(message.replyTo, { type: "ApiResponse", answer }, { delayMicros: 5_000_000 });
      },
    });
    bench.tell(FUNCTION, invoke("i1"));
    bench.run();
    expect(results(bench)).toEqual([["i1", "Sandbox.Timedout"]]);
    expect(bench.facts("ResponseReceived")).toHaveLength(1);
    expect(bench.state<FunctionState>(FUNCTION)).toMatchObject({ environment: "none", current: null, turn: null });
  });

  it("[FN-10] a thrown error keeps the environment, a lost environment is started again", () => {
    const outcome = (script: string) => {
      const bench = benchWith(script);
      bench.tell(FUNCTION, invoke("i1"));
      bench.tell(FUNCTION, invoke("i2"));
      bench.run();
      return [results(bench).map(([, name]) => name), bench.facts("FunctionInvoked").map(({ cold }) => cold)];
    };
    expect(outcome("throw")).toEqual([
      ["TypeError", "TypeError"],
      [true, false],
    ]);
    expect(outcome("crash")).toEqual([
      ["OutOfMemory", "OutOfMemory"],
      [true, true],
    ]);
    expect(outcome("does not load")).toEqual([
      ["SyntaxError", "SyntaxError"],
      [true, true],
    ]);
  });

  it("[FN-11] new code begins with the next invocation; the one under way ends with the old", () => {
    const bench = benchWith("put");
    bench.tell(FUNCTION, invoke("i1"));
    while (bench.facts("RequestSent").length === 0) bench.steps(1);
    bench.tell(FUNCTION, { type: "DeployFunction", files: { "main.mjs": "echo again" }, entry: "main.mjs" });
    bench.tell(FUNCTION, invoke("i2"));
    bench.run();
    expect(results(bench)).toEqual([
      ["i1", { status: 200, body: { ok: true } }],
      ["i2", { n: "i2" }],
    ]);
    expect(bench.facts("FunctionInvoked").map(({ cold }) => cold)).toEqual([true, true]);
    expect(bench.facts("FunctionDeployed")).toEqual([
      { kind: "FunctionDeployed", region: "us-east-1", functionName: "mailer" },
    ]);
  });

  it("[FN-11] code deployed while the environment starts is the code that starts", () => {
    const bench = benchWith("put");
    bench.tell(FUNCTION, invoke("i1"));
    bench.tell(FUNCTION, { type: "DeployFunction", files: { "main.mjs": "echo" }, entry: "main.mjs" });
    bench.run();
    expect(results(bench)).toEqual([["i1", { n: "i1" }]]);
  });

  it("[FN-12] an environment is replaced after 200 invocations, so that its history stays short", () => {
    const bench = benchWith("count", { latency: "instant" });
    for (let i = 0; i < 401; i++) bench.tell(FUNCTION, invoke(`i${i}`));
    bench.run();
    expect([0, 199, 200, 399, 400].map((i) => results(bench)[i]?.[1])).toEqual([1, 200, 1, 200, 1]);
    expect(bench.facts("FunctionInvoked").filter(({ cold }) => cold)).toHaveLength(3);
  });

  it("[FN-4] between invocations the environment is frozen: what is due waits for the next call", () => {
    const bench = benchWith("leaves");
    bench.tell(FUNCTION, invoke("i1"));
    bench.run();
    bench.tellLater(FUNCTION, 60_000_000, invoke("i2"));
    bench.run();
    expect(results(bench)).toEqual([
      ["i1", null],
      ["i2", "start invoke invoke timer"],
    ]);
  });

  it("[FN-5] without a runtime an invocation fails and says why", () => {
    const bench = benchWith("echo", { runtime: "none" });
    bench.tell(FUNCTION, invoke("i1"));
    bench.run();
    expect(results(bench)).toEqual([["i1", "RuntimeNotLoaded"]]);
  });

  it.each([1, 2, 3, 4])("[FN-6] continues from any save exactly as before (seed %i)", (seed) => {
    const bench = benchWith("put", { seed });
    const random = new Random(seed);
    for (let i = 0; i < 12; i++) bench.tellLater(FUNCTION, random.below(200_000), invoke(`i${i}`));
    bench.tellLater(FUNCTION, 130_000, { type: "DeployFunction", files: { "index.mjs": "put" }, entry: "index.mjs" });
    const { straight, again } = bench.runAgainFromSaves(3);
    for (const events of again) expect(events).toBe(straight);
    expect(results(bench)).toHaveLength(12);
  });
});
