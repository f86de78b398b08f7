/**
 * Which lessons this browser has seen finished, and which is open. Stays with the person: no link or file carries it.
 * Small on purpose, because the home page reads it.
 */
import { create } from "zustand";

export interface CourseProgress {
  /** Slugs, "chapter/lesson". */
  readonly finished: ReadonlySet<string>;
  /** Slug of the lesson that was open last, if it was not finished since. */
  readonly open: string | null;
}

const KEY = "glass-table:course";

export const NO_PROGRESS: CourseProgress = { finished: new Set(), open: null };

export const useCourseProgress = create<CourseProgress>(() => keptProgress());

export function lessonOpened(slug: string): void {
  keep({ ...keptProgress(), open: slug });
}

export function lessonFinished(slug: string): void {
  const { finished, open } = keptProgress();
  keep({ finished: new Set([...finished, slug]), open: open === slug ? null : open });
}

/** Takes from what was kept whatever still fits. */
export function progressFrom(kept: unknown): CourseProgress {
  if (typeof kept !== "object" || kept === null) return NO_PROGRESS;
  const { finished, open } = kept as Record<string, unknown>;
  const slugs = Array.isArray(finished) ? finished.filter((slug) => typeof slug === "string") : [];
  return { finished: new Set(slugs), open: typeof open === "string" ? open : null };
}

/** Read anew before every change: another tab may have finished a lesson meanwhile. */
function keptProgress(): CourseProgress {
  try {
    return progressFrom(JSON.parse(localStorage.getItem(KEY) ?? "null"));
  } catch {
    return NO_PROGRESS;
  }
}

function keep(progress: CourseProgress): void {
  useCourseProgress.setState(progress);
  try {
    localStorage.setItem(KEY, JSON.stringify({ finished: [...progress.finished], open: progress.open }));
  } catch {
    // Storage can be forbidden; the progress then lasts as long as the page.
  }
}
