/**
 * The ledger of a Region: the durable state of every transaction, and its recovery manager. In DynamoDB it is a table of
 * its own (ATC23 §4); here it is one machine that does not fail. It decides which of two coordinators is believed, it
 * remembers tokens for ten minutes, and it hands what makes no progress to another coordinator. It talks to no item.
 * [TX-6..8, TX-13]
 */
import { assert } from "../../base/assert.ts";
import { dynamoError } from "../../dynamo/errors.ts";
import type { ActorKind, Context } from "../../sim/actor.ts";
import type { ActorId, Micros } from "../../sim/message.ts";
import type { Event } from "../events.ts";
import type { Message } from "../messages.ts";
import { coordinatorId, ZONES } from "../places.ts";
import type { LedgerEntry, LedgerState } from "./ledger-state.ts";
import { patienceOf } from "./patience.ts";
import type { Decision, TokenUse, TransactionId, TransactionOutcome } from "./transaction-messages.ts";

type LedgerContext = Context<Message, Event>;

/** A token is good for this long after its transaction was completed [API]. */
const TOKEN_MICROS: Micros = 600_000_000;
/** Handed over so often in vain, something is broken: what follows happens in the background. [FLT-5] */
const INSISTED_HANDOVERS = 5;
const LONGEST_PAUSE_FACTOR = 12;

export const transactionLedger: ActorKind<LedgerState, Message, Event> = {
  kind: "transaction-ledger",
  handle(state, message, context) {
    switch (message.type) {
      case "LedgerBegin":
        begin(state, message, context);
        return;
      case "LedgerDecide":
        decide(state, message.transaction, message.decision, context);
        return;
      case "LedgerFinish":
        finish(state, message.transaction, message.outcome, context);
        return;
      case "LedgerStalled":
        handOver(state, message.transaction, context);
        return;
      case "AskLedger":
        if (isUnfinished(state.entries.get(message.transaction))) return; // its own timer will see to it
        context.send(message.from, {
          type: "TransactionOver",
          transaction: message.transaction,
          storageKey: message.storageKey,
        });
        return;
      case "Mended":
        for (const entry of [...state.entries.values()]) {
          if (!entry.timer?.background) continue;
          context.cancel(entry.timer);
          put(state, watch({ ...entry, handovers: 0 }, context));
        }
        return;
      default:
        assert(false, `a ledger does not take ${message.type}`);
    }
  },
};

function isUnfinished(entry: LedgerEntry | undefined): boolean {
  return entry !== undefined && entry.outcome === null;
}

function begin(
  state: LedgerState,
  message: Extract<Message, { readonly type: "LedgerBegin" }>,
  context: LedgerContext,
): void {
  const { transaction, token } = message;
  const from = context.delivery.from;
  forgetOld(state, context.now);
  const known = state.entries.get(transaction);
  if (known !== undefined) {
    if (known.outcome !== null) context.send(from, { type: "LedgerOutcome", transaction, outcome: known.outcome });
    else {
      put(state, { ...known, watchers: [...known.watchers.filter((w) => w !== from), from] });
      context.send(from, { type: "LedgerBegun", transaction, elsewhere: true });
    }
    return;
  }
  const outcome = token === null ? null : usedBefore(state, token, context.now);
  if (outcome !== null) {
    context.send(from, { type: "LedgerOutcome", transaction, outcome });
    return;
  }
  if (token !== null) state.tokens.set(token.token, transaction);
  put(
    state,
    watch(
      {
        transaction,
        token,
        actions: message.actions,
        timestamp: message.timestamp,
        decision: null,
        outcome: null,
        finishedAt: 0,
        watchers: [from],
        handovers: 0,
        timer: null,
      },
      context,
    ),
  );
  context.record({
    kind: "TransactionStarted",
    region: state.region,
    request: transaction,
    coordinator: from,
    timestamp: message.timestamp,
    tables: [...new Set(message.actions.map(({ group }) => group.table))],
    actions: message.actions.length,
  });
  context.send(from, { type: "LedgerBegun", transaction, elsewhere: false });
}

/** What a token that is known means for the request that brings it; null: it may begin. */
function usedBefore(state: LedgerState, { token, parameters }: TokenUse, now: Micros): TransactionOutcome | null {
  const earlier = state.entries.get(state.tokens.get(token) ?? "");
  if (earlier === undefined || (earlier.outcome !== null && earlier.finishedAt + TOKEN_MICROS <= now)) return null;
  if (earlier.token?.parameters !== parameters) {
    return failed(
      "IdempotentParameterMismatchException",
      "DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used.",
    );
  }
  if (earlier.outcome === null) {
    return failed(
      "TransactionInProgressException",
      "The transaction with the given request token is already in progress.",
    );
  }
  // A transaction that was cancelled had no effect that a second try could repeat.
  return earlier.outcome.kind === "committed" ? { ...earlier.outcome, kind: "repeated" } : null;
}

function failed(name: Parameters<typeof dynamoError>[0], message: string): TransactionOutcome {
  return { kind: "failed", error: dynamoError(name, message) };
}

/** The first decision counts, whoever brings it: this write is the commit point. */
function decide(state: LedgerState, transaction: TransactionId, decision: Decision, context: LedgerContext): void {
  const entry = state.entries.get(transaction);
  const from = context.delivery.from;
  if (entry === undefined) return; // forgotten after ten minutes
  if (entry.outcome !== null) {
    context.send(from, { type: "LedgerOutcome", transaction, outcome: entry.outcome });
    return;
  }
  if (entry.decision === null) {
    if (entry.timer !== null) context.cancel(entry.timer);
    put(state, watch({ ...entry, decision }, context));
    const about = { region: state.region, request: transaction };
    if (decision.kind === "commit") {
      context.record({ kind: "TransactionCommitted", ...about, actions: entry.actions.length });
    } else {
      const { outcome } = decision;
      const faults = outcome.kind === "cancelled" ? outcome.faults : [outcome.error];
      context.record({ kind: "TransactionCancelled", ...about, faults: faults.map((fault) => fault?.name ?? null) });
    }
  }
  context.send(from, { type: "LedgerDecided", transaction, decision: entry.decision ?? decision });
}

function finish(
  state: LedgerState,
  transaction: TransactionId,
  asked: TransactionOutcome,
  context: LedgerContext,
): void {
  const entry = state.entries.get(transaction);
  if (entry === undefined) return;
  const outcome = entry.outcome ?? asked;
  if (entry.outcome === null) {
    assert(entry.decision !== null, "what is completed was decided");
    if (entry.timer !== null) context.cancel(entry.timer);
    put(state, { ...entry, actions: [], outcome, finishedAt: context.now, watchers: [], timer: null });
    const committed = outcome.kind === "committed";
    // A cancelled transaction's token is free again.
    if (!committed && entry.token !== null) state.tokens.delete(entry.token.token);
    context.record({ kind: "TransactionCompleted", region: state.region, request: transaction, committed });
  }
  for (const to of new Set([...entry.watchers, context.delivery.from]))
    context.send(to, { type: "LedgerOutcome", transaction, outcome });
}

/** The recovery manager: gives the transaction to the coordinator of another zone, and tries again if that fails too. */
function handOver(state: LedgerState, transaction: TransactionId, context: LedgerContext): void {
  const entry = state.entries.get(transaction);
  if (entry === undefined || entry.outcome !== null) return;
  const owner = entry.watchers[0] as ActorId;
  const start = ZONES.findIndex((zone) => coordinatorId(state.region, zone) === owner);
  const to = coordinatorId(state.region, ZONES[(start + 1 + entry.handovers) % ZONES.length] as (typeof ZONES)[number]);
  const { actions, timestamp, decision } = entry;
  context.record({ kind: "TransactionHandedOver", region: state.region, request: transaction, coordinator: to });
  context.send(to, { type: "ResumeTransaction", transaction, actions, timestamp, decision });
  put(state, watch({ ...entry, handovers: entry.handovers + 1, timer: null }, context));
}

/** The entry with its patience begun anew. */
function watch(entry: LedgerEntry, context: LedgerContext): LedgerEntry {
  const { transaction, handovers } = entry;
  const pause = patienceOf(context.profile).stallMicros * Math.min(LONGEST_PAUSE_FACTOR, 1 << Math.min(handovers, 10));
  const background = handovers > INSISTED_HANDOVERS;
  return { ...entry, timer: context.after(pause, { type: "LedgerStalled", transaction }, { background }) };
}

function put(state: LedgerState, entry: LedgerEntry): void {
  state.entries.set(entry.transaction, entry);
}

function forgetOld(state: LedgerState, now: Micros): void {
  for (const entry of state.entries.values()) {
    if (entry.outcome === null) continue;
    if (entry.finishedAt + TOKEN_MICROS > now) return;
    state.entries.delete(entry.transaction);
    if (entry.token !== null && state.tokens.get(entry.token.token) === entry.transaction)
      state.tokens.delete(entry.token.token);
  }
}
