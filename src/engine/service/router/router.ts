/**
 * The front door and request router of a Region: parses and validates, and hands each operation to whoever carries it
 * out, by its kind. One item or range is a storage request (`storage-request.ts`), several are a fan-out of them
 * (`fan-out.ts`), statements and what must happen together come later (`later-routes.ts`), tables are the control plane's. It holds no items. Authentication comes with IAM. [RT-1..9]
 */

import { assert } from "../../base/assert.ts";
import { type DynamoError, validationError, WORDING } from "../../dynamo/errors.ts";
import { operationNamed } from "../../dynamo/operations/registry.ts";
import type { BatchRequest, BoundRequest, DataRequest } from "../../dynamo/requests.ts";
import { bindRequest, parseRequest } from "../../dynamo/stages.ts";
import type { ActorKind } from "../../sim/actor.ts";
import type { ActorId } from "../../sim/message.ts";
import type { Event } from "../events.ts";
import type { ApiCall, Message } from "../messages.ts";
import type { TablePlacement } from "../placement.ts";
import { controlPlaneId } from "../places.ts";
import { firstLeaders } from "../table-machines.ts";
import { answer, failed } from "./answers.ts";
import { type NewPart, startFanOut } from "./fan-out.ts";
import { LATER_ROUTES, type LaterRequest } from "./later-routes.ts";
import { namedTable } from "./named-table.ts";
import type { RouterContext, RouterState } from "./router-state.ts";
import { onReply, onRetry, onTimeout, startStorageRequest } from "./storage-request.ts";

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
      case "TransactionReply":
        LATER_ROUTES.here.takeReply(state, message, context);
        return;
      case "CoordinatorTimeout":
        LATER_ROUTES.here.takeTimeout(state, message, context);
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
  const before = state.catalogue.get(table);
  if (placement === null) {
    state.catalogue.delete(table);
    if (before !== undefined) for (const group of firstLeaders(before).keys()) state.leaders.delete(group);
    return;
  }
  state.catalogue.set(table, placement);
  // What is known of partitions that stood before stays known.
  for (const [group, leader] of firstLeaders(placement))
    if (!state.leaders.has(group)) state.leaders.set(group, leader);
}

function accept(state: RouterState, call: ApiCall, replyTo: ActorId, context: RouterContext): void {
  const parsed = parseRequest(call.operation, call.input);
  if (!parsed.ok) {
    reject(call, replyTo, parsed.error, context);
    return;
  }
  switch (operationNamed(call.operation)?.kind) {
    case "control":
      context.send(controlPlaneId(state.region), { type: "ControlRequest", call, replyTo });
      return;
    case "stream":
      context.send(controlPlaneId(state.region), { type: "StreamCall", call, replyTo });
      return;
    case "statement":
    case "transaction":
      LATER_ROUTES.here.accept(state, call, parsed.request as LaterRequest, replyTo, context);
      return;
    case "batch":
      if (parsed.request.operation === "BatchExecuteStatement")
        LATER_ROUTES.here.accept(state, call, parsed.request, replyTo, context);
      else acceptBatch(state, call, parsed.request as BatchRequest, replyTo, context);
      return;
    default:
      acceptData(state, call, parsed.request as DataRequest, replyTo, context);
  }
}

function acceptData(
  state: RouterState,
  call: ApiCall,
  request: DataRequest,
  replyTo: ActorId,
  context: RouterContext,
): void {
  const found = find(state, request);
  if ("error" in found) {
    reject(call, replyTo, found.error, context);
    return;
  }
  startStorageRequest(state, { request: call.request, sink: { kind: "client", replyTo }, ...found }, context);
}

/** A batch is refused whole when one of its requests cannot be bound. */
function acceptBatch(
  state: RouterState,
  call: ApiCall,
  batch: BatchRequest,
  replyTo: ActorId,
  context: RouterContext,
): void {
  const parts: NewPart[] = [];
  for (const request of batch.requests) {
    const found = find(state, request);
    if ("error" in found) {
      reject(call, replyTo, found.error, context);
      return;
    }
    parts.push({ kind: "storage", ...found });
  }
  // Only now is it known which attributes of a put are its key.
  const names = parts.flatMap((part) =>
    part.kind === "storage" && part.bound.kind === "item"
      ? `${part.placement.schema.name}/${part.bound.storageKey}`
      : [],
  );
  if (new Set(names).size < names.length) {
    reject(call, replyTo, validationError(WORDING.duplicateKeys), context);
    return;
  }
  startFanOut(state, call, replyTo, parts, { name: batch.operation }, context);
}

/** The table a request speaks of, and the request bound to it. */
function find(
  state: RouterState,
  request: DataRequest,
): { bound: BoundRequest; placement: TablePlacement } | { error: DynamoError } {
  const named = namedTable(state, request.tableName);
  if ("error" in named) return named;
  const { placement } = named;
  const bind = bindRequest(request, placement.schema);
  return bind.ok ? { bound: bind.bound, placement } : { error: bind.error };
}

function reject(call: ApiCall, replyTo: ActorId, error: DynamoError, context: RouterContext): void {
  answer(call.request, replyTo, failed(error), context);
}
