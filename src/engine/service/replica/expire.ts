/**
 * The leader's part in expiry: it tells the sweeper of items that will expire, and deletes those it is told have
 * expired, if they still have. Such a deletion is nobody's request and costs no write unit; the stream shows who did
 * it. [TTL-5, TTL-6]
 */
import { calendarSeconds } from "../epoch.ts";
import { expiryOf, isExpired } from "../expiry.ts";
import type { LoggedWrite, Message } from "../messages.ts";
import { appendAsLeader } from "./log.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";

export function expireItems(
  state: ReplicaState,
  { attribute, storageKeys }: Extract<Message, { readonly type: "ExpireItems" }>,
  context: ReplicaContext,
): void {
  if (state.role !== "leader") return;
  for (const storageKey of storageKeys) {
    const current = state.items.get(storageKey);
    // One that is being written may be given a new life; the next sweep looks at it again.
    const busy = state.locked.has(storageKey) || state.prepared.has(storageKey);
    if (current === undefined || current.item === null || busy) continue;
    const expiry = expiryOf(current.item, attribute);
    if (expiry === null || !isExpired(expiry, calendarSeconds(context.now))) continue;
    const { label } = current;
    const version = current.version + 1;
    const timestamp = Math.max(context.now, current.timestamp + 1);
    context.record({ kind: "ItemExpired", ...state.group, label, version, expiredAt: expiry });
    state.locked.set(storageKey, []);
    const write: LoggedWrite = {
      storageKey,
      label,
      after: { item: null, version, timestamp, origin: state.group.region, label, bytes: 0 },
      before: current.item,
      bytesBefore: current.bytes,
      changed: true,
      expired: true,
      request: null,
      answer: null,
    };
    appendAsLeader(state, write, null, context);
  }
}
