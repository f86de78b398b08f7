/**
 * The way of one storage request: to a copy of its partition, again elsewhere when that copy does not answer or does not
 * lead, on to the next partition when a page goes on there, and to an outcome: an answer, or a 500 when time is up. Where
 * the outcome goes is its sink's business. [RT-2..7]
 */
import { assert, present } from "../../base/assert.ts";
import { without } from "../../base/emptied-map.ts";
import { dynamoError, WORDING } from "../../dynamo/errors.ts";
import { finishRange, startBudget } from "../../dynamo/range-read.ts";
import type { BoundRange, PageOutcome } from "../../dynamo/requests.ts";
import type { ActorId, Micros } from "../../sim/message.ts";
import type { Json } from "../function-runtime.ts";
import { keyLabel } from "../labels.ts";
import { noteNotLeader, noteSilence } from "../leader-finder.ts";
import type { RequestId, Served, StorageAnswer } from "../messages.ts";
import type { Partition, TablePlacement } from "../placement.ts";
import { type GroupName, groupId } from "../places.ts";
import { clientRequest } from "../request-id.ts";
import { indexToVisit, storageCall, visitsOf } from "../request-route.ts";
import { failed, internalServerError, settle } from "./answers.ts";
import { anyReplica, attemptTimeout, isSuspect, leaderOf, suspect } from "./choose-replica.ts";
import type { Outcome, Pending, RouterContext, RouterState, Sink } from "./router-state.ts";

/** A request that nobody could serve for this long is answered with a 500 (ours; the service publishes no figure). */
const DEADLINE_MICROS: Micros = 6_000_000;
/** Pause before asking again while a partition has no leader. */
const NO_LEADER_PAUSE_MICROS: Micros = 100_000;
/** A hint is followed at once, but two replicas that name each other must not keep a request going round for ever. */
const HINTS_MAX = 2;
/** Items named in the facts about a page: enough for any picture. */
const SERVED_ITEMS_MAX = 200;

/** @param request a name that no other storage request has: by it a leader knows a second try */
export function startStorageRequest(
  state: RouterState,
  { request, sink, bound, placement }: Pick<Pending, "request" | "sink" | "bound"> & { placement: TablePlacement },
  context: RouterContext,
): void {
  const visits = visitsOf(placement, bound);
  const visit = present(visits[0], "a table has a partition");
  const pending: Pending = {
    request,
    sink,
    bound,
    group: groupOf(state.region, placement.schema.name, indexToVisit(bound), visit.partition),
    visit,
    attempt: 1,
    hints: 0,
    replica: "",
    timer: null,
    deadline: context.now + Math.max(DEADLINE_MICROS, 4 * attemptTimeout(context)),
    pages: [],
    budget: bound.kind === "range" ? startBudget(bound) : null,
    visitsLeft: visits.slice(1),
    served: null,
  };
  dispatch(state, pending, null, context);
}

const groups = new WeakMap<Partition, GroupName>();

/** The name of a partition's machines: one object for all requests, so that ids made of it are made once. */
function groupOf(region: string, table: string, index: string | null, partition: Partition): GroupName {
  const known = groups.get(partition);
  if (known !== undefined && known.region === region && known.table === table && known.index === index) return known;
  const group: GroupName = { region, table, index, partition: partition.name };
  groups.set(partition, group);
  return group;
}

/** Sends the request to a replica: the leader when it must be, any other than `avoid` when it may be. */
function dispatch(state: RouterState, pending: Pending, avoid: ActorId | null, context: RouterContext): void {
  const { request, bound, group, attempt } = pending;
  assert(pending.timer === null, "one answer is waited for at a time");
  if (!state.catalogue.has(group.table)) {
    finish(state, pending, failed(dynamoError("ResourceNotFoundException", WORDING.tableNotFound)), context);
    return;
  }
  const strong = bound.write || bound.consistentRead;
  const replica = strong ? leaderOf(state, group, context) : anyReplica(state, group, avoid, context);
  const timer = context.after(attemptTimeout(context), { type: "StorageTimeout", request, attempt });
  state.pending.set(request, { ...pending, replica, timer });
  context.record(() => ({
    kind: "RequestRouted",
    request: clientRequest(request),
    table: group.table,
    index: group.index,
    partition: group.partition,
    replica,
    strong,
    label: bound.kind === "item" ? keyLabel(bound.key) : null,
    hash: pending.visit.hash,
  }));
  const call = storageCall(bound, pending.visit, pending.budget);
  context.send(replica, { type: "StorageRequest", request, attempt, call });
}

export function onReply(
  state: RouterState,
  request: RequestId,
  attempt: number,
  reply: StorageAnswer,
  context: RouterContext,
): void {
  const waiting = state.pending.get(request);
  // Answered already, or an old try: of those only "done" counts, because then it was done.
  if (waiting === undefined || (waiting.attempt !== attempt && reply.kind !== "done")) return;
  if (waiting.timer !== null) context.cancel(waiting.timer);
  if (state.suspects.size > 0) state.suspects.delete(context.delivery.from);
  const pending: Pending = { ...waiting, timer: null };
  if (reply.kind === "not-leader") {
    onNotLeader(state, pending, reply.leader, context);
    return;
  }
  if (pending.bound.kind === "item" && pending.bound.write) {
    state.leaders.set(groupId(pending.group), context.delivery.from);
  }
  if (reply.kind === "page") {
    onPage(state, pending, reply.page, reply.served, context);
    return;
  }
  const { served } = reply;
  const outcome: Outcome =
    reply.kind === "done"
      ? { status: 200, body: reply.response, error: null, served }
      : { status: reply.error.status, body: null, error: reply.error, served };
  finish(state, pending, outcome, context);
}

function onPage(state: RouterState, pending: Pending, page: PageOutcome, served: Served, context: RouterContext): void {
  const pages = [...pending.pages, page];
  const all = pending.served === null ? served : joinServed(pending.served, served);
  const next = pending.visitsLeft[0];
  if (page.stop === "exhausted" && next !== undefined) {
    const onward: Pending = {
      ...pending,
      pages,
      budget: page.budget,
      served: all,
      attempt: pending.attempt + 1,
      hints: 0,
      group: groupOf(pending.group.region, pending.group.table, pending.group.index, next.partition),
      visit: next,
      visitsLeft: pending.visitsLeft.slice(1),
    };
    dispatch(state, onward, null, context);
    return;
  }
  const { response, readUnits } = finishRange(pending.bound as BoundRange, pages);
  finish(state, pending, { status: 200, body: response as Json, error: null, served: { ...all, readUnits } }, context);
}

function joinServed(before: Served, now: Served): Served {
  return { ...now, items: [...before.items, ...now.items].slice(0, SERVED_ITEMS_MAX) };
}

function onNotLeader(state: RouterState, pending: Pending, hint: ActorId | null, context: RouterContext): void {
  const { request, group, replica, hints } = pending;
  if (context.now >= pending.deadline) {
    finish(state, pending, internalServerError(), context);
    return;
  }
  const follow = hint !== null && hint !== replica && hints < HINTS_MAX && !isSuspect(state, hint, context);
  const attempt = pending.attempt + 1;
  const next: Pending = { ...pending, attempt, hints: follow ? hints + 1 : 0 };
  recordRetry(request, attempt, follow ? "not-leader" : "no-leader", context);
  if (follow) {
    noteNotLeader(state.leaders, group, replica, hint);
    dispatch(state, next, null, context);
    return;
  }
  noteSilence(state.leaders, group, replica);
  state.pending.set(request, next);
  context.after(NO_LEADER_PAUSE_MICROS, { type: "RetryStorage", request, attempt });
}

export function onRetry(state: RouterState, request: RequestId, attempt: number, context: RouterContext): void {
  const pending = state.pending.get(request);
  if (pending !== undefined && pending.attempt === attempt) dispatch(state, pending, pending.replica, context);
}

export function onTimeout(state: RouterState, request: RequestId, attempt: number, context: RouterContext): void {
  const pending = state.pending.get(request);
  if (pending === undefined || pending.attempt !== attempt) return;
  suspect(state, pending.group, pending.replica, context);
  if (context.now >= pending.deadline) {
    finish(state, pending, internalServerError(), context);
    return;
  }
  recordRetry(request, attempt + 1, "timeout", context);
  dispatch(state, { ...pending, attempt: attempt + 1, hints: 0, timer: null }, pending.replica, context);
}

function recordRetry(
  request: RequestId,
  attempt: number,
  reason: "not-leader" | "timeout" | "no-leader",
  context: RouterContext,
): void {
  context.record({ kind: "RequestRetried", request: clientRequest(request), attempt, reason });
}

function finish(
  state: RouterState,
  { request, sink }: { request: RequestId; sink: Sink },
  outcome: Outcome,
  context: RouterContext,
): void {
  state.pending = without(state.pending, request);
  settle(state, request, sink, outcome, context);
}
