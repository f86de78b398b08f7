// The same scenario is the same world in Node and in Chromium: equal canonical hashes, at the end and on the way.

import "../src/engine/later.ts";
import { type Scenario, Timeline } from "../src/engine/index.ts";
import { randomScenario } from "../src/engine/testing/fuzz-worlds.ts";
import { callWorker } from "./engine-worker.ts";
import { expect, test } from "./fixtures.ts";

/** Worlds without code, of every latency profile, with and without faults, indexes, streams and Regions. */
const SEEDS = Array.from({ length: 40 }, (_, i) => 1_000 + i);

test("[SIM-6] forty random worlds have the same hash in Node and in Chromium", async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto("./");
  const scenarios = SEEDS.map(randomScenario).filter((s) => s.config.functions.length === 0);
  expect(scenarios.length).toBeGreaterThan(15);
  for (const scenario of scenarios) {
    const steps = [40, 400].map((step) => ({ step, hash: hashInNode(scenario, step) }));
    const replies = await callWorker(page, [
      { type: "open", source: { kind: "scenario", scenario }, at: "start" },
      ...steps.flatMap(({ step }) => [{ type: "drive", drive: { kind: "seek", step } }, { type: "hash" }] as const),
    ]);
    const hashes = replies
      .filter((_, i) => i === 2 || i === 4)
      .map((reply) => (reply.ok ? reply.value : reply.refusal));
    expect(hashes, scenario.name).toEqual(steps.map((s) => s.hash));
  }
});

function hashInNode(scenario: Scenario, step: number): string {
  const timeline = new Timeline(scenario, null);
  while (timeline.step < step && timeline.forward());
  return timeline.world.hash();
}
