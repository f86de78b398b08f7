/** What a transaction coordinator keeps: memory only, which dies with it. What must survive is in the ledger. */
import type { DynamoError } from "../../dynamo/errors.ts";
import type { Context, Timer } from "../../sim/actor.ts";
import type { ActorId, Micros } from "../../sim/message.ts";
import type { Event } from "../events.ts";
import type { KnownLeaders } from "../leader-finder.ts";
import type { Message } from "../messages.ts";
import type { Zone } from "../places.ts";
import type { Decision, PlacedAction, StepAnswer, TransactionId } from "./transaction-messages.ts";

export type CoordinatorContext = Context<Message, Event>;

/** What is being waited for: the ledger (opening, deciding, closing), another coordinator, or the items' leaders. */
export type Phase =
  | "opening"
  | "elsewhere"
  | "preparing"
  | "deciding"
  | "committing"
  | "releasing"
  | "closing"
  | "reading"
  | "confirming";

/** One action in the present phase. */
export interface Part {
  readonly placed: PlacedAction;
  readonly asked: ActorId;
  /** Hints about the leader followed since the last pause. */
  readonly hints: number;
  /** null: not yet. */
  readonly answer: StepAnswer | null;
}

/** A transaction under way. Replaced, never changed. */
export interface Running {
  readonly transaction: TransactionId;
  /** Routers that wait for the outcome; none when the ledger handed it over. */
  readonly routers: readonly ActorId[];
  readonly timestamp: Micros;
  readonly phase: Phase;
  readonly parts: readonly Part[];
  /** Goes up with every asking, so that an old timer is recognised. */
  readonly round: number;
  /** null: no leader is being waited for. */
  readonly timer: Timer | null;
  /** End of the patience with the present phase. */
  readonly deadline: Micros;
  readonly decision: Decision | null;
  /** Reads: what the first round found. */
  readonly values: readonly (StepAnswer & { readonly kind: "value" })[];
  /** What the items' leaders said so far, for the charge. */
  readonly units: readonly number[];
}

export interface CoordinatorState {
  readonly region: string;
  readonly zone: Zone;
  leaders: KnownLeaders;
  running: Map<TransactionId, Running>;
}

export function newCoordinatorState(region: string, zone: Zone): CoordinatorState {
  return { region, zone, leaders: new Map(), running: new Map() };
}

/** What stands against each action, by the answers to a phase. */
export function faultsOf(parts: readonly Part[]): (DynamoError | null)[] {
  return parts.map(({ answer }) => (answer?.kind === "refused" ? answer.error : null));
}
