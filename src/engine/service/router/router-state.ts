/**
 * What a router remembers. Plain data: a storage request that waits names where its outcome goes (`Sink`), and a request
 * made of several names how their outcomes become one answer (`Shape`); both are looked up when the time has come. [RT-9]
 */

import type { StatementShape } from "../../dynamo/partiql/answer.ts";
import type { BoundRequest, PageBudget, PageOutcome, ReturnConsumedCapacity } from "../../dynamo/requests.ts";
import type { Context, Timer } from "../../sim/actor.ts";
import type { ActorId, Micros } from "../../sim/message.ts";
import type { Event } from "../events.ts";
import type { KnownLeaders } from "../leader-finder.ts";
import type { ApiAnswer, ApiCall, Message, RequestId, Served } from "../messages.ts";
import type { TablePlacement } from "../placement.ts";
import type { GroupName } from "../places.ts";
import type { Visit } from "../request-route.ts";
import type { TransactionWork } from "../transactions/transaction-messages.ts";

export type RouterContext = Context<Message, Event>;

/** How a storage request ended: an answer, whoever it will be for. `served` is null when no replica answered. */
export type Outcome = Omit<ApiAnswer, "request">;

/** Where the outcome of a storage request goes. */
export type Sink =
  | { readonly kind: "client"; readonly replyTo: ActorId }
  /** To the fan-out of that client's request, as its part of that number. */
  | { readonly kind: "part"; readonly parent: RequestId; readonly part: number };

/** A storage request between its start and its outcome. Replaced, never changed. */
export interface Pending {
  /** Its own name: of a part, not the client's. */
  readonly request: RequestId;
  readonly sink: Sink;
  readonly bound: BoundRequest;
  readonly group: GroupName;
  readonly visit: Visit;
  readonly attempt: number;
  /** Hints about the leader followed since the last pause. */
  readonly hints: number;
  readonly replica: ActorId;
  /** null: no answer is being waited for. */
  readonly timer: Timer | null;
  readonly deadline: Micros;
  /** Query and Scan: what was read, and where to go on. */
  readonly pages: readonly PageOutcome[];
  readonly budget: PageBudget | null;
  readonly visitsLeft: readonly Visit[];
  readonly served: Served | null;
}

/** How a fan-out's outcomes become its answer: the name of a function in `shapes.ts`, and what it needs to know. */
export type Shape =
  | { readonly name: "BatchGetItem" | "BatchWriteItem" }
  | { readonly name: "ExecuteStatement"; readonly statement: StatementShape }
  | { readonly name: "BatchExecuteStatement"; readonly statements: readonly StatementPart[] };

/** A statement of a batch: its table as named and how its answer looks; null: it could not be read, or not be bound. */
export interface StatementPart {
  readonly tableName: string | null;
  readonly shape: StatementShape | null;
}

/** A client's request that is carried out as several storage requests. Replaced, never changed. */
export interface FanOut {
  readonly call: ApiCall;
  readonly replyTo: ActorId;
  readonly shape: Shape;
  readonly parts: readonly Part[];
}

export interface Part {
  /** null: refused before it could be sent. */
  readonly bound: BoundRequest | null;
  /** null: not settled. */
  readonly outcome: Outcome | null;
}

export type SettledPart = Part & { readonly outcome: Outcome };

/** How the outcome of a transaction becomes its answer: the name of a case in `transaction-answers.ts`. */
export type TransactionShape = { readonly detail: ReturnConsumedCapacity } & (
  | { readonly name: "TransactWriteItems" | "TransactGetItems" }
  | { readonly name: "ExecuteTransaction"; readonly statements: readonly StatementShape[] }
);

/** A transaction between its handing over to a coordinator and its answer. Replaced, never changed. */
export interface PendingTransaction {
  readonly call: ApiCall;
  readonly replyTo: ActorId;
  readonly shape: TransactionShape;
  readonly work: TransactionWork;
  readonly attempt: number;
  /** Position of the zone whose coordinator was asked last. */
  readonly zone: number;
  readonly timer: Timer | null;
  readonly deadline: Micros;
}

export interface RouterState {
  readonly region: string;
  /** Tables by name; a table that is not ACTIVE is not there. */
  catalogue: Map<string, TablePlacement>;
  /** Last known leader of each partition. */
  leaders: KnownLeaders;
  /** Replicas that did not answer, and until when they are avoided. */
  suspects: Map<ActorId, Micros>;
  /** Storage requests, by their own name. */
  pending: Map<RequestId, Pending>;
  /** By the client's request. */
  fanOuts: Map<RequestId, FanOut>;
  /** By the client's request. */
  transactions: Map<RequestId, PendingTransaction>;
}

export function newRouterState(region: string): RouterState {
  return {
    region,
    catalogue: new Map(),
    leaders: new Map(),
    suspects: new Map(),
    pending: new Map(),
    fanOuts: new Map(),
    transactions: new Map(),
  };
}
