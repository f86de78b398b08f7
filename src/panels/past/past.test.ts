import { expect, test } from "vitest";
import { newScenario, Reader, Timeline } from "../../engine/index.ts";
import { COMMANDS_MAX, pastView } from "./view.ts";

const create = {
  TableName: "Players",
  AttributeDefinitions: [{ AttributeName: "player", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
};
function start(): Timeline {
  const config = {
    regions: ["us-east-1"],
    latency: "typical" as const,
    tables: [{ create, partitions: 1 }],
    functions: [],
    files: {},
  };
  return new Timeline(newScenario({ name: "n", seed: 1, config }), null);
}
const put = (timeline: Timeline, player: string, score: string) =>
  timeline.issue({
    kind: "request",
    region: "us-east-1",
    operation: "PutItem",
    input: { TableName: "Players", Item: { player: { S: player }, score: { N: score } } },
  });
const quiet = (timeline: Timeline) => {
  while (!timeline.quiet && timeline.forward());
};

test("commands are named by operation, item and what they change, before and after they run", () => {
  const timeline = start();
  put(timeline, "cleo", "8610");
  timeline.issue({
    kind: "request",
    region: "us-east-1",
    operation: "GetItem",
    input: { TableName: "Players", Key: { player: { S: "eli" } }, ConsistentRead: true },
  });
  timeline.issue({ kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "c" } });
  const words = () => pastView(new Reader(timeline)).commands.map((c) => [c.number, c.title, c.note, c.ticked, c.done]);
  const expected = (done: boolean) => [
    [1, "PutItem cleo", "8610", true, done],
    [2, "GetItem eli", "strong", true, done],
    [3, "az c of us-east-1 goes down", "fault", true, done],
  ];
  expect(words()).toEqual(expected(false));
  quiet(timeline);
  expect(words()).toEqual(expected(true));
});

test("a command left out stays in the list, unticked, in its old place", () => {
  const timeline = start();
  put(timeline, "cleo", "1");
  quiet(timeline);
  const second = put(timeline, "eli", "2");
  quiet(timeline);
  put(timeline, "cleo", "3");
  quiet(timeline);
  timeline.without(second.id);
  const view = pastView(new Reader(timeline));
  expect(view.commands.map((c) => [c.title, c.ticked])).toEqual([
    ["PutItem cleo", true],
    ["PutItem eli", false],
    ["PutItem cleo", true],
  ]);
  expect([view.total, view.parent]).toEqual([2, 0]);
});

test("of a long run the last commands are shown, and how many came before", () => {
  const timeline = start();
  for (let n = 0; n < COMMANDS_MAX + 5; n++) put(timeline, "cleo", String(n));
  const view = pastView(new Reader(timeline));
  expect([view.commands.length, view.earlier, view.commands[0]?.number]).toEqual([COMMANDS_MAX, 5, 6]);
  expect(JSON.stringify(view).length).toBeLessThan(20_480);
});
