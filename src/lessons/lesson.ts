/** What a lesson is, once its files are read. Plain data; `lesson-schema.ts` checks it, `play.ts` carries it out. */
import type { CommandBody, Scenario } from "../engine/index.ts";
import type { EventMatch } from "../worker/event-match.ts";
import type { Check } from "./check.ts";
import type { AnswerRule, Candidates } from "./prediction.ts";

/** What the list of lessons says about each: `about.json`. */
export interface LessonAbout {
  readonly number: number;
  readonly chapter: number;
  readonly chapterTitle: string;
  readonly title: string;
  readonly minutes: number;
  readonly oneLine: string;
  /** What the lesson shows depends on who is faster: its solution must hold on other seeds too. */
  readonly orderMatters: boolean;
}

export interface LessonSummary extends LessonAbout {
  /** "chapter/lesson", the names of its folders. */
  readonly slug: string;
}

/** One thing a lesson or its solution does with the world. */
export type Action =
  | { readonly issue: CommandBody }
  /** Runs until an event that matches was recorded `times` times from here; 1 when absent. */
  | { readonly until: EventMatch; readonly times?: number }
  /** Runs until nothing but background work is left. */
  | { readonly quiet: true };

/** A request or a run that the lesson has ready for the learner to send. */
export interface Offer {
  readonly label: string;
  /** Text shown: the call as code. */
  readonly code: string;
  readonly command: CommandBody;
}

export interface Show {
  readonly follow?: { readonly table: string; readonly label: string };
  readonly zoom?: "world" | "region" | "partition" | "item";
}

export interface Gate {
  readonly id: string;
  /** In the list of checks: "Predict who answers a strong read". */
  readonly label: string;
  readonly question: string;
  readonly candidates: Candidates;
  readonly answer: AnswerRule;
  /** Done when the prediction is locked in. */
  readonly run: readonly Action[];
  /** What the stage shows from then on; empty: what it showed. For answers that a picture would have given away. */
  readonly reveal: Show;
  /** Markdown: why the answer holds. */
  readonly why: string;
  /** Markdown: why the other choice was tempting. */
  readonly tempting: string;
}

export interface Task {
  readonly id: string;
  readonly label: string;
  readonly check: Check;
}

export interface LessonStep {
  readonly title: string;
  /** Markdown with item chips: `{cleo}`, `{cleo@8}`. */
  readonly prose: string;
  /** Done once, when the step is entered. */
  readonly enter: readonly Action[];
  /** What the stage shows when the step is entered. */
  readonly show: Show;
  readonly offers: readonly Offer[];
  readonly gate: Gate | null;
  readonly tasks: readonly Task[];
  /** Markdown, from a nudge to nearly the answer. */
  readonly hints: readonly string[];
}

export interface Lesson extends LessonSummary {
  readonly steps: readonly LessonStep[];
  /** The world the lesson starts in. */
  readonly scenario: Scenario;
  /** Actions that fulfil the tasks of each step; a step without tasks has none. */
  readonly solution: readonly (readonly Action[])[];
}
