/**
 * Carries the writes made in one Region to another, for one partition of a global table: reads the partition's shard
 * and delivers each item's newest write to the leader over there. Who wins when both Regions wrote is decided there,
 * not here. Writes that came from elsewhere are not sent on: every Region has its own replicator to every other.
 * [GT-3..8]
 */
import type { ActorId, Micros } from "../sim/message.ts";
import type { CopyDeliveryState, CopyInFlight } from "./copy-delivery.ts";
import { shardId } from "./places.ts";
import type { TablePlacement } from "./placement.ts";
import type { StoredItem } from "./record.ts";

/** A write that has been read and not yet sent. Replaced by a newer write of the same item. */
export interface WaitingCopy {
  readonly stored: StoredItem;
  readonly readAt: Micros;
}

export interface ReplicatorState extends CopyDeliveryState {
  readonly table: string;
  /** Source Region. */
  readonly from: string;
  /** Destination Region. */
  readonly to: string;
  readonly shard: ActorId;
  /** The table in the destination Region. */
  readonly destination: TablePlacement;
  /** Position in the shard up to which everything has been read. */
  position: number;
  /** Highest position known to exist in the shard. */
  available: number;
  phase: "parked" | "collecting" | "reading";
  /** By storage key, in order of reading. */
  readonly waiting: Map<string, WaitingCopy>;
  readonly inFlight: Map<string, CopyInFlight>;
  /** Storage keys with a copy in flight. */
  readonly busy: Set<string>;
}

/** @param spec.partition of the source table, "P2" */
export function newReplicatorState(spec: {
  table: string;
  from: string;
  to: string;
  partition: string;
  destination: TablePlacement;
}): ReplicatorState {
  return {
    table: spec.table,
    from: spec.from,
    to: spec.to,
    shard: shardId(spec.from, spec.table, spec.partition),
    destination: spec.destination,
    position: 0,
    available: 0,
    phase: "parked",
    waiting: new Map(),
    inFlight: new Map(),
    busy: new Set(),
    leaders: new Map(),
  };
}
