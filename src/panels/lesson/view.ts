/**
 * What a lesson's column needs of the world: verdicts on its checks, candidates and answer of its gate, and how the
 * items its text speaks of look now. The questions come with the parameters, so the Worker holds no lesson.
 */
import type { ItemIdentity, Reader } from "../../engine/index.ts";
import { type Check, type ItemRef, judge, type Verdict } from "../../lessons/check.ts";
import { groupOf, hashTextOf } from "../../lessons/placing.ts";
import {
  type AnswerRule,
  answerOf,
  type Candidate,
  type Candidates,
  candidatesOf,
  NONE_HOLDS,
} from "../../lessons/prediction.ts";

export interface LessonParams {
  readonly checks: readonly { readonly id: string; readonly check: Check }[];
  /** Step of the world at which the lesson's step began; null: not yet, and no check is judged. */
  readonly beganAtStep: number | null;
  readonly gate: {
    readonly candidates: Candidates;
    readonly answer: AnswerRule;
    readonly lockedAtStep: number | null;
    readonly ended: boolean;
  } | null;
  /** Items the text shows as chips. */
  readonly items: readonly ItemRef[];
  /** What the text asks about items: "hash:nia", "partition:nia", "leader:cleo", of the table of `items`. */
  readonly facts: readonly string[];
  readonly table: string;
}

export interface LessonView {
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly candidates: readonly Candidate[];
  /** Null: not yet. */
  readonly answer: string | null;
  /** By label. */
  readonly looks: Readonly<Record<string, ItemIdentity>>;
  readonly facts: Readonly<Record<string, string>>;
}

export function lessonView(reader: Reader, params: LessonParams): LessonView {
  const { checks, beganAtStep, gate, items, facts, table } = params;
  const began = beganAtStep === null ? null : reader.branch.eventCount(beganAtStep);
  return {
    verdicts:
      began === null ? {} : Object.fromEntries(checks.map(({ id, check }) => [id, judge(reader, check, began)])),
    candidates: gate === null ? [] : candidatesOf(reader, gate.candidates),
    answer:
      gate === null || gate.lockedAtStep === null || !gate.ended
        ? null
        : (answerOf(reader, gate, reader.branch.eventCount(gate.lockedAtStep)) ?? NONE_HOLDS),
    looks: Object.fromEntries(items.map((item) => [item.label, reader.identity(item.table, item.label)])),
    facts: Object.fromEntries(facts.map((fact) => [fact, factOf(reader, table, fact)])),
  };
}

function factOf(reader: Reader, table: string, fact: string): string {
  const [kind = "", label = ""] = fact.split(":");
  const item = { table, label };
  if (kind === "hash") return hashTextOf(reader, item) ?? "unknown";
  const group = groupOf(reader, item);
  if (group === null) return "unknown";
  return kind === "partition" ? group.partition : `az ${reader.leader(group)?.zone ?? "none"}`;
}
