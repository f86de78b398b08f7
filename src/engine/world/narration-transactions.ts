/** The sentences, thread labels and message words of transactions: a part of narration.ts, narration-step.ts and thread-label.ts. */
import type { Event } from "../service/events.ts";
import type { TransactionMessage } from "../service/transactions/transaction-messages.ts";
import { partitionWords, zoneOf } from "./narration-context.ts";
import { counting } from "./narration-words.ts";

export type TransactionEvent = Extract<
  Event,
  {
    readonly kind:
      | "TransactionRouted"
      | "TransactionStarted"
      | "ItemPrepared"
      | "PrepareRefused"
      | "TransactionCommitted"
      | "TransactionCancelled"
      | "ItemReleased"
      | "TransactionCompleted"
      | "TransactionHandedOver"
      | "WriteConflicted"
      | "ReadConfirmed"
      | "TransactionReadRefused";
  }
>;

const REFUSALS: Readonly<Record<(TransactionEvent & { readonly kind: "PrepareRefused" })["reason"], string>> = {
  prepared: "Another transaction has it, and nobody waits for a lock.",
  timestamp:
    "It was written or checked after this transaction's timestamp, and transactions take effect in the order of theirs.",
  condition: "The condition does not hold.",
  validation: "The action cannot be applied to the item as it is.",
  capacity: "A global index that would have to take the change has no write capacity left.",
};

const READ_REFUSALS: Readonly<
  Record<(TransactionEvent & { readonly kind: "TransactionReadRefused" })["reason"], string>
> = {
  prepared: "A transaction has it, so its next value may be decided already.",
  writing: "A write of it is not committed yet.",
  changed: "It changed between the two rounds, so the items were not all as read at any one moment.",
};

export function narrateTransaction(event: TransactionEvent): { headline: string; detail: string } {
  switch (event.kind) {
    case "TransactionRouted":
      return {
        headline: `The router hands a transaction of ${counting(event.actions, event.writes ? "action" : "read")} to the coordinator in az ${zoneOf(event.coordinator)}.`,
        detail:
          event.attempt === 1
            ? "Any coordinator can take any transaction."
            : "The one before did not answer in time; this one learns from the ledger how far it got.",
      };
    case "TransactionStarted":
      return {
        headline: `A transaction of ${counting(event.actions, "action")} starts at timestamp ${event.timestamp}.`,
        detail: `The coordinator in az ${zoneOf(event.coordinator)} wrote it into the ledger, so it will be finished even if the coordinator dies.`,
      };
    case "ItemPrepared":
      return {
        headline: `${event.label} is prepared in ${partitionWords(event)}.`,
        detail: event.checks
          ? "The check holds, and the item stays as it is until the transaction ends."
          : "A majority of its copies knows. Reads still see the old value; other writes are refused.",
      };
    case "PrepareRefused":
      return { headline: `${event.label} does not take part in the transaction.`, detail: REFUSALS[event.reason] };
    case "TransactionCommitted":
      return {
        headline: `The transaction is committed: the ledger says so.`,
        detail: `All of its ${counting(event.actions, "action")} will happen now, whatever fails.`,
      };
    case "TransactionCancelled":
      return {
        headline: "The transaction is cancelled: the ledger says so.",
        detail: `${counting(event.faults.filter((fault) => fault !== null).length, "action")} could not take part, so nothing of it happens.`,
      };
    case "ItemReleased":
      return {
        headline: `${event.label} is free again.`,
        detail: event.committed
          ? "Its part of the transaction is done."
          : "It is as it was: the transaction was cancelled.",
      };
    case "TransactionCompleted":
      return {
        headline: `The transaction is over: ${event.committed ? "every item has its new value" : "every item is free again"}.`,
        detail: "The coordinator can answer the client.",
      };
    case "TransactionHandedOver":
      return {
        headline: `The ledger hands a transaction to the coordinator in az ${zoneOf(event.coordinator)}.`,
        detail: "It made no progress for too long. Every step may be taken twice without harm.",
      };
    case "WriteConflicted":
      return {
        headline: `The write of ${event.label} is refused: a transaction has the item.`,
        detail: "It may be tried again once the transaction is over.",
      };
    case "ReadConfirmed":
      return {
        headline: `${event.label} is still ${event.version === null ? "not there" : `version ${event.version}`}.`,
        detail: "The second round of a transactional read: what is unchanged was so at one moment between the rounds.",
      };
    case "TransactionReadRefused":
      return { headline: `${event.label} cannot be read as of one moment.`, detail: READ_REFUSALS[event.reason] };
  }
}

export function transactionThreadLabel(event: TransactionEvent): string {
  switch (event.kind) {
    case "TransactionRouted":
      return `coordinator in az ${zoneOf(event.coordinator)}`;
    case "TransactionStarted":
      return "transaction in the ledger";
    case "ItemPrepared":
      return `prepared in ${event.partition}`;
    case "PrepareRefused":
      return `does not take part: ${event.reason}`;
    case "TransactionCommitted":
      return "transaction committed";
    case "TransactionCancelled":
      return "transaction cancelled";
    case "ItemReleased":
      return "free again";
    case "TransactionCompleted":
      return "transaction over";
    case "TransactionHandedOver":
      return `az ${zoneOf(event.coordinator)} takes over`;
    case "WriteConflicted":
      return "refused: a transaction has it";
    case "ReadConfirmed":
      return `az ${event.zone}: still the same`;
    case "TransactionReadRefused":
      return `not as of one moment: ${event.reason}`;
  }
}

const STEP_WORDS = {
  prepare: "the question whether an item can take part",
  commit: "the word to commit an item",
  release: "the word to let an item go",
  read: "the first round of a transactional read",
  confirm: "the question whether an item is still the same",
} as const;

export function transactionMessageWords(message: TransactionMessage): string {
  switch (message.type) {
    case "TransactionRequest":
      return `a transaction of ${counting(message.work.actions.length, "action")}`;
    case "TransactionReply":
      return "the outcome of a transaction";
    case "CoordinatorTimeout":
    case "StepTimeout":
      return "the time for an answer is over";
    case "TransactionStep":
      return STEP_WORDS[message.step];
    case "TransactionStepReply":
      return `an item's answer: ${message.answer.kind === "not-leader" ? "another copy leads" : message.answer.kind}`;
    case "PreparedTooLong":
      return "an item has been prepared for long";
    case "LedgerBegin":
      return "a transaction for the ledger";
    case "LedgerBegun":
      return message.elsewhere ? "the word that another coordinator is at it" : "the word that it is in the ledger";
    case "LedgerDecide":
      return `the decision to ${message.decision.kind}`;
    case "LedgerDecided":
      return `the word that the ledger has the decision to ${message.decision.kind}`;
    case "LedgerFinish":
      return "the word that every item is done";
    case "LedgerOutcome":
      return "what the ledger says of a transaction";
    case "LedgerStalled":
      return "a transaction has made no progress";
    case "ResumeTransaction":
      return "a transaction that another coordinator left undone";
    case "AskLedger":
      return "the question what became of a transaction";
    case "TransactionOver":
      return "the word that a transaction is over";
  }
}
