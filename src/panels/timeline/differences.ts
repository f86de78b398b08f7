/**
 * Where two runs part: events that happened in one and not in the other, from the step they stop being the same. An
 * event that happened in both, only later, is no difference of its own. Runs in the Worker.
 */
import { type Branch, type Event, type Reader, type Recorded, tellingEvent, threadLabel } from "../../engine/index.ts";

export interface DifferencesParams {
  /** The run compared with the current one. */
  readonly other: number;
}

export interface Difference {
  readonly side: "A" | "B";
  readonly step: number;
  /** Step of A at that time. */
  readonly stepOfA: number;
  readonly at: number;
  readonly says: string;
}

export interface DifferencesView {
  /** In order of time; the first is where the runs part. At most `DIFFERENCES_MAX`. */
  readonly differences: readonly Difference[];
  /** Steps both have in common. */
  readonly sharedSteps: number;
}

const DIFFERENCES_MAX = 12;
const EVENTS_MAX = 4000;

export function differencesView(reader: Reader, { other }: DifferencesParams): DifferencesView {
  const a = reader.branch;
  const b = reader.branches[other];
  if (b === undefined || b === a) return { differences: [], sharedSteps: a.steps.length };
  let same = 0;
  while (same < a.events.length && same < b.events.length && exact(a.events[same]) === exact(b.events[same])) same++;
  const onlyA = missing(a, b, same).map((e) => differenceOf(a, "A", e));
  const onlyB = missing(b, a, same).map((e) => differenceOf(a, "B", e));
  const bySide = (side: "A" | "B", list: readonly Recorded<Event>[]): Difference[] =>
    list.map((e) => differenceOf(a, side, e));
  const merged = [...onlyA, ...onlyB];
  // The runs differ in time alone: the first moment that is not the same stands for it.
  const fallback =
    merged.length > 0
      ? []
      : bySide("A", a.events.slice(same, same + 1))
          .concat(bySide("B", b.events.slice(same, same + 1)))
          .slice(0, 1);
  const differences = [...merged, ...fallback].sort((x, y) => x.at - y.at || x.step - y.step).slice(0, DIFFERENCES_MAX);
  return { differences, sharedSteps: a.events[same - 1]?.step ?? 0 };
}

/** Events of `one` after the common part that `two` never has; the most telling of each step. */
function missing(one: Branch, two: Branch, from: number): Recorded<Event>[] {
  const counts = new Map<string, number>();
  for (const e of two.events.slice(from, from + EVENTS_MAX)) counts.set(loose(e), (counts.get(loose(e)) ?? 0) + 1);
  const found = new Map<number, Recorded<Event>[]>();
  for (const e of one.events.slice(from, from + EVENTS_MAX)) {
    const left = counts.get(loose(e)) ?? 0;
    if (left > 0) counts.set(loose(e), left - 1);
    else found.set(e.step, [...(found.get(e.step) ?? []), e]);
  }
  return [...found.values()].flatMap((events) => tellingEvent(events) ?? []);
}

function exact(recorded: Recorded<Event> | undefined): string {
  return JSON.stringify(recorded === undefined ? null : [recorded.at, recorded.actor, recorded.event]);
}

/** Who recorded what about which item: without times and positions in logs. Requests keep their names in a fork. */
function loose({ actor, event }: Recorded<Event>): string {
  const label = "label" in event ? event.label : "labels" in event ? event.labels.join() : "";
  const version = "version" in event ? event.version : "";
  const which =
    "index" in event
      ? event.index
      : "operation" in event
        ? event.operation
        : "functionName" in event
          ? event.functionName
          : "";
  const request = "request" in event ? event.request : "";
  const outcome = "status" in event ? event.status : "fault" in event ? JSON.stringify(event.fault) : "";
  return [event.kind, actor, label, version, which, request, outcome].join("|");
}

function differenceOf(a: Branch, side: "A" | "B", { step, at, event }: Recorded<Event>): Difference {
  const label = "label" in event && event.label !== null ? event.label : null;
  const says = threadLabel(event);
  return {
    side,
    step,
    stepOfA: side === "A" ? step : a.stepAt(at),
    at,
    says: label === null || says.includes(label) ? says : `${says}, ${label}`,
  };
}
