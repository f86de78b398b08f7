/**
 * What is summed over rows: how many there are, their bytes, and in how many collections they lie. Rows of one
 * partition key lie together, so two neighbouring runs have one collection less than both when one goes on in the
 * other. Deleted items are no rows.
 */
import { COLLECTION_BYTES, OrderedSums, type StoredItem } from "../../engine/index.ts";

export interface RowSum {
  /** All rows. */
  readonly looked: number;
  /** Those that match the filter; so in what follows. */
  readonly rows: number;
  readonly bytes: number;
  readonly collections: number;
  /** The first and the last collection; "" without rows. */
  readonly first: string;
  readonly last: string;
}

export type RowSums = OrderedSums<StoredItem, RowSum>;

export const NO_ROWS: RowSum = { looked: 0, rows: 0, bytes: 0, collections: 0, first: "", last: "" };

/** What the keys of a row's collection begin with in its tree. */
export function collectionInTree(key: string, isLocal: boolean): string {
  // Entries of a local index have its name before their storage key.
  const start = isLocal ? key.indexOf("\x00") + 1 : 0;
  return key.slice(0, start + COLLECTION_BYTES);
}

export function matches({ item, label }: StoredItem, filter: string): boolean {
  return item !== null && (filter === "" || label.toLowerCase().includes(filter));
}

/**
 * Sums that are known already, of rows without a filter and of those with the latest one: whoever types a filter has
 * no more use for the one before.
 */
const unfiltered = sumsWith("");
let filtered = { filter: "", ...unfiltered };

/** @param filter in lower case */
export function rowSums(filter: string, isLocal: boolean): RowSums {
  if (filter !== "" && filtered.filter !== filter) filtered = { filter, ...sumsWith(filter) };
  const { local, own } = filter === "" ? unfiltered : filtered;
  return isLocal ? local : own;
}

function sumsWith(filter: string): { readonly own: RowSums; readonly local: RowSums } {
  return { own: sumsOf(filter, false), local: sumsOf(filter, true) };
}

function sumsOf(filter: string, isLocal: boolean): RowSums {
  return new OrderedSums<StoredItem, RowSum>({
    none: NO_ROWS,
    of: ({ keys, values }, from, to) => {
      let [looked, rows, bytes, collections, first, last] = [0, 0, 0, 0, "", ""];
      for (let at = from; at < to; at++) {
        const stored = values[at] as StoredItem;
        if (stored.item !== null) looked++;
        if (!matches(stored, filter)) continue;
        rows++;
        bytes += stored.bytes;
        const key = keys[at] as string;
        if (last !== "" && key.startsWith(last)) continue;
        last = collectionInTree(key, isLocal);
        if (first === "") first = last;
        collections++;
      }
      return { looked, rows, bytes, collections, first, last };
    },
    plus: addRows,
  });
}

export function addRows(a: RowSum, b: RowSum): RowSum {
  return {
    looked: a.looked + b.looked,
    rows: a.rows + b.rows,
    bytes: a.bytes + b.bytes,
    collections: a.collections + b.collections - (a.last !== "" && a.last === b.first ? 1 : 0),
    first: a.first === "" ? b.first : a.first,
    last: b.last === "" ? a.last : b.last,
  };
}
