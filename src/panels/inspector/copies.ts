/** Every copy of one item: three replicas in each Region, its entries in local and global indexes, its newest stream record. */
import {
  type Event,
  type Item,
  isNewer,
  itemsEqual,
  partitionFor,
  partitionsOf,
  projectIndexEntry,
  type Reader,
  type StoredItem,
  shardName,
} from "../../engine/index.ts";
import { lengthText } from "../../parts/times.ts";
import { type ItemPlace, newestOf } from "../item-place.ts";
import { type CopyChip, type CopyRow, sortText } from "./copy-row.ts";
import { localRows } from "./local-copies.ts";

export function copyRows(reader: Reader, home: ItemPlace, label: string): CopyRow[] {
  const places = home.placement.regions.flatMap((region) => {
    const placement = reader.table(region, home.group.table);
    if (placement === undefined) return [];
    const partition = partitionFor(placement.partitions, home.hash).name;
    return [{ ...home, placement, group: { ...home.group, region, partition } }];
  });
  const inOrder = places.sort(
    (a, b) => Number(b.group.region === home.group.region) - Number(a.group.region === home.group.region),
  );
  const newest = newestOf(
    inOrder.flatMap((place) => reader.copies(place.group)),
    home.storageKey,
  );
  if (newest === undefined) return [];
  const many = inOrder.length > 1;
  return [
    ...inOrder.flatMap((place) => [
      replicasRow(reader, place, newest, label),
      ...localRows(reader, place, { newest, many }),
    ]),
    ...inOrder.flatMap((place) =>
      Object.keys(place.placement.indexPartitions).flatMap((index) => indexRow(reader, place, { index, newest, many })),
    ),
    ...inOrder.flatMap((place) => streamRow(reader, place, newest, { label, many })),
  ];
}

function replicasRow(reader: Reader, place: ItemPlace, newest: StoredItem, label: string): CopyRow {
  const copies = reader.copies(place.group);
  const chips = copies.map((copy): CopyChip => {
    const stored = copy.state.items.get(place.storageKey);
    const current = stored !== undefined && stored.timestamp === newest.timestamp && stored.origin === newest.origin;
    return {
      place: `az ${copy.zone}`,
      text: stored === undefined ? "–" : stored.item === null ? "✕" : String(stored.version),
      version: stored?.version ?? null,
      state: stored === undefined || copy.down ? "not-yet" : current ? "committed" : "stale",
      leader: copy.state.role === "leader" && !copy.down,
      down: copy.down,
      id: copy.id,
    };
  });
  return {
    kind: "replicas",
    title: `${place.group.partition}, ${place.group.region}`,
    chips,
    badge: replicasBadge(reader, place, { chips, newest, label }),
  };
}

function replicasBadge(
  reader: Reader,
  place: ItemPlace,
  {
    chips,
    newest,
    label,
  }: { readonly chips: readonly CopyChip[]; readonly newest: StoredItem; readonly label: string },
): CopyRow["badge"] {
  const behind = chips.filter((chip) => chip.state !== "committed");
  if (behind.length === 0) return { state: "committed", text: `${chips.length} of ${chips.length}` };
  const held = newestOf(reader.copies(place.group), place.storageKey);
  // The whole Region is behind, or disagrees: a Region's own newest copy is not the newest of the world.
  if (held === undefined || isNewer(newest, held)) {
    if (held === undefined) return { state: "not-yet", text: "not here yet" };
    const versions = newest.version - held.version;
    if (versions <= 0) return { state: "conflict", text: "other write" };
    return { state: "stale", text: `${versions} behind` };
  }
  const zones = behind.map((chip) => chip.place.slice(3)).join(" ");
  if (behind.every((chip) => chip.down)) return { state: "denied", text: `${zones} down` };
  const since = committedAt(reader, place, { label, version: held.version });
  return {
    state: "stale",
    text: since === null || since === reader.now ? `${zones} behind` : `${zones}, ${lengthText(reader.now - since)}`,
  };
}

/** When a majority of the Region held the version; null when the log does not say. */
function committedAt(
  reader: Reader,
  { group }: ItemPlace,
  { label, version }: { readonly label: string; readonly version: number },
): number | null {
  const seqs = reader.eventsOfItem(group.table, label);
  for (let at = seqs.length - 1; at >= 0; at--) {
    const seq = seqs[at] as number;
    const recorded = reader.events[seq];
    if (seq >= reader.eventCount || recorded === undefined) continue;
    const event: Event = recorded.event;
    if (
      event.kind === "MajorityReached" &&
      event.region === group.region &&
      event.index === null &&
      event.version === version
    )
      return recorded.at;
  }
  return null;
}

interface IndexAbout {
  readonly index: string;
  readonly newest: StoredItem;
  readonly many: boolean;
}

/**
 * The entry of one index. It may lie under an older key than the item's present one: older copies of the item, and the
 * writer's open changes, name every key it can still be found under.
 */
function indexRow(reader: Reader, place: ItemPlace, { index, newest, many }: IndexAbout): CopyRow[] {
  const { placement, group, storageKey } = place;
  const schema = placement.schema.indexes.find((one) => one.name === index);
  if (schema === undefined) return [];
  const open = [...(reader.indexWriter(group)?.changes.values() ?? [])]
    .filter((change) => change.itemKey === storageKey)
    .flatMap((change) => change.actions.filter((action) => action.index === index));
  const wanted = projectIndexEntry(placement.schema, schema, newest.item ?? undefined);
  const known = olderItems(reader, place).map((item) => projectIndexEntry(placement.schema, schema, item)?.storageKey);
  const keys = new Set(
    [wanted?.storageKey, ...known, ...open.map((action) => action.storageKey)].filter((key) => key !== undefined),
  );
  const found = [...keys].flatMap((key) => entriesAt(reader, place, index, key));
  const right = found.filter(
    (entry) => wanted !== null && entry.key === wanted.storageKey && itemsEqual(entry.item, wanted.entry),
  );
  const settled = found.length === right.length && (wanted === null || right.length > 0);
  const behind = Math.max(1, new Set(open.map((action) => action.stored.version)).size);
  const chips = found.map((entry): CopyChip => {
    return {
      place: index,
      text: sortText(placement.schema, index, entry.stored),
      version: entry.stored.version,
      state: right.includes(entry) ? "committed" : "stale",
      leader: false,
      down: false,
      id: entry.id,
    };
  });
  if (chips.length === 0)
    chips.push({ place: index, text: "–", version: null, state: "not-yet", leader: false, down: false, id: index });
  const badge: CopyRow["badge"] = !settled
    ? { state: "stale", text: `${behind} behind` }
    : wanted === null
      ? { state: "not-yet", text: "not in it" }
      : { state: "committed", text: "newest" };
  return [{ kind: "index", title: many ? `${index}, ${group.region}` : index, chips, badge }];
}

/** What the item was, as far as the copies and the leader's log still know. */
function olderItems(reader: Reader, { group, storageKey }: ItemPlace): Item[] {
  const copies = reader.copies(group);
  const held = copies.map((copy) => copy.state.items.get(storageKey)?.item ?? null);
  const log = (reader.leader(group) ?? copies[0])?.state.log;
  const before: (Item | null)[] = [];
  for (let lsn = log?.last ?? 0; log !== undefined && lsn >= log.first && lsn > log.last - LOG_SEARCHED; lsn--) {
    const write = log.get(lsn)?.write;
    if (write?.storageKey === storageKey) before.push(write.before);
  }
  return [...held, ...before].filter((item) => item !== null);
}

/** Entries of the log looked through for older forms of the item. */
const LOG_SEARCHED = 200;

function entriesAt(reader: Reader, { placement, group }: ItemPlace, index: string, key: string) {
  const hash = key.charCodeAt(0) * 256 + key.charCodeAt(1);
  const partition = partitionFor(partitionsOf(placement, index), hash).name;
  const entryGroup = { ...group, index, partition };
  const copy = reader.leader(entryGroup) ?? reader.copies(entryGroup)[0];
  const stored = copy?.state.items.get(key);
  return stored === undefined || stored.item === null || copy === undefined
    ? []
    : [{ key, stored, item: stored.item, id: copy.id }];
}

/** Far enough back for any item that is being looked at. */
const RECORDS_SEARCHED = 500;

function streamRow(
  reader: Reader,
  place: ItemPlace,
  newest: StoredItem,
  { label, many }: { readonly label: string; readonly many: boolean },
): CopyRow[] {
  const { region, table, partition } = place.group;
  const shard = reader.shard(region, table, partition);
  if (shard === undefined) return [];
  const { records } = shard;
  const title = many ? `stream ${shardName(partition)}, ${region}` : `stream ${shardName(partition)}`;
  for (let at = records.last; at >= records.first && at > records.last - RECORDS_SEARCHED; at--) {
    const record = records.get(at);
    if (record?.label !== label) continue;
    const current = record.stored.timestamp === newest.timestamp && record.stored.origin === newest.origin;
    const behind = newest.version - record.version;
    return [
      {
        kind: "stream",
        title,
        chips: [
          {
            place: `record ${record.sequenceNumber.slice(-3)}`,
            text: String(record.version),
            version: record.version,
            state: current ? "committed" : "stale",
            leader: false,
            down: false,
            id: reader.shardId(region, table, partition),
          },
        ],
        badge: current
          ? { state: "committed", text: `seq ${record.sequenceNumber.slice(-3)}` }
          : { state: "stale", text: behind > 0 ? `${behind} behind` : "other write" },
      },
    ];
  }
  return [];
}
