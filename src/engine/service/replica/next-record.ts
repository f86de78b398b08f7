/** The record of an item after a write: its next version, and a timestamp later than the one before. [WR-6, WR-7, GT-1] */

import type { BoundTransactAction, WriteOutcome } from "../../dynamo/requests.ts";
import type { Micros } from "../../sim/message.ts";
import { keyLabel } from "../labels.ts";
import type { StoredItem } from "../record.ts";
import type { ReplicaState } from "./replica-state.ts";

/** @param at the write's own time: the leader's clock, or the timestamp of its transaction */
export function nextRecord(
  state: ReplicaState,
  bound: BoundTransactAction,
  current: StoredItem | undefined,
  outcome: WriteOutcome & { readonly outcome: "written" },
  at: Micros,
): StoredItem {
  const label = current?.label ?? keyLabel(bound.key);
  if (!outcome.changed) {
    return current ?? { item: null, version: 0, timestamp: at, origin: state.group.region, label, bytes: 0 };
  }
  return {
    item: outcome.after ?? null,
    version: (current?.version ?? 0) + 1,
    timestamp: Math.max(at, (current?.timestamp ?? -1) + 1),
    origin: state.group.region,
    label,
    bytes: outcome.bytesAfter,
  };
}

/** null: there is no such item. */
export function liveVersion(record: StoredItem | undefined): number | null {
  return record === undefined || record.item === null ? null : record.version;
}
