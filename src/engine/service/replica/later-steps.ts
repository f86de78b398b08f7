/** What a leader does for transactions, which comes later (`transaction-steps.ts`). [LATER-1, TX-5] */
import { Later } from "../../base/later.ts";
import type { TransactionMark } from "../transactions/transaction-mark.ts";
import type { TransactionId, TransactionStep } from "../transactions/transaction-messages.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";

export interface TransactionSteps {
  takeStep(state: ReplicaState, message: TransactionStep, context: ReplicaContext): void;
  /** No write of the item is under way. */
  stepNow(state: ReplicaState, message: TransactionStep, context: ReplicaContext): void;
  /** The leader has a majority for a mark. */
  markSettled(state: ReplicaState, mark: TransactionMark, context: ReplicaContext): void;
  dropPrepared(state: ReplicaState, transaction: TransactionId, storageKey: string, context: ReplicaContext): void;
}

export const TRANSACTION_STEPS = new Later<TransactionSteps>("an item's part in transactions");
