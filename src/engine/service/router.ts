/**
 * The front door and request router of a Region: parses and validates, finds the partition by the key's hash, sends
 * the request to the leader or to any replica, walks a Scan over several partitions, tries again elsewhere when a node
 * does not answer, and gives up with a 500. It holds no items. Authentication comes with IAM. [RT-1..7]
 */
import { present } from "../base/assert.ts";
import type { DynamoError } from "../dynamo/errors.ts";
import { dynamoError, WORDING } from "../dynamo/errors.ts";
import { hashRange, intersectRanges } from "../dynamo/keys.ts";
import { finishRange, remainingRange, startBudget } from "../dynamo/range-read.ts";
import type { BoundRange, BoundRequest, DataRequest, PageBudget, PageOutcome } from "../dynamo/requests.ts";
import { bindRequest, parseRequest } from "../dynamo/stages.ts";
import type { ActorKind, Context, Timer } from "../sim/actor.ts";
import type { ActorId, Micros } from "../sim/message.ts";
import type { Event } from "./events.ts";
import type { Json } from "./function-runtime.ts";
import { keyLabel } from "./labels.ts";
import type { ApiCall, Message, RequestId, Served, StorageAnswer, StorageCall } from "./messages.ts";
import { type Partition, partitionFor, partitionsOf, type TablePlacement } from "./placement.ts";
import { controlPlaneId, type GroupName, groupId, replicaId, ZONES } from "./places.ts";

type RouterContext = Context<Message, Event>;

/** A request between its arrival and its answer. Replaced, never changed. */
interface Pending {
  readonly call: ApiCall;
  readonly replyTo: ActorId;
  readonly bound: BoundRequest;
  readonly group: GroupName;
  readonly attempt: number;
  readonly replica: ActorId;
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
  leaders: Map<ActorId, ActorId>;
  /** Replicas that did not answer, and until when they are avoided. */
  suspects: Map<ActorId, Micros>;
  pending: Map<RequestId, Pending>;
}

/** A request that nobody could serve for this long is answered with a 500. */
const DEADLINE_MICROS: Micros = 6_000_000;
const SUSPECT_MICROS: Micros = 3_000_000;
/** Pause before asking again while a partition has no leader. */
const NO_LEADER_PAUSE_MICROS: Micros = 100_000;

export function newRouterState(region: string): RouterState {
  return { region, catalogue: new Map(), leaders: new Map(), suspects: new Map(), pending: new Map() };
}

export const router: ActorKind<RouterState, Message, Event> = {
  kind: "router",
  handle(state, message, context) {
    switch (message.type) {
      case "ApiRequest":
        return accept(state, message.call, message.replyTo, context);
      case "StorageReply":
        return onReply(state, message.request, message.attempt, message.answer, context);
      case "StorageTimeout":
        return onTimeout(state, message.request, message.attempt, context);
      case "RetryStorage":
        return onRetry(state, message.request, message.attempt, context);
      case "Catalogue":
        if (message.placement === null) state.catalogue.delete(message.table);
        else state.catalogue.set(message.table, message.placement);
        return;
      default:
        throw new Error(`a router does not take ${message.type}`);
    }
  },
};

function accept(state: RouterState, call: ApiCall, replyTo: ActorId, context: RouterContext): void {
  const parsed = parseRequest(call.operation, call.input);
  if (!parsed.ok) return reject(call, replyTo, parsed.error, context);
  const request = parsed.request;
  switch (request.operation) {
    case "CreateTable":
    case "DeleteTable":
    case "DescribeTable":
    case "ListTables":
      return context.send(controlPlaneId(state.region), { type: "ControlRequest", call, replyTo });
    default:
      return acceptData(state, call, request, replyTo, context);
  }
}

function acceptData(state: RouterState, call: ApiCall, request: DataRequest, replyTo: ActorId, context: RouterContext): void {
  const placement = state.catalogue.get(tableNameOf(request.tableName));
  if (placement === undefined) return reject(call, replyTo, dynamoError("ResourceNotFoundException", WORDING.tableNotFound), context);
  const bind = bindRequest(request, placement.schema);
  if (!bind.ok) return reject(call, replyTo, bind.error, context);
  const bound = bind.bound;
  const index = bound.kind === "range" && bound.indexKind === "global" ? bound.indexName : null;
  const partitions = partitionsToVisit(placement, bound, index);
  const first = present(partitions[0], "a table has a partition");
  const group: GroupName = { region: state.region, table: placement.schema.name, index, partition: first.name };
  dispatch(state, {
    call, replyTo, bound, group, attempt: 1, replica: "", timer: null, deadline: context.now + DEADLINE_MICROS, pages: [],
    budget: bound.kind === "range" ? startBudget(bound) : null, partitionsLeft: partitions.slice(1), served: null,
  }, null, context);
}

/** Sends the request to a replica: the leader when it must be, any other than `avoid` when it may be. */
function dispatch(state: RouterState, pending: Pending, avoid: ActorId | null, context: RouterContext): void {
  const { bound, group, call, attempt } = pending;
  if (!state.catalogue.has(group.table)) {
    state.pending.delete(call.request);
    return reject(call, pending.replyTo, dynamoError("ResourceNotFoundException", WORDING.tableNotFound), context);
  }
  const strong = bound.write || bound.consistentRead;
  const replica = strong ? leaderOf(state, group) : anyReplica(state, group, avoid, context);
  const timer = context.after(attemptTimeout(context), { type: "StorageTimeout", request: call.request, attempt });
  state.pending.set(call.request, { ...pending, replica, timer });
  context.record({
    kind: "RequestRouted", request: call.request, table: group.table, index: group.index, partition: group.partition, replica, strong,
    label: bound.kind === "item" ? keyLabel(bound.key) : null, hash: bound.hash,
  });
  context.send(replica, { type: "StorageRequest", request: call.request, attempt, call: storageCall(state, pending) });
}

function storageCall(state: RouterState, pending: Pending): StorageCall {
  const { bound } = pending;
  if (bound.kind === "item") return bound.write ? { kind: "write", bound } : { kind: "read", bound };
  const { from: low, to: high } = partitionNamed(state, pending.group).range;
  const { from, to } = intersectRanges(remainingRange(bound), hashRange(low, high));
  return { kind: "page", bound, budget: present(pending.budget, "a range read has a budget"), from, to };
}

function onReply(state: RouterState, request: RequestId, attempt: number, answer: StorageAnswer, context: RouterContext): void {
  const pending = state.pending.get(request);
  if (pending === undefined || (pending.attempt !== attempt && answer.kind !== "done")) return; // answered already, or an old try
  if (answer.kind === "not-leader") return onNotLeader(state, pending, answer.leader, context);
  if (pending.timer !== null) context.cancel(pending.timer);
  if (pending.bound.kind === "item" && pending.bound.write) state.leaders.set(groupId(pending.group), pending.replica);
  if (answer.kind === "page") return onPage(state, pending, answer.page, answer.served, context);
  state.pending.delete(request);
  const body = answer.kind === "done" ? answer.response : null;
  const error = answer.kind === "refused" ? answer.error : null;
  context.send(pending.replyTo, { type: "ApiResponse", answer: { request, status: error?.status ?? 200, body, error, served: answer.served } });
}

function onPage(state: RouterState, pending: Pending, page: PageOutcome, served: Served, context: RouterContext): void {
  const bound = pending.bound as BoundRange;
  const pages = [...pending.pages, page];
  const all: Served = pending.served === null ? served : { ...served, items: [...pending.served.items, ...served.items].slice(0, 200) };
  const next = pending.partitionsLeft[0];
  if (page.stop === "exhausted" && next !== undefined) {
    const onward: Pending = {
      ...pending, pages, budget: page.budget, served: all, attempt: pending.attempt + 1, timer: null,
      group: { ...pending.group, partition: next.name }, partitionsLeft: pending.partitionsLeft.slice(1),
    };
    return dispatch(state, onward, null, context);
  }
  state.pending.delete(pending.call.request);
  const { response, readUnits } = finishRange(bound, pages);
  const answer = { request: pending.call.request, status: 200, body: response as Json, error: null, served: { ...all, readUnits } };
  context.send(pending.replyTo, { type: "ApiResponse", answer });
}

function onNotLeader(state: RouterState, pending: Pending, leader: ActorId | null, context: RouterContext): void {
  if (pending.timer !== null) context.cancel(pending.timer);
  const known = leader !== null && leader !== pending.replica && !isSuspect(state, leader, context);
  const next: Pending = { ...pending, timer: null, attempt: pending.attempt + 1 };
  if (context.now >= pending.deadline) return giveUp(state, pending, context);
  context.record({ kind: "RequestRetried", request: pending.call.request, attempt: next.attempt, reason: known ? "not-leader" : "no-leader" });
  if (known) {
    state.leaders.set(groupId(pending.group), leader);
    return dispatch(state, next, null, context);
  }
  state.leaders.set(groupId(pending.group), otherReplica(pending.group, pending.replica));
  state.pending.set(pending.call.request, next);
  context.after(NO_LEADER_PAUSE_MICROS, { type: "RetryStorage", request: pending.call.request, attempt: next.attempt });
}

function onRetry(state: RouterState, request: RequestId, attempt: number, context: RouterContext): void {
  const pending = state.pending.get(request);
  if (pending !== undefined && pending.attempt === attempt) dispatch(state, pending, pending.replica, context);
}

function onTimeout(state: RouterState, request: RequestId, attempt: number, context: RouterContext): void {
  const pending = state.pending.get(request);
  if (pending === undefined || pending.attempt !== attempt) return;
  state.suspects.set(pending.replica, context.now + SUSPECT_MICROS);
  if (context.now >= pending.deadline) return giveUp(state, pending, context);
  context.record({ kind: "RequestRetried", request, attempt: attempt + 1, reason: "timeout" });
  state.leaders.set(groupId(pending.group), otherReplica(pending.group, pending.replica));
  dispatch(state, { ...pending, attempt: attempt + 1, timer: null }, pending.replica, context);
}

function giveUp(state: RouterState, pending: Pending, context: RouterContext): void {
  state.pending.delete(pending.call.request);
  reject(pending.call, pending.replyTo, dynamoError("InternalServerError", "Internal server error"), context);
}

function reject(call: ApiCall, replyTo: ActorId, error: DynamoError, context: RouterContext): void {
  context.record({ kind: "RequestRejected", request: call.request, error: error.name, message: error.message });
  context.send(replyTo, { type: "ApiResponse", answer: { request: call.request, status: error.status, body: null, error, served: null } });
}

function partitionsToVisit(placement: TablePlacement, bound: BoundRequest, index: string | null): readonly Partition[] {
  const partitions = partitionsOf(placement, index);
  if (bound.hash !== null) return [partitionFor(partitions, bound.hash)];
  if (bound.kind !== "range") return partitions;
  const left = remainingRange(bound);
  const visited = partitions.filter((p) => {
    const { from, to } = intersectRanges(left, hashRange(p.range.from, p.range.to));
    return to === null || from < to;
  });
  return visited.length > 0 ? visited : partitions.slice(-1);
}

function partitionNamed(state: RouterState, group: GroupName): Partition {
  const placement = present(state.catalogue.get(group.table), `table ${group.table}`);
  return present(partitionsOf(placement, group.index).find((p) => p.name === group.partition), group.partition);
}

function leaderOf(state: RouterState, group: GroupName): ActorId {
  return state.leaders.get(groupId(group)) ?? replicaId(group, "a");
}

function anyReplica(state: RouterState, group: GroupName, avoid: ActorId | null, context: RouterContext): ActorId {
  const all = ZONES.map((zone) => replicaId(group, zone));
  const good = all.filter((id) => id !== avoid && !isSuspect(state, id, context));
  const from = good.length > 0 ? good : all;
  return present(from[context.random("replica").below(from.length)], "a replica to ask");
}

/** The next replica in zone order. */
function otherReplica(group: GroupName, replica: ActorId): ActorId {
  const all = ZONES.map((zone) => replicaId(group, zone));
  return present(all[(all.indexOf(replica) + 1) % all.length], "a replica");
}

function isSuspect(state: RouterState, replica: ActorId, context: RouterContext): boolean {
  return (state.suspects.get(replica) ?? -1) > context.now;
}

/** Long enough for a write and the one before it, whatever the profile's clock. */
function attemptTimeout(context: RouterContext): Micros {
  const slowest = present(context.profile.crossZone.at(-1), "crossZone");
  return Math.max(250_000, slowest * 20);
}

/** A table may be named by its ARN. */
function tableNameOf(nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1) : nameOrArn;
}
