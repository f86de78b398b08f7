/**
 * Where rows are read from: the items of a partition, or the entries of a local index, which lie in one tree beside
 * them (SPEC LSI-1) and so have no partition of their own. Deleted items stay in a replica as marks and are passed
 * over; entries leave none.
 */
import {
  type CopyView,
  type GroupName,
  type KeyRange,
  localEnd,
  localKey,
  partitionsOf,
  type Reader,
  type StoredItem,
  type TablePlacement,
} from "../../engine/index.ts";

/** One partition to read from: its leader, or any copy while there is none. */
export interface RowSource {
  readonly group: GroupName;
  readonly copy: CopyView;
  /** The tree that the rows lie in, and where. */
  readonly tree: Tree;
  readonly range: KeyRange;
  /** null: the partition's own items. */
  readonly local: LocalEntries | null;
}

/** Entries of one local index, by their ranks in the tree of all of them. */
interface LocalEntries {
  /** Before each storage key. */
  readonly prefix: string;
  readonly first: number;
  readonly count: number;
}

type Tree = CopyView["state"]["items"];

const ALL: KeyRange = { from: "", to: null };

export function sourcesOf(reader: Reader, placement: TablePlacement, index: string | null): RowSource[] {
  const local = isLocal(placement, index) ? index : null;
  const group = { region: placement.region, table: placement.schema.name, index: local === null ? index : null };
  return partitionsOf(placement, group.index).flatMap((partition): RowSource[] => {
    const name = { ...group, partition: partition.name };
    const copy = reader.leader(name) ?? reader.copies(name)[0];
    if (copy === undefined) return [];
    const { items, localEntries } = copy.state;
    if (local === null) return [{ group: name, copy, tree: items, range: ALL, local: null }];
    const range = { from: localKey(local, ""), to: localEnd(local) };
    return [{ group: name, copy, tree: localEntries, range, local: entriesOf(localEntries, range) }];
  });
}

export function isLocal({ schema }: TablePlacement, index: string | null): boolean {
  return schema.indexes.some(({ name, kind }) => name === index && kind === "local");
}

export function rowCount({ copy, local }: RowSource): number {
  return local === null ? copy.state.liveItems : local.count;
}

export function rowTotal(sources: readonly RowSource[]): number {
  return sources.reduce((sum, source) => sum + rowCount(source), 0);
}

/** The storage key of a row, by its key in the tree. */
export function storageKeyIn({ local }: RowSource, key: string): string {
  return local === null ? key : key.slice(local.prefix.length);
}

/** There are marks of deleted items: ranks in the tree are not those of rows. */
export function hasMarks({ copy, tree, local }: RowSource): boolean {
  return local === null && tree.size !== copy.state.liveItems;
}

/** Rows from the one with `before` entries of the tree before it, with their storage keys. */
export function* rowsFrom(source: RowSource, before: number): Generator<[string, StoredItem]> {
  const { tree, local } = source;
  if (local === null) {
    for (const row of tree.entriesFromRank(before)) if (row[1].item !== null) yield row;
    return;
  }
  if (before >= local.count) return;
  for (const [key, stored] of tree.entriesFromRank(local.first + before)) {
    if (!key.startsWith(local.prefix)) return;
    yield [storageKeyIn(source, key), stored];
  }
}

function entriesOf(tree: Tree, { from, to }: { readonly from: string; readonly to: string }): LocalEntries {
  const first = rankOf(tree, from);
  return { prefix: from, first, count: rankOf(tree, to) - first };
}

/** How many keys are less: by halving, since the tree finds a key by its rank. */
function rankOf(tree: Tree, key: string): number {
  let low = 0;
  let high = tree.size;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [found] = tree.entriesFromRank(middle).next().value ?? [];
    if (found !== undefined && found < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
