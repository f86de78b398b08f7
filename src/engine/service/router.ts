/**
 * The front door and request router of a Region: parses and validates, finds the partition by the key's hash, sends
 * the request to the leader or to any replica, walks a Scan over several partitions, tries again elsewhere when a node
 * does not answer, and gives up with a 500. It holds no items. Authentication comes with IAM. [RT-1..8]
 */
import { assert, present } from "../base/assert.ts";
import type { DynamoError } from "../dynamo/errors.ts";
import { dynamoError, WORDING } from "../dynamo/errors.ts";
import { finishRange, startBudget } from "../dynamo/range-read.ts";
import type { BoundRange, BoundRequest, DataRequest, PageBudget, PageOutcome } from "../dynamo/requests.ts";
import { bindRequest, parseRequest } from "../dynamo/stages.ts";
import type { ActorKind, Context, Timer } from "../sim/actor.ts";
import type { ActorId, Micros } from "../sim/message.ts";
import { writeRoundTripMicros } from "./copy-delivery.ts";
import type { Event } from "./events.ts";
import type { Json } from "./function-runtime.ts";
import { keyLabel } from "./labels.ts";
import { type KnownLeaders, leaderToAsk, noteNotLeader, noteSilence } from "./leader-finder.ts";
import type { ApiCall, Message, RequestId, Served, StorageAnswer } from "./messages.ts";
import type { Partition, TablePlacement } from "./placement.ts";
import { controlPlaneId, type GroupName, groupId, replicaId, ZONES } from "./places.ts";
import { indexToVisit, partitionsToVisit, storageCall } from "./request-route.ts";
import { firstLeaders } from "./table-machines.ts";

type RouterContext = Context<Message, Event>;

/** A request between its arrival and its answer. Replaced, never changed. */
interface Pending {
  readonly call: ApiCall;
  readonly replyTo: ActorId;
  readonly bound: BoundRequest;
  readonly group: GroupName;
  readonly partition: Partition;
  readonly attempt: number;
  /** Hints about the leader followed since the last pause. */
  readonly hints: number;
  readonly replica: ActorId;
  /** null: no answer is being waited for. */
  readonly timer: Timer | null;
  readonly deadline: Micros;
  /** Query and Scan: what was read, and the partitions still to visit. */
  readonly pages: readonly PageOutcome[];
  readonly budget: PageBudget | null;
  readonly partitionsLeft: readonly Partition[];
  readonly served: Served | null;
}

export interface RouterState {
  readonly region: string;
  /** Tables by name; a table that is not ACTIVE is not there. */
  catalogue: Map<string, TablePlacement>;
  /** Last known leader of each partition. */
  leaders: KnownLeaders;
  /** Replicas that did not answer, and until when they are avoided. */
  suspects: Map<ActorId, Micros>;
  pending: Map<RequestId, Pending>;
}

/** A request that nobody could serve for this long is answered with a 500 (ours; the service publishes no figure). */
const DEADLINE_MICROS: Micros = 6_000_000;
const SUSPECT_MICROS: Micros = 3_000_000;
/** Pause before asking again while a partition has no leader. */
const NO_LEADER_PAUSE_MICROS: Micros = 100_000;
/** A hint is followed at once, but two replicas that name each other must not keep a request going round for ever. */
const HINTS_MAX = 2;
/** Items named in the facts about a page: enough for any picture. */
const SERVED_ITEMS_MAX = 200;

export function newRouterState(region: string): RouterState {
  return { region, catalogue: new Map(), leaders: new Map(), suspects: new Map(), pending: new Map() };
}

export const router: ActorKind<RouterState, Message, Event> = {
  kind: "router",
  handle(state, message, context) {
    switch (message.type) {
      case "ApiRequest":
        accept(state, message.call, message.replyTo, context);
        return;
      case "StorageReply":
        onReply(state, message.request, message.attempt, message.answer, context);
        return;
      case "StorageTimeout":
        onTimeout(state, message.request, message.attempt, context);
        return;
      case "RetryStorage":
        onRetry(state, message.request, message.attempt, context);
        return;
      case "Catalogue":
        takeCatalogue(state, message.table, message.placement);
        return;
      default:
        assert(false, `a router does not take ${message.type}`);
    }
  },
};

function takeCatalogue(state: RouterState, table: string, placement: TablePlacement | null): void {
  if (placement === null) {
    state.catalogue.delete(table);
    return;
  }
  state.catalogue.set(table, placement);
  for (const [group, leader] of firstLeaders(placement)) state.leaders.set(group, leader);
}

function accept(state: RouterState, call: ApiCall, replyTo: ActorId, context: RouterContext): void {
  const parsed = parseRequest(call.operation, call.input);
  if (!parsed.ok) {
    reject(call, replyTo, parsed.error, context);
    return;
  }
  const request = parsed.request;
  switch (request.operation) {
    case "CreateTable":
    case "DeleteTable":
    case "DescribeTable":
    case "ListTables":
      context.send(controlPlaneId(state.region), { type: "ControlRequest", call, replyTo });
      return;
    default:
      acceptData(state, call, request, replyTo, context);
  }
}

function acceptData(
  state: RouterState,
  call: ApiCall,
  request: DataRequest,
  replyTo: ActorId,
  context: RouterContext,
): void {
  const placement = state.catalogue.get(tableNameOf(request.tableName));
  if (placement === undefined) {
    reject(call, replyTo, dynamoError("ResourceNotFoundException", WORDING.tableNotFound), context);
    return;
  }
  const bind = bindRequest(request, placement.schema);
  if (!bind.ok) {
    reject(call, replyTo, bind.error, context);
    return;
  }
  const { bound } = bind;
  const partitions = partitionsToVisit(placement, bound);
  const partition = present(partitions[0], "a table has a partition");
  const group: GroupName = {
    region: state.region,
    table: placement.schema.name,
    index: indexToVisit(bound),
    partition: partition.name,
  };
  const pending: Pending = {
    call,
    replyTo,
    bound,
    group,
    partition,
    attempt: 1,
    hints: 0,
    replica: "",
    timer: null,
    deadline: context.now + Math.max(DEADLINE_MICROS, 4 * attemptTimeout(context)),
    pages: [],
    budget: bound.kind === "range" ? startBudget(bound) : null,
    partitionsLeft: partitions.slice(1),
    served: null,
  };
  dispatch(state, pending, null, context);
}

/** Sends the request to a replica: the leader when it must be, any other than `avoid` when it may be. */
function dispatch(state: RouterState, pending: Pending, avoid: ActorId | null, context: RouterContext): void {
  const { bound, group, call, attempt } = pending;
  assert(pending.timer === null, "one answer is waited for at a time");
  if (!state.catalogue.has(group.table)) {
    state.pending.delete(call.request);
    reject(call, pending.replyTo, dynamoError("ResourceNotFoundException", WORDING.tableNotFound), context);
    return;
  }
  const strong = bound.write || bound.consistentRead;
  const replica = strong ? leaderOf(state, group, context) : anyReplica(state, group, avoid, context);
  const timer = context.after(attemptTimeout(context), { type: "StorageTimeout", request: call.request, attempt });
  state.pending.set(call.request, { ...pending, replica, timer });
  context.record({
    kind: "RequestRouted",
    request: call.request,
    table: group.table,
    index: group.index,
    partition: group.partition,
    replica,
    strong,
    label: bound.kind === "item" ? keyLabel(bound.key) : null,
    hash: bound.hash,
  });
  const storage = storageCall(bound, pending.partition, pending.budget);
  context.send(replica, { type: "StorageRequest", request: call.request, attempt, call: storage });
}

function onReply(
  state: RouterState,
  request: RequestId,
  attempt: number,
  answer: StorageAnswer,
  context: RouterContext,
): void {
  const pending = state.pending.get(request);
  // Answered already, or an old try: of those only "done" counts, because then it was done.
  if (pending === undefined || (pending.attempt !== attempt && answer.kind !== "done")) return;
  if (pending.timer !== null) context.cancel(pending.timer);
  if (state.suspects.size > 0) state.suspects.delete(context.delivery.from);
  if (answer.kind === "not-leader") {
    onNotLeader(state, { ...pending, timer: null }, answer.leader, context);
    return;
  }
  if (pending.bound.kind === "item" && pending.bound.write) {
    state.leaders.set(groupId(pending.group), context.delivery.from);
  }
  if (answer.kind === "page") {
    onPage(state, { ...pending, timer: null }, answer.page, answer.served, context);
    return;
  }
  state.pending.delete(request);
  const body = answer.kind === "done" ? answer.response : null;
  const error = answer.kind === "refused" ? answer.error : null;
  context.send(pending.replyTo, {
    type: "ApiResponse",
    answer: { request, status: error?.status ?? 200, body, error, served: answer.served },
  });
}

function onPage(state: RouterState, pending: Pending, page: PageOutcome, served: Served, context: RouterContext): void {
  const pages = [...pending.pages, page];
  const all = pending.served === null ? served : joinServed(pending.served, served);
  const next = pending.partitionsLeft[0];
  if (page.stop === "exhausted" && next !== undefined) {
    const onward: Pending = {
      ...pending,
      pages,
      budget: page.budget,
      served: all,
      attempt: pending.attempt + 1,
      hints: 0,
      group: { ...pending.group, partition: next.name },
      partition: next,
      partitionsLeft: pending.partitionsLeft.slice(1),
    };
    dispatch(state, onward, null, context);
    return;
  }
  state.pending.delete(pending.call.request);
  const { response, readUnits } = finishRange(pending.bound as BoundRange, pages);
  context.send(pending.replyTo, {
    type: "ApiResponse",
    answer: {
      request: pending.call.request,
      status: 200,
      body: response as Json,
      error: null,
      served: { ...all, readUnits },
    },
  });
}

function joinServed(before: Served, now: Served): Served {
  return { ...now, items: [...before.items, ...now.items].slice(0, SERVED_ITEMS_MAX) };
}

function onNotLeader(state: RouterState, pending: Pending, hint: ActorId | null, context: RouterContext): void {
  const { call, group, replica, hints } = pending;
  if (context.now >= pending.deadline) {
    giveUp(state, pending, context);
    return;
  }
  const follow = hint !== null && hint !== replica && hints < HINTS_MAX && !isSuspect(state, hint, context);
  const attempt = pending.attempt + 1;
  const next: Pending = { ...pending, attempt, hints: follow ? hints + 1 : 0 };
  context.record({
    kind: "RequestRetried",
    request: call.request,
    attempt,
    reason: follow ? "not-leader" : "no-leader",
  });
  if (follow) {
    noteNotLeader(state.leaders, group, replica, hint);
    dispatch(state, next, null, context);
    return;
  }
  noteSilence(state.leaders, group, replica);
  state.pending.set(call.request, next);
  context.after(NO_LEADER_PAUSE_MICROS, { type: "RetryStorage", request: call.request, attempt });
}

function onRetry(state: RouterState, request: RequestId, attempt: number, context: RouterContext): void {
  const pending = state.pending.get(request);
  if (pending !== undefined && pending.attempt === attempt) dispatch(state, pending, pending.replica, context);
}

function onTimeout(state: RouterState, request: RequestId, attempt: number, context: RouterContext): void {
  const pending = state.pending.get(request);
  if (pending === undefined || pending.attempt !== attempt) return;
  const { group, replica } = pending;
  state.suspects.set(replica, context.now + Math.max(SUSPECT_MICROS, 2 * attemptTimeout(context)));
  noteSilence(state.leaders, group, replica);
  if (context.now >= pending.deadline) {
    giveUp(state, pending, context);
    return;
  }
  context.record({ kind: "RequestRetried", request, attempt: attempt + 1, reason: "timeout" });
  dispatch(state, { ...pending, attempt: attempt + 1, hints: 0, timer: null }, replica, context);
}

function giveUp(state: RouterState, pending: Pending, context: RouterContext): void {
  state.pending.delete(pending.call.request);
  reject(pending.call, pending.replyTo, dynamoError("InternalServerError", "Internal server error"), context);
}

function reject(call: ApiCall, replyTo: ActorId, error: DynamoError, context: RouterContext): void {
  context.record({ kind: "RequestRejected", request: call.request, error: error.name, message: error.message });
  context.send(replyTo, {
    type: "ApiResponse",
    answer: { request: call.request, status: error.status, body: null, error, served: null },
  });
}

/** The last known leader; while that is silent, the next zone. */
function leaderOf(state: RouterState, group: GroupName, context: RouterContext): ActorId {
  for (let tries = 1; tries < ZONES.length && isSuspect(state, leaderToAsk(state.leaders, group), context); tries++) {
    noteSilence(state.leaders, group, leaderToAsk(state.leaders, group));
  }
  return leaderToAsk(state.leaders, group);
}

/** A replica at random, so that eventually consistent reads are spread over all three. */
function anyReplica(state: RouterState, group: GroupName, avoid: ActorId | null, context: RouterContext): ActorId {
  const all = ZONES.map((zone) => replicaId(group, zone));
  const good = all.filter((id) => id !== avoid && !isSuspect(state, id, context));
  const from = good.length > 0 ? good : all;
  return present(from[context.random("replica").below(from.length)], "a replica to ask");
}

function isSuspect(state: RouterState, replica: ActorId, context: RouterContext): boolean {
  return (state.suspects.get(replica) ?? -1) > context.now;
}

/** Long enough for a write and the one before it, whatever the profile's clock. */
function attemptTimeout({ profile }: RouterContext): Micros {
  return Math.max(250_000, 2 * writeRoundTripMicros(profile, profile.inRegion));
}

/** A table may be named by its ARN. */
function tableNameOf(nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1) : nameOrArn;
}
