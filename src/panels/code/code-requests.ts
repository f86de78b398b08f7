// The requests that the learner's code has made up to the cursor, and what each of its lines has caused. In the Worker.

import type { Event, Micros, Reader, SourcePlace } from "../../engine/index.ts";

export interface CodeRequest {
  readonly request: string;
  /** Position of RequestSent in the events. */
  readonly seq: number;
  /** Step at which it was sent. */
  readonly step: number;
  readonly operation: string;
  readonly table: string | null;
  readonly label: string | null;
  readonly source: SourcePlace | null;
  /** null while it waits for its answer; 0: no answer came. */
  readonly status: number | null;
  readonly error: string | null;
  readonly micros: Micros | null;
  /** Items in the answer of a Query or a Scan, or null. */
  readonly count: number | null;
}

/** What is written at the end of a line of code. */
export interface LineMark extends SourcePlace {
  readonly sent: number;
  readonly answered: number;
  /** Of the last answer; null: none yet. */
  readonly status: number | null;
  readonly error: string | null;
  readonly micros: Micros | null;
  /** A request of this line is on its way. */
  readonly waiting: boolean;
}

/** Requests sent by these actors, oldest first. */
export function codeRequests({ events, eventCount }: Reader, actors: ReadonlySet<string>, from: number): CodeRequest[] {
  const sent = new Map<string, CodeRequest>();
  for (let seq = from; seq < eventCount; seq++) {
    const recorded = events[seq];
    if (recorded === undefined) continue;
    const { event, step } = recorded;
    if (event.kind === "RequestSent" && event.program !== null && actors.has(event.program)) {
      const { request, operation, table, label, source } = event;
      sent.set(request, {
        request,
        seq,
        step,
        operation,
        table,
        label,
        source,
        status: null,
        error: null,
        micros: null,
        count: null,
      });
    } else if (event.kind === "ResponseReceived") {
      const known = sent.get(event.request);
      if (known !== undefined) sent.set(event.request, answered(known, event));
    }
  }
  return [...sent.values()];
}

function answered(request: CodeRequest, event: Extract<Event, { kind: "ResponseReceived" }>): CodeRequest {
  const { status, error, micros, label, operation, items } = event;
  return {
    ...request,
    status,
    error,
    micros,
    label,
    count: operation === "Query" || operation === "Scan" ? items.length : null,
  };
}

/** One mark for each line that has sent something, by file and line. */
export function lineMarks(requests: readonly CodeRequest[]): LineMark[] {
  const marks = new Map<string, LineMark>();
  for (const { source, status, error, micros } of requests) {
    if (source === null) continue;
    const key = `${source.file}:${source.line}`;
    const before = marks.get(key) ?? {
      ...source,
      sent: 0,
      answered: 0,
      status: null,
      error: null,
      micros: null,
      waiting: false,
    };
    const sent = before.sent + 1;
    marks.set(
      key,
      status === null
        ? { ...before, sent, waiting: true }
        : { ...before, sent, answered: before.answered + 1, status, error, micros },
    );
  }
  return [...marks.values()].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

/** Where the code stands: the line that waits for an answer, or the one that was answered last. */
export function standsAt(requests: readonly CodeRequest[]): (SourcePlace & { readonly waiting: boolean }) | null {
  const waiting = requests.findLast((one) => one.status === null && one.source !== null);
  if (waiting?.source) return { ...waiting.source, waiting: true };
  const last = requests.findLast((one) => one.source !== null);
  return last?.source ? { ...last.source, waiting: false } : null;
}

/** More than this is no picture any more. */
const LIT_MAX = 400;

/** What the requests of one line caused, up to the cursor: positions in the events, ascending. */
export function eventsOfRequests({ events, eventCount }: Reader, requests: readonly CodeRequest[]): number[] {
  const names = new Set(requests.map((one) => one.request));
  const first = requests[0]?.seq ?? eventCount;
  const found = new Set<number>();
  for (let seq = first; seq < eventCount && found.size < LIT_MAX; seq++) {
    const recorded = events[seq];
    if (recorded === undefined) continue;
    const { event, cause } = recorded;
    const own = "request" in event && event.request !== null ? names.has(event.request) : found.has(cause);
    if (own) found.add(seq);
  }
  return [...found];
}
