import { describe, expect, test } from "vitest";
import { narrateStep } from "./narration-step.ts";
import { Reader } from "./reader.ts";
import { newScenario } from "./scenario.ts";
import { Timeline } from "./timeline.ts";

const players = {
  create: {
    TableName: "Players",
    AttributeDefinitions: [{ AttributeName: "player", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  },
  partitions: 4,
  regions: ["us-east-1", "eu-west-1"],
};
const scenario = newScenario({
  name: "narrated",
  seed: 4217,
  config: { regions: ["us-east-1", "eu-west-1"], latency: "typical", tables: [players], functions: [], files: {} },
});

describe("the sentence of a step", () => {
  test("every step of a run with a fault and two Regions has a whole sentence", () => {
    const timeline = new Timeline(scenario, null);
    const put = (score: string) =>
      timeline.issue({
        kind: "request",
        region: "us-east-1",
        operation: "PutItem",
        input: { TableName: "Players", Item: { player: { S: "cleo" }, score: { N: score } } },
      });
    put("1");
    timeline.issue({ kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "c" } });
    timeline.issue({ kind: "fault", fault: { type: "cut-link", a: "us-east-1", b: "eu-west-1" } });
    for (let n = 0; n < 400 && timeline.forward(); n++) {
      if (n === 150) put("2");
      const { headline, detail } = narrateStep(new Reader(timeline), timeline.step);
      expect(headline).toMatch(/^\D.*\.$/);
      expect(`${headline} ${detail}`).not.toMatch(/undefined|null|NaN|\[object/);
    }
    expect(timeline.step).toBeGreaterThan(100);
  });

  test("a majority names the follower that has not heard yet, and nobody when it is of the past", () => {
    const timeline = new Timeline(scenario, null);
    timeline.issue({
      kind: "request",
      region: "us-east-1",
      operation: "PutItem",
      input: { TableName: "Players", Item: { player: { S: "cleo" } } },
    });
    while (timeline.branch.events.at(-1)?.event.kind !== "ItemApplied" && timeline.forward());
    const { step } = timeline;
    const now = narrateStep(new Reader(timeline), step);
    expect(now.headline).toBe("Two of three copies hold cleo version 1, so the leader answers 200 OK.");
    timeline.forward();
    expect(narrateStep(new Reader(timeline), step).detail).toBe("Two of three survive the loss of any one.");
  });

  test("the beginning says what stands there", () => {
    expect(narrateStep(new Reader(new Timeline(scenario, null)), 0).headline).toBe(
      "One table, 4 partitions, three copies of each.",
    );
  });
});
