/**
 * An item's part in transactions, at its leader: it promises to take part (prepare), takes part (commit) or is let go
 * (release), and it tells its value and whether it is still the same (read, confirm). Each step of a write goes through
 * the log, so a promise outlives the leader that gave it; each may be asked for twice. [TX-5, TX-6, TX-9]
 */
import { assert } from "../../base/assert.ts";
import { type DynamoError, dynamoError, WORDING } from "../../dynamo/errors.ts";
import { indexWriteUnits } from "../../dynamo/index-entries.ts";
import { collectionMetrics } from "../../dynamo/local-indexes.ts";
import type { BoundTransactAction } from "../../dynamo/requests.ts";
import { type ActionResult, NO_INDEX_UNITS, tryAction } from "../../dynamo/transaction-write.ts";
import { keyLabel } from "../labels.ts";
import type { LoggedWrite } from "../messages.ts";
import type { StoredItem } from "../record.ts";
import { nameOfPart, type PreparedItem, type TransactionMark } from "../transactions/transaction-mark.ts";
import type {
  StepAnswer,
  TransactionId,
  TransactionStep,
  TransactionStepReply,
} from "../transactions/transaction-messages.ts";
import { heldBack } from "./back-pressure.ts";
import { withinLocalLimits } from "./collection-limit.ts";
import { collectionBytes } from "./local-indexes.ts";
import { appendAsLeader } from "./log.ts";
import { liveVersion, nextRecord } from "./next-record.ts";
import { unwatchPrepared, watchPrepared } from "./prepared-watch.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";

type RefusedFor = "prepared" | "timestamp" | "condition" | "validation" | "capacity";

/** Takes a coordinator's step, or tells where the leader is. A step waits for the write of its item that is under way. */
export function takeStep(state: ReplicaState, message: TransactionStep, context: ReplicaContext): void {
  if (state.role !== "leader") {
    answerStep(message, { kind: "not-leader", leader: state.leader }, context);
    return;
  }
  const { storageKey } = message.bound;
  const queue = state.locked.get(storageKey);
  if (message.step === "read" || message.step === "confirm") readStep(state, message, queue !== undefined, context);
  else if (queue === undefined) stepNow(state, message, context);
  else {
    const others = queue.filter((other) => other.kind !== "step" || !sameStep(other.message, message));
    state.locked.set(storageKey, [...others, { kind: "step", message }]);
  }
}

function sameStep(a: TransactionStep, b: TransactionStep): boolean {
  return a.transaction === b.transaction && a.step === b.step && a.replyTo === b.replyTo;
}

/** No write of the item is under way. */
export function stepNow(state: ReplicaState, message: TransactionStep, context: ReplicaContext): void {
  switch (message.step) {
    case "prepare":
      prepare(state, message, context);
      return;
    case "commit":
      commit(state, message, context);
      return;
    case "release":
      release(state, message, context);
      return;
    default:
      assert(false, "a read does not wait");
  }
}

/** Accepts what the published protocol accepts: the condition holds, nobody else has the item, the timestamp is later. */
function prepare(state: ReplicaState, message: TransactionStep, context: ReplicaContext): void {
  const { transaction, timestamp } = message;
  const bound = message.bound as BoundTransactAction;
  const { storageKey } = bound;
  const current = state.items.get(storageKey);
  const holder = state.prepared.get(storageKey);
  const tried = tryAction(bound, current?.item ?? undefined, current?.bytes ?? 0);
  const about = { request: transaction, label: keyLabel(bound.key) };
  const outcome = withinLocalLimits(state, storageKey, tried);
  if (holder?.transaction === transaction) {
    answerStep(message, accepted(current, outcome.writeUnits), context);
    return;
  }
  if (state.seen.has(nameOfPart(transaction, storageKey))) {
    answerStep(message, { kind: "over" }, context);
    return;
  }
  const refuse = (reason: RefusedFor, error: DynamoError): void => {
    const version = liveVersion(current);
    context.record({ kind: "PrepareRefused", ...state.group, ...about, version, reason, message: error.message });
    answerStep(message, { kind: "refused", error, writeUnits: outcome.writeUnits }, context);
  };
  if (holder !== undefined) refuse("prepared", conflict());
  else if (isTooOld(state, storageKey, current, timestamp, context)) refuse("timestamp", conflict());
  else if (outcome.outcome === "rejected") {
    refuse(outcome.error.name === "ConditionalCheckFailedException" ? "condition" : "validation", outcome.error);
  } else {
    const held = heldBack(state, about, outcome, context);
    if (held.outcome === "rejected") {
      refuse("capacity", held.error);
      return;
    }
    const prepared: PreparedItem = { transaction, timestamp, bound };
    log(state, message, accepted(current, outcome.writeUnits), null, context, {
      kind: "prepare",
      storageKey,
      label: keyLabel(bound.key),
      prepared,
    });
  }
}

function accepted(current: StoredItem | undefined, writeUnits: number): StepAnswer {
  return { kind: "accepted", version: liveVersion(current), writeUnits };
}

/**
 * The item was written, or checked, at the transaction's timestamp or later. A time that the clock has not passed yet
 * says nothing: several writes within one microsecond push an item's timestamp ahead of it. [GT-1] The mark of a
 * deleted item keeps its timestamp, which the published protocol keeps per partition.
 */
function isTooOld(
  state: ReplicaState,
  storageKey: string,
  current: StoredItem | undefined,
  timestamp: number,
  context: ReplicaContext,
): boolean {
  const last = Math.max(current?.timestamp ?? -1, state.checked.get(storageKey) ?? -1);
  return timestamp <= last && last < context.now;
}

function conflict(): DynamoError {
  return dynamoError("TransactionConflictException", WORDING.transactionOngoing);
}

function commit(state: ReplicaState, message: TransactionStep, context: ReplicaContext): void {
  const { transaction } = message;
  const { storageKey } = message.bound;
  const holder = state.prepared.get(storageKey);
  if (holder?.transaction !== transaction) {
    const lsn = state.seen.get(nameOfPart(transaction, storageKey));
    const mark = lsn === undefined ? undefined : state.log.get(lsn)?.mark;
    answerStep(message, { kind: "committed", result: mark?.kind === "release" ? mark.result : null }, context);
    return;
  }
  const { bound, timestamp } = holder;
  const current = state.items.get(storageKey);
  const outcome = tryAction(bound, current?.item ?? undefined, current?.bytes ?? 0);
  assert(outcome.outcome === "written", "what was prepared can be committed");
  const label = keyLabel(bound.key);
  const checks = bound.operation === "ConditionCheck";
  const after = nextRecord(state, bound, current, outcome, timestamp);
  const write: LoggedWrite = {
    storageKey,
    label,
    after,
    before: outcome.before ?? null,
    bytesBefore: current?.bytes ?? 0,
    changed: outcome.changed,
    request: transaction,
    answer: null,
  };
  const metrics = checks ? undefined : collectionMetrics(bound, state.schema, collectionBytes(state, storageKey));
  const result: ActionResult = {
    writeUnits: outcome.writeUnits,
    indexUnits: outcome.changed ? indexWriteUnits(state.schema, outcome.before, outcome.after) : NO_INDEX_UNITS,
    bytes: Math.max(outcome.bytesBefore, outcome.bytesAfter),
    version: after.item === null ? null : after.version,
    ...(metrics === undefined ? {} : { collection: metrics }),
  };
  log(state, message, { kind: "committed", result }, checks ? null : write, context, {
    kind: "release",
    storageKey,
    label,
    transaction,
    checkedAt: checks ? timestamp : null,
    result,
  });
}

function release(state: ReplicaState, message: TransactionStep, context: ReplicaContext): void {
  const { transaction } = message;
  const { storageKey } = message.bound;
  if (state.prepared.get(storageKey)?.transaction !== transaction) answerStep(message, { kind: "released" }, context);
  else log(state, message, { kind: "released" }, null, context, releaseMark(state, transaction, storageKey));
}

/** The ledger says that a transaction is over which still has an item here: a late question had prepared it again. */
export function dropPrepared(
  state: ReplicaState,
  transaction: TransactionId,
  storageKey: string,
  context: ReplicaContext,
): void {
  if (state.role !== "leader" || state.prepared.get(storageKey)?.transaction !== transaction) return;
  if (state.locked.has(storageKey)) return; // it is being released
  state.locked.set(storageKey, []);
  appendAsLeader(state, null, null, context, { mark: releaseMark(state, transaction, storageKey) });
}

function releaseMark(state: ReplicaState, transaction: TransactionId, storageKey: string): TransactionMark {
  const bound = state.prepared.get(storageKey)?.bound;
  assert(bound !== undefined, "only a prepared item is released");
  return { kind: "release", storageKey, label: keyLabel(bound.key), transaction, checkedAt: null, result: null };
}

function log(
  state: ReplicaState,
  message: TransactionStep,
  answer: StepAnswer,
  write: LoggedWrite | null,
  context: ReplicaContext,
  mark: TransactionMark,
): void {
  state.locked.set(mark.storageKey, []);
  appendAsLeader(state, write, { kind: "step", replyTo: message.replyTo, reply: replyTo(message, answer) }, context, {
    mark,
  });
}

/** The leader has a majority for a mark. */
export function markSettled(state: ReplicaState, mark: TransactionMark, context: ReplicaContext): void {
  const { storageKey, label } = mark;
  if (mark.kind === "prepare") {
    const { transaction, timestamp, bound } = mark.prepared;
    const checks = bound.operation === "ConditionCheck";
    const version = liveVersion(state.items.get(storageKey));
    context.record({ kind: "ItemPrepared", ...state.group, request: transaction, label, version, timestamp, checks });
    // A new leader may settle the promise and its end at once.
    if (state.prepared.has(storageKey)) watchPrepared(state, storageKey, 0, context);
    return;
  }
  context.record({
    kind: "ItemReleased",
    ...state.group,
    request: mark.transaction,
    label,
    committed: mark.result !== null,
  });
  unwatchPrepared(state, storageKey, context);
  const held = state.held.get(storageKey) ?? [];
  if (held.length === 0) return;
  state.held.delete(storageKey);
  const waiting = held.map((message) => ({ kind: "copy", message }) as const);
  state.locked.set(storageKey, [...(state.locked.get(storageKey) ?? []), ...waiting]);
}

/** What is being written, or has been promised to a transaction, cannot be read as of one moment. */
function readStep(state: ReplicaState, message: TransactionStep, writing: boolean, context: ReplicaContext): void {
  const { storageKey, key } = message.bound;
  const current = state.items.get(storageKey);
  const label = keyLabel(key);
  const request = message.transaction;
  if (writing || state.prepared.has(storageKey)) {
    const reason = state.prepared.has(storageKey) ? "prepared" : "writing";
    context.record({ kind: "TransactionReadRefused", ...state.group, request, label, reason });
    answerStep(message, { kind: "refused", error: conflict(), writeUnits: 0 }, context);
    return;
  }
  const version = liveVersion(current);
  const { zone } = state;
  if (message.step === "read")
    context.record({ kind: "ItemRead", ...state.group, request, zone, leader: true, label, version });
  else context.record({ kind: "ReadConfirmed", ...state.group, request, zone, label, version });
  const stamp = current === undefined ? "" : `${current.version} ${current.timestamp} ${current.origin}`;
  answerStep(message, { kind: "value", item: current?.item ?? null, version, stamp }, context);
}

function replyTo({ transaction, index, step }: TransactionStep, answer: StepAnswer): TransactionStepReply {
  return { type: "TransactionStepReply", transaction, index, step, answer };
}

function answerStep(message: TransactionStep, answer: StepAnswer, context: ReplicaContext): void {
  context.send(message.replyTo, replyTo(message, answer));
}
