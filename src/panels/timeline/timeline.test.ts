import { describe, expect, test } from "vitest";
import { newScenario, Reader, Timeline } from "../../engine/index.ts";
import { differencesView } from "./differences.ts";
import { layTimeline } from "./layout.ts";
import { type TimelineParams, timelineView, WINDOW_STEPS_MAX } from "./view.ts";

const players = {
  create: {
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
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  },
  partitions: 4,
  regions: ["us-east-1", "eu-west-1"],
  items: [{ player: { S: "cleo" }, league: { S: "gold" } }],
};
const ALL: TimelineParams = { item: null, region: null, span: WINDOW_STEPS_MAX, around: null };
const CLEO = { table: "Players", label: "cleo" };

function start(): Timeline {
  const regions = ["us-east-1", "eu-west-1"];
  return new Timeline(
    newScenario({
      name: "t",
      seed: 4217,
      config: { regions, latency: "typical", tables: [players], functions: [], files: {} },
    }),
    null,
  );
}
function put(timeline: Timeline, player: string, score = "1"): void {
  timeline.issue({
    kind: "request",
    region: "us-east-1",
    operation: "PutItem",
    input: { TableName: "Players", Item: { player: { S: player }, league: { S: "gold" }, score: { N: score } } },
  });
}
function quiet(timeline: Timeline): void {
  for (let n = 0; n < 5000 && !timeline.quiet && timeline.forward(); n++);
}

describe("the timeline's view", () => {
  test("an untouched world has lanes and nothing on them", () => {
    const view = timelineView(new Reader(start()), ALL);
    expect(view.lanes.map((l) => `${l.name}${l.zone ?? ""}`)).toEqual([
      "client",
      "router",
      expect.stringMatching(/^P1 leader[abc]$/),
      expect.stringMatching(/^P1 followers/),
      expect.stringMatching(/^P1 followers/),
      "GSI byLeague",
      "shard S1",
      "eu-west-1",
    ]);
    expect([view.events, view.messages, view.ticks, view.forks]).toEqual([[], [], [], []]);
  });

  test("a write slopes from the client to the other Region, each message between two lanes", () => {
    const timeline = start();
    put(timeline, "cleo");
    quiet(timeline);
    const view = timelineView(new Reader(timeline), { ...ALL, item: CLEO });
    const route = view.messages
      .filter((m) => m.main && m.quiet === undefined)
      .map((m) => `${view.lanes[m.from]?.kind} > ${view.lanes[m.to]?.kind}`);
    for (const hop of [
      "client > router",
      "router > leader",
      "leader > follower",
      "follower > leader",
      "leader > router",
      "router > client",
      "leader > index",
      "leader > shard",
      "shard > region",
    ])
      expect(route).toContain(hop);
    expect(view.messages.every((m) => m.from !== m.to && m.at >= m.sentAt)).toBe(true);
    expect(
      view.events.filter((e) => e.look === "majority" && view.lanes[e.lane]?.kind === "leader").map((e) => e.text),
    ).toEqual(["2 of 3"]);
    expect(view.events.find((e) => e.look === "response")?.text).toBe("200");
  });

  test("messages on their way are those that no step has delivered", () => {
    const timeline = start();
    put(timeline, "cleo");
    for (let n = 0; n < 3; n++) timeline.forward();
    const view = timelineView(new Reader(timeline), ALL);
    expect(view.messages.filter((m) => m.step === 0).map((m) => view.lanes[m.to]?.kind)).toEqual([
      "follower",
      "follower",
    ]);
  });

  test("after a step back the known future is still there, after the cursor", () => {
    const timeline = start();
    put(timeline, "cleo");
    quiet(timeline);
    timeline.seek(5);
    const view = timelineView(new Reader(timeline), ALL);
    expect(view.step).toBe(5);
    expect(view.last).toBeGreaterThan(5);
    expect(view.events.some((e) => e.step > 5)).toBe(true);
  });

  test("a message to a copy that is down is lost where it would have arrived", () => {
    const timeline = start();
    put(timeline, "cleo");
    for (let n = 0; n < 3; n++) timeline.forward();
    const follower = timelineView(new Reader(timeline), ALL).lanes.find((l) => l.kind === "follower");
    timeline.issue({ kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: follower?.zone as "a" } });
    for (let n = 0; n < 12; n++) timeline.forward();
    const lost = timelineView(new Reader(timeline), ALL).messages.filter((m) => m.lost === true);
    expect(lost.length).toBeGreaterThan(0);
  });

  test("a run of thousands of steps gives a window of at most 20 KB, at the cursor or elsewhere", () => {
    const timeline = start();
    for (let n = 0; n < 120; n++) {
      put(timeline, ["cleo", "ana", "eli", "gus"][n % 4] as string, String(n));
      for (let k = 0; k < 20; k++) timeline.forward();
    }
    quiet(timeline);
    const reader = new Reader(timeline);
    expect(reader.steps.length).toBeGreaterThan(2000);
    for (const params of [ALL, { ...ALL, item: CLEO }, { ...ALL, around: 700 }]) {
      const view = timelineView(reader, params);
      expect(JSON.stringify(view).length).toBeLessThan(20_480);
      expect(view.events.length).toBeGreaterThan(10);
    }
    const earlier = timelineView(reader, { ...ALL, around: 700 });
    expect(earlier.first).toBeLessThan(700);
    expect(earlier.last).toBeGreaterThanOrEqual(700);
    expect(earlier.last).toBeLessThan(1000);
  });

  test("a run that leaves this one is a track from its fork step", () => {
    const timeline = start();
    put(timeline, "cleo");
    quiet(timeline);
    timeline.seek(10);
    timeline.issue({ kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "c" } });
    quiet(timeline);
    timeline.switchTo(0, 30);
    expect(timelineView(new Reader(timeline), ALL).forks.map((f) => [f.branch, f.name, f.step])).toEqual([
      [1, "what if a zone is down", 10],
    ]);
  });
});

describe("where two runs differ", () => {
  test("the first difference is the fault that one of them has", () => {
    const timeline = start();
    put(timeline, "cleo");
    quiet(timeline);
    timeline.seek(3);
    timeline.issue({ kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "c" } });
    quiet(timeline);
    const view = differencesView(new Reader(timeline), { other: 0 });
    expect(view.sharedSteps).toBe(3);
    expect(view.differences[0]).toEqual({
      side: "A",
      step: 4,
      stepOfA: 4,
      at: expect.any(Number),
      says: "a zone goes down",
    });
  });

  test("a run is the same as a copy of it", () => {
    const timeline = start();
    put(timeline, "cleo");
    quiet(timeline);
    timeline.forkHere("copy");
    expect(differencesView(new Reader(timeline), { other: 0 }).differences).toEqual([]);
  });
});

describe("the layout", () => {
  const layOut = (height: number) => {
    const timeline = start();
    put(timeline, "cleo");
    quiet(timeline);
    const view = timelineView(new Reader(timeline), { ...ALL, item: CLEO });
    return layTimeline({ view, width: 768, height, displayNow: view.now, fold: true });
  };

  test("lanes fill the height they have, and leave for the tracks when there is too little", () => {
    expect(layOut(220).height).toBeLessThanOrEqual(222);
    expect(layOut(220).rows).toHaveLength(7);
    expect(layOut(80).rows).toEqual([]);
  });

  test("the axis is never cut: lanes leave for it, the farthest from the request first", () => {
    const clientOf = (height: number) => layOut(height).rows[0]?.kind;
    for (let height = 47; height <= 320; height++) {
      const layout = layOut(height);
      expect(layout.height).toBeLessThan(height + 0.01);
      if (layout.rows.length > 0) expect(clientOf(height)).toBe("client");
    }
    const kinds = (height: number) => layOut(height).rows.map(({ kind }) => kind);
    expect(kinds(120)).toEqual(kinds(220).filter((kind) => kinds(120).includes(kind)));
    expect(kinds(120)).toContain("leader");
  });

  test("many runs leave the axis its place, too", () => {
    const timeline = start();
    put(timeline, "cleo");
    quiet(timeline);
    const view = timelineView(new Reader(timeline), ALL);
    const fork = { branch: 1, name: "what if", step: 1, at: view.now, ticks: [] } as unknown as (typeof view.forks)[0];
    const many = { ...view, forks: Array.from({ length: 9 }, () => fork) };
    const layout = layTimeline({ view: many, width: 768, height: 64, displayNow: view.now, fold: true });
    expect(layout.height).toBeLessThanOrEqual(64);
    expect(layout.forks.length).toBeGreaterThan(0);
  });

  test("the pull between Regions is folded quiet time, and everything stays in order on the axis", () => {
    const layout = layOut(220);
    expect(layout.folds.length).toBeGreaterThan(0);
    expect(layout.folds[0]?.text).toMatch(/^\+\d+ ms$/);
    const inTime = [...layout.marks].sort((a, b) => a.at - b.at);
    expect(inTime.map((m) => m.x)).toEqual([...inTime.map((m) => m.x)].sort((a, b) => a - b));
  });

  test("no word lies on another word or on a dot", () => {
    const { labels, marks } = layOut(220);
    expect(labels.length).toBeGreaterThan(2);
    for (const label of labels) {
      const right = label.left + label.text.length * 5.5;
      const hit = marks.filter((m) => m.x > label.left && m.x < right && Math.abs(m.y - (label.baseline - 4)) < 5);
      expect(hit).toEqual([]);
    }
  });
});
