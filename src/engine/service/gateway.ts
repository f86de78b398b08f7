/**
 * Where callers from outside the simulation stand in a Region: programs that reach it over HTTP. It only keeps answers
 * until whoever drives the world takes them away; it records nothing, for there is nobody to watch. [GW-1]
 */
import { assert } from "../base/assert.ts";
import type { ActorKind } from "../sim/actor.ts";
import type { Event } from "./events.ts";
import type { ApiAnswer, Message } from "./messages.ts";

export interface GatewayState {
  /** Not taken yet, in order of arrival. Changed by the driver too: it empties the list between two steps. */
  answers: ApiAnswer[];
}

export function newGatewayState(): GatewayState {
  return { answers: [] };
}

export const gateway: ActorKind<GatewayState, Message, Event> = {
  kind: "gateway",
  handle(state, message) {
    assert(message.type === "ApiResponse", `a gateway does not take ${message.type}`);
    state.answers.push(message.answer);
  },
};
