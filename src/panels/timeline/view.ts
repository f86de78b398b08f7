/**
 * The timeline's view: a window of steps around the cursor, as marks on lanes. A run may have 100,000 steps; the window
 * holds at most `WINDOW_STEPS_MAX` that touch a lane, so the view stays under 20 KB. Runs in the Worker.
 */
import { type ItemIdentity, NO_CONTEXT, narrate, type Reader } from "../../engine/index.ts";
import { type Lane, planLanes } from "./lanes.ts";
import { type EventMark, MarkMaker, type MessageLine } from "./marks.ts";

export interface TimelineParams {
  readonly item: { readonly table: string; readonly label: string } | null;
  readonly region: string | null;
  /** Steps that touch a lane, in all: the zoom. */
  readonly span: number;
  /** Step in the middle; null: the cursor, near the right edge. */
  readonly around: number | null;
  /** Also sentences, for the list. */
  readonly asList?: boolean;
  /** Another run at the same virtual time; the host goes there. */
  readonly branch?: number;
}

export interface Tick {
  readonly step: number;
  readonly at: number;
}

export interface RunBar {
  readonly lane: number;
  readonly from: number;
  /** null: still running. */
  readonly to: number | null;
  readonly text: string;
  readonly who: ItemIdentity | null;
}

export interface ForkTrack {
  readonly branch: number;
  readonly name: string;
  /** Last step in common, and its time. */
  readonly step: number;
  readonly at: number;
  /** Times of its own steps inside the window. */
  readonly ticks: readonly number[];
}

/** From a request that a line of code sent to its answer. */
export interface LineSpan {
  readonly line: number;
  readonly seqs: readonly number[];
  readonly from: number;
  readonly to: number | null;
}

export interface ListRow {
  readonly seq: number;
  readonly step: number;
  readonly at: number;
  readonly place: string;
  readonly sentence: string;
}

export interface TimelineView {
  readonly lanes: readonly Lane[];
  readonly step: number;
  readonly now: number;
  /** Steps recorded on the branch. */
  readonly steps: number;
  /** First and last step of the window, and whether there is more. */
  readonly first: number;
  readonly last: number;
  readonly events: readonly EventMark[];
  readonly messages: readonly MessageLine[];
  readonly ticks: readonly Tick[];
  readonly bars: readonly RunBar[];
  readonly forks: readonly ForkTrack[];
  readonly spans: readonly LineSpan[];
  /** Empty unless asked for. */
  readonly rows: readonly ListRow[];
}

export const WINDOW_STEPS_MIN = 12;
export const WINDOW_STEPS_MAX = 72;
/** Steps looked at on either side for those that touch a lane. */
const REACH = 3000;
const TICKS_MAX = 160;
const FORKS_MAX = 2;
const EVENTS_PER_STEP_MAX = 6;

export function timelineView(reader: Reader, params: TimelineParams): TimelineView {
  const plan = planLanes(reader, params);
  const maker = new MarkMaker(reader, plan, params.item);
  const span = Math.max(WINDOW_STEPS_MIN, Math.min(WINDOW_STEPS_MAX, params.span));
  const window = windowAround(reader, maker, { middle: params.around, span });
  const events: EventMark[] = [];
  const messages: MessageLine[] = [];
  // After a step back, what is on its way now is also known as delivered later: it is drawn once, as on its way.
  const pending = new Map(reader.pending().map((delivery) => [delivery.seq, delivery]));
  for (const step of window.touching) {
    const record = reader.steps[step - 1];
    if (record === undefined) continue;
    const line = pending.has(record.delivery.seq) ? null : maker.message(record.delivery, step, record.arrived);
    if (line !== null) messages.push(line);
    for (const mark of marksOf(reader, maker, step)) events.push(mark);
  }
  for (const delivery of pending.values()) {
    const line = params.around === null || window.last >= reader.step ? maker.message(delivery, 0, true) : null;
    if (line !== null && messages.length < WINDOW_STEPS_MAX * 2) messages.push(line);
  }
  const times = {
    from: timeOf(reader, window.first),
    to: Math.max(timeOf(reader, window.last), window.last >= reader.step ? reader.now : 0),
  };
  return {
    lanes: plan.lanes,
    step: reader.step,
    now: reader.now,
    steps: reader.steps.length,
    first: window.first,
    last: window.last,
    events,
    messages,
    ticks: ticksOf(reader, window),
    bars: barsOf(reader, events, times),
    forks: forksOf(reader, times),
    spans: spansOf(reader, events),
    rows: params.asList === true ? rowsOf(reader, plan.lanes, events) : [],
  };
}

interface Window {
  readonly first: number;
  readonly last: number;
  /** Steps that touch a lane, ascending. */
  readonly touching: readonly number[];
}

/** The steps shown: most of them before the cursor, some of a known future after it. */
function windowAround(
  reader: Reader,
  maker: MarkMaker,
  { middle, span }: { middle: number | null; span: number },
): Window {
  const centre = Math.min(middle ?? reader.step, reader.steps.length);
  const touches = (step: number): boolean => {
    const record = reader.steps[step - 1];
    return (
      record !== undefined &&
      (maker.message(record.delivery, step, record.arrived) !== null || marksOf(reader, maker, step).length > 0)
    );
  };
  const after: number[] = [];
  for (
    let step = centre + 1;
    step <= Math.min(reader.steps.length, centre + REACH) && after.length < Math.ceil(span / (middle === null ? 4 : 2));
    step++
  )
    if (touches(step)) after.push(step);
  const before: number[] = [];
  for (let step = centre; step > Math.max(0, centre - REACH) && before.length < span - after.length; step--)
    if (touches(step)) before.push(step);
  const touching = [...before.reverse(), ...after];
  return {
    first: touching[0] ?? 0,
    last: Math.max(touching[touching.length - 1] ?? 0, middle === null ? reader.step : 0),
    touching,
  };
}

function marksOf(reader: Reader, maker: MarkMaker, step: number): EventMark[] {
  const record = reader.steps[step - 1];
  if (record === undefined) return [];
  const marks: EventMark[] = [];
  for (let n = record.firstEvent; n < record.firstEvent + record.events && marks.length < EVENTS_PER_STEP_MAX; n++) {
    const recorded = reader.events[n];
    const mark = recorded === undefined ? null : maker.event(recorded);
    if (mark !== null) marks.push(mark);
  }
  return marks;
}

function timeOf(reader: Reader, step: number): number {
  return reader.steps[step - 1]?.delivery.at ?? 0;
}

function ticksOf(reader: Reader, { first, last }: Window): Tick[] {
  const ticks: Tick[] = [];
  const stride = Math.max(1, Math.ceil((last - first) / TICKS_MAX));
  for (let step = Math.max(1, first); step <= last; step += stride) ticks.push({ step, at: timeOf(reader, step) });
  return ticks;
}

function barsOf(reader: Reader, marks: readonly EventMark[], times: { from: number; to: number }): RunBar[] {
  const bars: RunBar[] = [];
  for (const mark of marks) {
    const event = reader.events[mark.seq]?.event;
    if (event?.kind === "FunctionInvoked") {
      const end = marks.find((m) => m.seq > mark.seq && isEndOf(reader, m, event.invocation));
      bars.push({
        lane: mark.lane,
        from: mark.at,
        to: end?.at ?? null,
        text: batchWords(event.labels.length, end === undefined),
        who: mark.who,
      });
    } else if (
      (event?.kind === "FunctionReturned" || event?.kind === "FunctionFailed") &&
      mark.at - event.micros < times.from
    ) {
      bars.push({
        lane: mark.lane,
        from: Math.max(0, mark.at - event.micros),
        to: mark.at,
        text: batchWords(event.labels.length, false),
        who: mark.who,
      });
    }
  }
  return bars;
}

function isEndOf(reader: Reader, mark: EventMark, invocation: string): boolean {
  const event = reader.events[mark.seq]?.event;
  return (event?.kind === "FunctionReturned" || event?.kind === "FunctionFailed") && event.invocation === invocation;
}

function batchWords(count: number, running: boolean): string {
  return `batch of ${count}${running ? ", running" : ""}`;
}

/** Runs that leave this one, or the one this left, inside the window; the newest first. */
function forksOf(reader: Reader, times: { from: number; to: number }): ForkTrack[] {
  const tracks: ForkTrack[] = [];
  for (const other of [...reader.branches].reverse()) {
    if (other.id === reader.branch.id || tracks.length >= FORKS_MAX) continue;
    const isChild = other.parent === reader.branch.id;
    const step = isChild ? other.forkStep : reader.branch.parent === other.id ? reader.branch.forkStep : null;
    if (step === null) continue;
    const at = timeOf(reader, step);
    if (at < times.from || at > times.to) continue;
    const ticks: number[] = [];
    for (
      let n = step;
      n < other.steps.length && ticks.length < 40;
      n += Math.max(1, Math.ceil((other.steps.length - step) / 40))
    ) {
      const tick = other.steps[n]?.delivery.at ?? 0;
      if (tick <= times.to) ticks.push(tick);
    }
    tracks.push({ branch: other.id, name: other.name, step, at, ticks });
  }
  return tracks;
}

/** The requests that lines of code sent, as stretches of time. */
function spansOf(reader: Reader, marks: readonly EventMark[]): LineSpan[] {
  const spans: LineSpan[] = [];
  for (const mark of marks) {
    const event = reader.events[mark.seq]?.event;
    if (event?.kind !== "RequestSent" || event.source === null) continue;
    const seqs = reader.eventsOfRequest(event.request).filter((seq) => marks.some((m) => m.seq === seq));
    const answer = marks.find(
      (m) =>
        m.seq !== mark.seq &&
        m.look !== "dot" &&
        seqs.includes(m.seq) &&
        reader.events[m.seq]?.event.kind === "ResponseReceived",
    );
    spans.push({ line: event.source.line, seqs, from: mark.at, to: answer?.at ?? null });
  }
  return spans;
}

function rowsOf(reader: Reader, lanes: readonly Lane[], marks: readonly EventMark[]): ListRow[] {
  return marks.slice(-40).flatMap((mark) => {
    const recorded = reader.events[mark.seq];
    const lane = lanes[mark.lane];
    if (recorded === undefined || lane === undefined) return [];
    const place = lane.zone === undefined ? lane.name : `${lane.name}, az ${lane.zone}`;
    return [
      { seq: mark.seq, step: mark.step, at: mark.at, place, sentence: narrate(recorded.event, NO_CONTEXT).headline },
    ];
  });
}

export { differencesView } from "./differences.ts";
