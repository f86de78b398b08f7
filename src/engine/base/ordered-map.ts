/**
 * An ordered map with string keys that clones in constant time and shares structure until one copy changes. A thin
 * name over `sorted-btree`, so that the rest of the engine sees one small surface. Order is JavaScript's `<` on
 * strings: storage keys are one byte per character, so that is byte order.
 */
import BTreeModule from "sorted-btree";

type BTreeClass = typeof BTreeModule;
// Under Node's ESM interop the CommonJS default export arrives one level deeper than in a bundle.
const BTree: BTreeClass = (BTreeModule as unknown as { default?: BTreeClass }).default ?? BTreeModule;

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export class OrderedMap<V> {
  private constructor(private readonly tree: BTreeModule<string, V>) {}

  static empty<V>(): OrderedMap<V> {
    return new OrderedMap<V>(new BTree<string, V>(undefined, compare));
  }

  get size(): number {
    return this.tree.size;
  }

  get(key: string): V | undefined {
    return this.tree.get(key);
  }

  has(key: string): boolean {
    return this.tree.has(key);
  }

  set(key: string, value: V): void {
    this.tree.set(key, value);
  }

  delete(key: string): boolean {
    return this.tree.delete(key);
  }

  firstKey(): string | undefined {
    return this.tree.minKey();
  }

  lastKey(): string | undefined {
    return this.tree.maxKey();
  }

  clone(): OrderedMap<V> {
    return new OrderedMap<V>(this.tree.clone());
  }

  /** Entries with `from <= key`, ascending. */
  entriesFrom(from: string): IterableIterator<[string, V]> {
    return this.tree.entries(from);
  }

  /** Entries with `key < before`, descending. No bound: from the last key. */
  entriesBefore(before: string | null): IterableIterator<[string, V]> {
    return before === null ? this.tree.entriesReversed() : this.tree.entriesReversed(before, undefined, true);
  }

  entries(): IterableIterator<[string, V]> {
    return this.tree.entries();
  }

  values(): IterableIterator<V> {
    return this.tree.values();
  }

  /** For canonical hashes. */
  toJSON(): [string, V][] {
    return this.tree.toArray();
  }
}
