/**
 * The leader's side of the change feed: committed changes go, in log order, to the index writer and the shard of the
 * partition. One batch is outstanding per subscriber; a subscriber says how far it has got, so a new leader can go on
 * where the old one stopped and nothing is lost or doubled. [FEED-1..4]
 */
import { present } from "../../base/assert.ts";
import type { ActorId } from "../../sim/message.ts";
import type { Change } from "../messages.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";

/** Leader: sends every subscriber what is committed and new to it. */
export function feedSubscribers(state: ReplicaState, context: ReplicaContext): void {
  for (const subscriber of state.feed.keys()) feedOne(state, subscriber, context);
}

/** New leader: asks every subscriber where it is. */
export function askSubscribers(state: ReplicaState, context: ReplicaContext): void {
  const subscribers = Object.keys(state.subscriptions);
  state.feed = new Map(subscribers.map((s) => [s, { acked: -1, sentUpTo: 0 }]));
  for (const subscriber of subscribers) context.send(subscriber, { type: "FeedWhere", from: context.self });
}

export function takeFeedAck(state: ReplicaState, subscriber: ActorId, lsn: number, context: ReplicaContext): void {
  const subscription = state.subscriptions[subscriber];
  if (state.role !== "leader" || subscription === undefined) return;
  const acked = Math.max(lsn, subscription.since);
  if (subscription.until !== null && acked >= subscription.until) {
    // It has all it is due: what comes now is not for it. [CHG-3]
    state.feed.delete(subscriber);
    context.send(subscriber, { type: "CloseShard" });
    return;
  }
  state.feed.set(subscriber, { acked, sentUpTo: 0 });
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
  const { since, until } = present(state.subscriptions[subscriber], "who is fed has subscribed");
  const upToLsn = until === null ? state.commitLsn : Math.min(until, state.commitLsn);
  const changes: Change[] = [];
  for (let lsn = cursor.acked + 1; lsn <= upToLsn; lsn++) {
    const write = state.log.get(lsn)?.write;
    if (write?.changed) changes.push({ lsn, write });
  }
  state.feed.set(subscriber, { acked: cursor.acked, sentUpTo: upToLsn });
  const afterLsn = cursor.acked;
  context.send(subscriber, {
    type: "FeedChanges",
    from: context.self,
    ...(since === 0 ? {} : { since }),
    afterLsn,
    upToLsn,
    changes,
  });
}
