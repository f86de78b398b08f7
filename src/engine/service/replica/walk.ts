/**
 * Hands the items of a partition out, a page at a time, to a machine of the service that has to see them all: a
 * backfill, a sweep for expired items. Only the leader does, because only it knows that it has every acknowledged
 * write. Nobody is charged for it. [GSI-3, TTL-3]
 */
import type { Message } from "../messages.ts";
import type { StoredItem } from "../record.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";

export function answerWalk(
  state: ReplicaState,
  { replyTo, after, limit }: Extract<Message, { readonly type: "WalkItems" }>,
  context: ReplicaContext,
): void {
  if (state.role !== "leader") {
    context.send(replyTo, { type: "WalkedItems", items: null, leader: state.leader });
    return;
  }
  const items: (readonly [string, StoredItem])[] = [];
  for (const entry of state.items.entriesFrom(after)) {
    if (entry[0] === after) continue;
    items.push(entry);
    if (items.length === limit) break;
  }
  context.send(replyTo, { type: "WalkedItems", items, leader: null });
}
