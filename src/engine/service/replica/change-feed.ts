/**
 * The leader's side of the change feed: committed changes go, in log order, to the index writer and the shard of the
 * partition. One batch is outstanding per subscriber; a subscriber says how far it has got, so a new leader can go on
 * where the old one stopped and nothing is lost or doubled. [FEED-1..3]
 */
import type { ActorId } from "../../sim/message.ts";
import type { Change } from "../messages.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";

/** Leader: sends every subscriber what is committed and new to it. */
export function feedSubscribers(state: ReplicaState, context: ReplicaContext): void {
  for (const subscriber of state.subscribers) feedOne(state, subscriber, context);
}

/** New leader: asks every subscriber where it is. */
export function askSubscribers(state: ReplicaState, context: ReplicaContext): void {
  state.feed = new Map(state.subscribers.map((s) => [s, { acked: -1, sentUpTo: 0 }]));
  for (const subscriber of state.subscribers) context.send(subscriber, { type: "FeedWhere", from: context.self });
}

export function takeFeedAck(state: ReplicaState, subscriber: ActorId, lsn: number, context: ReplicaContext): void {
  if (state.role !== "leader") return;
  state.feed.set(subscriber, { acked: lsn, sentUpTo: 0 });
  feedOne(state, subscriber, context);
}

/** LSN up to which all subscribers have everything. */
export function slowestFeed(state: ReplicaState): number {
  let slowest = Number.MAX_SAFE_INTEGER;
  for (const cursor of state.feed.values()) slowest = Math.min(slowest, Math.max(0, cursor.acked));
  return slowest;
}

function feedOne(state: ReplicaState, subscriber: ActorId, context: ReplicaContext): void {
  const cursor = state.feed.get(subscriber);
  if (cursor === undefined || cursor.acked < 0 || cursor.sentUpTo !== 0 || cursor.acked >= state.commitLsn) return;
  const changes: Change[] = [];
  for (let lsn = cursor.acked + 1; lsn <= state.commitLsn; lsn++) {
    const write = state.log.get(lsn)?.write;
    if (write?.changed) changes.push({ lsn, write });
  }
  state.feed.set(subscriber, { acked: cursor.acked, sentUpTo: state.commitLsn });
  context.send(subscriber, {
    type: "FeedChanges",
    from: context.self,
    afterLsn: cursor.acked,
    upToLsn: state.commitLsn,
    changes,
  });
}
