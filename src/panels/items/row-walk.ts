/**
 * A window of the rows of a table or an index in storage order, partition after partition: row by row, or grouped by
 * partition key. What lies before the window is not walked; with a filter, in groups or among marks
 * of deleted items it is counted (`counted-rows.ts`).
 */
import { collectionOf, valueLabel } from "../../engine/index.ts";
import {
  type Counting,
  collectionNamed,
  collectionsAfter,
  countedRows,
  type FoundCollection,
  type FoundRow,
  rowsAfter,
  rowsWithin,
} from "./counted-rows.ts";
import { hasMarks, type RowSource, rowCount, rowsFrom, rowTotal } from "./row-source.ts";

interface WantedRows {
  readonly offset: number;
  readonly count: number;
  /** Lower case; "" for all. */
  readonly filter: string;
}

interface RowsInWindow {
  readonly rows: readonly FoundRow[];
  readonly matched: number;
  /** null: all are counted. */
  readonly counting: Counting | null;
}

export function windowOf(sources: readonly RowSource[], { offset, count, filter }: WantedRows): RowsInWindow {
  const all = rowTotal(sources);
  if (filter === "" && !sources.some(hasMarks))
    return { rows: [...firstOf(allRowsAfter(sources, offset), count)], matched: all, counting: null };
  const counted = countedRows(sources, filter);
  const rows = [...firstOf(rowsAfter(counted.sources, offset), count)];
  return { rows, matched: filter === "" ? all : counted.sum.rows, counting: counted.counting };
}

function* allRowsAfter(sources: readonly RowSource[], before: number): Generator<FoundRow> {
  let left = before;
  for (const source of sources) {
    const here = rowCount(source);
    if (left < here) for (const [key, stored] of rowsFrom(source, left)) yield { source, key, stored };
    left = Math.max(0, left - here);
  }
}

export type CollectionLine = (FoundRow & { readonly kind: "item" }) | CollectionHead;

interface CollectionHead {
  readonly kind: "collection";
  /** What the storage keys of its rows begin with. */
  readonly collection: string;
  readonly name: string;
  readonly first: FoundRow;
  readonly items: number;
  readonly bytes: number;
}

interface Collections {
  readonly lines: readonly CollectionLine[];
  /** All lines that can be scrolled through. */
  readonly total: number;
  readonly collections: number;
  readonly matched: number;
  readonly counting: Counting | null;
}

/** @param wanted.open collections whose rows are listed below their heads */
export function collectionLines(
  sources: readonly RowSource[],
  wanted: WantedRows & { readonly partitionKey: readonly string[]; readonly open: readonly string[] },
): Collections {
  const { offset, count, filter, partitionKey } = wanted;
  const counted = countedRows(sources, filter);
  const { rows: matched, collections } = counted.sum;
  const open = [...new Set(wanted.open)]
    .flatMap((name) => collectionNamed(counted.sources, name) ?? [])
    .sort((a, b) => a.before - b.before);
  const lines: CollectionLine[] = [];
  let total = 0;
  /** A run of lines: those of them that are in the window are looked up. */
  const run = (length: number, from: (before: number) => Iterable<CollectionLine>) => {
    const start = Math.max(offset, total);
    const end = Math.min(offset + count, total + length);
    if (start < end) lines.push(...firstOf(from(start - total), end - start));
    total += length;
  };
  let heads = 0;
  const headsUpTo = (end: number) => {
    const first = heads;
    run(end - first, (before) => headLines(collectionsAfter(counted.sources, first + before), partitionKey));
    heads = end;
  };
  for (const { source, range, sum, before } of open) {
    headsUpTo(before + 1);
    run(sum.rows, (skipped) => itemLines(rowsWithin(source, range, skipped)));
  }
  headsUpTo(collections);
  return { lines, total, collections, matched, counting: counted.counting };
}

function* headLines(found: Iterable<FoundCollection>, partitionKey: readonly string[]): Generator<CollectionHead> {
  for (const { first, sum } of found) {
    const { item } = first.stored;
    const name = partitionKey.map((part) => valueLabel(item?.[part] ?? { S: "" })).join(" · ");
    const collection = collectionOf(first.key);
    yield { kind: "collection", collection, name, first, items: sum.rows, bytes: sum.bytes };
  }
}

function* itemLines(rows: Iterable<FoundRow>): Generator<CollectionLine> {
  for (const row of rows) yield { kind: "item", ...row };
}

function* firstOf<T>(all: Iterable<T>, count: number): Generator<T> {
  let left = count;
  if (left > 0)
    for (const one of all) {
      yield one;
      if (--left === 0) return;
    }
}
