import { describe, expect, it } from "vitest";
import { config, get, playersTable, put, scenario } from "../testing/fixtures.ts";
import type { Command, CommandBody } from "./commands.ts";
import type { Scenario } from "./scenario.ts";
import { Timeline } from "./timeline.ts";

const score = (player: string, n: number): CommandBody =>
  put(player, { league: { S: "gold" }, score: { N: String(n) } });

/** A scenario whose commands lie at fixed times on one branch. */
function played(bodies: readonly CommandBody[], over: Partial<Scenario["config"]> = {}): Scenario {
  const commands = bodies.map((body, i) => ({ id: i + 1, at: i * 2_000, ...body }) as Command);
  const base = scenario({ config: over });
  const branches = [{ name: "original", parent: null, forkStep: 0, commands: commands.map((c) => c.id) }];
  return { ...base, commands, branches };
}

function rest(timeline: Timeline): void {
  while (!timeline.quiet && timeline.forward());
}

function open(given: Scenario): Timeline {
  const timeline = new Timeline(given, null);
  rest(timeline);
  return timeline;
}

const story = (timeline: Timeline): string =>
  JSON.stringify(timeline.branch.events.slice(0, timeline.branch.eventCount(timeline.step)));

const versionOf = (timeline: Timeline, label: string): number | null => {
  let version: number | null = null;
  for (const { event } of timeline.branch.events.slice(0, timeline.branch.eventCount(timeline.step)))
    if (event.kind === "MajorityReached" && event.index === null && event.label === label) version = event.version;
  return version;
};

const THREE = [score("ana", 1), score("bo", 2), score("ana", 3)];

describe("time travel", () => {
  it("[TT-1] a seek to any step, from any step, gives the world of the straight run", () => {
    const timeline = open(played([...THREE, get("ana"), score("cleo", 4)]));
    const end = timeline.step;
    expect(end).toBeGreaterThan(64 + 32);
    const hashes: string[] = [];
    const straight = new Timeline(timeline.scenario, null);
    for (let step = 0; step <= end; step++) {
      hashes.push(straight.world.hash());
      straight.forward();
    }
    for (let step = end; step >= 0; step -= 7) {
      timeline.seek(step);
      expect([step, timeline.world.hash()]).toEqual([step, hashes[step]]);
    }
    for (let i = 0; i < 25; i++) {
      const step = (i * 37) % (end + 1);
      timeline.seek(step);
      expect([timeline.step, timeline.world.hash()]).toEqual([step, hashes[step]]);
    }
  });

  it("[TT-1] a seek beyond the end, or before the beginning, goes as far as there is something", () => {
    const timeline = open(played([score("ana", 1)], { tables: [playersTable({ stream: false })] }));
    const end = timeline.step;
    timeline.seek(-5);
    expect(timeline.step).toBe(0);
    timeline.seek(end + 1_000);
    expect(timeline.step).toBe(end);
  });

  it("[TT-2] what was recorded stays after a step back, and a replay adds nothing to it", () => {
    const timeline = open(played(THREE));
    const { events, steps } = timeline.branch;
    const known = [events.length, steps.length];
    timeline.seek(10);
    expect(timeline.branch.eventCount(10)).toBeLessThan(events.length);
    rest(timeline);
    expect([events.length, steps.length]).toEqual(known);
  });

  it("[TT-4] a command at the end of a branch extends it; one in its past forks, and the later commands run again", () => {
    const timeline = open(played(THREE));
    timeline.issue(score("dev", 9));
    rest(timeline);
    expect(timeline.branches).toHaveLength(1);
    const before = story(timeline);
    const hash = timeline.world.hash();
    timeline.seek(20);
    const command = timeline.issue(score("eli", 5));
    expect([timeline.branches.length, timeline.branch.id, timeline.branch.parent, timeline.branch.forkStep]).toEqual([
      2, 1, 0, 20,
    ]);
    expect(timeline.branch.commands.map((c) => c.id)).toContain(command.id);
    expect(timeline.branch.commands).toHaveLength(5);
    rest(timeline);
    expect(["ana", "bo", "dev", "eli"].map((p) => versionOf(timeline, p))).toEqual([2, 1, 1, 1]);
    timeline.switchTo(0, 0);
    rest(timeline);
    expect([story(timeline), timeline.world.hash()]).toEqual([before, hash]);
  });

  it("[TT-4] a command issued in the past acts where a replay from the list alone puts it", () => {
    for (const step of [0, 1, 7, 20, 33]) {
      const timeline = open(played(THREE));
      timeline.seek(step);
      timeline.issue(score("eli", 5));
      rest(timeline);
      const again = new Timeline(timeline.toScenario(), null);
      rest(again);
      expect([step, again.world.hash(), story(again)]).toEqual([step, timeline.world.hash(), story(timeline)]);
    }
  });

  it("[TT-5] a branch without a command is the world in which it was never given, seen at the same time", () => {
    const timeline = open(played(THREE));
    const now = timeline.world.now;
    timeline.without(1);
    expect(timeline.world.now).toBeLessThanOrEqual(now);
    rest(timeline);
    expect([versionOf(timeline, "ana"), versionOf(timeline, "bo")]).toEqual([1, 1]);
    const expected = played(THREE);
    const never = new Timeline(
      { ...expected, branches: [{ name: "original", parent: null, forkStep: 0, commands: [2, 3] }] },
      null,
    );
    rest(never);
    expect(timeline.world.hash()).toBe(never.world.hash());
  });

  it("[TT-5] without a command that lies in the known future the cursor stays where it was", () => {
    const timeline = open(played(THREE));
    timeline.seek(4);
    const now = timeline.world.now;
    timeline.without(3);
    expect(timeline.world.now).toBe(now);
    rest(timeline);
    expect(versionOf(timeline, "ana")).toBe(1);
  });

  it("[TT-5] without a fault the future recomputes, and the original is still there", () => {
    const fault: CommandBody = { kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "b" } };
    const timeline = open(played([fault, ...THREE]));
    expect(timeline.branch.events.some(({ event }) => event.kind === "ElectionStarted")).toBe(true);
    timeline.without(1);
    rest(timeline);
    expect(timeline.branch.events.some(({ event }) => event.kind === "ElectionStarted")).toBe(false);
    timeline.switchTo(0);
    expect(timeline.branch.events.some(({ event }) => event.kind === "ElectionStarted")).toBe(true);
  });

  it("[TT-6] looking at another branch changes nothing on this one", () => {
    const timeline = open(played(THREE));
    timeline.seek(30);
    timeline.issue(score("eli", 5));
    rest(timeline);
    timeline.seek(50);
    const hash = timeline.world.hash();
    const now = timeline.world.now;
    const seen = timeline.visiting(0, () => [timeline.branch.id, timeline.world.now <= now]);
    expect(seen).toEqual([0, true]);
    expect(() =>
      timeline.visiting(0, () => {
        throw new Error("a view failed");
      }),
    ).toThrow("a view failed");
    expect([timeline.branch.id, timeline.step, timeline.world.hash()]).toEqual([1, 50, hash]);
  });

  it("[TT-7] a scenario made of a timeline brings another one to the same world, on every branch", () => {
    const timeline = open(played(THREE));
    timeline.seek(25);
    timeline.issue({ kind: "fault", fault: { type: "kill-zone", region: "us-east-1", zone: "a" } });
    rest(timeline);
    timeline.without(2);
    rest(timeline);
    timeline.seek(timeline.step - 11);
    const copy = timeline.toScenario();
    const again = new Timeline(JSON.parse(JSON.stringify(copy)) as Scenario, null);
    again.seek(copy.step);
    expect([again.branch.id, again.step, again.world.hash()]).toEqual([
      timeline.branch.id,
      timeline.step,
      timeline.world.hash(),
    ]);
    expect(again.toScenario()).toEqual(copy);
    for (const branch of timeline.branches) {
      timeline.switchTo(branch.id, 0);
      rest(timeline);
      again.switchTo(branch.id, 0);
      rest(again);
      expect(again.world.hash()).toBe(timeline.world.hash());
    }
  });

  it("[TT-8] a jump moves the clock and carries out what happens meanwhile", () => {
    const timeline = open(played([score("ana", 1)]));
    const { at } = timeline.issue({ kind: "jump", micros: 0 }, timeline.world.now + 25 * 3_600_000_000);
    while (timeline.world.now < at && timeline.forward());
    expect(timeline.world.now).toBe(at);
    expect(timeline.branch.events.map(({ event }) => event.kind).slice(-2)).toEqual([
      "StreamRecordsTrimmed",
      "ClockJumped",
    ]);
  });
});

describe("a world with a cut link", () => {
  it("[FLT-5] comes to rest with the copy waiting, and delivers it when the link is healed", () => {
    const regions = ["us-east-1", "eu-west-1"];
    const timeline = new Timeline(scenario({ config: config({ regions, tables: [playersTable({ regions })] }) }), null);
    timeline.issue({ kind: "fault", fault: { type: "cut-link", a: "us-east-1", b: "eu-west-1" } });
    rest(timeline);
    timeline.issue(score("cleo", 1));
    rest(timeline);
    const applied = (): number => timeline.branch.events.filter(({ event }) => event.kind === "CopyApplied").length;
    expect([applied(), timeline.world.now < 30_000_000]).toEqual([0, true]);
    timeline.issue({ kind: "fault", fault: { type: "heal-link", a: "us-east-1", b: "eu-west-1" } });
    expect(timeline.quiet).toBe(false);
    rest(timeline);
    expect(applied()).toBe(1);
  });
});
