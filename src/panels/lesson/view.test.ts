/** What the lesson's column gets from the world: verdicts, candidates, the answer in its time, looks and facts. */
import { expect, test } from "vitest";
import { Reader, Timeline } from "../../engine/index.ts";
import { loadLesson } from "../../lessons/index.ts";
import { playActions } from "../../lessons/play.ts";
import { timelinePlayer } from "../../lessons/timeline-player.ts";
import { type LessonParams, lessonView } from "./view.ts";

async function strongRead() {
  const lesson = await loadLesson("consistency/after-a-200");
  const step = lesson?.steps[1];
  if (lesson === null || step?.gate === null || step === undefined) throw new Error("the lesson has changed");
  const timeline = new Timeline(lesson.scenario, null);
  await playActions(step.enter, timelinePlayer(timeline));
  const { gate } = step;
  const params = (lockedAtStep: number | null, ended: boolean): LessonParams => ({
    checks: [
      {
        id: "written",
        check: { kind: "event", match: { kind: "ItemLogged", where: { label: "cleo" } }, since: "lesson" },
      },
    ],
    beganAtStep: timeline.step,
    gate: { candidates: gate.candidates, answer: gate.answer, lockedAtStep, ended },
    items: [{ table: "Players", label: "cleo" }],
    facts: ["hash:cleo", "partition:cleo", "leader:cleo", "hash:nobody-yet"],
    table: "Players",
  });
  return { timeline, gate, params };
}

test("before the gate is locked: candidates with what they hold, no answer", async () => {
  const { timeline, params } = await strongRead();
  const view = lessonView(new Reader(timeline), params(null, false));
  expect(view).toMatchObject({
    verdicts: { written: { done: true, seen: "" } },
    answer: null,
    looks: { cleo: { ordinal: 2, letter: "C" } },
    facts: { "hash:cleo": "7166", "partition:cleo": "P2", "leader:cleo": "az c" },
  });
  expect(view.facts["hash:nobody-yet"]).toMatch(/^[0-9A-F]{4}$/);
  expect(view.candidates.map(({ id, label }) => [id, label])).toEqual([
    ["us-east-1/Players/P2/a", "az a"],
    ["us-east-1/Players/P2/b", "az b"],
    ["us-east-1/Players/P2/c", "az c"],
  ]);
  expect(view.candidates[2]?.note).toBe("the leader, holds version 2");
});

test("the answer is the copy that served, and is told only when the run has ended", async () => {
  const { timeline, gate, params } = await strongRead();
  const locked = timeline.step;
  await playActions(gate.run, timelinePlayer(timeline));
  expect(lessonView(new Reader(timeline), params(locked, false)).answer).toBeNull();
  expect(lessonView(new Reader(timeline), params(locked, true)).answer).toBe("us-east-1/Players/P2/c");
});

test("before a step has begun nothing is judged", async () => {
  const { timeline, params } = await strongRead();
  expect(lessonView(new Reader(timeline), { ...params(null, false), beganAtStep: null }).verdicts).toEqual({});
});
