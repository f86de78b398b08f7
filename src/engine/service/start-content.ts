/**
 * What every copy of a table starts with, sorted into the partitions of the table and of its indexes as the items come.
 * Nothing is done for all items at once, so a million of them can be brought in a piece at a time; and there is one of
 * it however many copies and Regions there are, because their trees are clones. [WORLD-2, WORLD-6]
 */
import { present } from "../base/assert.ts";
import { OrderedMap } from "../base/ordered-map.ts";
import { projectIndexEntry } from "../dynamo/index-entries.ts";
import { hashOf } from "../dynamo/keys.ts";
import { hasLocalIndex } from "../dynamo/local-indexes.ts";
import { itemBytes } from "../dynamo/sizes.ts";
import { partitionsOf, type TablePlacement } from "./placement.ts";
import type { StoredItem } from "./record.ts";
import { type LocalIndexes, moveLocalEntries, noLocalIndexes } from "./replica/local-indexes.ts";

/** Labels that are kept in the order of the items; a million names cost memory, and nobody tells them apart. */
const LABELS_MAX = 4096;

/** One partition's share. */
export interface Content extends LocalIndexes {
  readonly items: OrderedMap<StoredItem>;
  liveItems: number;
  liveBytes: number;
}

export function noContent(): Content {
  return { items: OrderedMap.empty(), liveItems: 0, liveBytes: 0, ...noLocalIndexes() };
}

interface Share {
  /** Hashes below this, and not below that of the one before. */
  readonly to: number;
  readonly partition: string;
  readonly content: Content;
}

export class StartContent {
  /** Of the first items. */
  readonly labels: string[] = [];
  private readonly table: readonly Share[];
  private readonly indexes: ReadonlyMap<string, readonly Share[]>;
  private readonly hasLocal: boolean;

  /** @param placement in any of the table's Regions: it is cut the same way in all */
  constructor(private readonly placement: TablePlacement) {
    const shares = (index: string | null) =>
      partitionsOf(placement, index).map(({ name, range }) => ({
        to: range.to,
        partition: name,
        content: noContent(),
      }));
    this.table = shares(null);
    this.indexes = new Map(Object.keys(placement.indexPartitions).map((name) => [name, shares(name)]));
    this.hasLocal = hasLocalIndex(placement.schema);
  }

  /** The later of two with one key stays. */
  put(storageKey: string, stored: StoredItem): void {
    const content = contentFor(this.table, storageKey);
    const before = content.items.get(storageKey);
    if (before === undefined && this.labels.length < LABELS_MAX) this.labels.push(stored.label);
    place(content, storageKey, before, stored);
    if (this.hasLocal) moveLocalEntries(content, this.placement.schema, storageKey, before, stored);
    if (this.indexes.size > 0) this.putEntries(before, stored);
  }

  /** Shared by all copies: never changed once a world stands on it. */
  of(index: string | null, partition: string): Content {
    const shares = index === null ? this.table : present(this.indexes.get(index), index);
    return present(
      shares.find((share) => share.partition === partition),
      partition,
    ).content;
  }

  private putEntries(before: StoredItem | undefined, stored: StoredItem): void {
    const { schema } = this.placement;
    for (const index of schema.indexes) {
      const shares = this.indexes.get(index.name);
      if (shares === undefined) continue;
      const old = projectIndexEntry(schema, index, before?.item ?? undefined);
      if (old !== null) remove(contentFor(shares, old.storageKey), old.storageKey);
      const entry = projectIndexEntry(schema, index, stored.item ?? undefined);
      if (entry !== null)
        place(contentFor(shares, entry.storageKey), entry.storageKey, undefined, {
          ...stored,
          item: entry.entry,
          bytes: itemBytes(entry.entry),
        });
    }
  }
}

function contentFor(shares: readonly Share[], storageKey: string): Content {
  const hash = hashOf(storageKey);
  return present(
    shares.find(({ to }) => hash < to),
    "every hash lies in a partition",
  ).content;
}

function place(content: Content, key: string, before: StoredItem | undefined, stored: StoredItem): void {
  content.items.set(key, stored);
  if (before === undefined) content.liveItems++;
  content.liveBytes += stored.bytes - (before?.bytes ?? 0);
}

function remove(content: Content, key: string): void {
  content.liveBytes -= content.items.get(key)?.bytes ?? 0;
  content.items.delete(key);
  content.liveItems--;
}
