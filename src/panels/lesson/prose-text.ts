/**
 * The small marks in a lesson's text. `{cleo}` and `{cleo@8}` stand for item chips, `{hash:nia}`, `{partition:nia}` and
 * `{leader:cleo}` for facts that the engine works out. Pure; `Prose.tsx` draws them.
 */
import type { LessonStep } from "../../lessons/lesson.ts";

const FACT = /\{((?:hash|partition|leader):[A-Za-z0-9_-]+)\}/g;
const CHIP = /\{([a-z0-9][a-z0-9_-]*)(?:@(\d+))?\}/g;

/** Every text a step may show. */
function textsOf(step: LessonStep): string {
  return [step.prose, ...step.hints, step.gate?.question ?? "", step.gate?.why ?? "", step.gate?.tempting ?? ""].join(
    "\n",
  );
}

export function factsOf(step: LessonStep): string[] {
  return [...new Set([...textsOf(step).matchAll(FACT)].map(([, fact]) => fact as string))];
}

/** Labels of the items shown as chips. */
export function chipLabelsOf(step: LessonStep): string[] {
  return [...new Set([...textsOf(step).matchAll(CHIP)].map(([, label]) => label as string))];
}

/** Text with facts filled in; one that is not known yet is "…". */
export function withFacts(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(FACT, (_, fact: string) => facts[fact] ?? "…");
}

/** Chips outside of code become code spans of their own, which Markdown hands through untouched. */
export function withChipSpans(text: string): string {
  return text
    .split(/(`+[^`]*`+)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(CHIP, (chip) => `\`${chip}\``)))
    .join("");
}

/** The chip a code span stands for, or null when it is code. */
export function chipOf(code: string): { readonly label: string; readonly version: string | null } | null {
  const found = new RegExp(`^${CHIP.source}$`).exec(code);
  return found === null ? null : { label: found[1] as string, version: found[2] ?? null };
}
