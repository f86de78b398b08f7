/**
 * Rows whose sums are known, so that the row or the collection of any number is found without walking there. A million
 * rows are not looked at in one go: each answer looks at some more of them, and shows what there is so far.
 */
import { type KeyRange, keyAfter, type StoredItem } from "../../engine/index.ts";
import { type RowSource, rowTotal, storageKeyIn } from "./row-source.ts";
import { addRows, collectionInTree, NO_ROWS, type RowSum, type RowSums, rowSums } from "./row-sums.ts";

/** Rows that are looked at for one answer: some frames' time, when they lie scattered in memory. */
const LOOKED_AT_ONCE = 20_000;

/** A source as far as it is counted. */
export interface CountedSource {
  readonly source: RowSource;
  readonly sums: RowSums;
  readonly range: KeyRange;
  readonly sum: RowSum;
}

export interface Counting {
  /** Rows that were looked at, of all. */
  readonly done: number;
  readonly total: number;
}

export interface CountedRows {
  readonly sources: readonly CountedSource[];
  readonly sum: RowSum;
  /** null: all are counted. Otherwise ask again. */
  readonly counting: Counting | null;
}

export interface FoundRow {
  readonly source: RowSource;
  /** Storage key. */
  readonly key: string;
  readonly stored: StoredItem;
}

export interface FoundCollection {
  readonly source: CountedSource;
  /** Where its rows lie in the tree. */
  readonly range: KeyRange;
  readonly first: FoundRow;
  readonly sum: RowSum;
}

/** @param filter in lower case; "" for all */
export function countedRows(sources: readonly RowSource[], filter: string): CountedRows {
  const counted: CountedSource[] = [];
  let left = LOOKED_AT_ONCE;
  let sum = NO_ROWS;
  for (const source of sources) {
    const { tree, range, local } = source;
    const sums = rowSums(filter, local !== null);
    const learnt = sums.learn(tree, range, left);
    left = learnt.left;
    const known = { from: range.from, to: learnt.to };
    const here = sums.sum(tree, known);
    counted.push({ source, sums, range: known, sum: here });
    sum = addRows(sum, here);
    if (learnt.to !== range.to) {
      return { sources: counted, sum, counting: { done: sum.looked, total: rowTotal(sources) } };
    }
  }
  return { sources: counted, sum, counting: null };
}

/** Rows that match, from the one with `before` such rows before it. */
export function* rowsAfter(sources: readonly CountedSource[], before: number): Generator<FoundRow> {
  let left = before;
  for (const source of sources) {
    if (left < source.sum.rows) yield* rowsWithin(source, source.range, left);
    left = Math.max(0, left - source.sum.rows);
  }
}

/** The same in a part of one source. */
export function* rowsWithin(
  { source, sums }: CountedSource,
  { from, to }: KeyRange,
  before: number,
): Generator<FoundRow> {
  const { tree } = source;
  let key = sums.reach(tree, { from, to }, ({ rows }) => rows > before);
  while (key !== undefined) {
    yield { source, key: storageKeyIn(source, key), stored: tree.get(key) as StoredItem };
    key = sums.reach(tree, { from: keyAfter(key), to }, hasRows);
  }
}

/** Collections of rows that match, from the one with `before` such collections before it. */
export function* collectionsAfter(sources: readonly CountedSource[], before: number): Generator<FoundCollection> {
  let left = before;
  for (const source of sources) {
    if (left < source.sum.collections) yield* collectionsWithin(source, left);
    left = Math.max(0, left - source.sum.collections);
  }
}

function* collectionsWithin(counted: CountedSource, before: number): Generator<FoundCollection> {
  const { source, sums, range } = counted;
  let key = sums.reach(source.tree, range, ({ collections }) => collections > before);
  while (key !== undefined) {
    const own = keysOf(collectionInTree(key, source.local !== null), range);
    const found = collectionIn(counted, own);
    if (found !== null) yield found;
    key = own.to === null ? undefined : sums.reach(source.tree, { from: own.to, to: range.to }, hasRows);
  }
}

/**
 * The collection whose storage keys begin so, and how many collections are before it; null: it has no row here.
 * @param name what the storage keys of its rows begin with
 */
export function collectionNamed(
  sources: readonly CountedSource[],
  name: string,
): (FoundCollection & { readonly before: number }) | null {
  let before = 0;
  for (const counted of sources) {
    const { source, sums, range, sum } = counted;
    const own = keysOf((source.local?.prefix ?? "") + name, range);
    const found = collectionIn(counted, own);
    if (found !== null)
      return { ...found, before: before + sums.sum(source.tree, { from: range.from, to: own.from }).collections };
    before += sum.collections;
  }
  return null;
}

function collectionIn(source: CountedSource, range: KeyRange): FoundCollection | null {
  const [first] = rowsWithin(source, range, 0);
  return first === undefined ? null : { source, range, first, sum: source.sums.sum(source.source.tree, range) };
}

/** Keys are one byte per character: all that begin so are below this. */
const ABOVE_BYTES = "\u0100";

function keysOf(beginning: string, { to }: KeyRange): KeyRange {
  const end = beginning + ABOVE_BYTES;
  return { from: beginning, to: to !== null && to < end ? to : end };
}

function hasRows({ rows }: RowSum): boolean {
  return rows > 0;
}
