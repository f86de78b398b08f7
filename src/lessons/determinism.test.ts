/**
 * The same scenario, the same run: every lesson with its solution, and every starter, give the same events twice, and
 * the same world after going back to any of their steps.
 */
import "../engine/later.ts";
import { beforeAll, describe, expect, test } from "vitest";
import { parseScenario } from "../engine/codec.ts";
import { type CommandBody, type FunctionRuntime, newScenario, type Scenario, Timeline } from "../engine/index.ts";
import { loadFunctionRuntime } from "../sandbox/function-runtime.ts";
import { LESSONS, loadLesson } from "./index.ts";
import type { Action } from "./lesson.ts";
import { playActions } from "./play.ts";
import { timelinePlayer } from "./timeline-player.ts";

interface Played {
  readonly scenario: Scenario;
  readonly actions: readonly Action[];
}

const STARTERS = import.meta.glob<Scenario>("../panels/**/starters/*.json", { eager: true, import: "default" });

let runtime: FunctionRuntime;
beforeAll(async () => {
  runtime = await loadFunctionRuntime();
});

const STEPS_COMPARED = 40;
/** A world of megabytes takes seconds to hash: so many characters of events are a long story, compared at fewer steps. */
const LONG_STORY = 1_000_000;
const STEPS_COMPARED_LONG = 6;

/** Everything there is to play: a lesson's own solution; a starter has none, so it gets a little traffic. */
const PLAYED: readonly { readonly name: string; readonly load: () => Promise<Played> }[] = [
  ...LESSONS.map(({ slug }) => ({ name: slug, load: () => lessonPlayed(slug) })),
  ...Object.entries(STARTERS).map(([name, given]) => ({ name, load: async () => starterPlayed(name, given) })),
];

async function lessonPlayed(slug: string): Promise<Played> {
  const lesson = await loadLesson(slug);
  if (lesson === null) throw new Error(`no lesson ${slug}`);
  const actions = lesson.steps.flatMap(({ enter, gate }, i) => [
    ...enter,
    ...(gate?.run ?? []),
    ...(lesson.solution[i] ?? []),
  ]);
  return { scenario: lesson.scenario, actions };
}

function starterPlayed(name: string, { seed, config }: Scenario): Played {
  const parsed = parseScenario(newScenario({ name, seed, config }));
  if (!parsed.ok) throw new Error(`${name}: ${parsed.reason.message}`);
  return { scenario: parsed.scenario, actions: traffic(parsed.scenario) };
}

/** Writes of items of the start, a zone that dies, and a Scan. */
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
  expect(LESSONS.length).toBeGreaterThanOrEqual(3);
  expect(Object.keys(STARTERS).length).toBeGreaterThanOrEqual(3);
});

describe.each(PLAYED)("$name", ({ load }) => {
  test("[SIM-8] gives the same events and the same world twice", async () => {
    const one = await play(await load());
    const two = await play(await load());
    expect(one.step).toBeGreaterThan(20);
    expect(story(one)).toBe(story(two));
    expect(one.world.hash()).toBe(two.world.hash());
  });

  test("[TT-1] gives the same world after going to any step and on from there", async () => {
    const timeline = await play(await load());
    const end = timeline.step;
    const hash = timeline.world.hash();
    const events = story(timeline);
    const again = new Timeline(timeline.toScenario(), runtime);
    const compared = events.length > LONG_STORY ? STEPS_COMPARED_LONG : STEPS_COMPARED;
    const stride = Math.max(1, Math.floor(end / compared));
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
