/** "Pause when…" in the subject's words: each condition is tried against what the last step recorded. */
import { type Event, Reader, type Recorded, type Timeline } from "../engine/index.ts";
import type { PauseCondition } from "./protocol.ts";

/** The sentence of the first condition that the last step met, or null. */
export function conditionMet(timeline: Timeline, conditions: readonly PauseCondition[]): string | null {
  if (conditions.length === 0) return null;
  const record = timeline.branch.steps[timeline.step - 1];
  if (record === undefined) return null;
  const events = timeline.branch.events.slice(record.firstEvent, record.firstEvent + record.events);
  for (const condition of conditions) if (met(condition, events, timeline)) return sentence(condition);
  return null;
}

/** How a condition reads. */
export function sentence(condition: PauseCondition): string {
  switch (condition.kind) {
    case "index-behind":
      return `${condition.index} is more than ${condition.writes} writes behind`;
    case "stale-read":
      return `a read returned an old version of ${condition.label ?? "an item"}`;
    case "record-twice":
      return `${condition.functionName} runs the same record twice`;
    case "write-lost":
      return "an acknowledged write is lost";
    case "leader-elected":
      return "a new leader is elected";
    case "function-failed":
      return "a function failed";
  }
}

function met(condition: PauseCondition, events: readonly Recorded<Event>[], timeline: Timeline): boolean {
  switch (condition.kind) {
    case "index-behind":
      return (
        events.some((e) => e.event.kind === "IndexEntryQueued") &&
        indexBacklog(timeline, condition.index) > condition.writes
      );
    case "stale-read":
      return events.some(
        (e) =>
          e.event.kind === "ItemRead" &&
          e.event.index === null &&
          (condition.label === null || e.event.label === condition.label) &&
          isStale(timeline, e.event),
      );
    case "record-twice":
      return events.some(
        (e) =>
          e.event.kind === "FunctionInvoked" && e.event.functionName === condition.functionName && e.event.attempt > 1,
      );
    case "write-lost":
      return events.some((e) => e.event.kind === "WriteLost");
    case "leader-elected":
      return events.some((e) => e.event.kind === "LeaderElected");
    case "function-failed":
      return events.some((e) => e.event.kind === "FunctionFailed");
  }
}

function indexBacklog(timeline: Timeline, index: string): number {
  const reader = new Reader(timeline);
  let waiting = 0;
  for (const table of reader.tables(reader.home)) {
    for (const partition of table.partitions) {
      const writer = reader.indexWriter({
        region: reader.home,
        table: table.schema.name,
        index: null,
        partition: partition.name,
      });
      for (const change of writer?.changes.values() ?? []) if (change.actions.some((a) => a.index === index)) waiting++;
    }
  }
  return waiting;
}

/** A newer version had a majority in that Region before the read. */
function isStale(timeline: Timeline, read: Extract<Event, { kind: "ItemRead" }>): boolean {
  const { events } = timeline.branch;
  const upTo = timeline.branch.eventCount(timeline.step);
  for (const at of [...timeline.branch.eventsOfItem(read.table, read.label)].reverse()) {
    const event = at < upTo ? events[at]?.event : undefined;
    if (event?.kind === "MajorityReached" && event.region === read.region && event.index === null) {
      return event.deleted ? read.version !== null : event.version !== read.version;
    }
  }
  return false;
}
