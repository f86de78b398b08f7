import { describe, expect, it } from "vitest";
import { NO_PROGRESS } from "../state/course-progress.ts";
import { type CourseLesson, chaptersOf, courseSummary, nextLesson } from "./course.ts";

function lesson(number: number, chapter: number): CourseLesson {
  return {
    chapter,
    chapterTitle: `Chapter ${chapter}`,
    slug: `lesson-${number}`,
    number,
    title: `Lesson ${number}`,
    minutes: 4,
    oneLine: "",
  };
}

const LESSONS = [lesson(21, 5), lesson(2, 1), lesson(16, 4)];

describe("the course strip", () => {
  it("shows chapters and lessons in the order of the course, only those that exist", () => {
    expect(chaptersOf(LESSONS).map((chapter) => [chapter.chapter, chapter.lessons.map((one) => one.number)])).toEqual([
      [1, [2]],
      [4, [16]],
      [5, [21]],
    ]);
    expect(chaptersOf([])).toEqual([]);
  });

  it("keeps lessons of one chapter together", () => {
    expect(chaptersOf([lesson(3, 1), lesson(2, 1)]).map((chapter) => chapter.lessons.length)).toEqual([2]);
  });

  it("carries on with the open lesson, then the first unfinished one, then from the start", () => {
    expect(nextLesson(LESSONS, NO_PROGRESS)?.number).toBe(2);
    expect(nextLesson(LESSONS, { finished: new Set(["lesson-2"]), open: null })?.number).toBe(16);
    expect(nextLesson(LESSONS, { finished: new Set(), open: "lesson-21" })?.number).toBe(21);
    expect(nextLesson(LESSONS, { finished: new Set(LESSONS.map((one) => one.slug)), open: null })?.number).toBe(2);
    expect(nextLesson([], NO_PROGRESS)).toBeNull();
  });

  it("says how much there is and how much is done", () => {
    const chapters = chaptersOf(LESSONS);
    expect(courseSummary(chapters, NO_PROGRESS)).toBe("3 lessons in 3 chapters.");
    expect(courseSummary(chapters, { finished: new Set(["lesson-2", "gone"]), open: null })).toBe(
      "3 lessons in 3 chapters. You have finished 1.",
    );
    expect(courseSummary(chaptersOf([lesson(2, 1)]), { finished: new Set(["lesson-2"]), open: null })).toBe(
      "1 lesson in 1 chapter. You have finished all of them.",
    );
  });
});
