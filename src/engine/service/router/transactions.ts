/**
 * A transaction on its way through the router: each action bound to its table, all of them handed to a coordinator, and
 * to another one when that does not answer. Nothing is carried out here.
 *
 * How to build an operation on it (ExecuteTransaction): parse the actions as TransactWriteItems or TransactGetItems would,
 * name a `TransactionShape` (a case in `transaction-answers.ts` that words the outcome) and call `startTransaction`. The
 * outcome comes as facts, one per action in order: what each did, what each found, or what stands against each. [RT-10]
 */

import { canonicalHash } from "../../base/canonical.ts";
import { type BoundAction, bindAction, emptyKeyFault, sameItemTwice } from "../../dynamo/bind-transaction.ts";
import type { DynamoError } from "../../dynamo/errors.ts";
import type { BoundGet, BoundTransactAction, ParsedGet, ParsedTransactAction } from "../../dynamo/requests.ts";
import { transactionCancelled } from "../../dynamo/transaction-answer.ts";
import type { ActorId } from "../../sim/message.ts";
import type { ApiCall, RequestId, Served } from "../messages.ts";
import { partitionFor, type TablePlacement } from "../placement.ts";
import { coordinatorId, ZONES } from "../places.ts";
import { patienceOf } from "../transactions/patience.ts";
import type { PlacedAction, TransactionOutcome, TransactionWork } from "../transactions/transaction-messages.ts";
import { answer, failed, internalServerError } from "./answers.ts";
import { leaderOf } from "./choose-replica.ts";
import { namedTable } from "./named-table.ts";
import type { PendingTransaction, RouterContext, RouterState, TransactionShape } from "./router-state.ts";
import { shapeTransaction } from "./transaction-answers.ts";

export interface NewTransaction {
  readonly call: ApiCall;
  readonly replyTo: ActorId;
  /** All writes and checks, or all reads. */
  readonly actions: readonly (ParsedTransactAction | ParsedGet)[];
  /** ClientRequestToken; null: none, or a transaction that reads. */
  readonly token: string | null;
  readonly shape: TransactionShape;
}

export function startTransaction(state: RouterState, spec: NewTransaction, context: RouterContext): void {
  const { call, replyTo, actions, token, shape } = spec;
  const placed = placeAll(state, actions, context);
  if ("error" in placed) {
    answer(call.request, replyTo, failed(placed.error), context);
    return;
  }
  const work: TransactionWork =
    actions[0]?.operation === "GetItem"
      ? { kind: "read", actions: placed.actions as readonly PlacedAction<BoundGet>[] }
      : {
          kind: "write",
          actions: placed.actions as readonly PlacedAction<BoundTransactAction>[],
          token: token === null ? null : { token, parameters: canonicalHash(actions) },
        };
  const pending: PendingTransaction = {
    call,
    replyTo,
    shape,
    work,
    attempt: 0,
    zone: context.random("coordinator").below(ZONES.length),
    timer: null,
    deadline: context.now + patienceOf(context.profile).deadlineMicros,
  };
  dispatch(state, pending, context);
}

/** Every action bound to its table's schema: first what refuses the request, then what cancels it. [TX-3] */
function placeAll(
  state: RouterState,
  actions: NewTransaction["actions"],
  context: RouterContext,
): { actions: readonly PlacedAction[] } | { error: DynamoError } {
  const placements: TablePlacement[] = [];
  for (const action of actions) {
    const named = namedTable(state, action.tableName);
    if ("error" in named) return named;
    const { placement } = named;
    const empty = emptyKeyFault(action, placement.schema);
    if (empty !== null) return { error: empty };
    placements.push(placement);
  }
  const placed: PlacedAction[] = [];
  for (const [i, action] of actions.entries()) {
    const placement = placements[i] as TablePlacement;
    const bind = bindAction(action, placement.schema);
    if (!bind.ok) return { error: transactionCancelled(actions.map((_, n) => (n === i ? bind.error : null))) };
    const partition = partitionFor(placement.partitions, bind.bound.hash).name;
    const group = { region: state.region, table: placement.schema.name, index: null, partition };
    placed.push({ group, bound: bind.bound, leader: leaderOf(state, group, context) });
  }
  const twice = sameItemTwice(placed.map(({ group, bound }) => ({ table: group.table, storageKey: bound.storageKey })));
  return twice === null ? { actions: placed } : { error: twice };
}

function dispatch(state: RouterState, pending: PendingTransaction, context: RouterContext): void {
  const { call, work } = pending;
  const attempt = pending.attempt + 1;
  const zone = (pending.zone + 1) % ZONES.length;
  const to = coordinatorId(state.region, ZONES[zone] as (typeof ZONES)[number]);
  const wait = patienceOf(context.profile).coordinatorMicros;
  const timer = context.after(wait, { type: "CoordinatorTimeout", transaction: call.request, attempt });
  state.transactions.set(call.request, { ...pending, attempt, zone, timer });
  context.record({
    kind: "TransactionRouted",
    region: state.region,
    request: call.request,
    coordinator: to,
    attempt,
    actions: work.actions.length,
    writes: work.kind === "write",
  });
  context.send(to, { type: "TransactionRequest", transaction: call.request, work });
}

/** The coordinator may be dead, or just slow: another one finds out from the ledger. */
export function onCoordinatorTimeout(
  state: RouterState,
  transaction: RequestId,
  attempt: number,
  context: RouterContext,
): void {
  const pending = state.transactions.get(transaction);
  if (pending === undefined || pending.attempt !== attempt) return;
  if (context.now < pending.deadline) {
    dispatch(state, { ...pending, timer: null }, context);
    return;
  }
  state.transactions.delete(transaction);
  answer(transaction, pending.replyTo, internalServerError(), context);
}

export function onTransactionReply(
  state: RouterState,
  transaction: RequestId,
  outcome: TransactionOutcome,
  served: Served | null,
  context: RouterContext,
): void {
  const pending = state.transactions.get(transaction);
  if (pending === undefined) return; // answered already
  if (pending.timer !== null) context.cancel(pending.timer);
  state.transactions.delete(transaction);
  const bounds: readonly BoundAction[] = pending.work.actions.map(({ bound }) => bound);
  answer(transaction, pending.replyTo, shapeTransaction(pending.shape, bounds, outcome, served), context);
}
