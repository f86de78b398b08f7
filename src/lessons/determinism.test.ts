/**
 * The same scenario, the same run: every lesson with its solution, every starter and the examples of the galleries give
 * the same events twice, and the same world after going back to any of its steps.
 */
import { beforeAll, describe, expect, test } from "vitest";
import {
  type CommandBody,
  type FunctionRuntime,
  newScenario,
  parseScenario,
  type Scenario,
  Timeline,
} from "../engine/index.ts";
import { loadFunctionRuntime } from "../sandbox/function-runtime.ts";
import type { Action } from "./lesson.ts";
import { playActions } from "./play.ts";
import { timelinePlayer } from "./timeline-player.ts";

interface Played {
  readonly scenario: Scenario;
  readonly actions: readonly Action[];
}

const read = import.meta.glob<unknown>(["./**/scenario.json", "./**/solution.json", "../panels/**/starters/*.json"], {
  eager: true,
  import: "default",
});

let runtime: FunctionRuntime;
beforeAll(async () => {
  runtime = await loadFunctionRuntime();
});

const STEPS_COMPARED = 40;

/** A world and what is done in it: a lesson's solution, or a little traffic where the file has none. */
function playedFiles(): [string, Played][] {
  return Object.entries(read)
    .filter(([path]) => !path.endsWith("solution.json"))
    .map(([path, given]) => {
      const scenario = scenarioOf(given, path);
      const solution = read[path.replace("scenario.json", "solution.json")] as { steps: Action[][] } | undefined;
      const actions = path.endsWith("scenario.json") ? (solution?.steps.flat() ?? []) : traffic(scenario);
      return [path, { scenario, actions }];
    });
}

function scenarioOf(given: unknown, path: string): Scenario {
  const { seed, config } = given as Scenario;
  const parsed = parseScenario(newScenario({ name: path, seed, config }));
  if (!parsed.ok) throw new Error(`${path}: ${parsed.reason.message}`);
  return parsed.scenario;
}

/** Reads, and a node that dies, in every Region: worlds without writes would prove little, so items are put back as they are. */
function traffic({ config }: Scenario): Action[] {
  return config.tables.flatMap(({ create, items = [] }) => {
    const TableName = (create as { TableName: string }).TableName;
    const bodies: CommandBody[] = [
      ...items.slice(0, 6).map((Item, i) => ({
        kind: "request" as const,
        region: config.regions[i % config.regions.length] as string,
        operation: "PutItem",
        input: { TableName, Item: { ...Item, touched: { N: String(i) } } },
      })),
      { kind: "fault", fault: { type: "kill-zone", region: config.regions[0] as string, zone: "b" } },
      { kind: "request", region: config.regions[0] as string, operation: "Scan", input: { TableName } },
    ];
    return [...bodies.map((issue) => ({ issue })), { quiet: true as const }];
  });
}

async function play({ scenario, actions }: Played): Promise<Timeline> {
  const timeline = new Timeline(scenario, runtime);
  expect(await playActions(actions, timelinePlayer(timeline))).toBe(true);
  for (let steps = 0; steps < 20_000 && !timeline.quiet; steps++) timeline.forward();
  return timeline;
}

const story = (timeline: Timeline): string => JSON.stringify(timeline.branch.events);

test("there are lessons and starters to look at", () => {
  const paths = playedFiles().map(([path]) => path);
  expect(paths.filter((path) => path.endsWith("/scenario.json")).length).toBeGreaterThanOrEqual(3);
  expect(paths.filter((path) => path.includes("/starters/")).length).toBeGreaterThanOrEqual(3);
});

describe.each(playedFiles())("%s", (_path, played) => {
  test("[SIM-8] gives the same events and the same world twice", async () => {
    const one = await play(played);
    const two = await play(played);
    expect(one.step).toBeGreaterThan(20);
    expect(story(one)).toBe(story(two));
    expect(one.world.hash()).toBe(two.world.hash());
  });

  test("[TT-1] gives the same world after going to any step and on from there", async () => {
    const timeline = await play(played);
    const end = timeline.step;
    const hash = timeline.world.hash();
    const events = story(timeline);
    const again = new Timeline(timeline.toScenario(), runtime);
    const stride = Math.max(1, Math.floor(end / STEPS_COMPARED));
    for (let step = 0; step <= end; step += stride) {
      again.seek(step);
      timeline.seek(step);
      expect([step, again.world.hash()]).toEqual([step, timeline.world.hash()]);
    }
    for (const step of [0, 1, end >> 1, end - 1]) {
      timeline.seek(step);
      timeline.seek(end);
      expect([step, timeline.world.hash()]).toEqual([step, hash]);
    }
    again.seek(end);
    expect([again.world.hash(), story(again)]).toEqual([hash, events]);
    expect(story(timeline)).toBe(events);
  });
});
