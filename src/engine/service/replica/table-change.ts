/**
 * A change of the table a partition belongs to: another schema, other subscribers of its change feed. It travels as an
 * entry of the partition's log, so that it survives elections and has a place among the writes: a new subscriber gets
 * every write after it, one that leaves gets every write before it. (modelled: how DynamoDB tells its storage nodes is
 * not published) [CHG-1..4]
 */
import type { LogEntry } from "../messages.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";

/** Every copy, when the entry is applied. An older revision than the one it has changes nothing. */
export function applyChange(state: ReplicaState, { lsn, change }: LogEntry, context: ReplicaContext): void {
  if (change === undefined || change.revision <= state.revision) return;
  state.revision = change.revision;
  state.schema = change.schema;
  state.timeToLive = change.timeToLive;
  const subscriptions: ReplicaState["subscriptions"] = {};
  for (const id of change.subscribers) subscriptions[id] = state.subscriptions[id] ?? { since: lsn, until: null };
  for (const id of change.draining) {
    const known = state.subscriptions[id];
    if (known !== undefined) subscriptions[id] = { since: known.since, until: known.until ?? lsn };
  }
  state.subscriptions = subscriptions;
  if (state.role !== "leader") return;
  context.record({ kind: "SchemaChanged", ...state.group, zone: state.zone, revision: change.revision, lsn });
  for (const id of [...state.feed.keys()]) if (subscriptions[id] === undefined) state.feed.delete(id);
  for (const id of Object.keys(subscriptions)) {
    if (state.feed.has(id)) continue;
    state.feed.set(id, { acked: -1, sentUpTo: 0 });
    context.send(id, { type: "FeedWhere", from: context.self });
  }
}
