/**
 * Walking the rows of a table or an index in storage order, partition after partition. A partition that lies wholly
 * before the window is not walked.
 */
import { type StoredItem, valueLabel } from "../../engine/index.ts";
import { type RowSource, rowCount, rowsFrom } from "./row-source.ts";

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
    const inSource = rowCount(source);
    const full = rows.length >= count;
    if (filter === "" && (full || matched + inSource <= offset)) {
      matched += inSource;
      continue;
    }
    let here = filter === "" ? Math.max(0, offset - matched) : 0;
    for (const [key, stored] of rowsFrom(source, here)) {
      if (filter !== "" && ++looked > LOOKED_AT_MAX) return { rows, matched, cut: LOOKED_AT_MAX };
      if (filter !== "" && !stored.label.toLowerCase().includes(filter)) continue;
      if (matched + here >= offset && rows.length < count) rows.push({ source, key, stored });
      here++;
      if (rows.length >= count && filter === "") {
        here = inSource;
        break;
      }
    }
    matched += here;
    if (options.stopEarly === true && rows.length >= count) break;
  }
  return { rows, matched, cut: null };
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
    for (const [key, stored] of rowsFrom(source, 0)) {
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
