/**
 * The Worker starts without the later parts of the engine, so a world that is said not to need them must not. This file
 * does not import them: it plays every lesson as far as it goes without, and tells every step of it.
 */
import { describe, expect, test } from "vitest";
import {
  commandNeedsLater,
  NO_CONTEXT,
  narrate,
  narrateStep,
  Reader,
  type Scenario,
  scenarioNeedsLater,
  Timeline,
  threadLabel,
} from "../engine/index.ts";
import { playersScenario } from "../parts/example-worlds.ts";
import { LESSONS, loadLesson } from "./index.ts";
import type { Action } from "./lesson.ts";
import { playActions } from "./play.ts";
import { timelinePlayer } from "./timeline-player.ts";

const REGION = "us-east-1";

/** A lesson and what is done in it, up to the first command that needs more. Null: it begins with what needs more. */
async function lessonWithout(slug: string): Promise<{ scenario: Scenario; actions: readonly Action[] } | null> {
  const lesson = await loadLesson(slug);
  if (lesson === null) throw new Error(`no lesson ${slug}`);
  if (scenarioNeedsLater(lesson.scenario)) return null;
  const actions = lesson.steps.flatMap(({ enter, gate }, i) => [
    ...enter,
    ...(gate?.run ?? []),
    ...(lesson.solution[i] ?? []),
  ]);
  const end = actions.findIndex((action) => "issue" in action && commandNeedsLater(action.issue));
  return { scenario: lesson.scenario, actions: end < 0 ? actions : actions.slice(0, end) };
}

function tell(timeline: Timeline): void {
  const reader = new Reader(timeline);
  for (let step = 1; step <= timeline.step; step++) expect(narrateStep(reader, step).headline).not.toBe("");
  for (const { event } of timeline.branch.events) {
    expect(narrate(event, NO_CONTEXT).headline).not.toBe("");
    expect(threadLabel(event)).not.toBe("");
  }
}

function restOf(timeline: Timeline): void {
  for (let steps = 0; steps < 20_000 && !timeline.quiet; steps++) timeline.forward();
}

describe("worlds without the later parts of the engine", () => {
  test("[LATER-2] nobody has brought them here", () => {
    const timeline = new Timeline(playersScenario(), null);
    timeline.issue({ kind: "request", region: REGION, operation: "ListTables", input: {} });
    expect(() => restOf(timeline)).toThrow("was needed before it was brought");
  });

  test.each(LESSONS.map(({ slug }) => ({ slug })))("[LATER-2] $slug goes as far as it says", async ({ slug }) => {
    const played = await lessonWithout(slug);
    if (played === null) return;
    const timeline = new Timeline(played.scenario, null);
    await playActions(played.actions, timelinePlayer(timeline));
    restOf(timeline);
    tell(timeline);
  });

  test("[LATER-2] most lessons begin without them", async () => {
    const begun = await Promise.all(LESSONS.map(({ slug }) => lessonWithout(slug)));
    expect(begun.filter((lesson) => lesson !== null).length).toBeGreaterThan(LESSONS.length / 2);
  });

  test("[LATER-2] neither do requests that nobody can carry out, a dead zone, or a cut link", () => {
    const timeline = new Timeline(playersScenario({ regions: [REGION, "eu-west-1"] }), null);
    const key = { player: { S: "cleo" } };
    const sent: readonly (readonly [string, unknown])[] = [
      ["PutItem", { Statement: "SELECT", Statements: [{ Statement: "SELECT * FROM T" }] }],
      ["UpdateItem", { TableName: "Players", Key: key, UpdateExpression: "SET score = :none" }],
      ["Query", null],
      ["Nonsense", { TransactStatements: [] }],
      ["BatchWriteItem", { RequestItems: { Players: [{ DeleteRequest: { Key: key } }] } }],
    ];
    timeline.issue({ kind: "fault", fault: { type: "kill-zone", region: REGION, zone: "a" } });
    timeline.issue({ kind: "fault", fault: { type: "cut-link", a: REGION, b: "eu-west-1" } });
    for (const [operation, input] of sent) timeline.issue({ kind: "request", region: REGION, operation, input });
    restOf(timeline);
    timeline.issue({ kind: "fault", fault: { type: "heal-link", a: REGION, b: "eu-west-1" } });
    restOf(timeline);
    tell(timeline);
    expect(timeline.branch.events.filter(({ event }) => event.kind === "ResponseReceived")).toHaveLength(sent.length);
  });
});
