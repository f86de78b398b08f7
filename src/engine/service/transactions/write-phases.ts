/**
 * The two phases of TransactWriteItems: prepare every item; then, once the ledger has the decision, commit or release
 * every item. Every step may be taken twice, by two coordinators even, with the effect of once. [TX-5..8]
 */
import { dynamoError } from "../../dynamo/errors.ts";
import { NO_INDEX_UNITS } from "../../dynamo/transaction-write.ts";
import { ledgerId } from "../places.ts";
import { askEverybody } from "./ask-leaders.ts";
import { type CoordinatorContext, type CoordinatorState, faultsOf, type Running } from "./coordinator-state.ts";
import type { Decision, TransactionOutcome } from "./transaction-messages.ts";

/** Every leader has said whether its item can take part. */
export function prepared(state: CoordinatorState, running: Running, context: CoordinatorContext): void {
  const { transaction, parts } = running;
  const units = parts.map(({ answer }) =>
    answer?.kind === "accepted" || answer?.kind === "refused" ? answer.writeUnits : 0,
  );
  const all = parts.every(({ answer }) => answer?.kind === "accepted");
  // An item that is done with the transaction means that somebody has decided already: the ledger knows what.
  const decision: Decision = all
    ? { kind: "commit" }
    : { kind: "cancel", outcome: { kind: "cancelled", faults: faultsOf(parts) } };
  state.running.set(transaction, { ...running, units, phase: "deciding" });
  context.send(ledgerId(state.region), { type: "LedgerDecide", transaction, decision });
}

/** The second phase. A decision is never taken back. */
export function carryOut(
  state: CoordinatorState,
  running: Running,
  decision: Decision,
  context: CoordinatorContext,
): void {
  const phase = decision.kind === "commit" ? "committing" : "releasing";
  askEverybody(state, { ...running, decision }, phase, context);
}

/** Every item has been committed, or released. */
export function finished(state: CoordinatorState, running: Running, context: CoordinatorContext): void {
  const { transaction, decision } = running;
  const outcome: TransactionOutcome =
    decision?.kind === "cancel" ? decision.outcome : { kind: "committed", results: resultsOf(running) };
  state.running.set(transaction, { ...running, phase: "closing" });
  context.send(ledgerId(state.region), { type: "LedgerFinish", transaction, outcome });
}

function resultsOf({ parts }: Running) {
  return parts.map(({ answer }) =>
    answer?.kind === "committed" && answer.result !== null
      ? answer.result
      : { writeUnits: 0, indexUnits: NO_INDEX_UNITS, bytes: 0, version: null },
  );
}

/**
 * A phase has taken too long. What is not decided is cancelled; what is decided is left to the ledger, which gives it
 * to another coordinator, again and again until it is done.
 */
export function tooLong(state: CoordinatorState, running: Running, context: CoordinatorContext): void {
  const { transaction } = running;
  if (running.phase !== "preparing") {
    state.running.delete(transaction);
    return;
  }
  const error = dynamoError("InternalServerError", "Internal server error");
  state.running.set(transaction, { ...running, phase: "deciding" });
  const decision: Decision = { kind: "cancel", outcome: { kind: "failed", error } };
  context.send(ledgerId(state.region), { type: "LedgerDecide", transaction, decision });
}
