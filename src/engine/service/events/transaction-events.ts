/** Transactions: prepared, decided, carried out, handed over. */
import type { ActorId, Micros } from "../../sim/message.ts";
import type { RequestId } from "../messages.ts";
import type { AboutGroup, AboutItem, FactsOf } from "./about.ts";

export type TransactionEvent =
  | {
      readonly kind: "TransactionRouted";
      readonly region: string;
      readonly request: RequestId;
      readonly coordinator: ActorId;
      readonly attempt: number;
      readonly actions: number;
      readonly writes: boolean;
    }
  | {
      readonly kind: "TransactionStarted";
      readonly region: string;
      readonly request: RequestId;
      readonly coordinator: ActorId;
      readonly timestamp: Micros;
      readonly tables: readonly string[];
      readonly actions: number;
    }
  | ({
      readonly kind: "ItemPrepared";
      readonly request: RequestId;
      readonly version: number | null;
      readonly timestamp: Micros;
      /** A ConditionCheck: the item will stay as it is. */
      readonly checks: boolean;
    } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "PrepareRefused";
      readonly request: RequestId;
      readonly version: number | null;
      readonly reason: "prepared" | "timestamp" | "condition" | "validation" | "capacity";
      readonly message: string;
    } & AboutGroup &
      AboutItem)
  | {
      readonly kind: "TransactionCommitted";
      readonly region: string;
      readonly request: RequestId;
      readonly actions: number;
    }
  | {
      readonly kind: "TransactionCancelled";
      readonly region: string;
      readonly request: RequestId;
      /** By action; null: nothing stands against it. */
      readonly faults: readonly (string | null)[];
    }
  | ({ readonly kind: "ItemReleased"; readonly request: RequestId; readonly committed: boolean } & AboutGroup &
      AboutItem)
  | {
      readonly kind: "TransactionCompleted";
      readonly region: string;
      readonly request: RequestId;
      readonly committed: boolean;
    }
  | {
      readonly kind: "TransactionHandedOver";
      readonly region: string;
      readonly request: RequestId;
      readonly coordinator: ActorId;
    }
  | ({ readonly kind: "WriteConflicted"; readonly request: RequestId } & AboutGroup & AboutItem)
  | ({
      readonly kind: "ReadConfirmed";
      readonly request: RequestId;
      readonly zone: string;
      readonly version: number | null;
    } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "TransactionReadRefused";
      readonly request: RequestId;
      readonly reason: "prepared" | "writing" | "changed";
    } & AboutGroup &
      AboutItem);

export const TRANSACTION_FACTS: FactsOf<TransactionEvent> = {
  TransactionRouted: { fidelity: "documented", source: "ATC23 §4: any coordinator takes any transaction" },
  TransactionStarted: { fidelity: "documented", source: "ATC23 §4: timestamp, then the ledger" },
  ItemPrepared: { fidelity: "documented", source: "ATC23 §4: prepare" },
  PrepareRefused: { fidelity: "documented", source: "ATC23 §4: condition, timestamp, ongoing transaction" },
  TransactionCommitted: { fidelity: "documented", source: "ATC23 §4: the ledger's write is the commit point" },
  TransactionCancelled: { fidelity: "documented", source: "ATC23 §4; API TransactionCanceledException" },
  ItemReleased: { fidelity: "documented", source: "ATC23 §4: commit, cancel" },
  TransactionCompleted: { fidelity: "documented", source: "ATC23 §4" },
  TransactionHandedOver: { fidelity: "documented", source: "ATC23 §4: recovery managers; the patience is ours" },
  WriteConflicted: { fidelity: "documented", source: "DG-TX: TransactionConflictException" },
  ReadConfirmed: {
    fidelity: "documented",
    source: "ATC23 §4: the second round; the item's version stands for the LSN",
  },
  TransactionReadRefused: { fidelity: "documented", source: "ATC23 §4; DG-TX" },
};
