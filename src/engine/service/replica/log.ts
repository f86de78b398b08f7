/**
 * The replicated log: a leader sends entries, a follower persists them, a majority of two commits them, and committed
 * entries are put into the tree in order. One batch is on its way to a peer at a time; what comes meanwhile goes with
 * the next, so many writes share one round trip. Not elections, not requests. [REP-2..7]
 */
import { assert, present } from "../../base/assert.ts";
import { hasLocalIndex } from "../../dynamo/local-indexes.ts";
import type { ActorId } from "../../sim/message.ts";
import { drawLatency } from "../../sim/network.ts";
import type { LogEntry, LoggedWrite, Message, RequestId } from "../messages.ts";
import { clientRequest } from "../request-id.ts";
import { namesOfEntry } from "../transactions/transaction-mark.ts";
import { applyMark } from "./apply-mark.ts";
import { feedSubscribers, slowestFeed } from "./change-feed.ts";
import { hintSweeper } from "./expiry-hint.ts";
import { moveLocalEntries } from "./local-indexes.ts";
import type { ReplicaContext, ReplicaState, Waiter } from "./replica-state.ts";
import { applyChange } from "./table-change.ts";

type AppendEntries = Extract<Message, { readonly type: "AppendEntries" }>;
type AppendAck = Extract<Message, { readonly type: "AppendAck" }>;

/**
 * Entries of the log kept behind what everybody has: by them a late second try of a request is recognised. A second try
 * is late by one flight at most, and so many entries are not committed in that time.
 */
const LOG_TAIL = 256;
/** Entries in one AppendEntries. */
const BATCH_ENTRIES = 256;

/** Leader: appends an entry and sends it to the peers. Returns its LSN. */
export function appendAsLeader(
  state: ReplicaState,
  write: LoggedWrite | null,
  waiter: Waiter | null,
  context: ReplicaContext,
  extra: Pick<LogEntry, "mark" | "change"> = {},
): number {
  assert(state.role === "leader", "only the leader appends");
  const lsn = state.log.next;
  const entry: LogEntry = { lsn, term: state.term, write, ...extra };
  state.log.append(entry);
  learnNames(state, entry);
  if (waiter !== null) state.waiters.set(lsn, [waiter]);
  if (write !== null) {
    context.record(() => ({
      kind: "ItemLogged",
      ...state.group,
      zone: state.zone,
      request: askedBy(write),
      lsn,
      label: write.label,
      version: write.after.version,
      deleted: write.after.item === null,
    }));
  }
  for (const peer of state.peers) sendEntries(state, peer, context);
  return lsn;
}

/** Leader: sends what a peer lacks, unless a batch is on its way to it already. */
export function sendEntries(state: ReplicaState, peer: ActorId, context: ReplicaContext): void {
  if ((state.outstanding.get(peer) ?? 0) !== 0) return;
  const matched = Math.max(heldByAll(state), present(state.matched.get(peer), "peer of the leader"));
  const to = Math.min(state.log.last, matched + BATCH_ENTRIES);
  if (to <= matched) return;
  state.outstanding.set(peer, to);
  state.toldCommit.set(peer, Math.min(to, state.commitLsn));
  context.send(peer, {
    type: "AppendEntries",
    term: state.term,
    leader: context.self,
    prevLsn: matched,
    prevTerm: termAt(state, matched),
    entries: state.log.slice(matched + 1, to),
    commitLsn: state.commitLsn,
    trimBefore: state.log.first,
  });
}

/** Follower: takes entries from the leader of its term or a newer one. */
export function takeEntries(state: ReplicaState, message: AppendEntries, context: ReplicaContext): void {
  const { prevLsn, prevTerm, entries } = message;
  // What is committed is equal everywhere, so only the uncommitted part needs the check.
  const fits = prevLsn <= state.commitLsn || (prevLsn <= state.log.last && termAt(state, prevLsn) === prevTerm);
  if (!fits) {
    context.send(message.leader, {
      type: "AppendAck",
      term: state.term,
      from: context.self,
      ok: false,
      lastLsn: state.commitLsn,
    });
    return;
  }
  const fresh = entries.filter(
    (e) => e.lsn > state.commitLsn && (e.lsn > state.log.last || termAt(state, e.lsn) !== e.term),
  );
  const first = fresh[0];
  if (first !== undefined) {
    cutFrom(state, first.lsn, context);
    for (const entry of fresh) persist(state, entry);
    context.record(() => ({
      kind: "LogPersisted",
      ...state.group,
      zone: state.zone,
      fromLsn: first.lsn,
      lsn: state.log.last,
      labels: labelsOf(fresh),
    }));
  }
  const holds = prevLsn + entries.length;
  learnCommit(state, Math.min(message.commitLsn, holds), context);
  trimTo(state, message.trimBefore);
  if (entries.length > 0)
    context.send(message.leader, { type: "AppendAck", term: state.term, from: context.self, ok: true, lastLsn: holds });
}

/** Leader: a peer holds entries up to `lastLsn`, or asks to start again from there. Returns what this committed. */
export function takeAck(state: ReplicaState, message: AppendAck, context: ReplicaContext): LogEntry[] {
  if (state.role !== "leader" || message.term !== state.term) return [];
  const peer = message.from;
  state.outstanding.set(peer, 0);
  const matched = present(state.matched.get(peer), "peer of the leader");
  state.matched.set(peer, message.ok ? Math.max(matched, message.lastLsn) : message.lastLsn);
  if (message.ok && message.lastLsn === state.log.last && state.catchingUp.delete(peer))
    context.record({ kind: "ReplicaCaughtUp", ...state.group, zone: zoneOf(peer), lsn: message.lastLsn });
  return commitMajority(state, context);
}

/** Leader: sends every idle peer the entries it lacks, or else how far the log is committed. */
export function spread(state: ReplicaState, context: ReplicaContext): void {
  if (state.role !== "leader") return;
  for (const peer of state.peers) {
    if ((state.outstanding.get(peer) ?? 0) !== 0) continue;
    const matched = state.matched.get(peer) ?? 0;
    if (matched < state.log.last) sendEntries(state, peer, context);
    else if ((state.toldCommit.get(peer) ?? 0) < state.commitLsn) tellCommit(state, peer, context);
  }
}

/** Follower: puts committed entries into the tree up to `lsn`. */
export function applyUpTo(state: ReplicaState, lsn: number, context: ReplicaContext): void {
  for (let n = state.appliedLsn + 1; n <= Math.min(lsn, state.commitLsn); n++) {
    const entry = present(state.log.get(n), "a committed entry is in the log until it is applied");
    applyEntry(state, entry, context);
  }
}

/** Term of the entry with that LSN; 0 before the first one, or when it was trimmed (then it is committed). */
export function termAt(state: ReplicaState, lsn: number): number {
  return state.log.get(lsn)?.term ?? 0;
}

/** Removes uncommitted entries from `lsn` on. */
function cutFrom(state: ReplicaState, lsn: number, context: ReplicaContext): void {
  const lost = state.log.last - lsn + 1;
  if (lost <= 0) return;
  assert(lsn > state.commitLsn, "a committed entry is never cut");
  state.log.cutAfter(lsn - 1);
  context.record({ kind: "LogCut", ...state.group, zone: state.zone, fromLsn: lsn, entries: lost });
}

function persist(state: ReplicaState, entry: LogEntry): void {
  assert(entry.lsn === state.log.next, "a log has no gaps");
  state.log.append(entry);
}

/** A new leader: the requests of its log are those that it has seen. */
export function learnNamesOfLog(state: ReplicaState): void {
  for (const entry of state.log.slice(state.log.first, state.log.last)) learnNames(state, entry);
}

/** Only a leader is asked what it has seen, so only a leader keeps names beside its log. */
function learnNames(state: ReplicaState, entry: LogEntry): void {
  for (const name of namesOfEntry(entry)) state.seen.set(name, entry.lsn);
}

function forgetNames(state: ReplicaState, entry: LogEntry): void {
  for (const name of namesOfEntry(entry)) if (state.seen.get(name) === entry.lsn) state.seen.delete(name);
}

function learnCommit(state: ReplicaState, lsn: number, context: ReplicaContext): void {
  state.commitLsn = Math.max(state.commitLsn, lsn);
  if (lsn <= state.applyScheduled) return;
  state.applyScheduled = lsn;
  const delay = drawLatency(present(context.profile.delays.followerApply, "followerApply"), context.random("apply"));
  if (delay === 0) applyUpTo(state, lsn, context);
  else context.after(delay, { type: "ApplyUpTo", lsn });
}

/** Leader: commits what a majority holds. Only an entry of its own term commits by counting; older ones go with it. */
function commitMajority(state: ReplicaState, context: ReplicaContext): LogEntry[] {
  let best = 0;
  for (const peer of state.peers) best = Math.max(best, state.matched.get(peer) ?? 0);
  if (best <= state.commitLsn || termAt(state, best) !== state.term) return [];
  const committed = state.log.slice(state.commitLsn + 1, best);
  state.commitLsn = best;
  for (const entry of committed) {
    if (entry.write !== null) recordMajority(state, entry.lsn, entry.write, context);
    applyEntry(state, entry, context);
    if (entry.write !== null) hintSweeper(state, entry.write, context);
  }
  feedSubscribers(state, context);
  trimTo(state, Math.min(slowestPeer(state), slowestFeed(state)) - LOG_TAIL);
  return committed;
}

function recordMajority(state: ReplicaState, lsn: number, write: LoggedWrite, context: ReplicaContext): void {
  context.record(() => ({
    kind: "MajorityReached",
    ...state.group,
    request: askedBy(write),
    lsn,
    label: write.label,
    version: write.after.version,
    deleted: write.after.item === null,
    changed: write.changed,
    timestamp: write.after.timestamp,
    origin: write.after.origin,
  }));
}

function applyEntry(state: ReplicaState, entry: LogEntry, context: ReplicaContext): void {
  assert(entry.lsn === state.appliedLsn + 1, "entries are applied in order");
  state.appliedLsn = entry.lsn;
  if (entry.mark !== undefined) applyMark(state, entry.mark);
  if (entry.change !== undefined) applyChange(state, entry, context);
  const write = entry.write;
  if (write === null || write.after.version === 0) return; // deleting what was not there leaves no mark
  // What was there is in the entry: to look it up again would cost as much as to put the new item there.
  const { before, bytesBefore, after } = write;
  state.items.set(write.storageKey, after);
  if (state.group.index === null && hasLocalIndex(state.schema)) {
    moveLocalEntries(state, state.schema, write.storageKey, { item: before, bytes: bytesBefore }, after);
  }
  state.liveItems += (after.item === null ? 0 : 1) - (before === null ? 0 : 1);
  state.liveBytes += (after.item === null ? 0 : after.bytes) - (before === null ? 0 : bytesBefore);
  context.record(() => ({
    kind: "ItemApplied",
    ...state.group,
    zone: state.zone,
    lsn: entry.lsn,
    label: write.label,
    version: write.after.version,
    deleted: write.after.item === null,
  }));
}

/** Leader: tells a peer who leads and how far the log is committed. */
export function tellCommit(state: ReplicaState, peer: ActorId, context: ReplicaContext): void {
  const matched = state.matched.get(peer) ?? 0;
  state.toldCommit.set(peer, state.commitLsn);
  context.send(peer, {
    type: "AppendEntries",
    term: state.term,
    leader: context.self,
    prevLsn: matched,
    prevTerm: termAt(state, matched),
    entries: [],
    commitLsn: state.commitLsn,
    trimBefore: state.log.first,
  });
}

/** What the log has forgotten, and the entry after it, is in every copy's log; how far a copy knows is less than that. */
function heldByAll(state: ReplicaState): number {
  return state.log.first > 1 ? state.log.first : 0;
}

function slowestPeer(state: ReplicaState): number {
  let slowest = state.commitLsn;
  for (const peer of state.peers) slowest = Math.min(slowest, state.matched.get(peer) ?? 0);
  return slowest;
}

function trimTo(state: ReplicaState, lsn: number): void {
  const upTo = Math.min(lsn, state.appliedLsn);
  if (upTo <= state.log.first) return;
  for (let n = state.log.first; state.seen.size > 0 && n < upTo; n++) {
    const entry = state.log.get(n);
    if (entry !== undefined) forgetNames(state, entry);
  }
  state.log.trimBefore(upTo);
}

function askedBy({ request }: LoggedWrite): RequestId | null {
  return request === null ? null : clientRequest(request);
}

function labelsOf(entries: readonly LogEntry[]): string[] {
  return entries.flatMap(({ write, mark }) => write?.label ?? mark?.label ?? []);
}

function zoneOf(replica: ActorId): string {
  return replica.slice(replica.lastIndexOf("/") + 1);
}
