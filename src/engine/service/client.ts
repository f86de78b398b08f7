/**
 * A caller of the API in a Region: what a form or a link sends. It asks once and waits; retries are the SDK's business
 * (see program.ts) and the router's. [CL-1]
 */
import { assert } from "../base/assert.ts";
import type { ActorKind } from "../sim/actor.ts";
import type { Event } from "./events.ts";
import type { Message, RequestId } from "./messages.ts";
import { routerId } from "./places.ts";
import { recordRequest, recordResponse, type SentRequest } from "./request-tracking.ts";

export interface ClientState {
  readonly region: string;
  waiting: Map<RequestId, SentRequest>;
}

export function newClientState(region: string): ClientState {
  return { region, waiting: new Map() };
}

export const client: ActorKind<ClientState, Message, Event> = {
  kind: "client",
  handle(state, message, context) {
    if (message.type === "SubmitRequest") {
      const sent = recordRequest(message.call, state.region, null, null, context);
      state.waiting.set(message.call.request, sent);
      context.send(routerId(state.region), { type: "ApiRequest", call: message.call, replyTo: context.self });
    } else if (message.type === "ApiResponse") {
      const sent = state.waiting.get(message.answer.request);
      if (sent === undefined) return;
      state.waiting.delete(message.answer.request);
      recordResponse(sent, message.answer, context);
    } else assert(false, `a client does not take ${message.type}`);
  },
};
