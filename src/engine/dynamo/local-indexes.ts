/**
 * What local secondary indexes make of an item and of a write: entries, the sizes they add, and the limits they bring.
 * [LSI-1, LSI-4, LSI-5]
 */
import { type DynamoError, dynamoError, validationError, WORDING } from "./errors.ts";
import { type IndexEntry, projectIndexEntry } from "./index-entries.ts";
import type { BoundItemWrite, WriteOutcome } from "./requests.ts";
import { ITEM_BYTES_MAX, itemBytes } from "./sizes.ts";
import type { TableSchema } from "./table.ts";
import { type Item, pickAttributes } from "./values.ts";

const GIGABYTE = 1_073_741_824;

/** 10 GB of items and entries under one partition key. */
export const COLLECTION_BYTES_MAX = 10 * GIGABYTE;

export interface LocalEntry extends IndexEntry {
  readonly index: string;
  readonly bytes: number;
}

export function hasLocalIndex({ indexes }: TableSchema): boolean {
  return indexes.some(({ kind }) => kind === "local");
}

export function localEntriesOf(schema: TableSchema, item: Item | undefined): readonly LocalEntry[] {
  return schema.indexes.flatMap((index) => {
    const entry = index.kind === "local" ? projectIndexEntry(schema, index, item) : null;
    return entry === null ? [] : [{ ...entry, index: index.name, bytes: itemBytes(entry.entry) }];
  });
}

/**
 * What a write would break: an item is measured with its entries, and a collection may not grow past its limit.
 * Shrinking is always allowed.
 * @param collection bytes of the collection, with what is on its way into it
 */
export function localIndexFault(
  schema: TableSchema,
  written: Extract<WriteOutcome, { outcome: "written" }>,
  collection: number,
  collectionMax: number,
): DynamoError | null {
  if (written.after === undefined || !hasLocalIndex(schema)) return null;
  if (sizeWithEntries(schema, written.after) > ITEM_BYTES_MAX) return validationError(WORDING.itemTooLarge);
  const growth = collectionGrowth(schema, written.before, written.after);
  return growth > 0 && collection + growth > collectionMax
    ? dynamoError("ItemCollectionSizeLimitExceededException", "Collection size exceeded.")
    : null;
}

/** Bytes that a write adds to its item's collection; negative: it shrinks. */
export function collectionGrowth(schema: TableSchema, before: Item | undefined, after: Item | undefined): number {
  return sizeWithEntries(schema, after) - sizeWithEntries(schema, before);
}

function sizeWithEntries(schema: TableSchema, item: Item | undefined): number {
  const own = item === undefined ? 0 : itemBytes(item);
  return localEntriesOf(schema, item).reduce((total, entry) => total + entry.bytes, own);
}

/** The collection's size to the gigabyte below and the one above. */
export interface ItemCollectionMetrics {
  readonly ItemCollectionKey: Item;
  readonly SizeEstimateRangeGB: readonly [number, number];
}

/** Of a write that asked for them, to a table that has item collections. */
export function collectionMetrics(
  bound: Pick<BoundItemWrite, "key" | "returnItemCollectionMetrics">,
  schema: TableSchema,
  bytes: number,
): ItemCollectionMetrics | undefined {
  if (!bound.returnItemCollectionMetrics || !hasLocalIndex(schema)) return undefined;
  const below = Math.floor(bytes / GIGABYTE);
  return {
    ItemCollectionKey: pickAttributes(
      bound.key,
      schema.key.partition.map(({ name }) => name),
    ),
    SizeEstimateRangeGB: [below, below + 1],
  };
}

/** Several writes of one item collection are told of once, as the last one left it. [OP-19, TX-10] */
export function onePerCollection(metrics: readonly ItemCollectionMetrics[]): readonly ItemCollectionMetrics[] {
  return [...new Map(metrics.map((one) => [JSON.stringify(one.ItemCollectionKey), one])).values()];
}
