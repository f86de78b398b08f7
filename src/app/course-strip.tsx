// The lessons that exist, by chapter, with what this browser remembers. Looks right with one chapter and with eight.

import type { CourseProgress } from "../state/course-progress.ts";
import { ProgressRing } from "../ui/progress.tsx";
import { VisuallyHidden } from "../ui/visually-hidden.tsx";
import { type Chapter, type CourseLesson, chaptersOf, courseSummary, nextLesson } from "./course.ts";
import { lessonHref } from "./routes.ts";

/** With more chapters than this a column has no room for a second line. */
const CHAPTERS_WITH_LINES = 4;

export interface CourseStripProps {
  lessons: readonly CourseLesson[];
  progress: CourseProgress;
}

export function CourseStrip({ lessons, progress }: CourseStripProps) {
  const chapters = chaptersOf(lessons);
  const next = nextLesson(lessons, progress);
  return (
    <section className="course" id="course" tabIndex={-1} aria-labelledby="course-title">
      <header>
        <h2 id="course-title">The course</h2>
        <span>{courseSummary(chapters, progress)}</span>
      </header>
      <ul className={chapters.length > CHAPTERS_WITH_LINES ? "chapters dense" : "chapters"}>
        {chapters.map((chapter) => (
          <ChapterColumn
            key={chapter.chapter}
            chapter={chapter}
            progress={progress}
            currentSlug={chapter.chapter === next?.chapter ? next.slug : null}
          />
        ))}
      </ul>
    </section>
  );
}

interface ChapterColumnProps {
  chapter: Chapter;
  progress: CourseProgress;
  /** The lesson to go on with, when it is in this chapter. */
  currentSlug: string | null;
}

function ChapterColumn({ chapter, progress, currentSlug }: ChapterColumnProps) {
  const finished = chapter.lessons.filter((lesson) => progress.finished.has(lesson.slug)).length;
  return (
    <li className={currentSlug === null ? "chapter" : "chapter now"}>
      <div className="chapter-head">
        <ProgressRing share={finished / chapter.lessons.length} size={28} />
        <div>
          <span>Chapter {chapter.chapter}</span>
          <h3>{chapter.title}</h3>
        </div>
      </div>
      <ol>
        {chapter.lessons.map((lesson) => (
          <LessonRow
            key={lesson.slug}
            lesson={lesson}
            isFinished={progress.finished.has(lesson.slug)}
            isCurrent={lesson.slug === currentSlug}
          />
        ))}
      </ol>
    </li>
  );
}

function LessonRow(props: { lesson: CourseLesson; isFinished: boolean; isCurrent: boolean }) {
  const { lesson, isFinished, isCurrent } = props;
  return (
    <li className={`lesson-row${isFinished ? " done" : ""}${isCurrent ? " current" : ""}`}>
      <a href={lessonHref(lesson.slug)}>
        <ProgressRing share={isFinished ? 1 : 0} size={16} />
        <span>
          <b>
            {lesson.number} {lesson.title}
          </b>
          {isFinished && <VisuallyHidden>, finished</VisuallyHidden>}
          <span className="lesson-line">{lesson.oneLine}</span>
        </span>
        <span className="lesson-minutes">{lesson.minutes} min</span>
      </a>
    </li>
  );
}
