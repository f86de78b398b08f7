/**
 * Who leads. Leadership is a lease that the leader renews with heartbeats. While everybody is healthy heartbeats change
 * nothing, so they are not simulated one by one; what a *missing* heartbeat does is: when a node dies, its peers are
 * told at the moment they would notice. They ask each other first (gray failure), then vote; the winner waits until
 * the old lease has run out. Votes follow Raft's rule: only a log that holds every committed entry can win. [ELE-1..8]
 */
import { present } from "../../base/assert.ts";
import type { ActorId, Micros } from "../../sim/message.ts";
import type { LatencyProfile } from "../../sim/network.ts";
import type { Message } from "../messages.ts";
import { keyOfEntry } from "../transactions/transaction-mark.ts";
import { askSubscribers } from "./change-feed.ts";
import { appendAsLeader, applyUpTo, learnNamesOfLog, sendEntries, tellCommit, termAt } from "./log.ts";
import { watchPrepared } from "./prepared-watch.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";

type Of<T extends Message["type"]> = Extract<Message, { readonly type: T }>;

/** A leader renews its lease this often (ATC22 gives no figure; ours). */
export const HEARTBEAT_MICROS: Micros = 500_000;
/** A lease lives this long after its last renewal: "a couple of seconds" [ATC22 §6.2]. */
export const LEASE_MICROS: Micros = 2_000_000;
/** A peer is silent after two missed heartbeats. */
export const SILENCE_MICROS: Micros = 2 * HEARTBEAT_MICROS;

/** Peers must not act in the same round trip, or each would vote for itself: how far their pauses are spread. */
export function jitterMicros(profile: LatencyProfile): Micros {
  return Math.max(200_000, 6 * present(profile.crossZone.at(-1), "crossZone"));
}

/** Instant of the last heartbeat before `at`. */
export function lastHeartbeat(at: Micros): Micros {
  return Math.floor(at / HEARTBEAT_MICROS) * HEARTBEAT_MICROS;
}

export function onPeerSilent(state: ReplicaState, message: Of<"PeerSilent">, context: ReplicaContext): void {
  if ((state.lastHello.get(message.peer) ?? -1) >= message.diedAt) return; // it is back already
  state.silent.add(message.peer);
  if (state.role === "leader") {
    if (state.silent.size === state.peers.length) {
      const left = Math.max(0, lastHeartbeat(message.diedAt) + LEASE_MICROS - context.now);
      state.leaseTimer = context.after(left, { type: "LeaseRunsOut", term: state.term });
    }
    return;
  }
  if (state.leader !== message.peer) return;
  state.oldLeaseEnds = Math.max(state.oldLeaseEnds, message.lastHeardAt + LEASE_MICROS);
  context.record({ kind: "LeaderSuspected", ...state.group, zone: state.zone, leader: message.peer });
  for (const peer of state.peers) {
    if (peer !== message.peer) context.send(peer, { type: "LeaderCheck", leader: message.peer, from: context.self });
  }
}

export function onLeaderCheck(state: ReplicaState, message: Of<"LeaderCheck">, context: ReplicaContext): void {
  const heard = state.role === "leader" || (state.leader !== message.leader && leaderAnswers(state, context));
  context.send(message.from, { type: "LeaderCheckReply", leader: state.leader ?? message.leader, heard });
}

export function onLeaderCheckReply(
  state: ReplicaState,
  message: Of<"LeaderCheckReply">,
  context: ReplicaContext,
): void {
  if (message.heard || state.role !== "follower" || leaderAnswers(state, context)) return;
  // It has promised its vote to a peer since: standing now would only split the votes.
  if (state.votedFor !== null && state.votedFor !== state.leader) return;
  startElection(state, context);
}

export function onRequestVote(state: ReplicaState, message: Of<"RequestVote">, context: ReplicaContext): void {
  const led = state.role === "leader" || leaderAnswers(state, context);
  if (!led && message.term > state.term) adoptTerm(state, message.term, null, context);
  const lastTerm = termAt(state, state.log.last);
  const complete = message.lastTerm > lastTerm || (message.lastTerm === lastTerm && message.lastLsn >= state.log.last);
  const granted =
    !led &&
    message.term === state.term &&
    complete &&
    (state.votedFor === null || state.votedFor === message.candidate);
  if (granted) {
    state.votedFor = message.candidate;
    // Should the winner die before it leads, somebody must notice.
    context.after(LEASE_MICROS + SILENCE_MICROS + context.random("election").below(jitterMicros(context.profile)), {
      type: "TryElection",
      term: state.term,
    });
  }
  context.record({
    kind: "VoteCast",
    ...state.group,
    zone: state.zone,
    term: message.term,
    candidate: message.candidate,
    granted,
  });
  context.send(message.candidate, { type: "Vote", term: message.term, from: context.self, granted });
  // A voter that knows more than the candidate must stand itself, or nobody would.
  if (!granted && !complete && message.term === state.term && state.role === "follower") retrySoon(state, context);
}

export function onVote(state: ReplicaState, message: Of<"Vote">, context: ReplicaContext): void {
  if (state.role !== "candidate" || message.term !== state.term) return;
  if (!message.granted) {
    retrySoon(state, context);
    return;
  }
  if (state.votes.size > 1) return; // the majority was there already
  state.votes.add(message.from);
  const waitsUntil = Math.max(context.now, state.oldLeaseEnds);
  context.record({ kind: "ElectionWon", ...state.group, zone: state.zone, term: state.term, waitsUntil });
  context.after(waitsUntil - context.now, { type: "OldLeaseOver", term: state.term });
}

export function onOldLeaseOver(state: ReplicaState, term: number, context: ReplicaContext): void {
  if (state.role !== "candidate" || state.term !== term) return;
  applyUpTo(state, state.commitLsn, context);
  state.role = "leader";
  state.leader = context.self;
  learnNamesOfLog(state);
  state.matched = new Map(state.peers.map((p) => [p, Math.min(state.commitLsn, state.log.last)]));
  state.outstanding.clear();
  state.toldCommit.clear();
  // Who fell silent before this life began was not noticed by it.
  state.silent = new Set(state.peers.filter((peer) => context.machines.isDown(peer)));
  context.record({ kind: "LeaderElected", ...state.group, zone: state.zone, term: state.term, lsn: state.log.next });
  for (const entry of state.log.slice(state.commitLsn + 1, state.log.last)) {
    const storageKey = keyOfEntry(entry);
    if (storageKey !== undefined) state.locked.set(storageKey, []);
  }
  for (const storageKey of state.prepared.keys()) watchPrepared(state, storageKey, 0, context);
  // An entry of its own term lets everything before it commit. Strong reads wait for that. [RD-5]
  state.ownFrom = appendAsLeader(state, null, null, context);
  askSubscribers(state, context);
}

export function onTryElection(state: ReplicaState, term: number, context: ReplicaContext): void {
  if (state.term !== term || state.role === "leader" || leaderAnswers(state, context)) return;
  if (state.role === "candidate" && state.votes.size > 1) return; // won, waiting for the old lease
  startElection(state, context);
}

/** Leader without a majority: its lease cannot be renewed. */
export function onLeaseRunsOut(state: ReplicaState, term: number, context: ReplicaContext): void {
  state.leaseTimer = null;
  if (state.role !== "leader" || state.term !== term || state.silent.size < state.peers.length) return;
  stepDown(state, "no-majority", context);
}

/** The process starts again: what was on disk is there, what was in memory is gone. */
export function onRestart(state: ReplicaState, context: ReplicaContext): void {
  if (state.role === "leader") stepDown(state, "restart", context);
  forgetLife(state);
  state.leader = null;
  state.applyScheduled = state.appliedLsn;
  for (const peer of state.peers) {
    context.send(peer, {
      type: "Hello",
      from: context.self,
      revivedAt: context.now,
      term: state.term,
      commitLsn: state.commitLsn,
    });
  }
  // Nobody may be left who leads; then this one stands, once its peers have had time to answer.
  context.after(SILENCE_MICROS + context.random("election").below(jitterMicros(context.profile)), {
    type: "TryElection",
    term: state.term,
  });
}

export function onHello(state: ReplicaState, message: Of<"Hello">, context: ReplicaContext): void {
  state.lastHello.set(message.from, message.revivedAt);
  state.silent.delete(message.from);
  if (state.role === "leader") {
    if (state.leaseTimer !== null) context.cancel(state.leaseTimer);
    state.leaseTimer = null;
    state.outstanding.set(message.from, 0);
    state.matched.set(message.from, message.commitLsn);
    state.catchingUp.add(message.from);
    if (message.commitLsn === state.log.last) tellCommit(state, message.from, context);
    else sendEntries(state, message.from, context);
    return;
  }
  // Who leads no longer? A restarted leader does not.
  if (state.leader === message.from) state.leader = null;
  if (!leaderAnswers(state, context)) retrySoon(state, context);
}

/** A newer term was seen: whoever led or stood no longer does. */
export function adoptTerm(state: ReplicaState, term: number, leader: ActorId | null, context: ReplicaContext): void {
  if (term > state.term) {
    if (state.role === "leader") {
      stepDown(state, "newer-term", context);
      retrySoon(state, context);
    }
    state.term = term;
    state.votedFor = null;
    state.role = "follower";
    state.votes.clear();
  }
  if (leader !== null) {
    if (state.role === "candidate") state.role = "follower";
    state.leader = leader;
    // The vote of this term is given: to the one who won it.
    state.votedFor = leader;
    state.silent.delete(leader);
  }
}

/** A try to reach the leader. Links inside a Region are whole, so only a machine that is down does not answer. */
function leaderAnswers(state: ReplicaState, context: ReplicaContext): boolean {
  return state.leader !== null && state.leader !== context.self && !context.machines.isDown(state.leader);
}

function startElection(state: ReplicaState, context: ReplicaContext): void {
  state.term += 1;
  state.role = "candidate";
  state.votedFor = context.self;
  state.votes = new Set([context.self]);
  context.record({ kind: "ElectionStarted", ...state.group, zone: state.zone, term: state.term });
  for (const peer of state.peers) {
    context.send(peer, {
      type: "RequestVote",
      term: state.term,
      candidate: context.self,
      lastLsn: state.log.last,
      lastTerm: termAt(state, state.log.last),
    });
  }
}

function retrySoon(state: ReplicaState, context: ReplicaContext): void {
  const pause = 50_000 + context.random("election").below(jitterMicros(context.profile));
  context.after(pause, { type: "TryElection", term: state.term });
}

function stepDown(
  state: ReplicaState,
  reason: "no-majority" | "newer-term" | "restart",
  context: ReplicaContext,
): void {
  context.record({ kind: "LeaderSteppedDown", ...state.group, zone: state.zone, term: state.term, reason });
  state.role = "follower";
  state.leader = null;
  forgetLife(state);
}

/** Forgets what only a leader, or only a running process, knows. Requests in flight are left to the routers' timers. */
function forgetLife(state: ReplicaState): void {
  state.silent.clear();
  state.votes.clear();
  state.matched.clear();
  state.outstanding.clear();
  state.toldCommit.clear();
  state.catchingUp.clear();
  state.waiters.clear();
  state.waitingReads = [];
  state.locked.clear();
  state.seen.clear();
  state.held.clear();
  state.watches.clear();
  state.feed.clear();
  state.leaseTimer = null;
  if (state.role !== "leader") state.role = "follower";
}
