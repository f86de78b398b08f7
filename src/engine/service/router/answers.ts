/**
 * Where outcomes go: to the client, or into a fan-out, which answers the client when all its parts have settled. This is
 * the only place that sends a response, so a request is answered once. [RT-8, RT-9]
 */
import { present } from "../../base/assert.ts";
import { type DynamoError, dynamoError } from "../../dynamo/errors.ts";
import type { ActorId } from "../../sim/message.ts";
import type { RequestId } from "../messages.ts";
import type { FanOut, Outcome, RouterContext, RouterState, SettledPart, Sink } from "./router-state.ts";
import { shapeAnswer } from "./shapes.ts";

/** A request that is over with an error, before or without a replica's answer. */
export function failed(error: DynamoError): Outcome {
  return { status: error.status, body: null, error, served: null };
}

export const internalServerError = (): Outcome => failed(dynamoError("InternalServerError", "Internal server error"));

/** A storage request has ended. @param request its own name */
export function settle(
  state: RouterState,
  request: RequestId,
  sink: Sink,
  outcome: Outcome,
  context: RouterContext,
): void {
  if (sink.kind === "client") {
    answer(request, sink.replyTo, outcome, context);
    return;
  }
  const fanOut = present(state.fanOuts.get(sink.parent), "a part has a fan-out until all parts have settled");
  const part = present(fanOut.parts[sink.part], "a part of the fan-out");
  const next: FanOut = { ...fanOut, parts: fanOut.parts.with(sink.part, { ...part, outcome }) };
  state.fanOuts.set(sink.parent, next);
  answerIfSettled(state, next, context);
}

/** Answers the client when nothing of its request is open any more. */
export function answerIfSettled(state: RouterState, fanOut: FanOut, context: RouterContext): void {
  const { call, replyTo, shape, parts } = fanOut;
  if (!parts.every((part): part is SettledPart => part.outcome !== null)) return;
  state.fanOuts.delete(call.request);
  answer(call.request, replyTo, shapeAnswer(shape, call, parts), context);
}

/** Answers a client. An error that no replica gave is recorded as the front door's own. */
export function answer(request: RequestId, replyTo: ActorId, outcome: Outcome, context: RouterContext): void {
  const { error, served } = outcome;
  if (error !== null && served === null)
    context.record({ kind: "RequestRejected", request, error: error.name, message: error.message });
  context.send(replyTo, { type: "ApiResponse", answer: { request, ...outcome } });
}
