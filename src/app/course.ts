// The lessons that exist, arranged as the course strip shows them. Pure; the list itself lives in src/lessons.

import type { CourseProgress } from "../state/course-progress.ts";

/** What the list of lessons says about each; `number` is its place in the whole course. */
export interface CourseLesson {
  chapter: number;
  chapterTitle: string;
  /** "chapter/lesson", the names of its folders. */
  slug: string;
  number: number;
  title: string;
  minutes: number;
  oneLine: string;
}

export interface Chapter {
  chapter: number;
  title: string;
  lessons: readonly CourseLesson[];
}

/** Chapters that have a lesson, in order, lessons in order of their number. */
export function chaptersOf(lessons: readonly CourseLesson[]): Chapter[] {
  const inOrder = lessons.toSorted((left, right) => left.number - right.number);
  const numbers = [...new Set(inOrder.map((lesson) => lesson.chapter))].toSorted((left, right) => left - right);
  return numbers.map((chapter) => {
    const own = inOrder.filter((lesson) => lesson.chapter === chapter);
    return { chapter, title: own[0]?.chapterTitle ?? "", lessons: own };
  });
}

/** The lesson to start or carry on with: the open one, else the first unfinished, else the first. Null without lessons. */
export function nextLesson(lessons: readonly CourseLesson[], progress: CourseProgress): CourseLesson | null {
  const inOrder = lessons.toSorted((left, right) => left.number - right.number);
  return (
    inOrder.find((lesson) => lesson.slug === progress.open) ??
    inOrder.find((lesson) => !progress.finished.has(lesson.slug)) ??
    inOrder[0] ??
    null
  );
}

/** "3 lessons in 3 chapters. You have finished 1." */
export function courseSummary(chapters: readonly Chapter[], progress: CourseProgress): string {
  const lessons = chapters.flatMap((chapter) => chapter.lessons);
  const finished = lessons.filter((lesson) => progress.finished.has(lesson.slug)).length;
  const size = `${counted(lessons.length, "lesson")} in ${counted(chapters.length, "chapter")}.`;
  if (finished === 0) return size;
  return `${size} You have finished ${finished === lessons.length ? "all of them" : finished}.`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
