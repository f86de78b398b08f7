/**
 * What travels when a transaction is carried out (ATC23): between router and coordinator, coordinator and ledger,
 * coordinator and the leaders of the items. A transaction bears the name of the request that asked for it. [TX-4]
 */
import type { BoundAction } from "../../dynamo/bind-transaction.ts";
import type { DynamoError } from "../../dynamo/errors.ts";
import type { BoundGet, BoundTransactAction } from "../../dynamo/requests.ts";
import type { ActionResult } from "../../dynamo/transaction-write.ts";
import type { Item } from "../../dynamo/values.ts";
import type { ActorId, Micros } from "../../sim/message.ts";
import type { GroupName } from "../places.ts";
import type { RequestId, Served } from "../served.ts";

export type TransactionId = RequestId;

/** One action and the replication group that holds its item. */
export interface PlacedAction<B extends BoundAction = BoundAction> {
  readonly group: GroupName;
  readonly bound: B;
  /** Whom the router takes for the leader. */
  readonly leader: ActorId;
}

/** A ClientRequestToken, and what it was sent with: equal texts are equal requests. */
export interface TokenUse {
  readonly token: string;
  readonly parameters: string;
}

/** What a coordinator is asked to do. */
export type TransactionWork =
  | {
      readonly kind: "write";
      readonly actions: readonly PlacedAction<BoundTransactAction>[];
      readonly token: TokenUse | null;
    }
  | { readonly kind: "read"; readonly actions: readonly PlacedAction<BoundGet>[] };

/** How a transaction ended: facts for whoever words the answer. Lists are in the order of the actions. */
export type TransactionOutcome =
  | { readonly kind: "committed"; readonly results: readonly ActionResult[] }
  /** The token was used before, for the same: nothing was done. */
  | { readonly kind: "repeated"; readonly results: readonly ActionResult[] }
  | { readonly kind: "read"; readonly items: readonly (Item | null)[] }
  | { readonly kind: "cancelled"; readonly faults: readonly (DynamoError | null)[] }
  | { readonly kind: "failed"; readonly error: DynamoError };

export type Decision =
  | { readonly kind: "commit" }
  | { readonly kind: "cancel"; readonly outcome: TransactionOutcome & { readonly kind: "cancelled" | "failed" } };

/** What the leader of an item is asked: the two phases of a write, or the two rounds of a read. */
export type StepName = "prepare" | "commit" | "release" | "read" | "confirm";

export type StepAnswer =
  | { readonly kind: "accepted"; readonly version: number | null; readonly writeUnits: number }
  | { readonly kind: "refused"; readonly error: DynamoError; readonly writeUnits: number }
  /** This item is done with that transaction: the question came late. */
  | { readonly kind: "over" }
  /** null: it was committed before, and what it did is forgotten. */
  | { readonly kind: "committed"; readonly result: ActionResult | null }
  | { readonly kind: "released" }
  /** `stamp` changes with every change of the item: it stands for the LSN of the published protocol. */
  | { readonly kind: "value"; readonly item: Item | null; readonly version: number | null; readonly stamp: string }
  | { readonly kind: "not-leader"; readonly leader: ActorId | null };

export type TransactionStep = Extract<TransactionMessage, { readonly type: "TransactionStep" }>;
export type TransactionStepReply = Extract<TransactionMessage, { readonly type: "TransactionStepReply" }>;

export type TransactionMessage =
  // router and coordinator
  | { readonly type: "TransactionRequest"; readonly transaction: TransactionId; readonly work: TransactionWork }
  | {
      readonly type: "TransactionReply";
      readonly transaction: TransactionId;
      readonly outcome: TransactionOutcome;
      readonly served: Served | null;
    }
  | { readonly type: "CoordinatorTimeout"; readonly transaction: TransactionId; readonly attempt: number }
  // coordinator and the leaders of the items
  | {
      readonly type: "TransactionStep";
      readonly transaction: TransactionId;
      /** Position of the action in the request, from 0. */
      readonly index: number;
      readonly step: StepName;
      readonly timestamp: Micros;
      readonly bound: BoundAction;
      readonly replyTo: ActorId;
    }
  | {
      readonly type: "TransactionStepReply";
      readonly transaction: TransactionId;
      readonly index: number;
      readonly step: StepName;
      readonly answer: StepAnswer;
    }
  | { readonly type: "StepTimeout"; readonly transaction: TransactionId; readonly round: number }
  | { readonly type: "PreparedTooLong"; readonly storageKey: string; readonly watch: number }
  // the ledger
  | {
      readonly type: "LedgerBegin";
      readonly transaction: TransactionId;
      readonly actions: readonly PlacedAction<BoundTransactAction>[];
      readonly token: TokenUse | null;
      readonly timestamp: Micros;
    }
  /** The coordinator that asks may go on; `elsewhere`: another one is at it. */
  | { readonly type: "LedgerBegun"; readonly transaction: TransactionId; readonly elsewhere: boolean }
  | { readonly type: "LedgerDecide"; readonly transaction: TransactionId; readonly decision: Decision }
  | { readonly type: "LedgerDecided"; readonly transaction: TransactionId; readonly decision: Decision }
  | { readonly type: "LedgerFinish"; readonly transaction: TransactionId; readonly outcome: TransactionOutcome }
  | { readonly type: "LedgerOutcome"; readonly transaction: TransactionId; readonly outcome: TransactionOutcome }
  | { readonly type: "LedgerStalled"; readonly transaction: TransactionId }
  | {
      readonly type: "ResumeTransaction";
      readonly transaction: TransactionId;
      readonly actions: readonly PlacedAction<BoundTransactAction>[];
      readonly timestamp: Micros;
      /** null: nothing was decided, so it may still go either way. */
      readonly decision: Decision | null;
    }
  | {
      readonly type: "AskLedger";
      readonly transaction: TransactionId;
      readonly storageKey: string;
      readonly from: ActorId;
    }
  | { readonly type: "TransactionOver"; readonly transaction: TransactionId; readonly storageKey: string };
