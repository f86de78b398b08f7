/** What the ledger of a Region keeps. It stands in every world; its code (`ledger.ts`) comes later. [TX-6..8] */
import type { BoundTransactAction } from "../../dynamo/requests.ts";
import type { Timer } from "../../sim/actor.ts";
import type { ActorId, Micros } from "../../sim/message.ts";
import type { Decision, PlacedAction, TokenUse, TransactionId, TransactionOutcome } from "./transaction-messages.ts";

/** PREPARING while `decision` is null, then COMMITTING or CANCELLING, COMPLETED with an outcome. Replaced, never changed. */
export interface LedgerEntry {
  readonly transaction: TransactionId;
  readonly token: TokenUse | null;
  /** Emptied when it is completed. */
  readonly actions: readonly PlacedAction<BoundTransactAction>[];
  readonly timestamp: Micros;
  readonly decision: Decision | null;
  readonly outcome: TransactionOutcome | null;
  readonly finishedAt: Micros;
  /** Coordinators that want to know the outcome. */
  readonly watchers: readonly ActorId[];
  /** Times it was handed over. */
  readonly handovers: number;
  readonly timer: Timer | null;
}

export interface LedgerState {
  readonly region: string;
  /** In order of beginning. */
  entries: Map<TransactionId, LedgerEntry>;
  tokens: Map<string, TransactionId>;
}

export function newLedgerState(region: string): LedgerState {
  return { region, entries: new Map(), tokens: new Map() };
}

/** True when "quiet" does not wait for some transaction of this ledger. */
export function transactionsWaitInBackground(state: LedgerState): boolean {
  for (const { timer } of state.entries.values()) if (timer?.background) return true;
  return false;
}
