/**
 * How far the learner is in the lesson that is open: the step, where each step began in the world, tasks done,
 * predictions made. Kept in this browser for each lesson; no link carries it. What is finished for good is in
 * course-progress.ts.
 */
import { createStore, get, set } from "idb-keyval";
import { create } from "zustand";

export interface Prediction {
  /** The candidate pointed at; null: the learner asked to be shown. */
  readonly picked: string | null;
  /** Step of the world at which it was locked. */
  readonly lockedAt: number;
  /** Branch and step at which the run after it ended; null while it runs. */
  readonly ran: { readonly branch: number; readonly step: number } | null;
  /** Known once it ran. */
  readonly answer: string | null;
}

export interface LessonRun {
  /** Index of the lesson's step that is open. */
  readonly step: number;
  /** Step of the world at which each of the lesson's steps began, by index. */
  readonly began: Readonly<Record<number, number>>;
  /** Ids of tasks done; they stay done when time is turned back. */
  readonly done: readonly string[];
  readonly predictions: Readonly<Record<string, Prediction>>;
}

export const NEW_RUN: LessonRun = { step: 0, began: {}, done: [], predictions: {} };

interface LessonRunState {
  readonly slug: string | null;
  readonly run: LessonRun;
  /** Steps of the open lesson; 0 while none is. */
  readonly count: number;
  /** False for a specimen: what is done to it is nobody's progress. */
  readonly kept: boolean;
}

export const useLessonRun = create<LessonRunState>(() => ({ slug: null, run: NEW_RUN, count: 0, kept: true }));

/** For the top bar: parts finished and in all, or null outside of a lesson. */
export function useLessonParts(): { readonly done: number; readonly count: number } | null {
  const done = useLessonRun((s) => s.run.step);
  const count = useLessonRun((s) => s.count);
  return count === 0 ? null : { done, count };
}

/** Counts who opened, showed or closed a lesson: an answer to an older one is ignored. */
let turn = 0;

/** Takes up a lesson where it was left. */
export async function openLessonRun(slug: string, count: number): Promise<void> {
  const mine = ++turn;
  if (useLessonRun.getState().slug === slug) return;
  const run = runFrom(await keptRun(slug));
  // Reading takes a while: another lesson may have been opened meanwhile, and is the one that runs.
  if (mine !== turn) return;
  useLessonRun.setState({ slug, count, kept: true, run: { ...run, step: Math.min(run.step, count - 1) } });
}

/** Shows a lesson in a given state that is not kept: for the gallery. */
export function showLessonRun(slug: string, run: LessonRun, count: number): void {
  turn++;
  useLessonRun.setState({ slug, run, count, kept: false });
}

export function closeLessonRun(): void {
  turn++;
  useLessonRun.setState({ slug: null, count: 0, run: NEW_RUN, kept: true });
}

export function changeLessonRun(change: Partial<LessonRun>): void {
  const { slug, run, kept } = useLessonRun.getState();
  if (slug === null) return;
  const next = { ...run, ...change };
  useLessonRun.setState({ run: next });
  if (kept) void keep(slug, next);
}

export function changePrediction(gate: string, prediction: Prediction | null): void {
  const { [gate]: _old, ...others } = useLessonRun.getState().run.predictions;
  changeLessonRun({ predictions: prediction === null ? others : { ...others, [gate]: prediction } });
}

/** Takes from what was kept whatever still fits. */
export function runFrom(value: unknown): LessonRun {
  if (typeof value !== "object" || value === null) return NEW_RUN;
  const { step, began, done, predictions } = value as Partial<LessonRun>;
  return {
    step: typeof step === "number" && Number.isInteger(step) && step >= 0 ? step : 0,
    began: typeof began === "object" && began !== null ? began : {},
    done: Array.isArray(done) ? done.filter((id) => typeof id === "string") : [],
    predictions: typeof predictions === "object" && predictions !== null ? predictions : {},
  };
}

const store = () => createStore("glass-table-lessons", "runs");

async function keptRun(slug: string): Promise<unknown> {
  try {
    return await get(slug, store());
  } catch {
    return undefined;
  }
}

async function keep(slug: string, run: LessonRun): Promise<void> {
  try {
    await set(slug, run, store());
  } catch {
    // Storage can be forbidden; the run then lasts as long as the page.
  }
}
