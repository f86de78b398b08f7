/**
 * One client's request as several storage requests of the same router.
 *
 * How to build an operation on it: bind the parts, name a `Shape` (a case in `shapes.ts` that turns the settled parts into
 * one answer) and call `startFanOut`. Each part then travels, is tried again and times out as any other storage request;
 * one that gives up settles with the 500. The client is answered when all parts have settled, in the order in which they
 * were given. A part may come settled already: what was refused before it could be sent, or needed no partition. An
 * answer that only looks different from its storage request's is a fan-out of one.
 *
 * Parts have names of their own on the wire (`partRequest`), because a leader knows a second try by its name; events carry
 * the client's request. Nothing orders the parts among themselves, and nothing makes them one: that is a transaction's
 * business. [RT-9]
 */
import type { BoundRequest } from "../../dynamo/requests.ts";
import type { ActorId } from "../../sim/message.ts";
import type { ApiCall } from "../messages.ts";
import type { TablePlacement } from "../placement.ts";
import { partRequest } from "../request-id.ts";
import { answerIfSettled } from "./answers.ts";
import type { FanOut, Outcome, RouterContext, RouterState, Shape } from "./router-state.ts";
import { startStorageRequest } from "./storage-request.ts";

export type NewPart =
  | { readonly kind: "storage"; readonly bound: BoundRequest; readonly placement: TablePlacement }
  | { readonly kind: "settled"; readonly outcome: Outcome };

export function startFanOut(
  state: RouterState,
  call: ApiCall,
  replyTo: ActorId,
  parts: readonly NewPart[],
  shape: Shape,
  context: RouterContext,
): void {
  const fanOut: FanOut = {
    call,
    replyTo,
    shape,
    parts: parts.map((part) =>
      part.kind === "storage" ? { bound: part.bound, outcome: null } : { bound: null, outcome: part.outcome },
    ),
  };
  state.fanOuts.set(call.request, fanOut);
  for (const [number, part] of parts.entries()) {
    if (part.kind === "settled") continue;
    const { bound, placement } = part;
    const sink = { kind: "part", parent: call.request, part: number } as const;
    startStorageRequest(state, { request: partRequest(call.request, number), sink, bound, placement }, context);
  }
  if (parts.every(({ kind }) => kind === "settled")) answerIfSettled(state, fanOut, context);
}
