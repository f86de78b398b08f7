import { describe, expect, it } from "vitest";
import type { Message } from "../service/messages.ts";
import type { StepRecord } from "../sim/simulation.ts";
import { put, scenario } from "../testing/fixtures.ts";
import { Branch, CHECKPOINT_EVERY } from "./branch.ts";
import { Timeline } from "./timeline.ts";
import type { World } from "./world.ts";

function run(): Timeline {
  const timeline = new Timeline(scenario(), null);
  timeline.issue(put("cleo", { league: { S: "gold" }, score: { N: "1" } }));
  timeline.issue(put("dev"));
  while (!timeline.quiet && timeline.forward());
  return timeline;
}

describe("a branch", () => {
  it("[TT-9] files each event under the item and the request it speaks of, in order", () => {
    const { branch } = run();
    for (const label of ["cleo", "dev"]) {
      const filed = branch.eventsOfItem("Players", label);
      expect([...filed].sort((a, b) => a - b)).toEqual(filed);
      const kinds = filed.map((at) => branch.events[at]?.event.kind);
      for (const kind of [
        "RequestRouted",
        "ItemLogged",
        "MajorityReached",
        "ItemApplied",
        "StreamRecordAppended",
        "ResponseReceived",
      ])
        expect(kinds).toContain(kind);
    }
    expect(branch.eventsOfItem("Players", "nobody")).toEqual([]);
    expect(branch.eventsOfRequest("q1").map((at) => branch.events[at]?.event.kind)).toEqual([
      "RequestSent",
      "RequestRouted",
      "ItemLogged",
      "MajorityReached",
      "ResponseReceived",
    ]);
  });

  it("[TT-9] finds the last step at or before a time", () => {
    const { branch } = run();
    expect(branch.stepAt(-1)).toBe(0);
    for (const [i, { delivery }] of branch.steps.entries()) {
      const found = branch.stepAt(delivery.at);
      expect(found).toBeGreaterThanOrEqual(i + 1);
      expect(branch.steps[found - 1]?.delivery.at).toBe(delivery.at);
      expect(branch.stepAt(delivery.at - 1)).toBeLessThan(i + 1);
    }
    expect(branch.stepAt(Number.MAX_SAFE_INTEGER)).toBe(branch.steps.length);
  });

  it("[TT-9] counts the events of the steps up to one", () => {
    const { branch } = run();
    expect(branch.eventCount(0)).toBe(0);
    for (const record of branch.steps)
      expect(branch.eventCount(record.step)).toBe(branch.events.filter((e) => e.step <= record.step).length);
  });

  it("[TT-3] thins its checkpoints out, keeps the beginning, and finds the nearest one before any step", () => {
    const branch = new Branch(0, "original", null, 0, []);
    const world = { steps: 0, now: 0, save: () => ({}) };
    const record = (step: number) => ({ step, firstEvent: 0, events: 0 }) as unknown as StepRecord<Message>;
    branch.keep(world as unknown as World);
    for (world.steps = 1; world.steps <= 200_000; world.steps++)
      branch.stepped(record(world.steps), world as unknown as World);
    const found = new Set<number>();
    for (let step = 0; step <= 200_000; step += 97) {
      const { step: at } = branch.checkpointBefore(step);
      expect(at <= step && step - at < 4 * CHECKPOINT_EVERY).toBe(true);
      found.add(at);
    }
    expect(found.size).toBeLessThanOrEqual(1_024);
    expect(branch.checkpointBefore(0).step).toBe(0);
  });
});
