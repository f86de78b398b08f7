import { expect, test } from "vitest";
import {
  changeLessonRun,
  changePrediction,
  closeLessonRun,
  NEW_RUN,
  openLessonRun,
  runFrom,
  showLessonRun,
  useLessonRun,
} from "./lesson-run.ts";

test("takes from what was kept whatever still fits", () => {
  expect(runFrom(undefined)).toEqual(NEW_RUN);
  expect(runFrom({ step: -1, began: null, done: [1, "a"], predictions: "x" })).toEqual({ ...NEW_RUN, done: ["a"] });
  expect(runFrom({ step: 2, began: { 0: 5 }, done: ["a"], predictions: {} })).toEqual({
    step: 2,
    began: { 0: 5 },
    done: ["a"],
    predictions: {},
  });
});

test("without a lesson nothing is noted; with one, predictions come and go", async () => {
  changeLessonRun({ step: 3 });
  expect(useLessonRun.getState().run).toEqual(NEW_RUN);
  await openLessonRun("c/l", 4);
  const prediction = { picked: "p", lockedAt: 7, ran: null, answer: null };
  changePrediction("gate", prediction);
  expect(useLessonRun.getState().run.predictions).toEqual({ gate: prediction });
  changePrediction("gate", null);
  expect(useLessonRun.getState().run.predictions).toEqual({});
});

test("of lessons opened one after the other, the last one runs, whichever was read first", async () => {
  const overtaken = openLessonRun("c/first", 4);
  showLessonRun("c/second", NEW_RUN, 3);
  await overtaken;
  expect(useLessonRun.getState()).toMatchObject({ slug: "c/second", count: 3 });
  const closed = openLessonRun("c/third", 4);
  closeLessonRun();
  await closed;
  expect(useLessonRun.getState().slug).toBeNull();
});
