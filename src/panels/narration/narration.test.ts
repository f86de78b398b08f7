import { expect, test } from "vitest";
import { newScenario, Reader, Timeline } from "../../engine/index.ts";
import { narrationView } from "./view.ts";

const create = {
  TableName: "Players",
  AttributeDefinitions: [{ AttributeName: "player", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
};

test("the narration follows the cursor, forwards and back", () => {
  const config = {
    regions: ["us-east-1"],
    latency: "typical" as const,
    tables: [{ create, partitions: 1 }],
    functions: [],
    files: {},
  };
  const timeline = new Timeline(newScenario({ name: "n", seed: 1, config }), null);
  const said = () => narrationView(new Reader(timeline));
  expect(said()).toEqual({
    step: 0,
    headline: "One table, one partition, three copies.",
    detail: "Nothing has happened yet.",
  });
  timeline.issue({
    kind: "request",
    region: "us-east-1",
    operation: "GetItem",
    input: { TableName: "Players", Key: { player: { S: "cleo" } } },
  });
  timeline.forward();
  expect(said()).toEqual({
    step: 1,
    headline: "The client in us-east-1 sends GetItem for cleo.",
    detail: "Every request goes to a request router first.",
  });
  timeline.forward();
  timeline.seek(1);
  expect(said().step).toBe(1);
});
