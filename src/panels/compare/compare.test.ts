import { expect, test } from "vitest";
import { newScenario, Reader, Timeline } from "../../engine/index.ts";
import { compareFacts } from "./differences.ts";
import { type CompareView, compareView } from "./view.ts";

const create = {
  TableName: "Players",
  AttributeDefinitions: [
    { AttributeName: "player", AttributeType: "S" },
    { AttributeName: "league", AttributeType: "S" },
    { AttributeName: "score", AttributeType: "N" },
  ],
  KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
  GlobalSecondaryIndexes: [
    {
      IndexName: "byScore",
      KeySchema: [
        { AttributeName: "league", KeyType: "HASH" },
        { AttributeName: "score", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "ALL" },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
};

test("a run without one write differs in that item, its index entry, its record and its answer, and in nothing of the other item", () => {
  const config = {
    regions: ["us-east-1"],
    latency: "typical" as const,
    tables: [{ create, partitions: 1 }],
    functions: [],
    files: {},
  };
  const timeline = new Timeline(newScenario({ name: "n", seed: 7, config }), null);
  const put = (player: string, score: string) => {
    const command = timeline.issue({
      kind: "request",
      region: "us-east-1",
      operation: "PutItem",
      input: { TableName: "Players", Item: { player: { S: player }, league: { S: "gold" }, score: { N: score } } },
    });
    while (!timeline.quiet && timeline.forward());
    return command;
  };
  put("cleo", "9340");
  const eli = put("eli", "7420");
  timeline.without(eli.id);
  while (!timeline.quiet && timeline.forward());
  const without = compareView(new Reader(timeline), {});
  const original: CompareView = timeline.visiting(0, () => {
    while (!timeline.quiet && timeline.forward());
    return compareView(new Reader(timeline), {});
  });
  const { different, same } = compareFacts(original.facts, without.facts);
  expect(different.map((d) => [d.name, d.a, d.b])).toEqual([
    ["eli", "version 1 on all three", null],
    ["P1", expect.stringMatching(/^LSN 2, az [abc] leads$/), expect.stringMatching(/^LSN 1, az [abc] leads$/)],
    ["byScore, eli", "7420", null],
    ["shard S1", "2 records, last eli 1", "1 record, last cleo 1"],
    ["PutItem eli", "200, version 1", null],
    ["units", "0 read, 4 write", "0 read, 2 write"],
  ]);
  expect(same.map((f) => [f.name, f.value])).toEqual([
    ["cleo", "version 1 on all three"],
    ["byScore, cleo", "9340"],
    ["PutItem cleo", "200, version 1"],
  ]);
});
