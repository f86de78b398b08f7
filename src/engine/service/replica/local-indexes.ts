/**
 * The local secondary indexes of one copy. They live beside its items, in one tree: index name, then the entry's storage
 * key. An entry changes in the very step in which the item's log entry is applied, on each copy, so an index is never
 * behind its table; there is no feed and no writer. The size of each item collection (the items of one partition key and
 * their entries) is counted along. [LSI-1..3]
 */
import { OrderedMap } from "../../base/ordered-map.ts";
import { collectionOf } from "../../dynamo/keys.ts";
import { localEntriesOf } from "../../dynamo/local-indexes.ts";
import type { TableSchema } from "../../dynamo/table.ts";
import type { StoredItem } from "../record.ts";

/** What a copy keeps for local indexes; both trees stay empty on a table without any. */
export interface LocalIndexes {
  /** Index name, a zero byte, storage key in the index. */
  localEntries: OrderedMap<StoredItem>;
  /** Bytes by the hash of the partition key. */
  collections: OrderedMap<number>;
}

export function noLocalIndexes(): LocalIndexes {
  return { localEntries: OrderedMap.empty(), collections: OrderedMap.empty() };
}

/** Where an entry of a local index is, or where a range of them begins. */
export function localKey(index: string, storageKey: string): string {
  return `${index}\x00${storageKey}`;
}

/** The end of an index's entries. */
export function localEnd(index: string): string {
  return `${index}\x01`;
}

/** The index that an entry is of. */
export function localIndexOf(localKey: string): string {
  return localKey.slice(0, localKey.indexOf("\x00"));
}

/** An item was put into the tree, or its mark of deletion. */
export function moveLocalEntries(
  indexes: LocalIndexes,
  schema: TableSchema,
  storageKey: string,
  before: Pick<StoredItem, "item" | "bytes"> | undefined,
  after: StoredItem,
): void {
  const old = before?.item ?? undefined;
  const now = after.item ?? undefined;
  let growth = (now === undefined ? 0 : after.bytes) - (old === undefined ? 0 : (before?.bytes ?? 0));
  for (const { index, storageKey: at, bytes } of localEntriesOf(schema, old)) {
    indexes.localEntries.delete(localKey(index, at));
    growth -= bytes;
  }
  for (const { index, storageKey: at, entry, bytes } of localEntriesOf(schema, now)) {
    indexes.localEntries.set(localKey(index, at), { ...after, item: entry, bytes });
    growth += bytes;
  }
  const collection = collectionOf(storageKey);
  const bytes = (indexes.collections.get(collection) ?? 0) + growth;
  if (bytes === 0) indexes.collections.delete(collection);
  else indexes.collections.set(collection, bytes);
}

/** Bytes of the collection an item belongs to, as far as it is committed. */
export function collectionBytes({ collections }: LocalIndexes, storageKey: string): number {
  return collections.get(collectionOf(storageKey)) ?? 0;
}
