/**
 * What a replica keeps of an item besides its attributes. The version counts the writes of one item and is ours, for
 * the picture; the timestamp is the invisible one by which global tables decide the last writer. [GT-1]
 */
import type { Item } from "../dynamo/values.ts";

export interface StoredItem {
  /** null: deleted. The mark stays, so that an older copy cannot bring the item back. */
  readonly item: Item | null;
  /** 1 for the first write; one more for every write that changed the item. */
  readonly version: number;
  /** Virtual microseconds of the write that made it, strictly growing per item. */
  readonly timestamp: number;
  /** Region where it was written. */
  readonly origin: string;
  /** Key as people read it: "cleo", or "cleo · 2026-03-04". */
  readonly label: string;
  readonly bytes: number;
}

/** Last writer wins: the later timestamp, the greater Region name on a tie (a rule of ours; AWS does not publish one). [GT-2] */
export function isNewer(a: StoredItem, b: StoredItem | undefined): boolean {
  if (b === undefined) return true;
  return a.timestamp > b.timestamp || (a.timestamp === b.timestamp && a.origin > b.origin);
}
