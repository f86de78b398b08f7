/** Every lesson plays itself: on its own seed, and where order matters on five more. An impossible lesson cannot merge. */
import "../engine/later.ts";
import { beforeAll, describe, expect, test } from "vitest";
import { type FunctionRuntime, Reader, Timeline } from "../engine/index.ts";
import { loadFunctionRuntime } from "../sandbox/function-runtime.ts";
import { judge } from "./check.ts";
import { LESSONS, loadLesson } from "./index.ts";
import type { Lesson, LessonStep } from "./lesson.ts";
import { playActions } from "./play.ts";
import { answerOf, candidatesOf } from "./prediction.ts";
import { timelinePlayer } from "./timeline-player.ts";

const OTHER_SEEDS = [1, 2, 3, 4, 5];

let runtime: FunctionRuntime;
beforeAll(async () => {
  runtime = await loadFunctionRuntime();
});

test("the course has at least three lessons, each with its own number", () => {
  expect(LESSONS.length).toBeGreaterThanOrEqual(3);
  expect(new Set(LESSONS.map(({ number }) => number)).size).toBe(LESSONS.length);
});

describe.each(LESSONS.map(({ slug, orderMatters }) => ({ slug, orderMatters })))("$slug", ({ slug, orderMatters }) => {
  let lesson: Lesson;
  beforeAll(async () => {
    const loaded = await loadLesson(slug);
    if (loaded === null) throw new Error(`no lesson ${slug}`);
    lesson = loaded;
  });

  test("has three to six steps, each with prose, and something to do in the lesson", () => {
    expect(lesson.steps.length).toBeGreaterThanOrEqual(3);
    expect(lesson.steps.length).toBeLessThanOrEqual(6);
    expect(lesson.steps.filter(({ prose }) => prose === "")).toEqual([]);
    expect(lesson.steps.some(({ gate }) => gate !== null)).toBe(true);
    expect(lesson.steps.some(({ tasks }) => tasks.length > 0)).toBe(true);
    expect(lesson.steps.filter(({ gate, tasks }) => gate === null && tasks.length === 0)).toEqual([]);
  });

  test("its texts have no HTML", () => {
    const texts = lesson.steps.flatMap(({ title, prose, hints, gate }) => [
      title,
      prose,
      ...hints,
      gate?.why ?? "",
      gate?.tempting ?? "",
    ]);
    expect(texts.filter((text) => /<\/?[a-z!]/i.test(text.replace(/`[^`]*`/g, "")))).toEqual([]);
  });

  test("names of gates and tasks are used once", () => {
    const ids = lesson.steps.flatMap(({ gate, tasks }) => [
      ...(gate === null ? [] : [gate.id]),
      ...tasks.map(({ id }) => id),
    ]);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test("its solution fulfils every task on its own seed", async () => {
    await playLesson(lesson, lesson.scenario.seed);
  });

  test.runIf(orderMatters)("its solution fulfils every task on five other seeds", async () => {
    for (const seed of OTHER_SEEDS) await playLesson(lesson, seed);
  });
});

async function playLesson(lesson: Lesson, seed: number): Promise<void> {
  const timeline = new Timeline({ ...lesson.scenario, seed }, runtime);
  for (const [index, step] of lesson.steps.entries()) {
    const where = `seed ${seed}, step ${index + 1}`;
    expect(await playActions(step.enter, timelinePlayer(timeline)), `${where}: entering`).toBe(true);
    const began = new Reader(timeline).eventCount;
    expectTasks(timeline, step, began, false, where);
    await playGate(timeline, step, where);
    expect(await playActions(lesson.solution[index] ?? [], timelinePlayer(timeline)), `${where}: solution`).toBe(true);
    expectTasks(timeline, step, began, true, where);
  }
}

function expectTasks(timeline: Timeline, step: LessonStep, began: number, done: boolean, where: string): void {
  for (const { id, check } of step.tasks) {
    const verdict = judge(new Reader(timeline), check, began);
    expect(verdict.done, `${where}, task ${id}: ${verdict.seen}`).toBe(done);
    if (done) expect(verdict.seen, `${where}, task ${id}`).toBe("");
  }
}

async function playGate(timeline: Timeline, step: LessonStep, where: string): Promise<void> {
  const { gate } = step;
  if (gate === null) return;
  const at = new Reader(timeline).eventCount;
  const candidates = candidatesOf(new Reader(timeline), gate.candidates);
  expect(candidates.length, `${where}: something to point at`).toBeGreaterThanOrEqual(2);
  expect(await playActions(gate.run, timelinePlayer(timeline)), `${where}: the gate's run`).toBe(true);
  const answer = answerOf(new Reader(timeline), gate, at);
  expect(
    candidates.map(({ id }) => id),
    `${where}: the answer is a candidate`,
  ).toContain(answer);
}
