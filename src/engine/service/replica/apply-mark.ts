/** What a committed mark does to a copy's own state; every copy applies it, so every copy knows what is prepared. [TX-5] */
import type { Micros } from "../../sim/message.ts";
import type { TransactionMark } from "../transactions/transaction-mark.ts";
import type { ReplicaState } from "./replica-state.ts";

/** No transaction that is older than this is still asking: a check's timestamp need not be kept for longer. */
const CHECKED_MICROS: Micros = 60_000_000;

export function applyMark(state: ReplicaState, mark: TransactionMark): void {
  if (mark.kind === "prepare") {
    state.prepared.set(mark.storageKey, mark.prepared);
    return;
  }
  if (state.prepared.get(mark.storageKey)?.transaction === mark.transaction) state.prepared.delete(mark.storageKey);
  if (mark.checkedAt === null) return;
  for (const [key, at] of state.checked) {
    if (at + CHECKED_MICROS > mark.checkedAt) break;
    state.checked.delete(key);
  }
  const before = state.checked.get(mark.storageKey) ?? 0;
  // At the end, so that the oldest stand first.
  state.checked.delete(mark.storageKey);
  state.checked.set(mark.storageKey, Math.max(before, mark.checkedAt));
}
