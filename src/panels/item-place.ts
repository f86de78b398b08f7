/**
 * Where an item lies, from what people call it. Events, links and the selection name an item by table and label;
 * storage goes by storage key. Worker side: views use it, components do not.
 */
import {
  type CopyView,
  type GroupName,
  hashOf,
  type Item,
  isNewer,
  type KeySchema,
  partitionFor,
  type Reader,
  type StoredItem,
  storageKeyOf,
  type TablePlacement,
} from "../engine/index.ts";

export interface ItemPlace {
  readonly placement: TablePlacement;
  readonly group: GroupName;
  readonly key: Item;
  readonly storageKey: string;
  /** 0..65535. */
  readonly hash: number;
}

/** Between the parts of a label: "cleo · 2026-03-04". */
const BETWEEN = " · ";

/** The item's place in a Region; null when the Region has no such table, or the label cannot be one of its keys. */
export function itemPlace(
  reader: Reader,
  at: { readonly region: string; readonly table: string; readonly label: string },
): ItemPlace | null {
  const placement = reader.table(at.region, at.table);
  if (placement === undefined) return null;
  let first: ItemPlace | null = null;
  for (const key of keysCalled(placement.schema.key, at.label)) {
    const place = placeOfKey(placement, key);
    first ??= place;
    // A sort key may hold the separator itself: the reading under which something is stored is the right one.
    if (reader.copies(place.group).some((copy) => copy.state.items.has(place.storageKey))) return place;
  }
  return first;
}

export function placeOfKey(placement: TablePlacement, key: Item): ItemPlace {
  const storageKey = storageKeyOf(placement.schema.key, key);
  const hash = hashOf(storageKey);
  const partition = partitionFor(placement.partitions, hash).name;
  return {
    placement,
    group: { region: placement.region, table: placement.schema.name, index: null, partition },
    key,
    storageKey,
    hash,
  };
}

/** Every key that reads as the label. */
function keysCalled(schema: KeySchema, label: string): Item[] {
  const [partition] = schema.partition;
  const [sort] = schema.sort;
  if (partition === undefined) return [];
  if (sort === undefined) return keyFrom([[partition.name, partition.type, label]]);
  const keys: Item[] = [];
  for (let at = label.indexOf(BETWEEN); at >= 0; at = label.indexOf(BETWEEN, at + 1)) {
    keys.push(
      ...keyFrom([
        [partition.name, partition.type, label.slice(0, at)],
        [sort.name, sort.type, label.slice(at + BETWEEN.length)],
      ]),
    );
  }
  return keys;
}

/** None when a text cannot be a value of its type. */
function keyFrom(parts: readonly (readonly [string, "S" | "N" | "B", string])[]): Item[] {
  if (parts.some(([, type, text]) => type === "N" && !/^-?\d+(\.\d+)?$/.test(text))) return [];
  if (parts.some(([, type, text]) => type === "B" && !/^[A-Za-z0-9+/]*={0,2}$/.test(text))) return [];
  return [Object.fromEntries(parts.map(([name, type, text]) => [name, { [type]: text }])) as Item];
}

/** The newest copy among these, by the rule that decides between writers. */
export function newestOf(copies: readonly CopyView[], storageKey: string): StoredItem | undefined {
  let newest: StoredItem | undefined;
  for (const { state } of copies) {
    const stored = state.items.get(storageKey);
    if (stored !== undefined && (newest === undefined || isNewer(stored, newest))) newest = stored;
  }
  return newest;
}

/** What a strong read would find: the leader's copy. Without a leader, the newest of the three. */
export function leaderItem(reader: Reader, group: GroupName, storageKey: string): StoredItem | undefined {
  const leader = reader.leader(group);
  return leader === undefined ? newestOf(reader.copies(group), storageKey) : leader.state.items.get(storageKey);
}

/** Regions that hold the table, the learner's own first. */
export function regionsOf(reader: Reader, table: string): string[] {
  return reader.config.regions.filter((region) => reader.table(region, table) !== undefined);
}
