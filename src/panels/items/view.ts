/**
 * A window of the rows of a table or an index, as its leaders hold them. Only the rows on the screen cross to the page;
 * looking costs nothing, unlike a Scan.
 */
import {
  type CopyView,
  type GroupName,
  groupId,
  hashOf,
  hashText,
  type Item,
  type ItemIdentity,
  isNewer,
  type Reader,
  type StoredItem,
  type TablePlacement,
} from "../../engine/index.ts";
import { shortText } from "../../parts/attribute-text.ts";
import type { StateName } from "../../ui/states.ts";
import { regionsOf } from "../item-place.ts";
import type { Counting } from "./counted-rows.ts";
import { type RowSource, rowTotal, sourcesOf } from "./row-source.ts";
import { collectionLines, windowOf } from "./row-walk.ts";

export { type ExportedItems, type ExportedItemsParams, exportedItemsView } from "./export-view.ts";
export { type EditedItem, type EditedItemParams, editedItemView } from "./item-view.ts";

export interface TableHead {
  readonly name: string;
  readonly indexes: readonly IndexHead[];
  /** The table stands from the start: its CreateTable request. null: a command made it. */
  readonly create: unknown;
}

export interface IndexHead {
  readonly name: string;
  /** A global index has partitions of its own; the entries of a local one lie beside the items. */
  readonly kind: "global" | "local";
  /** "league, score": an item without them has no entry. */
  readonly keyText: string;
}

export interface ItemsParams {
  /** null: the first table. */
  readonly table: string | null;
  /** null: the learner's own. */
  readonly region: string | null;
  readonly index: string | null;
  readonly offset: number;
  readonly count: number;
  /** Part of the key's text; "" for all. */
  readonly filter: string;
  /** Grouped by partition key, with these groups (`CollectionRow.collection`) open. null: a plain table. */
  readonly open: readonly string[] | null;
}

export interface ItemColumn {
  readonly name: string;
  readonly role: "partition key" | "sort key" | null;
  readonly type: string | null;
  readonly numeric: boolean;
}

export interface ItemRow {
  readonly kind: "item";
  readonly id: string;
  readonly label: string;
  readonly look: ItemIdentity;
  readonly version: number;
  /** By column. */
  readonly cells: readonly (string | null)[];
  readonly hash: string;
  readonly place: string;
  readonly bytes: number;
  readonly state: { readonly state: StateName; readonly text: string } | null;
}

export interface CollectionRow {
  readonly kind: "collection";
  readonly id: string;
  /** Which it is: what the storage keys of its rows begin with. */
  readonly collection: string;
  readonly name: string;
  readonly look: ItemIdentity;
  readonly items: number;
  readonly bytes: number;
  /** Where the table has local indexes: bytes with their entries, and how many there may be. */
  readonly limit: { readonly bytes: number; readonly max: number } | null;
  readonly hash: string;
  readonly place: string;
  readonly open: boolean;
}

export interface ItemsView {
  readonly tables: readonly TableHead[];
  readonly regions: readonly string[];
  readonly table: string | null;
  readonly region: string;
  /** null: the table itself. */
  readonly index: IndexHead | null;
  readonly columns: readonly ItemColumn[];
  /** The table has a sort key, so that its rows can be grouped. */
  readonly groupable: boolean;
  /** Items in the table, or entries in the index. */
  readonly total: number;
  /** Items in the table. */
  readonly items: number;
  /** null: entries of a local index, which are counted with their items. */
  readonly bytes: number | null;
  /** Rows that can be scrolled through, group rows included. */
  readonly lines: number;
  /** Items that match the filter, as far as they are counted. */
  readonly matched: number;
  readonly collections: number;
  /** Rows are counted before the window is found. null: all of them are. Otherwise the next frame brings more. */
  readonly counting: Counting | null;
  readonly offset: number;
  readonly rows: readonly (ItemRow | CollectionRow)[];
}

const COLUMNS_MAX = 5;
const WINDOW_MAX = 120;

export function itemsView(reader: Reader, params: ItemsParams): ItemsView {
  const region = params.region ?? reader.home;
  const placements = reader.tables(region);
  const placement = placements.find((one) => one.schema.name === params.table) ?? placements[0];
  const tables = placements.map((one) => ({
    name: one.schema.name,
    indexes: indexHeads(one),
    create: startOf(reader, one.schema.name),
  }));
  if (placement === undefined)
    return {
      tables,
      regions: [region],
      table: null,
      region,
      index: null,
      columns: [],
      groupable: false,
      total: 0,
      items: 0,
      bytes: 0,
      lines: 0,
      matched: 0,
      collections: 0,
      counting: null,
      offset: 0,
      rows: [],
    };
  const head = indexHeads(placement).find(({ name }) => name === params.index) ?? null;
  const index = head?.name ?? null;
  const sources = sourcesOf(reader, placement, index);
  const columns = columnsOf(placement, index, sources);
  const total = rowTotal(sources);
  const items = rowTotal(sourcesOf(reader, placement, null));
  const bytes = head?.kind === "local" ? null : sources.reduce((sum, source) => sum + source.copy.state.liveBytes, 0);
  const groupable = keyOf(placement, index).sort.length > 0;
  const wanted = {
    offset: params.offset,
    count: Math.min(params.count, WINDOW_MAX),
    filter: params.filter.trim().toLowerCase(),
  };
  const base = {
    tables,
    regions: regionsOf(reader, placement.schema.name),
    table: placement.schema.name,
    region,
    index: head,
    columns,
    groupable,
    total,
    items,
    bytes,
    offset: params.offset,
  };
  const row = rowMaker(reader, { placement, index, columns });
  if (groupable && params.open !== null) {
    const found = collectionLines(sources, {
      ...wanted,
      partitionKey: keyOf(placement, index).partition.map((one) => one.name),
      open: params.open,
    });
    const rows = found.lines.map((line): ItemRow | CollectionRow =>
      line.kind === "item"
        ? row(line.source, line.key, line.stored)
        : {
            kind: "collection",
            id: `collection ${line.collection}`,
            collection: line.collection,
            name: line.name,
            look: reader.identity(placement.schema.name, line.first.stored.label),
            items: line.items,
            bytes: line.bytes,
            limit: index === null ? collectionLimit(placement, line.first.source, line.collection) : null,
            hash: hashText(hashOf(line.collection)),
            place: line.first.source.group.partition,
            open: params.open?.includes(line.collection) ?? false,
          },
    );
    return {
      ...base,
      lines: found.total,
      matched: found.matched,
      collections: found.collections,
      counting: found.counting,
      rows,
    };
  }
  const found = windowOf(sources, wanted);
  return {
    ...base,
    lines: found.matched,
    matched: found.matched,
    collections: 0,
    counting: found.counting,
    rows: found.rows.map(({ source, key, stored }) => row(source, key, stored)),
  };
}

/** Global ones as soon as they have partitions, local ones always. */
function indexHeads({ schema, indexPartitions }: TablePlacement): IndexHead[] {
  return schema.indexes
    .filter(({ name, kind }) => kind === "local" || Object.hasOwn(indexPartitions, name))
    .map(({ name, kind, key }) => ({
      name,
      kind,
      keyText: [...key.partition, ...key.sort].map((one) => one.name).join(", "),
    }));
}

function collectionLimit(placement: TablePlacement, { copy }: RowSource, name: string): CollectionRow["limit"] {
  if (!placement.schema.indexes.some(({ kind }) => kind === "local")) return null;
  const bytes = copy.state.collections.get(name) ?? 0;
  return { bytes, max: placement.collectionBytesMax };
}

function startOf(reader: Reader, name: string): unknown {
  const start = reader.config.tables.find(
    ({ create }) => (create as { TableName?: unknown } | null)?.TableName === name,
  );
  return start?.create ?? null;
}

function keyOf(placement: TablePlacement, index: string | null) {
  return placement.schema.indexes.find((one) => one.name === index)?.key ?? placement.schema.key;
}

/** Keys first, then the attributes that the first items have. */
function columnsOf(placement: TablePlacement, index: string | null, sources: readonly RowSource[]): ItemColumn[] {
  const key = keyOf(placement, index);
  const table = placement.schema.key;
  const columns: ItemColumn[] = [
    ...key.partition.map((one) => ({
      name: one.name,
      role: "partition key" as const,
      type: one.type,
      numeric: one.type === "N",
    })),
    ...key.sort.map((one) => ({
      name: one.name,
      role: "sort key" as const,
      type: one.type,
      numeric: one.type === "N",
    })),
  ];
  const add = (name: string, numeric: boolean) => {
    if (!columns.some((column) => column.name === name)) columns.push({ name, role: null, type: null, numeric });
  };
  if (index !== null) for (const one of [...table.partition, ...table.sort]) add(one.name, one.type === "N");
  const keys = columns.length;
  const sample = windowOf(sources, { offset: 0, count: 40, filter: "" }).rows;
  for (const { stored } of sample) {
    for (const [name, value] of Object.entries(stored.item ?? {})) {
      if (columns.length >= keys + COLUMNS_MAX) return columns;
      add(name, "N" in value);
    }
  }
  return columns;
}

function rowMaker(
  reader: Reader,
  {
    placement,
    index,
    columns,
  }: { readonly placement: TablePlacement; readonly index: string | null; readonly columns: readonly ItemColumn[] },
) {
  const copiesOf = new Map<string, readonly CopyView[]>();
  const copies = (group: GroupName) => {
    const id = groupId(group);
    const known = copiesOf.get(id) ?? reader.copies(group);
    copiesOf.set(id, known);
    return known;
  };
  return (source: RowSource, key: string, stored: StoredItem): ItemRow => ({
    kind: "item",
    id: key,
    label: stored.label,
    look: reader.identity(placement.schema.name, stored.label),
    version: stored.version,
    cells: columns.map(({ name }) => cellOf(stored.item, name)),
    hash: hashText(hashOf(key)),
    place: source.group.partition,
    bytes: stored.bytes,
    state:
      index === null
        ? stateOf(reader, placement, { group: source.group, key, stored, copies: copies(source.group) })
        : null,
  });
}

function cellOf(item: Item | null, name: string): string | null {
  const value = item !== null && Object.hasOwn(item, name) ? item[name] : undefined;
  return value === undefined ? null : shortText(value).slice(0, 80);
}

interface About {
  readonly group: GroupName;
  readonly key: string;
  readonly stored: StoredItem;
  readonly copies: readonly CopyView[];
}

/** What is not settled about an item: copies behind, an index entry or another Region still to be written. */
function stateOf(reader: Reader, placement: TablePlacement, { group, key, stored, copies }: About): ItemRow["state"] {
  const behind = copies.filter((copy) => {
    const held = copy.state.items.get(key);
    return held === undefined || isNewer(stored, held);
  });
  if (behind.length > 0) return { state: "stale", text: `az ${behind.map((copy) => copy.zone).join(" ")} behind` };
  const waiting = reader.indexWriter(group)?.items.get(key);
  if (waiting !== undefined) return { state: "inflight", text: "index waits" };
  for (const region of placement.regions) {
    if (region === group.region) continue;
    const replicator = reader.replicator(group.region, region, group.table, group.partition);
    if (replicator?.waiting.has(key) || replicator?.busy.has(key)) return { state: "inflight", text: "copying" };
  }
  return null;
}
