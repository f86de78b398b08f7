/**
 * The poller between one shard and one function: reads a batch, invokes the function and waits; on success it goes
 * on, on failure it sends the same batch again, so one bad record blocks its shard. Polls happen at multiples of
 * 250 ms of virtual time (four a second). A poller that is caught up sleeps and is woken by the shard, then waits for
 * the next of these instants: the same instants as if it had polled all the time, without a step for each idle poll.
 * The back-off between retries is modelled; AWS does not publish it. [TRIG-1..10]
 */
import { assert, present } from "../base/assert.ts";
import type { ActorKind, Context } from "../sim/actor.ts";
import type { Micros } from "../sim/message.ts";
import { recordsDone } from "./batch-response.ts";
import type { Event } from "./events.ts";
import type { RuntimeFinish } from "./function-runtime.ts";
import type { Message, ShardRecord } from "./messages.ts";
import { lambdaRecordFor } from "./stream-record.ts";
import { retryWaitsInBackground, type TriggerState } from "./trigger-state.ts";

/** Facts §2.1: four polls a second. */
const POLL_EVERY_MICROS: Micros = 250_000;
/** Facts §2.1: an invocation's payload is at most 6 MB. */
const PAYLOAD_BYTES_MAX = 6 * 1_024 * 1_024;
const FIRST_BACK_OFF_MICROS: Micros = 1_000_000;
const LONGEST_BACK_OFF_MICROS: Micros = 60_000_000;
/** Of endless retries the later ones happen in the background: a world that only repeats a failure is at rest. */
const FOREGROUND_RETRIES = 5;

type ShardRecords = Extract<Message, { readonly type: "ShardRecords" }>;
type TriggerContext = Context<Message, Event>;

export const trigger: ActorKind<TriggerState, Message, Event> = {
  kind: "trigger",
  handle(state, message, context) {
    switch (message.type) {
      case "RecordsAvailable":
        state.available = Math.max(state.available, message.last);
        if (state.phase === "parked" && state.available > state.position) awaitPoll(state, context);
        return;
      case "PollShard":
        read(state, context);
        return;
      case "ShardRecords":
        takeRecords(state, message, context);
        return;
      case "InvokeResult":
        if (message.invocation === state.invocation) takeResult(state, message.finish, context);
        return;
      case "RetryBatch":
        if (state.phase !== "backing-off" || message.attempt !== state.failures) return;
        state.retry = null;
        read(state, context);
        return;
      case "Mended":
        takeMended(state, context);
        return;
      default:
        assert(false, `a trigger does not take ${message.type}`);
    }
  },
};

/** Sleeps until the next poll instant, which may be now. */
function awaitPoll(state: TriggerState, context: TriggerContext): void {
  state.phase = "polling";
  const late = context.now % POLL_EVERY_MICROS;
  context.after(late === 0 ? 0 : POLL_EVERY_MICROS - late, { type: "PollShard" });
}

/** Reads the next batch, or the failed one again: the shard is the one that knows which records still exist. */
function read(state: TriggerState, context: TriggerContext): void {
  state.phase = "reading";
  const limit = state.batch.length > 0 ? state.batch.length : state.settings.batchSize;
  context.send(state.shard, { type: "ReadShard", replyTo: context.self, after: state.position, limit });
}

function takeRecords(state: TriggerState, message: ShardRecords, context: TriggerContext): void {
  assert(state.phase === "reading", "records are an answer");
  state.available = Math.max(state.available, message.last);
  const again = state.batch.length > 0;
  if (message.trimmedTo > state.position) skipTrimmed(state, message.trimmedTo, context);
  const records = withinPayload(message.records.filter(({ position }) => position > state.position));
  // A retry is of the same batch: what was appended since waits for the next one.
  state.batch = again
    ? records.filter(({ position }) => state.batch.some((held) => held.position === position))
    : records;
  if (state.batch.length === 0) goOn(state, context);
  else invoke(state, again ? "retry" : "poll", context);
}

/** Records that the shard has thrown away cannot be delivered any more. */
function skipTrimmed(state: TriggerState, trimmedTo: number, context: TriggerContext): void {
  const gone = state.batch.filter(({ position }) => position <= trimmedTo);
  if (gone.length > 0)
    context.record({ kind: "BatchGivenUp", ...about(state), labels: labelsOf(gone), reason: "records-expired" });
  state.position = trimmedTo;
  state.batch = state.batch.slice(gone.length);
  if (state.batch.length === 0) forgetFailures(state);
}

function invoke(state: TriggerState, why: "poll" | "retry", context: TriggerContext): void {
  const { batch, region, viewType, streamArn } = state;
  const first = present(batch[0], "first of the batch");
  const last = present(batch[batch.length - 1], "last of the batch");
  if (why === "poll") {
    context.record({
      kind: "BatchPolled",
      ...about(state),
      labels: labelsOf(batch),
      first: first.sequenceNumber,
      last: last.sequenceNumber,
      iteratorAgeMicros: context.now - last.appendedAt,
    });
  }
  const stream = { viewType, region, streamArn };
  const invocation = `i${context.serial()}`;
  state.phase = "invoking";
  state.invocation = invocation;
  context.send(state.function, {
    type: "InvokeFunction",
    invocation,
    replyTo: context.self,
    event: { Records: batch.map((record) => lambdaRecordFor(record, stream)) },
    records: batch.map(({ label, sequenceNumber }) => ({ label, sequenceNumber })),
    table: state.table,
    shard: state.shardName,
    attempt: state.failures + 1,
  });
}

function takeResult(state: TriggerState, finish: RuntimeFinish, context: TriggerContext): void {
  state.invocation = null;
  const { batch, settings } = state;
  const done = !finish.ok ? 0 : settings.reportBatchItemFailures ? recordsDone(finish.result, batch) : batch.length;
  if (done > 0) checkpoint(state, done, context);
  if (state.batch.length === 0) goOn(state, context);
  else retryLater(state, context);
}

/** The first `count` records of the batch are done. */
function checkpoint(state: TriggerState, count: number, context: TriggerContext): void {
  const done = state.batch.slice(0, count);
  const last = present(done[done.length - 1], "something was done");
  state.position = last.position;
  state.batch = state.batch.slice(count);
  if (state.batch.length === 0) forgetFailures(state);
  context.record({ kind: "BatchCheckpointed", ...about(state), labels: labelsOf(done), upTo: last.sequenceNumber });
}

function retryLater(state: TriggerState, context: TriggerContext): void {
  state.failures++;
  state.vain++;
  const { maximumRetryAttempts } = state.settings;
  if (maximumRetryAttempts >= 0 && state.failures > maximumRetryAttempts) {
    context.record({
      kind: "BatchGivenUp",
      ...about(state),
      labels: labelsOf(state.batch),
      reason: "retries-exhausted",
    });
    state.position = present(state.batch[state.batch.length - 1], "last of the batch").position;
    state.batch = [];
    forgetFailures(state);
    goOn(state, context);
    return;
  }
  state.phase = "backing-off";
  const attempt = state.failures;
  const delayMicros = Math.min(LONGEST_BACK_OFF_MICROS, FIRST_BACK_OFF_MICROS * (1 << Math.min(attempt - 1, 10)));
  context.record({ kind: "BatchRetryScheduled", ...about(state), attempt, delayMicros, labels: labelsOf(state.batch) });
  armRetry(state, delayMicros, context);
}

function armRetry(state: TriggerState, delayMicros: Micros, context: TriggerContext): void {
  const endless = state.settings.maximumRetryAttempts === -1;
  const background = endless && state.vain > FOREGROUND_RETRIES;
  const timer = context.after(delayMicros, { type: "RetryBatch", attempt: state.failures }, { background });
  state.retry = { timer, at: context.now + delayMicros };
}

/** The retry comes when it would have come, and the world waits for it again. */
function takeMended(state: TriggerState, context: TriggerContext): void {
  if (state.retry === null || !retryWaitsInBackground(state)) return;
  context.cancel(state.retry.timer);
  state.vain = 0;
  armRetry(state, state.retry.at - context.now, context);
}

/** Nothing of the last batch is left: the next poll follows at once, or the poller sleeps. */
function goOn(state: TriggerState, context: TriggerContext): void {
  if (state.available > state.position) read(state, context);
  else state.phase = "parked";
}

/** The longest beginning of `records` that fits into one invocation; at least one record. */
function withinPayload(records: readonly ShardRecord[]): readonly ShardRecord[] {
  let bytes = 0;
  for (const [count, record] of records.entries()) {
    bytes += record.bytes;
    if (bytes > PAYLOAD_BYTES_MAX && count > 0) return records.slice(0, count);
  }
  return records;
}

function forgetFailures(state: TriggerState): void {
  state.failures = 0;
  state.vain = 0;
}

function labelsOf(records: readonly ShardRecord[]): string[] {
  return records.map(({ label }) => label);
}

function about({ region, table, shardName, settings }: TriggerState) {
  return { region, table, shard: shardName, functionName: settings.functionName };
}
