/**
 * The two rounds of TransactGetItems: read every item from its leader, then ask every leader whether its item is still
 * the same. If it is, all of them were so at one moment, between the rounds. No locks, no ledger. [TX-11]
 */
import { type DynamoError, dynamoError, WORDING } from "../../dynamo/errors.ts";
import { keyLabel } from "../labels.ts";
import { askEverybody } from "./ask-leaders.ts";
import { type CoordinatorContext, type CoordinatorState, faultsOf, type Running } from "./coordinator-state.ts";
import type { StepAnswer, TransactionOutcome } from "./transaction-messages.ts";

/** After the first round: the outcome if an item was being written, else null, and the second round begins. */
export function valuesRead(
  state: CoordinatorState,
  running: Running,
  context: CoordinatorContext,
): TransactionOutcome | null {
  const faults = faultsOf(running.parts);
  if (faults.some((fault) => fault !== null)) return { kind: "cancelled", faults };
  const values = running.parts.map(({ answer }) => answer as StepAnswer & { readonly kind: "value" });
  askEverybody(state, { ...running, values }, "confirming", context);
  return null;
}

/** After the second round. */
export function confirmed(running: Running, context: CoordinatorContext): TransactionOutcome {
  const faults = running.parts.map(({ placed, answer }, i): DynamoError | null => {
    if (answer?.kind === "refused") return answer.error;
    if (answer?.kind === "value" && answer.stamp === running.values[i]?.stamp) return null;
    const { group, bound } = placed;
    context.record({
      kind: "TransactionReadRefused",
      ...group,
      request: running.transaction,
      label: keyLabel(bound.key),
      reason: "changed",
    });
    return dynamoError("TransactionConflictException", WORDING.transactionOngoing);
  });
  if (faults.some((fault) => fault !== null)) return { kind: "cancelled", faults };
  return { kind: "read", items: running.values.map(({ item }) => item) };
}

export function readFailed(): TransactionOutcome {
  return { kind: "failed", error: dynamoError("InternalServerError", "Internal server error") };
}
