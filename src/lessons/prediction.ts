/**
 * A prediction gate as data: what is asked, what can be pointed at, and how the run itself gives the answer. No answer
 * is written down: the same lesson on another seed may have another one.
 */
import {
  type Event,
  type GroupName,
  groupId,
  hashText,
  type Reader,
  replicaId,
  ZONES,
  type Zone,
} from "../engine/index.ts";
import { type EventMatch, matchesEvent } from "../worker/event-match.ts";
import { type Check, type ItemRef, judge } from "./check.ts";
import { groupOf, regionOf } from "./placing.ts";

export type Candidates =
  /** The three copies of an item. */
  | { readonly kind: "replicas"; readonly item: ItemRef }
  /** The partitions of a table. */
  | { readonly kind: "partitions"; readonly table: string }
  /** Sentences; the first whose check holds in the end is the answer. */
  | {
      readonly kind: "options";
      readonly options: readonly { readonly id: string; readonly label: string; readonly when: Check }[];
    };

export type AnswerRule =
  /** The copy that gave the last answer that matches (a ResponseReceived). */
  | { readonly kind: "replica-that-served"; readonly match: EventMatch }
  | { readonly kind: "replica-that-leads"; readonly item: ItemRef }
  | { readonly kind: "partition-of"; readonly item: ItemRef }
  | { readonly kind: "option-that-holds" };

export interface Candidate {
  /** Replica id, partition group id, or option id: what the stage and the gate know it by. */
  readonly id: string;
  readonly label: string;
  /** What it is at the cursor: "a follower, holds version 7", "hash 4000 to 7FFF". Empty for options. */
  readonly note: string;
}

/** What can be pointed at, in order of the number keys. Empty while the table is not there. */
export function candidatesOf(reader: Reader, candidates: Candidates): readonly Candidate[] {
  switch (candidates.kind) {
    case "replicas": {
      const group = groupOf(reader, candidates.item);
      return group === null
        ? []
        : ZONES.map((zone) => ({
            id: replicaId(group, zone),
            label: `az ${zone}`,
            note: replicaNote(reader, group, zone, candidates.item.label),
          }));
    }
    case "partitions":
      return (reader.table(reader.home, candidates.table)?.partitions ?? []).map(({ name, range }) => ({
        id: groupId({ region: reader.home, table: candidates.table, index: null, partition: name }),
        label: name,
        note: `hash ${hashText(range.from)} to ${hashText(range.to - 1)}`,
      }));
    case "options":
      return candidates.options.map(({ id, label }) => ({ id, label, note: "" }));
  }
}

function replicaNote(reader: Reader, group: GroupName, zone: Zone, label: string): string {
  const copy = reader.copies(group).find((c) => c.zone === zone);
  if (copy === undefined) return "";
  const role = copy.down ? "down" : copy.state.role === "leader" ? "the leader" : "a follower";
  for (const record of copy.state.items.values())
    if (record.label === label) return `${role}, holds version ${record.version}`;
  return `${role}, does not hold ${label}`;
}

/**
 * The candidate that holds at the cursor, or null when the run has not come to it.
 * @param gateAt number of events recorded when the gate was locked
 */
/** In place of an answer: the run has ended, and the world, which the learner may have changed, did none of it. */
export const NONE_HOLDS = "";

export function answerOf(
  reader: Reader,
  gate: { readonly candidates: Candidates; readonly answer: AnswerRule },
  gateAt: number,
): string | null {
  const { answer, candidates } = gate;
  switch (answer.kind) {
    case "replica-that-served": {
      const served = reader.events
        .slice(gateAt, Math.max(gateAt, reader.eventCount))
        .findLast(({ event }) => isAnswer(event) && matchesEvent(event, answer.match));
      return served !== undefined && isAnswer(served.event) ? served.event.replica : null;
    }
    case "replica-that-leads": {
      const group = groupOf(reader, answer.item);
      return group === null ? null : (reader.leader(group)?.id ?? null);
    }
    case "partition-of": {
      const group = groupOf(reader, { ...answer.item, region: regionOf(reader, answer.item) });
      return group === null ? null : groupId(group);
    }
    case "option-that-holds":
      return candidates.kind === "options"
        ? (candidates.options.find(({ when }) => judge(reader, when, gateAt).done)?.id ?? null)
        : null;
  }
}

function isAnswer(event: Event): event is Extract<Event, { kind: "ResponseReceived" }> {
  return event.kind === "ResponseReceived";
}
