// The lesson's column: where in the course, the text of the open step, its prediction or its tasks, help, checks, and
// the way on. It finds the lesson in the open scenario; without one it says so.

import "./lesson.css";
import { useEffect, useState } from "react";
import type { Scenario } from "../../engine/index.ts";
import { loadLesson } from "../../lessons/index.ts";
import type { Lesson as LessonText } from "../../lessons/lesson.ts";
import { lessonOpened } from "../../state/course-progress.ts";
import { openLessonRun, useLessonRun } from "../../state/lesson-run.ts";
import { useSession } from "../../state/session.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useBusy } from "../../ui/idle.ts";
import { StepColumn } from "./StepColumn.tsx";

export interface LessonProps {
  /** Opens the same world, without the lesson. */
  onOpenSandbox: (scenario: Scenario) => void;
}

export function Lesson({ onOpenSandbox }: LessonProps) {
  const slug = useSession((s) => s.frame?.lesson ?? null);
  const [loaded, setLoaded] = useState<LessonText | null | "failed">(null);
  const running = useLessonRun((s) => s.slug);
  useBusy(slug !== null && loaded === null);
  useEffect(() => {
    if (slug === null) return;
    let gone = false;
    void (async () => {
      try {
        const lesson = await loadLesson(slug);
        if (gone) return;
        if (lesson === null) return setLoaded("failed");
        await openLessonRun(slug, lesson.steps.length);
        if (useLessonRun.getState().kept) lessonOpened(slug);
        if (!gone) setLoaded(lesson);
      } catch {
        if (!gone) setLoaded("failed");
      }
    })();
    return () => {
      gone = true;
    };
  }, [slug]);
  if (slug === null || loaded === null) return null;
  if (loaded === "failed")
    return (
      <EmptyState title="This lesson cannot be shown">
        Its files are missing or damaged. The world itself can be used: open Operation or Code.
      </EmptyState>
    );
  if (loaded.slug !== slug || running !== slug) return null;
  return <StepColumn lesson={loaded} onOpenSandbox={onOpenSandbox} />;
}
