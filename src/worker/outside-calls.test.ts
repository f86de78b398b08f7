import { expect, test } from "vitest";
import { newScenario, Timeline } from "../engine/index.ts";
import { Driver } from "./driver.ts";
import { OutsideCalls } from "./outside-calls.ts";

const PLAYERS = {
  TableName: "Players",
  AttributeDefinitions: [{ AttributeName: "player", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
};
const put = (player: string, more: object = {}) => ({
  region: "us-east-1",
  operation: "PutItem",
  input: { TableName: "Players", Item: { player: { S: player } }, ...more },
});

function openWorld() {
  const scenario = newScenario({
    name: "World",
    seed: 3,
    config: {
      regions: ["us-east-1"],
      latency: "typical",
      tables: [{ create: PLAYERS, partitions: 2 }],
      functions: [],
      files: {},
    },
  });
  const timeline = new Timeline(scenario, null);
  let clock = 0;
  const outside = { millis: 0 };
  const driver = new Driver({
    timeline: () => timeline,
    changed: () => calls.look(),
    progress: () => undefined,
    breathe: () => Promise.resolve(),
    nowMillis: () => clock++,
  });
  const calls: OutsideCalls = new OutsideCalls({
    timeline: () => timeline,
    drive: (drive) => driver.drive(drive),
    isPlaying: () => driver.playing !== null,
    settle: () => calls.look(),
    nowMillis: () => outside.millis,
  });
  return { timeline, driver, calls, outside };
}

test("[BRIDGE-6] a request from outside is a command of the open world, and its program gets the world's answer", async () => {
  const { timeline, calls } = openWorld();
  expect(await calls.take(put("ana"), "at-once")).toEqual({ error: null, body: {} });
  expect(timeline.branch.commands).toMatchObject([{ kind: "request", operation: "PutItem" }]);
  const condition = {
    ConditionExpression: "attribute_not_exists(player)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  };
  expect(await calls.take(put("ana", condition), "at-once")).toEqual({
    error: {
      name: "ConditionalCheckFailedException",
      message: "The conditional request failed",
      status: 400,
      members: { Item: { player: { S: "ana" } } },
    },
    body: null,
  });
});

test("[BRIDGE-7] requests that come together are all answered", async () => {
  const { timeline, calls } = openWorld();
  const answers = await Promise.all(["ana", "bob", "cleo", "dan"].map((name) => calls.take(put(name), "at-once")));
  expect(answers).toEqual(answers.map(() => ({ error: null, body: {} })));
  expect(timeline.branch.commands).toHaveLength(4);
});

test("[BRIDGE-8] by hand, a program waits until a person has stepped to its answer", async () => {
  const { timeline, driver, calls } = openWorld();
  let answered = false;
  const answer = calls.take(put("ana"), "by-hand").then((got) => {
    answered = true;
    return got;
  });
  for (let steps = 0; steps < 200 && !timeline.quiet; steps++) {
    const before = timeline.branch.events.some(({ event }) => event.kind === "ResponseReceived");
    await Promise.resolve();
    expect(answered).toBe(before);
    await driver.drive({ kind: "step" });
    calls.look();
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(await answer).toEqual({ error: null, body: {} });
});

test("[BRIDGE-11] a program's pauses are pauses of the world", async () => {
  const { timeline, calls, outside } = openWorld();
  await calls.take(put("ana"), "at-once");
  outside.millis += 3_000;
  await calls.take(put("bob"), "at-once");
  const [first, second] = timeline.branch.commands;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(3_000_000);
});

test("[BRIDGE-9] a Region that the world does not have is refused with those it has", async () => {
  const { calls, timeline } = openWorld();
  const { error } = await calls.take({ ...put("ana"), region: "eu-west-1" }, "at-once");
  expect(error).toMatchObject({ name: "InvalidSignatureException", status: 400 });
  expect(error?.message).toContain("The world on the page has us-east-1.");
  expect(timeline.branch.commands).toEqual([]);
});

test("[BRIDGE-9] when another world is opened, whoever waits may ask again", async () => {
  const { calls } = openWorld();
  const answer = calls.take(put("ana"), "by-hand");
  calls.forget();
  expect(await answer).toMatchObject({ error: { name: "InternalServerError", status: 500 } });
});
