/** Requests of the run, newest first: what was asked, who answered, how old the answer was, what it cost. */
import { type ItemIdentity, type Reader, zoneOf } from "../../engine/index.ts";
import { stalenessOf } from "../read-staleness.ts";

export interface RequestsParams {
  readonly offset: number;
  readonly count: number;
  readonly filter: "all" | "writes" | "reads" | "refused";
  /** The request that is selected, or null. */
  readonly chosen: string | null;
}

export interface RequestRow {
  readonly id: string;
  readonly step: number;
  readonly at: number;
  readonly operation: string;
  readonly region: string;
  readonly table: string | null;
  readonly label: string | null;
  /** null when the request concerns no single item. */
  readonly look: ItemIdentity | null;
  /** A person's form, or code and the line that asked. */
  readonly from: string;
  /** null: on its way. 0: no answer came. */
  readonly status: number | null;
  readonly error: string | null;
  /** Step of the answer. */
  readonly answeredAt: number | null;
  readonly micros: number | null;
  readonly served: string | null;
  /** Versions behind; null: not a read of one item. */
  readonly behind: number | null;
  readonly behindMicros: number;
  readonly units: string;
}

export interface RequestsView {
  readonly total: number;
  readonly matched: number;
  readonly offset: number;
  readonly rows: readonly RequestRow[];
  readonly chosen: ChosenRequest | null;
}

/** What sending it again takes. */
export interface ChosenRequest {
  readonly operation: string;
  readonly region: string;
  /** null: longer than a form can show. */
  readonly input: unknown;
}

const WINDOW_MAX = 100;
/** Characters of a request that may be taken up again. */
const INPUT_LENGTH_MAX = 60_000;

export function requestsView(reader: Reader, { offset, count, filter, chosen }: RequestsParams): RequestsView {
  const { events, eventCount } = reader;
  const sent: number[] = [];
  const answers = new Map<string, number>();
  for (let seq = 0; seq < eventCount; seq++) {
    const event = events[seq]?.event;
    if (event?.kind === "RequestSent") sent.push(seq);
    else if (event?.kind === "ResponseReceived") answers.set(event.request, seq);
  }
  const matching = filter === "all" ? sent : sent.filter((seq) => matches(reader, seq, answers, filter));
  const shown = matching.toReversed().slice(offset, offset + Math.min(count, WINDOW_MAX));
  return {
    total: sent.length,
    matched: matching.length,
    offset,
    rows: shown.flatMap((seq) => rowOf(reader, seq, answers)),
    chosen: chosen === null ? null : chosenRequest(reader, chosen),
  };
}

function chosenRequest(reader: Reader, request: string): ChosenRequest | null {
  for (const seq of reader.eventsOfRequest(request)) {
    const event = seq < reader.eventCount ? reader.events[seq]?.event : undefined;
    if (event?.kind !== "RequestSent") continue;
    const { operation, region, input } = event;
    return { operation, region, input: JSON.stringify(input).length > INPUT_LENGTH_MAX ? null : input };
  }
  return null;
}

function matches(
  reader: Reader,
  seq: number,
  answers: ReadonlyMap<string, number>,
  filter: RequestsParams["filter"],
): boolean {
  const event = reader.events[seq]?.event;
  if (event?.kind !== "RequestSent") return false;
  if (filter === "writes") return /^(Put|Update|Delete)Item$/.test(event.operation);
  if (filter === "reads") return /^(GetItem|Query|Scan)$/.test(event.operation);
  const answer = reader.events[answers.get(event.request) ?? -1]?.event;
  return answer?.kind === "ResponseReceived" && answer.error !== null;
}

function rowOf(reader: Reader, seq: number, answers: ReadonlyMap<string, number>): RequestRow[] {
  const recorded = reader.events[seq];
  if (recorded?.event.kind !== "RequestSent") return [];
  const { event, step, at } = recorded;
  const answered = reader.events[answers.get(event.request) ?? -1];
  const answer = answered?.event.kind === "ResponseReceived" ? answered.event : null;
  const label = answer?.label ?? event.label ?? routedLabel(reader, event.request);
  const staleness = /^(GetItem)$/.test(event.operation) ? stalenessOf(reader, event.request) : null;
  return [
    {
      id: event.request,
      step,
      at,
      operation: event.operation,
      region: event.region,
      table: event.table,
      label,
      look: label === null || event.table === null ? null : reader.identity(event.table, label),
      from:
        event.source === null
          ? event.program === null
            ? "form"
            : "code"
          : `${event.source.file}:${event.source.line}`,
      status: answer?.status ?? null,
      error: answer?.error ?? null,
      answeredAt: answered?.step ?? null,
      micros: answer?.micros ?? null,
      served: answer?.replica == null ? null : servedBy(answer.replica, answer.leader),
      behind: staleness?.behind ?? null,
      behindMicros: staleness?.micros ?? 0,
      units: answer === null ? "" : unitsOf(answer),
    },
  ];
}

function routedLabel(reader: Reader, request: string): string | null {
  for (const seq of reader.eventsOfRequest(request)) {
    const event = seq < reader.eventCount ? reader.events[seq]?.event : undefined;
    if (event?.kind === "RequestRouted") return event.label;
  }
  return null;
}

function servedBy(replica: string, leader: boolean): string {
  const parts = replica.split("/");
  const zone = zoneOf(replica);
  const where = `${parts[2] ?? ""} az ${zone ?? "?"}`;
  return leader ? `${where}, leader` : where;
}

function unitsOf(answer: {
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly indexUnits: Readonly<Record<string, number>>;
}): string {
  const index = Object.values(answer.indexUnits).reduce((sum, units) => sum + units, 0);
  const write = answer.writeUnits + index;
  if (write > 0) return `${write} WCU`;
  return answer.readUnits > 0 ? `${answer.readUnits} RCU` : "";
}
