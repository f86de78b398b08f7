/**
 * The course: what the home page says of every lesson, and each lesson itself when it is opened. Lessons are folders
 * of data, `<chapter>/<lesson>/{about.json, lesson.md, scenario.json, solution.json}`; adding one is adding a folder.
 */
import type { Scenario } from "../engine/index.ts";
import type { Lesson, LessonAbout, LessonSummary } from "./lesson.ts";

const ABOUTS = import.meta.glob<LessonAbout>("./*/*/about.json", { eager: true, import: "default" });
const TEXTS = import.meta.glob<string>("./*/*/lesson.md", { query: "?raw", import: "default" });
const SCENARIOS = import.meta.glob<unknown>("./*/*/scenario.json", { import: "default" });
const SOLUTIONS = import.meta.glob<unknown>("./*/*/solution.json", { import: "default" });

/** In order of their number. Small: it is part of the home page. */
export const LESSONS: readonly LessonSummary[] = Object.entries(ABOUTS)
  .map(([path, about]) => ({ slug: slugOf(path), ...about }))
  .sort((left, right) => left.number - right.number);

/** The whole lesson; null when there is none of that name. @throws {LessonRefused} when its files are not right */
export async function loadLesson(slug: string): Promise<Lesson | null> {
  const folder = `./${slug}`;
  const about = ABOUTS[`${folder}/about.json`];
  const files = [
    TEXTS[`${folder}/lesson.md`],
    SCENARIOS[`${folder}/scenario.json`],
    SOLUTIONS[`${folder}/solution.json`],
  ] as const;
  const [text, scenario, solution] = files;
  if (about === undefined || text === undefined || scenario === undefined || solution === undefined) return null;
  const { readLesson } = await import("./lesson-schema.ts");
  return readLesson(slug, { about, text: await text(), scenario: await scenario(), solution: await solution() });
}

/** The world a lesson begins in. @throws {Error} when there is no such lesson: the address names nothing */
export async function loadLessonScenario(slug: string): Promise<Scenario> {
  const lesson = await loadLesson(slug);
  if (lesson === null) throw new Error(`There is no lesson "${slug}".`);
  return lesson.scenario;
}

function slugOf(path: string): string {
  return path.split("/").slice(1, 3).join("/");
}
