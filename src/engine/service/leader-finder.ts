/**
 * Finds the leader of a replication group by asking: the last known leader first, then whoever a wrong node names,
 * then the next zone. What is kept is one Map in the asker's state; there is no shared directory that could be right
 * when everybody else is wrong. [FIND-1..2]
 */
import { assert } from "../base/assert.ts";
import type { ActorId } from "../sim/message.ts";
import { type GroupName, groupId, replicaId, ZONES } from "./places.ts";

/** Group id → replica to ask next. A group that is missing was never asked: zone a is tried first. */
export type KnownLeaders = Map<ActorId, ActorId>;

/** The replica to send to now. */
export function leaderToAsk(known: KnownLeaders, group: GroupName): ActorId {
  return known.get(groupId(group)) ?? replicaId(group, "a");
}

/** The replica answered that it does not lead. @param hint whom it takes for the leader */
export function noteNotLeader(known: KnownLeaders, group: GroupName, asked: ActorId, hint: ActorId | null): void {
  if (hint !== null && hint !== asked) known.set(groupId(group), hint);
  else noteSilence(known, group, asked);
}

/** The replica did not answer in time: the next zone is tried, unless another request has moved on already. */
export function noteSilence(known: KnownLeaders, group: GroupName, asked: ActorId): void {
  if (leaderToAsk(known, group) !== asked) return;
  const at = ZONES.findIndex((zone) => replicaId(group, zone) === asked);
  assert(at >= 0, `${asked} is no replica of ${groupId(group)}`);
  known.set(groupId(group), replicaId(group, ZONES[(at + 1) % ZONES.length] as (typeof ZONES)[number]));
}
