/**
 * What a secondary index holds of an item, and what keeping it there costs. Sparse: an item without all the index's
 * key attributes has no entry. When entries are written, and by whom, is the service's business. [KEY-9, SIZE-5]
 */
import { setOwn } from "../base/own.ts";
import { hashOf, indexStorageKeyOf } from "./keys.ts";
import type { IndexUnits } from "./requests.ts";
import { itemBytes, writeUnits } from "./sizes.ts";
import type { IndexSchema, KeySchema, TableSchema } from "./table.ts";
import { attributeOf, type Item, itemsEqual, pickAttributes, typeOf } from "./values.ts";

export interface IndexEntry {
  /** Index key, then table key. */
  readonly storageKey: string;
  /** Of the index's partition key, 0..65535. */
  readonly hash: number;
  readonly entry: Item;
}

/** null: the item does not belong in the index (a key attribute is missing, or has another type). */
export function projectIndexEntry(schema: TableSchema, index: IndexSchema, item: Item | undefined): IndexEntry | null {
  if (item === undefined || !hasKey(index.key, item)) return null;
  const entry = index.projection.type === "ALL" ? item : pickAttributes(item, projectedNames(schema, index));
  const storageKey = indexStorageKeyOf(index.key, schema.key, entry);
  return { storageKey, hash: hashOf(storageKey), entry };
}

function hasKey(key: KeySchema, item: Item): boolean {
  for (const attributes of [key.partition, key.sort]) {
    for (const { name, type } of attributes) {
      const value = attributeOf(item, name);
      if (value === undefined || typeOf(value) !== type) return false;
    }
  }
  return true;
}

/** Names an index that does not project ALL holds: table key, index key, then its own list. */
export function projectedNames(schema: TableSchema, index: IndexSchema): readonly string[] {
  const keys = [schema.key.partition, schema.key.sort, index.key.partition, index.key.sort].flat();
  return [...new Set([...keys.map((key) => key.name), ...index.projection.nonKeyAttributes])];
}

/** Write units one index needs to go from one entry to the other (facts §2.5). */
function indexEntryUnits(before: IndexEntry | null, after: IndexEntry | null): number {
  if (before === null) return after === null ? 0 : entryUnits(after);
  if (after === null) return entryUnits(before);
  if (before.storageKey !== after.storageKey) return entryUnits(before) + entryUnits(after);
  return itemsEqual(before.entry, after.entry) ? 0 : Math.max(entryUnits(before), entryUnits(after));
}

function entryUnits({ entry }: IndexEntry): number {
  return writeUnits(itemBytes(entry));
}

/** Write units per index of a table; indexes that are not charged are left out. */
export function indexWriteUnits(schema: TableSchema, before: Item | undefined, after: Item | undefined): IndexUnits {
  const global: Record<string, number> = {};
  const local: Record<string, number> = {};
  for (const index of schema.indexes) {
    if (index.phase === "deleting") continue;
    const units = indexEntryUnits(projectIndexEntry(schema, index, before), projectIndexEntry(schema, index, after));
    if (units > 0) setOwn(index.kind === "global" ? global : local, index.name, units);
  }
  return { global, local };
}
