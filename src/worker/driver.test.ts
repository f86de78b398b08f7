import { beforeEach, describe, expect, it } from "vitest";
import { type CommandBody, newScenario, Timeline } from "../engine/index.ts";
import { Driver, type Outcome } from "./driver.ts";
import type { PauseCondition } from "./protocol.ts";

const SCORES = {
  create: {
    TableName: "Scores",
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "player", AttributeType: "S" }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
  },
  partitions: 1,
};

const put = (player: string): CommandBody => ({
  kind: "request",
  region: "us-east-1",
  operation: "PutItem",
  input: { TableName: "Scores", Item: { player: { S: player } } },
});

/** A driver on a clock that moves only when it is told to, or by a little each time it is read. */
class Stand {
  timeline: Timeline;
  driver: Driver;
  millis = 0;
  /** What one look at the clock costs. */
  lookCost = 0;
  breaths = 0;
  onBreath: () => void = () => {};
  readonly progress: (string | null)[] = [];

  constructor() {
    const config = { regions: ["us-east-1"], latency: "typical" as const, tables: [SCORES], functions: [], files: {} };
    this.timeline = new Timeline(newScenario({ name: "stand", seed: 4217, config }), null);
    this.driver = new Driver({
      timeline: () => this.timeline,
      changed: () => {},
      progress: (what) => this.progress.push(what),
      breathe: async () => {
        this.breaths++;
        this.onBreath();
      },
      nowMillis: () => {
        this.millis += this.lookCost;
        return this.millis;
      },
    });
  }

  kindsOfLastStep(): string[] {
    const record = this.timeline.branch.steps[this.timeline.step - 1];
    if (record === undefined) return [];
    return this.timeline.branch.events
      .slice(record.firstEvent, record.firstEvent + record.events)
      .map(({ event }) => event.kind);
  }

  /** Frames of 16 ms until it stops by itself. */
  async play(speed: number): Promise<Outcome[]> {
    await this.driver.drive({ kind: "play", speed });
    const outcomes: Outcome[] = [];
    for (let i = 0; i < 5_000 && this.driver.playing !== null; i++) {
      this.millis += 16;
      const outcome = this.driver.tick(this.millis);
      if (outcome !== null) outcomes.push(outcome);
    }
    return outcomes;
  }
}

let stand: Stand;
beforeEach(() => {
  stand = new Stand();
});

describe("the driver", () => {
  it("[PACE-1] steps forward and back by one", async () => {
    stand.timeline.issue(put("cleo"));
    expect(await stand.driver.drive({ kind: "step" })).toEqual({ moved: "forward", pausedBy: null });
    expect(await stand.driver.drive({ kind: "step" })).toMatchObject({ moved: "forward" });
    expect(stand.timeline.step).toBe(2);
    expect(await stand.driver.drive({ kind: "back" })).toMatchObject({ moved: "back" });
    expect(stand.timeline.step).toBe(1);
  });

  it("[PACE-1] moves nowhere where there is nowhere to go", async () => {
    for (const kind of ["step", "back", "quiet", "end", "pause"] as const) {
      expect(await stand.driver.drive({ kind })).toMatchObject({ moved: "none" });
    }
    expect(await stand.driver.drive({ kind: "request", direction: -1 })).toMatchObject({ moved: "none" });
    expect(stand.timeline.step).toBe(0);
  });

  it("[PACE-2] goes to the next answer, and back to the request or the answer before", async () => {
    stand.timeline.issue(put("cleo"));
    await stand.driver.drive({ kind: "request", direction: 1 });
    expect(stand.kindsOfLastStep()).toContain("ResponseReceived");
    const answered = stand.timeline.step;
    await stand.driver.drive({ kind: "request", direction: -1 });
    expect(stand.kindsOfLastStep()).toContain("RequestSent");
    expect(stand.timeline.step).toBeLessThan(answered);
    await stand.driver.drive({ kind: "end" });
    expect(stand.timeline.step).toBe(answered);
  });

  it("[PACE-3] until quiet carries out everything but what waits in the background", async () => {
    stand.timeline.issue(put("cleo"));
    expect(await stand.driver.drive({ kind: "quiet" })).toEqual({ moved: "far", pausedBy: null });
    expect(stand.timeline.quiet).toBe(true);
    const now = stand.timeline.world.now;
    expect(now).toBeLessThan(10_000_000);
    expect(await stand.driver.drive({ kind: "quiet" })).toMatchObject({ moved: "none" });
    expect(await stand.driver.drive({ kind: "request", direction: 1 })).toMatchObject({ moved: "none" });
    expect(stand.timeline.world.now).toBe(now);
  });

  it("[PACE-4] a jump moves the clock on by what it says, and carries out what is due meanwhile", async () => {
    stand.timeline.issue(put("cleo"));
    await stand.driver.drive({ kind: "quiet" });
    const before = stand.timeline.world.now;
    await stand.driver.drive({ kind: "jump", micros: 25 * 3_600_000_000 });
    expect(stand.timeline.world.now).toBe(before + 25 * 3_600_000_000);
    expect(stand.timeline.branch.events.map(({ event }) => event.kind)).toContain("StreamRecordsTrimmed");
  });

  it("[PACE-5] a long run is cut into slices, reports how far it is, and ends when something else is asked", async () => {
    for (let i = 0; i < 30; i++) stand.timeline.issue(put(`p${i}`));
    stand.lookCost = 1;
    expect(await stand.driver.drive({ kind: "quiet" })).toMatchObject({ moved: "far" });
    expect(stand.breaths).toBeGreaterThan(5);
    expect(stand.progress[0]).toBe("until quiet");
    expect(stand.progress.at(-1)).toBeNull();
    const end = stand.timeline.step;
    await stand.driver.drive({ kind: "seek", step: 0 });
    stand.timeline.issue(put("new"));
    stand.onBreath = () => stand.driver.stop();
    await stand.driver.drive({ kind: "quiet" });
    expect(stand.timeline.step).toBeLessThan(end);
    expect(stand.timeline.quiet).toBe(false);
  });

  it("[PACE-6] plays at its speed: virtual time passes in proportion, and a long gap is shortened", async () => {
    stand.timeline.issue(put("cleo"));
    const outcomes = await stand.play(0.001);
    expect(stand.timeline.quiet).toBe(true);
    expect(stand.driver.playing).toBeNull();
    expect(outcomes.every(({ pausedBy }) => pausedBy === null)).toBe(true);
    const virtualMillis = stand.timeline.world.now / 1_000;
    expect(stand.millis).toBeGreaterThan(virtualMillis * 300);
    expect(stand.millis).toBeLessThan(virtualMillis * 1_000 + 16 * stand.timeline.step);
  });

  it("[PACE-6] shows a time between two steps while it plays, that never runs backwards", async () => {
    stand.timeline.issue(put("cleo"));
    await stand.driver.drive({ kind: "play", speed: 0.0005 });
    let shown = 0;
    let between = 0;
    for (let i = 0; i < 400 && stand.driver.playing !== null; i++) {
      stand.millis += 16;
      stand.driver.tick(stand.millis);
      expect(stand.driver.displayNow).toBeGreaterThanOrEqual(shown);
      shown = stand.driver.displayNow;
      if (shown > stand.timeline.world.now) between++;
    }
    expect(between).toBeGreaterThan(20);
    await stand.driver.drive({ kind: "pause" });
    expect(stand.driver.displayNow).toBe(stand.timeline.world.now);
  });

  it("[PACE-6] a page that was in the background does not jump ahead", async () => {
    stand.timeline.issue(put("cleo"));
    await stand.driver.drive({ kind: "play", speed: 0.001 });
    stand.millis += 600_000;
    stand.driver.tick(stand.millis);
    expect(stand.timeline.world.now).toBeLessThanOrEqual(100);
  });

  it("[PACE-7] stops where a condition is met, whether it runs or plays, and says which", async () => {
    const conditions: PauseCondition[] = [{ kind: "leader-elected" }];
    stand.driver.setConditions(conditions);
    stand.timeline.issue(put("cleo"));
    stand.timeline.issue({ kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "b" } });
    const ran = await stand.driver.drive({ kind: "quiet" });
    expect(ran.pausedBy).toBe("a new leader is elected");
    expect(stand.kindsOfLastStep()).toContain("LeaderElected");
    const at = stand.timeline.step;
    await stand.driver.drive({ kind: "seek", step: 0 });
    const played = await stand.play(1);
    expect([played.at(-1)?.pausedBy, stand.timeline.step]).toEqual(["a new leader is elected", at]);
  });

  it("[PACE-7] a seek is not paused by a condition", async () => {
    stand.timeline.issue(put("cleo"));
    stand.timeline.issue({ kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "b" } });
    await stand.driver.drive({ kind: "quiet" });
    const end = stand.timeline.step;
    const fresh = new Timeline(stand.timeline.toScenario(), null);
    stand.timeline = fresh;
    stand.driver.setConditions([{ kind: "leader-elected" }]);
    await stand.driver.drive({ kind: "seek", step: end });
    expect(fresh.step).toBe(end);
  });

  it("[PACE-8] runs until an event, and says whether it came", async () => {
    stand.timeline.issue(put("cleo"));
    const met = await stand.driver.drive({ kind: "until", match: { kind: "MajorityReached" }, stepsMax: 500 });
    expect(met).toMatchObject({ met: true });
    expect(stand.kindsOfLastStep()).toContain("MajorityReached");
    const never = await stand.driver.drive({ kind: "until", match: { kind: "WriteLost" }, stepsMax: 500 });
    expect(never).toMatchObject({ met: false });
    expect(stand.timeline.quiet).toBe(true);
  });

  it("[PACE-10] goes from one event of an item to the next, running on where none is known yet, and back", async () => {
    stand.timeline.issue(put("ana"));
    stand.timeline.issue(put("bo"));
    const item = { table: "Scores", label: "bo" };
    const { branch } = stand.timeline;
    const stepsOfBo = () => [...new Set(branch.eventsOfItem("Scores", "bo").map((at) => branch.events[at]?.step))];

    const visited: number[] = [];
    for (let i = 0; i < 100; i++) {
      await stand.driver.drive({ kind: "item", ...item, direction: 1 });
      if (stand.timeline.quiet) break;
      visited.push(stand.timeline.step);
    }
    expect(visited.length).toBeGreaterThan(3);
    expect(visited).toEqual(stepsOfBo().slice(0, visited.length));

    const back: number[] = [];
    stand.timeline.seek(visited.at(-1) ?? 0);
    while ((await stand.driver.drive({ kind: "item", ...item, direction: -1 })).moved !== "none")
      back.push(stand.timeline.step);
    expect(back).toEqual(visited.slice(0, -1).reverse());
    await stand.driver.drive({ kind: "item", ...item, direction: 1 });
    expect(stand.timeline.step).toBe(back.at(-2));
  });

  it("[PACE-10] an item that nothing happens to moves nothing back, and forward ends at quiet", async () => {
    stand.timeline.issue(put("ana"));
    const item = { table: "Scores", label: "zoe" };
    expect((await stand.driver.drive({ kind: "item", ...item, direction: -1 })).moved).toBe("none");
    await stand.driver.drive({ kind: "item", ...item, direction: 1 });
    expect(stand.timeline.quiet).toBe(true);
    const step = stand.timeline.step;
    expect((await stand.driver.drive({ kind: "item", ...item, direction: 1 })).moved).toBe("none");
    expect(stand.timeline.step).toBe(step);
  });
});
