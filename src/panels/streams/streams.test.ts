import "../../engine/later.ts";
import { expect, test } from "vitest";
import { Reader, Timeline } from "../../engine/index.ts";
import { playersScenario, update } from "../../parts/example-worlds.ts";
import { streamsView } from "./view.ts";

const PARAMS = { table: null, region: null, shard: null, label: "cleo" };

function quiet(options: Parameters<typeof playersScenario>[0]) {
  const timeline = new Timeline(playersScenario(options), null);
  while (!timeline.quiet && timeline.forward());
  return new Reader(timeline);
}

test("a record shows what changed, and a table starts with as many shards as partitions", () => {
  const view = streamsView(quiet({ commands: [update("cleo", 9340), update("cleo", 9341)] }), PARAMS);
  expect(view.shards.map((shard) => shard.name)).toEqual(["S1", "S2", "S3", "S4"]);
  expect(view.open).toBe(view.shards.find((shard) => shard.records === 2)?.name);
  expect(view.records.map(({ version, eventName, changes }) => ({ version, eventName, changes }))).toEqual([
    { version: 3, eventName: "MODIFY", changes: [{ name: "score", before: "9340", after: "9341" }] },
    { version: 2, eventName: "MODIFY", changes: [{ name: "score", before: "8610", after: "9340" }] },
  ]);
});

test("readers say how far they are; a replicator that has read everything waits for nothing", () => {
  const view = streamsView(quiet({ commands: [update("cleo", 9340)], regions: ["us-east-1", "eu-west-1"] }), PARAMS);
  const shard = view.shards.find((one) => one.name === view.open);
  expect(shard?.readers).toEqual([
    {
      name: "eu-west-1",
      kind: "replicator",
      position: 1,
      waiting: 0,
      phase: "read to the end",
      iteratorAge: 0,
      failures: 0,
    },
  ]);
});

test("a function that cannot run is tried again and given up, and each attempt is listed", () => {
  const view = streamsView(quiet({ commands: [update("cleo", 9340)], triggers: true }), PARAMS);
  expect(view.invocations.map(({ attempt, outcome, then }) => [attempt, outcome, then])).toEqual([
    [3, "failed", "given up, no retries left"],
    [2, "failed", "tried again later"],
    [1, "failed", "tried again later"],
  ]);
  expect(view.invocations[0]?.error?.message).toBeTruthy();
});

test("a table without a stream has no shards", () => {
  const create = {
    TableName: "Plain",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  };
  const view = streamsView(quiet({ config: { tables: [{ create, partitions: 1 }] } }), PARAMS);
  expect(view).toMatchObject({ table: "Plain", viewType: null, shards: [] });
});
