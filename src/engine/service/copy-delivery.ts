/**
 * Gets a copy of a write to the leader of another replication group, whatever it takes: asks, follows hints, tries
 * again with a growing delay until the copy is in, or an equal or newer one is there already. Used by the index
 * writer (same Region) and the replicator (another Region); it decides neither what to copy nor in which order.
 * [COPY-1..3]
 */
import type { Timer } from "../sim/actor.ts";
import type { ActorId, Micros } from "../sim/message.ts";
import type { KnownLeaders } from "./leader-finder.ts";
import type { CopySource } from "./messages.ts";
import type { GroupName } from "./places.ts";
import type { StoredItem } from "./record.ts";

/** A copy that is to be delivered. */
export interface CopyJob {
  readonly group: GroupName;
  readonly storageKey: string;
  readonly stored: StoredItem;
  readonly source: CopySource;
  /** The sender's own number for what this is part of. */
  readonly tag: number;
}

/** A copy on its way. Replaced, never changed. */
export interface CopyInFlight extends CopyJob {
  readonly id: string;
  /** Replica asked last. */
  readonly to: ActorId;
  readonly firstSentAt: Micros;
  readonly sentAt: Micros;
  /** From 1. */
  readonly attempt: number;
  /** Hints followed in this attempt. */
  readonly hops: number;
  readonly timer: Timer;
}

/** What a sender keeps. */
export interface CopyDeliveryState {
  /** By copy id, in order of first sending. */
  readonly inFlight: Map<string, CopyInFlight>;
  readonly leaders: KnownLeaders;
}
