/**
 * Where rows are read from: the items of a partition, or the entries of a local index, which lie in one tree beside
 * them (SPEC LSI-1) and so have no partition of their own. Deleted items stay in a replica as marks and are passed
 * over; entries leave none.
 */
import {
  type CopyView,
  type GroupName,
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

export function sourcesOf(reader: Reader, placement: TablePlacement, index: string | null): RowSource[] {
  const local = isLocal(placement, index) ? index : null;
  const group = { region: placement.region, table: placement.schema.name, index: local === null ? index : null };
  return partitionsOf(placement, group.index).flatMap((partition) => {
    const name = { ...group, partition: partition.name };
    const copy = reader.leader(name) ?? reader.copies(name)[0];
    if (copy === undefined) return [];
    return [{ group: name, copy, local: local === null ? null : entriesOf(copy.state.localEntries, local) }];
  });
}

export function isLocal({ schema }: TablePlacement, index: string | null): boolean {
  return schema.indexes.some(({ name, kind }) => name === index && kind === "local");
}

export function rowCount({ copy, local }: RowSource): number {
  return local === null ? copy.state.liveItems : local.count;
}

/** Rows from the one with `before` rows before it, with their storage keys. */
export function* rowsFrom({ copy, local }: RowSource, before: number): Generator<[string, StoredItem]> {
  const { items, liveItems, localEntries } = copy.state;
  if (local === null) {
    for (const row of before > 0 ? items.entriesFromRank(liveRank(items, liveItems, before)) : items.entries())
      if (row[1].item !== null) yield row;
    return;
  }
  if (before >= local.count) return;
  for (const [key, stored] of localEntries.entriesFromRank(local.first + before)) {
    if (!key.startsWith(local.prefix)) return;
    yield [key.slice(local.prefix.length), stored];
  }
}

function entriesOf(tree: Tree, index: string): LocalEntries {
  const prefix = localKey(index, "");
  const first = rankOf(tree, prefix);
  return { prefix, first, count: rankOf(tree, localEnd(index)) - first };
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

/** Where the marks of deleted items stand, ascending: found by one walk, for the tree as it was then. */
const deadRanks = new WeakMap<
  object,
  { readonly size: number; readonly live: number; readonly ranks: readonly number[] }
>();

/** The rank, marks of deleted items included, of the row with `before` rows before it. */
function liveRank(items: Tree, live: number, before: number): number {
  const { size } = items;
  if (size === live) return before;
  let known = deadRanks.get(items);
  if (known === undefined || known.size !== size || known.live !== live) {
    const ranks: number[] = [];
    let rank = 0;
    for (const stored of items.values()) {
      if (stored.item === null) ranks.push(rank);
      rank++;
    }
    known = { size, live, ranks };
    deadRanks.set(items, known);
  }
  let rank = before;
  for (const dead of known.ranks) {
    if (dead > rank) break;
    rank++;
  }
  return rank;
}
