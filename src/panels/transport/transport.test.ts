import { expect, test } from "vitest";
import { newScenario, Reader, Timeline } from "../../engine/index.ts";
import { driveFor } from "../../state/pace.ts";
import { clockText } from "./clock.ts";
import { transportView } from "./view.ts";

test("the clock tells leading zeros apart, and counts days", () => {
  const all = [0, 7, 1_234_567, 61_000_000, 86_400_000_000 + 5_000_000].map((m) => clockText(m));
  expect(all.map((c) => c.pale + c.strong)).toEqual([
    "00:00:00.000000",
    "00:00:00.000007",
    "00:00:01.234567",
    "00:01:01.000000",
    "1 d 00:00:05.000000",
  ]);
  expect(all.map((c) => c.strong)).toEqual(["0.000000", "0.000007", "1.234567", "1:01.000000", "1 d 00:00:05.000000"]);
});

test("forward and back mean what the mode says; there is no quiet to go back to", () => {
  expect([
    driveFor("event", 1),
    driveFor("event", -1),
    driveFor("request", -1),
    driveFor("quiet", 1),
    driveFor("quiet", -1),
  ]).toEqual([
    { kind: "step" },
    { kind: "back" },
    { kind: "request", direction: -1 },
    { kind: "quiet" },
    { kind: "request", direction: -1 },
  ]);
});

test("conditions can name what the world has, and items once they were seen", () => {
  const create = {
    TableName: "Players",
    AttributeDefinitions: [
      { AttributeName: "player", AttributeType: "S" },
      { AttributeName: "league", AttributeType: "S" },
    ],
    KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
    GlobalSecondaryIndexes: [
      {
        IndexName: "byLeague",
        KeySchema: [{ AttributeName: "league", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  };
  const config = {
    regions: ["us-east-1"],
    latency: "typical" as const,
    tables: [{ create, partitions: 1 }],
    functions: [],
    files: {},
  };
  const timeline = new Timeline(newScenario({ name: "n", seed: 1, config }), null);
  expect(transportView(new Reader(timeline))).toEqual({ indexes: ["byLeague"], functions: [], items: [], regions: 1 });
  timeline.issue({
    kind: "request",
    region: "us-east-1",
    operation: "PutItem",
    input: { TableName: "Players", Item: { player: { S: "cleo" } } },
  });
  for (let n = 0; n < 5; n++) timeline.forward();
  expect(transportView(new Reader(timeline)).items).toEqual(["cleo"]);
});
