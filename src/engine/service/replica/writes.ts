/**
 * Writes at the leader. A write is checked against the newest committed item, so it waits while another write of the
 * same item is on its way to a majority; writes of other items pass. A copy (an index entry, or a write from another
 * Region) is not checked but applied if it is newer. [WR-1..7]
 */

import { without } from "../../base/emptied-map.ts";
import { dynamoError, WORDING } from "../../dynamo/errors.ts";
import { indexWriteUnits } from "../../dynamo/index-entries.ts";
import { answerItemWrite, applyItemWrite } from "../../dynamo/item-write.ts";
import { collectionMetrics } from "../../dynamo/local-indexes.ts";
import { type Item, itemsEqual } from "../../dynamo/values.ts";
import type { ActorId } from "../../sim/message.ts";
import type { Json } from "../function-runtime.ts";
import { keyLabel } from "../labels.ts";
import type { LogEntry, Message, Served, StorageAnswer } from "../messages.ts";
import { isNewer, type StoredItem } from "../record.ts";
import { clientRequest } from "../request-id.ts";
import { keyOfEntry } from "../transactions/transaction-mark.ts";
import { heldBack } from "./back-pressure.ts";
import { withinLocalLimits } from "./collection-limit.ts";
import { TRANSACTION_STEPS } from "./later-steps.ts";
import { collectionBytes } from "./local-indexes.ts";
import { appendAsLeader } from "./log.ts";
import { liveVersion, nextRecord } from "./next-record.ts";
import type { CopyWriteMessage, ReplicaContext, ReplicaState, Waiter, WaitingWrite } from "./replica-state.ts";

type StorageWrite = Extract<WaitingWrite, { readonly kind: "storage" }>;

/** Takes a client's write, or tells where the leader is. */
export function takeWrite(state: ReplicaState, write: StorageWrite, context: ReplicaContext): void {
  if (state.role !== "leader") {
    reply(write, { kind: "not-leader", leader: state.leader }, context);
    return;
  }
  if (repeats(state, write, context)) return;
  const { storageKey } = write.call.bound;
  const queue = state.locked.get(storageKey);
  if (queue !== undefined) {
    const waits = queue.findIndex((other) => other.kind === "storage" && other.request === write.request);
    state.locked.set(storageKey, waits < 0 ? [...queue, write] : queue.with(waits, write));
    // The second try of a write that waits already takes its place: it must not be carried out twice. [WR-4]
    if (waits >= 0) return;
    context.record({
      kind: "WriteWaited",
      ...state.group,
      request: clientRequest(write.request),
      label: keyLabel(write.call.bound.key),
    });
    return;
  }
  writeNow(state, write, context);
}

/** Takes a copy of a write made elsewhere. */
export function takeCopy(state: ReplicaState, message: CopyWriteMessage, context: ReplicaContext): void {
  if (state.role !== "leader") {
    context.send(message.replyTo, { type: "CopyReply", id: message.id, outcome: "not-leader", leader: state.leader });
    return;
  }
  const queue = state.locked.get(message.storageKey);
  if (queue === undefined) copyNow(state, message, context);
  else if (!queue.some((other) => other.kind === "copy" && other.message.id === message.id)) {
    state.locked.set(message.storageKey, [...queue, { kind: "copy", message }]);
  }
}

/** Takes a change of the table, unless it is in the log and applied already. [CHG-1] */
export function takeTableChange(
  state: ReplicaState,
  { replyTo, group, change }: Extract<Message, { readonly type: "ChangeTable" }>,
  context: ReplicaContext,
): void {
  if (state.role !== "leader") {
    context.send(replyTo, { type: "ChangeReply", group, revision: null, leader: state.leader });
  } else if (state.revision >= change.revision) {
    context.send(replyTo, { type: "ChangeReply", group, revision: state.revision, leader: null });
  } else appendAsLeader(state, null, { kind: "change", group, replyTo }, context, { change });
}

/** After entries were committed: answers whoever waits for them, then lets the next write of each item go. */
export function settle(state: ReplicaState, committed: readonly LogEntry[], context: ReplicaContext): void {
  for (const entry of committed) {
    for (const waiter of state.waiters.get(entry.lsn) ?? []) tell(waiter, entry, context);
    state.waiters = without(state.waiters, entry.lsn);
    if (entry.mark !== undefined) TRANSACTION_STEPS.here.markSettled(state, entry.mark, context);
    const storageKey = keyOfEntry(entry);
    if (storageKey !== undefined) unlock(state, storageKey, context);
  }
}

function unlock(state: ReplicaState, storageKey: string, context: ReplicaContext): void {
  let queue = state.locked.get(storageKey) ?? [];
  state.locked = without(state.locked, storageKey);
  while (queue.length > 0) {
    const [next, ...rest] = queue;
    queue = rest;
    if (next?.kind === "storage") writeNow(state, next, context);
    else if (next?.kind === "copy") copyNow(state, next.message, context);
    else if (next?.kind === "step") TRANSACTION_STEPS.here.stepNow(state, next.message, context);
    if (state.locked.has(storageKey)) {
      state.locked.set(storageKey, rest);
      return;
    }
  }
}

function writeNow(state: ReplicaState, write: StorageWrite, context: ReplicaContext): void {
  const bound = write.call.bound;
  const label = keyLabel(bound.key);
  const current = state.items.get(bound.storageKey);
  if (state.prepared.has(bound.storageKey)) {
    refusePrepared(state, write, label, liveVersion(current), context);
    return;
  }
  const tried = withinLocalLimits(
    state,
    bound.storageKey,
    applyItemWrite(bound, current?.item ?? undefined, current?.bytes),
  );
  const outcome = heldBack(state, { request: clientRequest(write.request), label }, tried, context);
  if (outcome.outcome === "rejected") {
    if (outcome.error.name === "ConditionalCheckFailedException") {
      context.record({
        kind: "ConditionFailed",
        ...state.group,
        request: clientRequest(write.request),
        label,
        version: liveVersion(current),
      });
    }
    const served = servedBy(context.self, label, liveVersion(current), outcome.writeUnits, {});
    reply(write, { kind: "refused", error: outcome.error, served }, context);
    return;
  }
  const units = outcome.changed
    ? indexWriteUnits(state.schema, outcome.before, outcome.after)
    : { global: {}, local: {} };
  const after = nextRecord(state, bound, current, outcome, context.now);
  const served = servedBy(context.self, label, after.item === null ? null : after.version, outcome.writeUnits, {
    ...units.global,
    ...units.local,
  });
  const metrics = collectionMetrics(bound, state.schema, collectionBytes(state, bound.storageKey));
  const response = answerItemWrite(bound, outcome, units, metrics) as Json;
  const answer: StorageAnswer = { kind: "done", response, served };
  state.locked.set(bound.storageKey, []);
  appendAsLeader(
    state,
    {
      storageKey: bound.storageKey,
      label,
      after,
      before: outcome.before ?? null,
      bytesBefore: current?.bytes ?? 0,
      changed: outcome.changed,
      request: write.request,
      answer,
    },
    { kind: "storage", request: write.request, attempt: write.attempt, replyTo: write.replyTo },
    context,
  );
}

/** A transaction has the item. DynamoDB does not let a single write wait for it (DG-TX). [TX-9] */
function refusePrepared(
  state: ReplicaState,
  write: StorageWrite,
  label: string,
  version: number | null,
  context: ReplicaContext,
): void {
  context.record({ kind: "WriteConflicted", ...state.group, request: clientRequest(write.request), label });
  const error = dynamoError("TransactionConflictException", WORDING.transactionOngoing);
  reply(write, { kind: "refused", error, served: servedBy(context.self, label, version, 0, {}) }, context);
}

function copyNow(state: ReplicaState, message: CopyWriteMessage, context: ReplicaContext): void {
  if (state.prepared.has(message.storageKey)) {
    const held = state.held.get(message.storageKey) ?? [];
    if (!held.some(({ id }) => id === message.id)) state.held.set(message.storageKey, [...held, message]);
    return;
  }
  const current = state.items.get(message.storageKey);
  const { stored, source } = message;
  if (!isNewer(stored, current)) {
    if (source.kind === "region" && current !== undefined) recordLost(state, stored, current, context);
    context.send(message.replyTo, { type: "CopyReply", id: message.id, outcome: "older", leader: null });
    return;
  }
  if (source.kind === "region") {
    context.record({
      kind: "CopyApplied",
      table: state.group.table,
      label: stored.label,
      version: stored.version,
      fromRegion: source.region,
      toRegion: state.group.region,
      lagMicros: Math.max(0, context.now - stored.timestamp),
    });
    // A local write that the copy's author had not seen is lost here.
    if (current !== undefined && current.origin !== stored.origin && current.version >= stored.version)
      recordLost(state, current, stored, context);
  }
  state.locked.set(message.storageKey, []);
  appendAsLeader(
    state,
    {
      storageKey: message.storageKey,
      label: stored.label,
      after: stored,
      before: current?.item ?? null,
      bytesBefore: current?.bytes ?? 0,
      changed: !sameImage(current?.item ?? null, stored.item),
      request: null,
      answer: null,
    },
    { kind: "copy", id: message.id, replyTo: message.replyTo },
    context,
  );
}

/** A copy may bring what is there already, or the deletion of what never came: neither is a change to the stream. */
function sameImage(before: Item | null, after: Item | null): boolean {
  return before === null || after === null ? before === after : itemsEqual(before, after);
}

function recordLost(state: ReplicaState, lost: StoredItem, winner: StoredItem, context: ReplicaContext): void {
  if (lost.timestamp === winner.timestamp && lost.origin === winner.origin) return; // the same write, told twice
  if (lost.origin === winner.origin) return; // an older write of the same author, overtaken by its own successor
  context.record({
    kind: "WriteLost",
    table: state.group.table,
    label: lost.label,
    region: state.group.region,
    lostVersion: lost.version,
    lostOrigin: lost.origin,
    lostTimestamp: lost.timestamp,
    winnerVersion: winner.version,
    winnerOrigin: winner.origin,
    winnerTimestamp: winner.timestamp,
  });
}

/** A router's second try of a request that is in the log already is answered from the log. [WR-4] */
function repeats(state: ReplicaState, write: StorageWrite, context: ReplicaContext): boolean {
  const lsn = state.seen.get(write.request);
  const entry = lsn === undefined ? undefined : state.log.get(lsn);
  if (lsn === undefined || entry === undefined) return false;
  const waiter: Waiter = { kind: "storage", request: write.request, attempt: write.attempt, replyTo: write.replyTo };
  if (lsn <= state.commitLsn) tell(waiter, entry, context);
  else state.waiters.set(lsn, [...(state.waiters.get(lsn) ?? []), waiter]);
  return true;
}

function servedBy(
  replica: ActorId,
  label: string,
  version: number | null,
  writeUnits: number,
  indexUnits: Readonly<Record<string, number>>,
): Served {
  return { replica, leader: true, items: [{ label, version }], readUnits: 0, writeUnits, indexUnits };
}

function tell(waiter: Waiter, { write, change }: LogEntry, context: ReplicaContext): void {
  if (waiter.kind === "step") context.send(waiter.replyTo, waiter.reply);
  else if (waiter.kind === "change") {
    const { group, replyTo } = waiter;
    context.send(replyTo, { type: "ChangeReply", group, revision: change?.revision ?? null, leader: null });
  } else if (waiter.kind === "copy") {
    context.send(waiter.replyTo, { type: "CopyReply", id: waiter.id, outcome: "applied", leader: null });
  } else if (write?.answer) {
    context.send(waiter.replyTo, {
      type: "StorageReply",
      request: waiter.request,
      attempt: waiter.attempt,
      answer: write.answer,
    });
  }
}

function reply(write: StorageWrite, answer: StorageAnswer, context: ReplicaContext): void {
  context.send(write.replyTo, { type: "StorageReply", request: write.request, attempt: write.attempt, answer });
}
