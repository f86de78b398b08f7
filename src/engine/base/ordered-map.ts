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
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The tree's own nodes, which know how many entries are under them. The types do not say so; the test does. */
export interface TreePart<V> {
  /** Of a leaf: its entries'. Above leaves: the last key of each child. */
  readonly keys: readonly string[];
  /** Of a leaf only. */
  readonly values: readonly V[];
  /** undefined: a leaf. */
  readonly children?: readonly TreePart<V>[];
  size(): number;
}

function keyAtRank(root: TreePart<unknown>, rank: number): string | undefined {
  let node = root;
  let left = rank;
  while (node.children !== undefined) {
    const at = node.children.findIndex((child) => {
      const size = child.size();
      if (left < size) return true;
      left -= size;
      return false;
    });
    const child = node.children[at];
    if (child === undefined) return undefined;
    node = child;
  }
  return node.keys[left];
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

  /** Entries from the one that has `rank` entries before it, ascending; reaches it without walking from the start. */
  entriesFromRank(rank: number): IterableIterator<[string, V]> {
    const key = keyAtRank(this.root, rank);
    return key === undefined ? [].values() : this.tree.entries(key);
  }

  /** The tree as it is now: a later change of the map copies what it touches, so these parts stay as they are. */
  frozen(): TreePart<V> {
    this.tree.clone();
    return this.root;
  }

  private get root(): TreePart<V> {
    return (this.tree as unknown as { readonly _root: TreePart<V> })._root;
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
