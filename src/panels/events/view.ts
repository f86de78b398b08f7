/** The event log up to the cursor: every recorded fact in order, each told in a sentence. */
import {
  actorWords,
  EVENT_FACTS,
  type Event,
  type EventKind,
  type Fidelity,
  type ItemIdentity,
  narrate,
  narrationContext,
  type Reader,
} from "../../engine/index.ts";

/** Groups of kinds that a person may want alone. */
export type EventGroup =
  | "all"
  | "requests"
  | "writes"
  | "reads"
  | "leaders"
  | "index"
  | "stream"
  | "regions"
  | "code"
  | "faults";

export interface EventsParams {
  readonly offset: number;
  readonly count: number;
  readonly group: EventGroup;
  /** Only events of this item; null: of all. */
  readonly item: { readonly table: string; readonly label: string } | null;
  /** Part of the machine's name; "" for all. */
  readonly actor: string;
}

export interface EventRow {
  readonly seq: number;
  readonly step: number;
  readonly at: number;
  readonly kind: EventKind;
  readonly actor: string;
  readonly words: string;
  readonly look: ItemIdentity | null;
  readonly label: string | null;
  readonly fidelity: Fidelity;
}

export interface EventsView {
  readonly total: number;
  readonly matched: number;
  readonly offset: number;
  readonly rows: readonly EventRow[];
}

const WINDOW_MAX = 100;

const GROUP_OF: Readonly<Record<EventKind, Exclude<EventGroup, "all">>> = {
  RequestSent: "requests",
  RequestRouted: "requests",
  RequestRejected: "requests",
  RequestRetried: "requests",
  ResponseReceived: "requests",
  WriteWaited: "writes",
  ConditionFailed: "writes",
  ItemLogged: "writes",
  ItemExpired: "writes",
  PartitionSwept: "writes",
  LogPersisted: "writes",
  MajorityReached: "writes",
  ItemApplied: "writes",
  ItemRead: "reads",
  PageRead: "reads",
  ReadWaited: "reads",
  TransactionRouted: "requests",
  TransactionStarted: "writes",
  ItemPrepared: "writes",
  PrepareRefused: "writes",
  TransactionCommitted: "writes",
  TransactionCancelled: "writes",
  ItemReleased: "writes",
  TransactionCompleted: "writes",
  TransactionHandedOver: "faults",
  WriteConflicted: "writes",
  ReadConfirmed: "reads",
  TransactionReadRefused: "reads",
  LeaderSuspected: "leaders",
  ElectionStarted: "leaders",
  VoteCast: "leaders",
  ElectionWon: "leaders",
  LeaderElected: "leaders",
  LeaderSteppedDown: "leaders",
  LogCut: "leaders",
  ReplicaCaughtUp: "leaders",
  IndexEntryQueued: "index",
  IndexEntryConfirmed: "index",
  IndexFellBehind: "index",
  IndexCaughtUp: "index",
  WriteThrottled: "index",
  IndexCreating: "index",
  BackfillStarted: "index",
  BackfillProgressed: "index",
  IndexEntrySkipped: "index",
  IndexActive: "index",
  IndexDeleting: "index",
  IndexDeleted: "index",
  StreamRecordAppended: "stream",
  StreamRecordsTrimmed: "stream",
  ShardAsked: "stream",
  StreamEnabled: "stream",
  StreamDisabled: "stream",
  StreamGone: "stream",
  ShardClosed: "stream",
  BatchPolled: "stream",
  FunctionInvoked: "stream",
  FunctionReturned: "stream",
  FunctionFailed: "stream",
  BatchCheckpointed: "stream",
  BatchRetryScheduled: "stream",
  BatchGivenUp: "stream",
  ProgramStarted: "code",
  ConsoleWritten: "code",
  ProgramEnded: "code",
  FunctionDeployed: "code",
  CopySent: "regions",
  CopyApplied: "regions",
  WriteLost: "regions",
  TableCreating: "faults",
  TableActive: "faults",
  TableUpdating: "faults",
  TableUpdated: "faults",
  SchemaChanged: "faults",
  TimeToLiveChanged: "faults",
  TableDeleting: "faults",
  TableDeleted: "faults",
  FaultInjected: "faults",
  ClockJumped: "faults",
};

export function eventsView(reader: Reader, params: EventsParams): EventsView {
  const { offset, count, item } = params;
  const { eventCount } = reader;
  const pool = item === null ? null : reader.eventsOfItem(item.table, item.label).filter((seq) => seq < eventCount);
  const all = params.group === "all" && params.actor === "";
  const length = pool?.length ?? eventCount;
  const seqAt = (at: number) => pool?.[at] ?? at;
  if (all) {
    const seqs = Array.from({ length: Math.max(0, Math.min(count, WINDOW_MAX, length - offset)) }, (_, at) =>
      seqAt(offset + at),
    );
    return { total: eventCount, matched: length, offset, rows: seqs.flatMap((seq) => rowOf(reader, seq)) };
  }
  const wanted: number[] = [];
  for (let at = 0; at < length; at++) if (matches(reader, seqAt(at), params)) wanted.push(seqAt(at));
  return {
    total: eventCount,
    matched: wanted.length,
    offset,
    rows: wanted.slice(offset, offset + Math.min(count, WINDOW_MAX)).flatMap((seq) => rowOf(reader, seq)),
  };
}

function matches(reader: Reader, seq: number, { group, actor }: EventsParams): boolean {
  const recorded = reader.events[seq];
  if (recorded === undefined) return false;
  if (group !== "all" && GROUP_OF[recorded.event.kind] !== group) return false;
  return (
    actor === "" ||
    recorded.actor.toLowerCase().includes(actor.toLowerCase()) ||
    actorWords(recorded.actor).toLowerCase().includes(actor.toLowerCase())
  );
}

function rowOf(reader: Reader, seq: number): EventRow[] {
  const recorded = reader.events[seq];
  if (recorded === undefined) return [];
  const { event, step, at, actor } = recorded;
  const label = labelOf(event);
  const table = "table" in event ? event.table : null;
  return [
    {
      seq,
      step,
      at,
      kind: event.kind,
      actor: actorWords(actor),
      words: narrate(event, narrationContext(reader, false)).headline,
      label,
      look: label === null || table === null ? null : reader.identity(table, label),
      fidelity: EVENT_FACTS[event.kind].fidelity,
    },
  ];
}

function labelOf(event: Event): string | null {
  if ("label" in event) return event.label;
  if ("labels" in event) return event.labels[0] ?? null;
  return null;
}
