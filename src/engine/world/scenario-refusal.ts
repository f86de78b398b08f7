/**
 * Why a scenario, a link or a file is not opened, in words for the person who tried. A value, never an exception: what
 * comes from a stranger is expected to be wrong. [LNK-2]
 */

export type RefusalKind =
  | "not-a-link"
  | "not-a-scenario"
  | "too-new"
  | "too-large"
  | "wrong-alphabet"
  | "truncated"
  | "damaged"
  | "not-json"
  | "schema"
  | "limits"
  | "references"
  | "lesson-missing"
  | "lesson-changed";

export interface ScenarioRefusal {
  readonly kind: RefusalKind;
  /** What happened. */
  readonly message: string;
  /** What to do about it. */
  readonly advice: string;
  /** Where in the scenario: "config.tables.0.partitions"; null when it is not one place. */
  readonly path: string | null;
}

export type ParsedScenario<T> =
  | { readonly ok: true; readonly scenario: T }
  | { readonly ok: false; readonly reason: ScenarioRefusal };

const ADVICE: Readonly<Record<RefusalKind, string>> = {
  "not-a-link": "Copy the whole link, from its first character to its last, and open it again.",
  "not-a-scenario": "Choose a .json file that Glass Table made with Download file.",
  "too-new": "Reload the page to get the newest Glass Table, then open it again.",
  "too-large": "Ask for a smaller scenario, with fewer items or commands.",
  "wrong-alphabet": "Copy the link again from where it was first shared.",
  truncated: "Ask for the link again, or for the file, which no chat app cuts.",
  damaged: "Ask for the link again, or for the file, which no chat app changes.",
  "not-json": "If the file was edited by hand, look for a missing comma, quote or bracket.",
  schema: "Correct that field, or ask whoever made the scenario for a new copy.",
  limits: "Make the scenario smaller there.",
  references: "Correct that field, or ask whoever made the scenario for a new copy.",
  "lesson-missing": "Reload the page to get the newest lessons, then open it again.",
  "lesson-changed": "Ask for a file instead: it carries the whole world and does not depend on the lesson.",
};

export function refusal(kind: RefusalKind, message: string, path: string | null = null): ScenarioRefusal {
  return { kind, message, advice: ADVICE[kind], path };
}
