import { describe, expect, it } from "vitest";
import { type CommandBody, newScenario, Timeline, type WorldConfig } from "../engine/index.ts";
import { conditionMet, sentence } from "./pause-conditions.ts";
import type { PauseCondition } from "./protocol.ts";

const TABLE = {
  create: {
    TableName: "Scores",
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
    AttributeDefinitions: [
      { AttributeName: "player", AttributeType: "S" },
      { AttributeName: "score", AttributeType: "N" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: "byScore",
        KeySchema: [{ AttributeName: "score", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
  },
  partitions: 1,
};

const put = (player: string, score: number, region = "us-east-1"): CommandBody => ({
  kind: "request",
  region,
  operation: "PutItem",
  input: { TableName: "Scores", Item: { player: { S: player }, score: { N: String(score) } } },
});
const get = (player: string): CommandBody => ({
  kind: "request",
  region: "us-east-1",
  operation: "GetItem",
  input: { TableName: "Scores", Key: { player: { S: player } } },
});

function open(over: Partial<WorldConfig> = {}): Timeline {
  const config: WorldConfig = {
    regions: ["us-east-1"],
    latency: "typical",
    tables: [TABLE],
    functions: [],
    files: {},
    ...over,
  };
  return new Timeline(newScenario({ name: "conditions", seed: 7, config }), null);
}

/** Steps to the first at which the condition is met; null when the world comes to rest without. */
function pausedAt(timeline: Timeline, condition: PauseCondition): number | null {
  while (!timeline.quiet && timeline.forward()) if (conditionMet(timeline, [condition]) !== null) return timeline.step;
  return null;
}

const lastKinds = (timeline: Timeline): string[] => {
  const record = timeline.branch.steps[timeline.step - 1];
  return timeline.branch.events
    .slice(record?.firstEvent ?? 0, (record?.firstEvent ?? 0) + (record?.events ?? 0))
    .map(({ event }) => event.kind);
};

describe("pause conditions", () => {
  it("[PACE-9] stops when an index is more writes behind than said, and not before", () => {
    const timeline = open();
    for (let i = 0; i < 6; i++) timeline.issue(put(`p${i}`, i));
    expect(pausedAt(timeline, { kind: "index-behind", index: "byScore", writes: 2 })).not.toBeNull();
    expect(lastKinds(timeline)).toContain("IndexEntryQueued");
    const queued = timeline.branch.events.filter(({ event }) => event.kind === "IndexEntryQueued").length;
    const confirmed = timeline.branch.events.filter(({ event }) => event.kind === "IndexEntryConfirmed").length;
    expect(queued - confirmed).toBeGreaterThan(2);
    const [first] = timeline.branch.events.filter(({ event }) => event.kind === "IndexEntryQueued").slice(2);
    expect(first?.step).toBe(timeline.step);
    const other = open();
    for (let i = 0; i < 6; i++) other.issue(put(`p${i}`, i));
    expect(pausedAt(other, { kind: "index-behind", index: "byScore", writes: 6 })).toBeNull();
  });

  it("[PACE-9] stops at a read that was given an older version than one with a majority", () => {
    const timeline = open();
    let stale = 0;
    for (let i = 0; i < 60 && stale === 0; i++) {
      timeline.issue(put("cleo", i));
      while (!lastKinds(timeline).includes("ResponseReceived") && timeline.forward());
      timeline.issue(get("cleo"));
      if (pausedAt(timeline, { kind: "stale-read", label: "cleo" }) !== null) stale++;
      else while (!timeline.quiet && timeline.forward());
    }
    expect(stale).toBe(1);
    expect(lastKinds(timeline)).toContain("ItemRead");
    timeline.issue(put("dev", 1));
    while (!timeline.quiet && timeline.forward());
    timeline.issue(get("dev"));
    expect(pausedAt(timeline, { kind: "stale-read", label: null })).toBeNull();
  });

  it("[PACE-9] stops when an acknowledged write is lost between Regions", () => {
    const regions = ["us-east-1", "eu-west-1"];
    const timeline = open({ regions, tables: [{ ...TABLE, regions }] });
    timeline.issue(put("cleo", 1));
    timeline.issue(put("cleo", 2, "eu-west-1"));
    expect(pausedAt(timeline, { kind: "write-lost" })).not.toBeNull();
    expect(lastKinds(timeline)).toContain("WriteLost");
  });

  it("[PACE-9] stops at an election, and says each condition as a sentence", () => {
    const timeline = open();
    timeline.issue({ kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "b" } });
    expect(pausedAt(timeline, { kind: "leader-elected" })).not.toBeNull();
    expect(conditionMet(timeline, [{ kind: "write-lost" }, { kind: "leader-elected" }])).toBe(
      "a new leader is elected",
    );
    expect(sentence({ kind: "stale-read", label: null })).toBe("a read returned an old version of an item");
    expect(conditionMet(timeline, [])).toBeNull();
  });
});
