/** Which copy of a partition a router asks next, and how long it waits for it. [RT-3, RT-4, RT-6, RT-7] */
import { present } from "../../base/assert.ts";
import type { ActorId, Micros } from "../../sim/message.ts";
import { writeRoundTripMicros } from "../copy-delivery.ts";
import { leaderToAsk, noteSilence } from "../leader-finder.ts";
import { type GroupName, replicaId, ZONES } from "../places.ts";
import type { RouterContext, RouterState } from "./router-state.ts";

const SUSPECT_MICROS: Micros = 3_000_000;

/** The last known leader; while that is silent, the next zone. */
export function leaderOf(state: RouterState, group: GroupName, context: RouterContext): ActorId {
  if (state.suspects.size === 0) return leaderToAsk(state.leaders, group);
  for (let tries = 1; tries < ZONES.length && isSuspect(state, leaderToAsk(state.leaders, group), context); tries++) {
    noteSilence(state.leaders, group, leaderToAsk(state.leaders, group));
  }
  return leaderToAsk(state.leaders, group);
}

const replicas = new WeakMap<GroupName, readonly ActorId[]>();

function replicasOf(group: GroupName): readonly ActorId[] {
  let ids = replicas.get(group);
  if (ids === undefined) {
    ids = ZONES.map((zone) => replicaId(group, zone));
    replicas.set(group, ids);
  }
  return ids;
}

/** A replica at random, so that eventually consistent reads are spread over all three. */
export function anyReplica(
  state: RouterState,
  group: GroupName,
  avoid: ActorId | null,
  context: RouterContext,
): ActorId {
  const all = replicasOf(group);
  const random = context.random("replica");
  if (state.suspects.size === 0 && avoid === null) return present(all[random.below(all.length)], "a replica to ask");
  const good = all.filter((id) => id !== avoid && !isSuspect(state, id, context));
  const from = good.length > 0 ? good : all;
  return present(from[random.below(from.length)], "a replica to ask");
}

export function isSuspect(state: RouterState, replica: ActorId, context: RouterContext): boolean {
  return (state.suspects.get(replica) ?? -1) > context.now;
}

/** It did not answer: it is avoided for a while. */
export function suspect(state: RouterState, group: GroupName, replica: ActorId, context: RouterContext): void {
  state.suspects.set(replica, context.now + Math.max(SUSPECT_MICROS, 2 * attemptTimeout(context)));
  noteSilence(state.leaders, group, replica);
}

/** Long enough for a write and the one before it, whatever the profile's clock. */
export function attemptTimeout({ profile }: RouterContext): Micros {
  return Math.max(250_000, 2 * writeRoundTripMicros(profile, profile.inRegion));
}
