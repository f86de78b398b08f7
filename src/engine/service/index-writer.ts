/**
 * Keeps the global secondary indexes of one table partition: takes the committed changes of its leader, works out
 * which index entries they put and remove, and delivers those to the index's partitions some time later. It is why a
 * GSI is eventually consistent. It never reads the index, and it keeps nothing that the log could not give again.
 * [IDX-1..7]
 */
import type { Micros } from "../sim/message.ts";
import type { CopyDeliveryState, CopyInFlight } from "./copy-delivery.ts";
import type { GroupName } from "./places.ts";
import type { TablePlacement } from "./placement.ts";
import type { StoredItem } from "./record.ts";

/** One entry to put into, or remove from, one index. */
export interface IndexAction {
  readonly index: string;
  readonly group: GroupName;
  readonly action: "put" | "remove";
  /** Storage key in the index. */
  readonly storageKey: string;
  readonly stored: StoredItem;
  /** The entry's sort key as people read it; its partition key when the index has no sort key. */
  readonly sortLabel: string;
}

/** The index work of one committed change. Replaced, never changed. */
export interface IndexChange {
  readonly lsn: number;
  /** Of the item in the table. */
  readonly itemKey: string;
  readonly label: string;
  readonly version: number;
  readonly queuedAt: Micros;
  readonly actions: readonly IndexAction[];
  /** waiting: in the writer's queue; sent: its entries are on their way. */
  readonly phase: "building" | "ready" | "sent";
  /** Entries not confirmed yet. */
  readonly left: number;
}

export interface IndexWriterState extends CopyDeliveryState {
  readonly group: GroupName;
  readonly placement: TablePlacement;
  /** Last LSN taken from the feed. */
  lastLsn: number;
  /** Changes not yet confirmed in full, by LSN, in order. */
  readonly changes: Map<number, IndexChange>;
  /** LSNs waiting per item (table storage key), the first one at work. */
  readonly items: Map<string, readonly number[]>;
  readonly inFlight: Map<string, CopyInFlight>;
}

/** @param spec.placement of the table in this Region: the index writer must find every index partition in it */
export function newIndexWriterState(spec: { group: GroupName; placement: TablePlacement }): IndexWriterState {
  return { ...spec, lastLsn: 0, changes: new Map(), items: new Map(), inFlight: new Map(), leaders: new Map() };
}
