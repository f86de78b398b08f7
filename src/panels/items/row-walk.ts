/**
 * Walking the rows of a table in storage order, partition after partition. Deleted items stay in a replica as marks and
 * are passed over. A partition that lies wholly before the window is not walked.
 */
import {
  type CopyView,
  type GroupName,
  partitionsOf,
  type Reader,
  type StoredItem,
  type TablePlacement,
  valueLabel,
} from "../../engine/index.ts";

/** One partition to read from: its leader, or any copy while there is none. */
export interface RowSource {
  readonly group: GroupName;
  readonly copy: CopyView;
}

export interface FoundRow {
  readonly source: RowSource;
  /** Storage key. */
  readonly key: string;
  readonly stored: StoredItem;
}

export interface WantedRows {
  readonly offset: number;
  readonly count: number;
  /** Lower case; "" for all. */
  readonly filter: string;
}

/** A filter or a grouping looks through so many items at most, to keep within a frame. */
export const LOOKED_AT_MAX = 100_000;

export function sourcesOf(reader: Reader, placement: TablePlacement, index: string | null): RowSource[] {
  return partitionsOf(placement, index).flatMap((partition) => {
    const group = { region: placement.region, table: placement.schema.name, index, partition: partition.name };
    const copy = reader.leader(group) ?? reader.copies(group)[0];
    return copy === undefined ? [] : [{ group, copy }];
  });
}

/** @param options.stopEarly do not count on after the window is full */
export function windowOf(
  sources: readonly RowSource[],
  wanted: WantedRows,
  options: { readonly stopEarly?: boolean } = {},
): { readonly rows: FoundRow[]; readonly matched: number; readonly cut: number | null } {
  const { offset, count, filter } = wanted;
  const rows: FoundRow[] = [];
  let matched = 0;
  let looked = 0;
  for (const source of sources) {
    const { items, liveItems } = source.copy.state;
    const full = rows.length >= count;
    if (filter === "" && (full || matched + liveItems <= offset)) {
      matched += liveItems;
      continue;
    }
    let here = filter === "" ? Math.max(0, offset - matched) : 0;
    for (const [key, stored] of here > 0 ? items.entriesFromRank(rankOf(items, liveItems, here)) : items.entries()) {
      if (stored.item === null) continue;
      if (filter !== "" && ++looked > LOOKED_AT_MAX) return { rows, matched, cut: LOOKED_AT_MAX };
      if (filter !== "" && !stored.label.toLowerCase().includes(filter)) continue;
      if (matched + here >= offset && rows.length < count) rows.push({ source, key, stored });
      here++;
      if (rows.length >= count && filter === "") {
        here = liveItems;
        break;
      }
    }
    matched += here;
    if (options.stopEarly === true && rows.length >= count) break;
  }
  return { rows, matched, cut: null };
}

/** Where the marks of deleted items stand, ascending: found by one walk, for the tree as it was then. */
const deadRanks = new WeakMap<
  object,
  { readonly size: number; readonly live: number; readonly ranks: readonly number[] }
>();

/** The rank, marks of deleted items included, of the row with `before` rows before it. */
function rankOf(items: RowSource["copy"]["state"]["items"], live: number, before: number): number {
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

interface CollectionHead {
  readonly kind: "collection";
  readonly source: RowSource;
  readonly key: string;
  readonly name: string;
  readonly firstLabel: string;
  items: number;
  bytes: number;
}

interface ItemLine extends FoundRow {
  readonly kind: "item";
}

export type CollectionLine = ItemLine | CollectionHead;

interface Collections {
  readonly lines: CollectionLine[];
  /** All lines that can be scrolled through. */
  readonly total: number;
  readonly collections: number;
  readonly matched: number;
  readonly cut: number | null;
}

/** Items of one partition key lie together, so one walk finds the groups. */
export function collectionLines(
  sources: readonly RowSource[],
  wanted: WantedRows & { readonly partitionKey: readonly string[]; readonly open: ReadonlySet<string> },
): Collections {
  const { offset, count, filter, partitionKey, open } = wanted;
  const lines: CollectionLine[] = [];
  let total = 0;
  let collections = 0;
  let matched = 0;
  let looked = 0;
  const take = (line: CollectionLine) => {
    if (total >= offset && lines.length < count) lines.push(line);
    total++;
  };
  for (const source of sources) {
    let current: CollectionHead | undefined;
    for (const [key, stored] of source.copy.state.items.entries()) {
      if (stored.item === null) continue;
      if (++looked > LOOKED_AT_MAX) return { lines, total, collections, matched, cut: LOOKED_AT_MAX };
      if (filter !== "" && !stored.label.toLowerCase().includes(filter)) continue;
      const name = partitionKey.map((part) => valueLabel(stored.item?.[part] ?? { S: "" })).join(" · ");
      if (current?.name !== name) {
        current = { kind: "collection", source, key, name, firstLabel: stored.label, items: 0, bytes: 0 };
        collections++;
        take(current);
      }
      current.items++;
      current.bytes += stored.bytes;
      matched++;
      if (open.has(name)) take({ kind: "item", source, key, stored });
    }
  }
  return { lines, total, collections, matched, cut: null };
}
