/**
 * A transaction coordinator: one of three in a Region, any of which takes any transaction (ATC23). It gives a write its
 * timestamp and carries it through two phases, or a read through two rounds. All it knows dies with it; the ledger
 * brings what it left undone to another coordinator. It holds no items. [TX-4..8]
 */
import { assert } from "../../base/assert.ts";
import type { ActorKind } from "../../sim/actor.ts";
import type { ActorId } from "../../sim/message.ts";
import type { Event } from "../events.ts";
import type { Message, Served } from "../messages.ts";
import { ledgerId } from "../places.ts";
import { askEverybody, takeStepReply, takeStepTimeout } from "./ask-leaders.ts";
import type { CoordinatorContext, CoordinatorState, Part, Running } from "./coordinator-state.ts";
import { confirmed, readFailed, valuesRead } from "./read-rounds.ts";
import { servedBy } from "./served.ts";
import type { PlacedAction, TransactionId, TransactionOutcome, TransactionWork } from "./transaction-messages.ts";
import { carryOut, finished, prepared, tooLong } from "./write-phases.ts";

export const coordinator: ActorKind<CoordinatorState, Message, Event> = {
  kind: "transaction-coordinator",
  handle(state, message, context) {
    switch (message.type) {
      case "TransactionRequest":
        accept(state, message.transaction, message.work, context);
        return;
      case "ResumeTransaction":
        resume(state, message, context);
        return;
      case "LedgerBegun":
        onBegun(state, message.transaction, message.elsewhere, context);
        return;
      case "LedgerDecided": {
        const running = state.running.get(message.transaction);
        if (running?.phase === "deciding") carryOut(state, running, message.decision, context);
        return;
      }
      case "LedgerOutcome":
        onOutcome(state, message.transaction, message.outcome, context);
        return;
      case "TransactionStepReply": {
        const complete = takeStepReply(state, message, context);
        if (complete !== null) onPhaseDone(state, complete, context);
        return;
      }
      case "StepTimeout": {
        const running = takeStepTimeout(state, message.transaction, message.round, context);
        if (running === null) return;
        if (running.phase === "reading" || running.phase === "confirming") close(state, running, readFailed(), context);
        else tooLong(state, running, context);
        return;
      }
      case "NodeRestarted":
        state.running.clear();
        state.leaders.clear();
        return;
      default:
        assert(false, `a transaction coordinator does not take ${message.type}`);
    }
  },
};

function accept(
  state: CoordinatorState,
  transaction: TransactionId,
  work: TransactionWork,
  context: CoordinatorContext,
): void {
  const router = context.delivery.from;
  const known = state.running.get(transaction);
  if (known !== undefined) {
    state.running.set(transaction, { ...known, routers: [...new Set([...known.routers, router])] });
    return;
  }
  const running = begun(transaction, work.actions, [router], context);
  state.running.set(transaction, running);
  if (work.kind === "read") {
    askEverybody(state, running, "reading", context);
    return;
  }
  const { actions, token } = work;
  const { timestamp } = running;
  context.send(ledgerId(state.region), { type: "LedgerBegin", transaction, actions, token, timestamp });
}

function begun(
  transaction: TransactionId,
  actions: readonly PlacedAction[],
  routers: readonly ActorId[],
  context: CoordinatorContext,
): Running {
  const parts: Part[] = actions.map((placed) => ({ placed, asked: placed.leader, hints: 0, answer: null }));
  return {
    transaction,
    routers,
    timestamp: context.now,
    phase: "opening",
    parts,
    round: 0,
    timer: null,
    deadline: 0,
    decision: null,
    values: [],
    units: [],
  };
}

function onBegun(
  state: CoordinatorState,
  transaction: TransactionId,
  elsewhere: boolean,
  context: CoordinatorContext,
): void {
  const running = state.running.get(transaction);
  if (running?.phase !== "opening") return;
  if (elsewhere) state.running.set(transaction, { ...running, phase: "elsewhere" });
  else askEverybody(state, running, "preparing", context);
}

/** The ledger hands over what another coordinator left undone. */
function resume(
  state: CoordinatorState,
  message: Extract<Message, { readonly type: "ResumeTransaction" }>,
  context: CoordinatorContext,
): void {
  const { transaction, actions, timestamp, decision } = message;
  const known = state.running.get(transaction);
  if (known !== undefined && known.phase !== "elsewhere") return; // it is at it
  const running = { ...begun(transaction, actions, known?.routers ?? [], context), timestamp };
  if (decision === null) askEverybody(state, running, "preparing", context);
  else carryOut(state, running, decision, context);
}

function onPhaseDone(state: CoordinatorState, running: Running, context: CoordinatorContext): void {
  switch (running.phase) {
    case "preparing":
      prepared(state, running, context);
      return;
    case "committing":
    case "releasing":
      finished(state, running, context);
      return;
    case "reading": {
      const outcome = valuesRead(state, running, context);
      if (outcome !== null) close(state, running, outcome, context);
      return;
    }
    case "confirming":
      close(state, running, confirmed(running, context), context);
      return;
    default:
      assert(false, `nobody answers in the phase ${running.phase}`);
  }
}

function onOutcome(
  state: CoordinatorState,
  transaction: TransactionId,
  outcome: TransactionOutcome,
  context: CoordinatorContext,
): void {
  const running = state.running.get(transaction);
  if (running === undefined) return;
  if (running.timer !== null) context.cancel(running.timer);
  close(state, running, outcome, context);
}

/** Tells the routers, and forgets. */
function close(
  state: CoordinatorState,
  running: Running,
  outcome: TransactionOutcome,
  context: CoordinatorContext,
): void {
  const { transaction, routers } = running;
  state.running.delete(transaction);
  const served: Served = servedBy(running, outcome, context.self);
  for (const to of routers) context.send(to, { type: "TransactionReply", transaction, outcome, served });
}
