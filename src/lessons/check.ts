/**
 * What a lesson asks of a world, as data, and its judge. A check looks at state and at recorded events up to the
 * cursor, never at how the learner got there: any route passes. The verdict says what was seen instead.
 */
import type { Event, Micros, Reader } from "../engine/index.ts";
import { type EventMatch, fieldOf, matchesEvent } from "../worker/event-match.ts";
import { eventPhrase } from "./event-phrase.ts";
import { groupOf, regionOf } from "./placing.ts";

export interface ItemRef {
  readonly table: string;
  /** Readable key, "cleo". */
  readonly label: string;
  /** The learner's own when absent. */
  readonly region?: string;
}

/** How far back events count: from where the step began, or from the start of the world. */
type Since = "step" | "lesson";

export type Check =
  | { readonly all: readonly Check[] }
  | { readonly any: readonly Check[] }
  /** `seen` is the sentence when it fails: what a forbidden thing was cannot be told by the check inside. */
  | { readonly not: Check; readonly seen: string }
  /** Events that match, counted. */
  | {
      readonly kind: "event";
      readonly match: EventMatch;
      readonly atLeast?: number;
      readonly atMost?: number;
      readonly since?: Since;
    }
  /** Events that match one after the other, with anything between them. */
  | { readonly kind: "sequence"; readonly matches: readonly EventMatch[]; readonly since?: Since }
  /** Different values of one field among the events that match. */
  | {
      readonly kind: "distinct";
      readonly match: EventMatch;
      readonly field: string;
      readonly atLeast: number;
      readonly since?: Since;
    }
  /** Of the three copies, how many hold the newest committed version, or an older one. */
  | {
      readonly kind: "copies";
      readonly item: ItemRef;
      readonly hold: "newest" | "older";
      readonly atLeast?: number;
      readonly atMost?: number;
    }
  /** A read answered with a version older than the newest that had a majority at that moment. */
  | { readonly kind: "stale-read"; readonly item: ItemRef; readonly since?: Since }
  /** Two answers one after the other, the second with an older version. */
  | { readonly kind: "reads-go-back"; readonly item: ItemRef; readonly since?: Since }
  /** Different items written that lie in one partition. */
  | { readonly kind: "same-partition"; readonly table: string; readonly atLeast: number; readonly since?: Since }
  /** Records of two different items stand in the stream the other way round than their writes were committed. */
  | { readonly kind: "overtaken"; readonly table: string; readonly since?: Since };

export interface Verdict {
  readonly done: boolean;
  /** A sentence without full stop: what there is instead. Empty when done, and before anything was tried. */
  readonly seen: string;
}

const DONE: Verdict = { done: true, seen: "" };
const notYet = (seen: string): Verdict => ({ done: false, seen });

/** @param stepBegan number of events recorded when the lesson's step began */
export function judge(reader: Reader, check: Check, stepBegan: number): Verdict {
  if ("all" in check) return check.all.map((one) => judge(reader, one, stepBegan)).find((v) => !v.done) ?? DONE;
  if ("any" in check) {
    const verdicts = check.any.map((one) => judge(reader, one, stepBegan));
    return verdicts.find((v) => v.done) ?? verdicts[0] ?? notYet("nothing was asked");
  }
  if ("not" in check) return judge(reader, check.not, stepBegan).done ? notYet(check.seen) : DONE;
  if (check.kind === "copies") return judgeCopies(reader, check);
  const events = eventsSince(reader, check.since === "lesson" ? 0 : stepBegan);
  switch (check.kind) {
    case "event":
      return judgeCount(events, check);
    case "sequence":
      return judgeSequence(events, check.matches);
    case "distinct":
      return judgeDistinct(events, check);
    case "stale-read":
      return judgeStaleRead(reader, events, check.item);
    case "reads-go-back":
      return judgeReadsGoBack(reader, events, check.item);
    case "same-partition":
      return judgeSamePartition(reader, events, check);
    case "overtaken":
      return judgeOvertaken(events, check.table);
  }
}

/** An event and its number: when it came, in the order of everything. */
interface Seen {
  readonly seq: number;
  readonly at: Micros;
  readonly event: Event;
}

function eventsSince(reader: Reader, from: number): readonly Seen[] {
  return reader.events.slice(from, Math.max(from, reader.eventCount));
}

function judgeCount(events: readonly Seen[], check: Extract<Check, { kind: "event" }>): Verdict {
  const { match, atLeast = 1, atMost = Number.POSITIVE_INFINITY } = check;
  const count = events.filter(({ event }) => matchesEvent(event, match)).length;
  if (count > atMost) return notYet(`it happened ${times(count)}, at most ${times(atMost)} was asked`);
  if (count >= atLeast) return DONE;
  if (count > 0) return notYet(`it happened ${times(count)}, ${times(atLeast)} is asked`);
  return notYet(lastOfKind(events, match));
}

function judgeSequence(events: readonly Seen[], matches: readonly EventMatch[]): Verdict {
  let next = 0;
  for (const { event } of events) {
    const match = matches[next];
    if (match !== undefined && matchesEvent(event, match)) next++;
  }
  const missing = matches[next];
  if (missing === undefined) return DONE;
  const seen = lastOfKind(events, missing);
  return notYet(next === 0 ? seen : `${next} of ${matches.length} happened in this order; then ${seen}`);
}

function judgeDistinct(
  events: readonly Seen[],
  { match, field, atLeast }: Extract<Check, { kind: "distinct" }>,
): Verdict {
  const values = new Set(
    events.filter(({ event }) => matchesEvent(event, match)).map(({ event }) => String(fieldOf(event, field))),
  );
  if (values.size >= atLeast) return DONE;
  if (values.size === 0) return notYet(lastOfKind(events, match));
  return notYet(`so far only ${[...values].join(", ")}`);
}

function judgeCopies(
  reader: Reader,
  { item, hold, atLeast = 0, atMost = 3 }: Extract<Check, { kind: "copies" }>,
): Verdict {
  const group = groupOf(reader, item);
  if (group === null) return notYet(`there is no table ${item.table} in ${regionOf(reader, item)}`);
  const newest = newestVersion(reader, item, reader.eventCount);
  const versions = reader
    .copies(group)
    .map(({ zone, state }) => ({ zone, version: versionIn(state.items.values(), item.label) }));
  if (versions.every(({ version }) => version === null)) return notYet(`no copy holds ${item.label}`);
  const top = newest ?? Math.max(...versions.map(({ version }) => version ?? 0));
  const behind = versions.filter(({ version }) => version !== top);
  const count = hold === "newest" ? versions.length - behind.length : behind.length;
  if (count >= atLeast && count <= atMost) return DONE;
  if (behind.length === 0) return notYet(`all copies hold version ${top}`);
  return notYet(
    `${behind.map(({ zone, version }) => `az ${zone} holds ${version === null ? "nothing" : `version ${version}`}`).join(", ")}, the newest is ${top}`,
  );
}

function judgeStaleRead(reader: Reader, events: readonly Seen[], item: ItemRef): Verdict {
  const reads = readsOf(reader, events, item);
  const last = reads.at(-1);
  if (last === undefined) return notYet(`no read of ${item.label} was answered in this step`);
  if (reads.some((read) => (read.version ?? 0) < (newestVersion(reader, item, read.seq) ?? 0))) return DONE;
  return notYet(`az ${last.zone} answered with version ${last.version ?? "none"}, the newest at that moment`);
}

function judgeReadsGoBack(reader: Reader, events: readonly Seen[], item: ItemRef): Verdict {
  let highest = 0;
  const versions: number[] = [];
  for (const { event } of events) {
    if (
      event.kind !== "ResponseReceived" ||
      event.table !== item.table ||
      event.label !== item.label ||
      event.operation !== "GetItem"
    )
      continue;
    const version = event.items[0]?.version ?? 0;
    if (version < highest) return DONE;
    highest = Math.max(highest, version);
    versions.push(version);
  }
  if (versions.length === 0) return notYet(`no read of ${item.label} in ${regionOf(reader, item)} was answered`);
  return notYet(`the answers were version ${versions.join(", then ")}`);
}

function judgeSamePartition(
  reader: Reader,
  events: readonly Seen[],
  { table, atLeast }: Extract<Check, { kind: "same-partition" }>,
): Verdict {
  const byPartition = new Map<string, Set<string>>();
  for (const { event } of events) {
    if (
      event.kind !== "ItemLogged" ||
      event.table !== table ||
      event.index !== null ||
      event.region !== reader.home ||
      event.deleted
    )
      continue;
    byPartition.set(event.partition, (byPartition.get(event.partition) ?? new Set()).add(event.label));
  }
  if ([...byPartition.values()].some((labels) => labels.size >= atLeast)) return DONE;
  if (byPartition.size === 0) return notYet("nothing was written");
  return notYet(
    [...byPartition]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([partition, labels]) => `${[...labels].join(", ")} in ${partition}`)
      .join("; "),
  );
}

function judgeOvertaken(events: readonly Seen[], table: string): Verdict {
  const committed: string[] = [];
  const appended: string[] = [];
  for (const { event } of events) {
    if (event.kind === "MajorityReached" && event.table === table && event.index === null)
      committed.push(`${event.label} ${event.version}`);
    if (event.kind === "StreamRecordAppended" && event.table === table)
      appended.push(`${event.label} ${event.version}`);
  }
  const places = appended.map((record) => committed.indexOf(record)).filter((place) => place >= 0);
  if (places.some((place, i) => i > 0 && place < (places[i - 1] as number))) return DONE;
  if (places.length < 2) return notYet(`${places.length === 0 ? "no record is" : "one record is"} in the stream`);
  return notYet(`the ${places.length} records stand in the order of their writes`);
}

interface Read {
  readonly seq: number;
  readonly zone: string;
  readonly version: number | null;
}

function readsOf(reader: Reader, events: readonly Seen[], item: ItemRef): Read[] {
  const region = regionOf(reader, item);
  return events.flatMap(({ seq, event }) =>
    event.kind === "ItemRead" &&
    event.table === item.table &&
    event.label === item.label &&
    event.index === null &&
    event.region === region
      ? [{ seq, zone: event.zone, version: event.version }]
      : [],
  );
}

/** Version that had a majority in the Region before event number `before`; of the world's start when it was never written. */
function newestVersion(reader: Reader, item: ItemRef, before: number): number | null {
  const region = regionOf(reader, item);
  for (const at of [...reader.eventsOfItem(item.table, item.label)].reverse()) {
    const event = at < before ? reader.events[at]?.event : undefined;
    if (event?.kind === "MajorityReached" && event.region === region && event.index === null) return event.version;
  }
  return null;
}

function versionIn(
  records: Iterable<{ readonly label: string; readonly version: number }>,
  label: string,
): number | null {
  for (const record of records) if (record.label === label) return record.version;
  return null;
}

/**
 * The last event of that kind, in words. Where there is none, a refusal says why; before anything was done there is
 * nothing to say.
 */
function lastOfKind(events: readonly Seen[], match: EventMatch): string {
  const last =
    events.findLast(({ event }) => event.kind === match.kind) ??
    events.findLast(({ event }) => event.kind === "ResponseReceived" && event.error !== null);
  if (last !== undefined) return eventPhrase(last.event);
  return events.length === 0 ? "" : "nothing of the kind has happened since this step began";
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
