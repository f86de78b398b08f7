/**
 * Whether an item collection has room for a write. The leader counts what is committed, what is in its log and not
 * committed yet, and what it has promised to transactions: two writes that are carried out at once cannot pass the limit
 * together. [LSI-4, LSI-5]
 */

import { collectionOf } from "../../dynamo/keys.ts";
import { collectionGrowth, hasLocalIndex, localIndexFault } from "../../dynamo/local-indexes.ts";
import type { WriteOutcome } from "../../dynamo/requests.ts";
import { tryAction } from "../../dynamo/transaction-write.ts";
import type { PreparedItem } from "../transactions/transaction-mark.ts";
import { collectionBytes } from "./local-indexes.ts";
import type { ReplicaState } from "./replica-state.ts";

/** The outcome, or its refusal where the item with its entries, or its collection, would grow too large. */
export function withinLocalLimits(state: ReplicaState, storageKey: string, outcome: WriteOutcome): WriteOutcome {
  if (outcome.outcome === "rejected" || !hasLocalIndex(state.schema)) return outcome;
  const bytes = collectionBytes(state, storageKey) + growthUnderWay(state, storageKey);
  const error = localIndexFault(state.schema, outcome, bytes, state.collectionBytesMax);
  return error === null ? outcome : { outcome: "rejected", error, writeUnits: 0 };
}

/** What other items of the collection will have added when everything logged and promised has happened. */
function growthUnderWay(state: ReplicaState, storageKey: string): number {
  const collection = collectionOf(storageKey);
  const logged = new Set<string>();
  let growth = 0;
  for (const { write, mark } of state.log.slice(state.commitLsn + 1, state.log.last)) {
    const key = write?.storageKey ?? mark?.storageKey;
    if (key === undefined || collectionOf(key) !== collection) continue;
    logged.add(key);
    if (write !== null)
      growth += collectionGrowth(state.schema, write.before ?? undefined, write.after.item ?? undefined);
    else if (mark?.kind === "prepare") growth += promised(state, key, mark.prepared);
  }
  for (const [key, prepared] of state.prepared) {
    if (key === storageKey || logged.has(key) || collectionOf(key) !== collection) continue;
    growth += promised(state, key, prepared);
  }
  return growth;
}

/** A promise may come to nothing, so only growth counts. */
function promised(state: ReplicaState, storageKey: string, { bound }: PreparedItem): number {
  const current = state.items.get(storageKey);
  const outcome = tryAction(bound, current?.item ?? undefined, current?.bytes ?? 0);
  if (outcome.outcome === "rejected") return 0;
  return Math.max(0, collectionGrowth(state.schema, outcome.before, outcome.after));
}
