// Global indexes in one Region: entries in the order of the index key, and what is on its way to them.

import {
  type IndexSchema,
  type IndexWriterState,
  type Item,
  type Reader,
  type StoredItem,
  type TablePlacement,
  valueLabel,
} from "../../../engine/index.ts";
import type { IndexEntryView, IndexView, WaitingEntryView } from "../view-shape.ts";
import { bestCopy, type Looks } from "./looks.ts";
import { groupOf } from "./partitions.ts";

const ENTRIES_DRAWN_MAX = 40;
const WAITING_TOLD_MAX = 12;
const HEAT_SLICES = 96;

export function indexViews(
  placement: TablePlacement,
  reader: Reader,
  looks: Looks,
  itemIsStale: (label: string) => boolean,
): IndexView[] {
  const writers = placement.partitions.flatMap((partition) => reader.indexWriter(groupOf(placement, partition)) ?? []);
  return placement.schema.indexes
    .filter((index) => index.kind === "global")
    .map((index) => indexView(index, { placement, reader, looks, writers, itemIsStale }));
}

interface IndexContext {
  readonly placement: TablePlacement;
  readonly reader: Reader;
  readonly looks: Looks;
  readonly writers: readonly IndexWriterState[];
  /** The table in this Region holds less than the newest version of that item. */
  readonly itemIsStale: (label: string) => boolean;
}

function indexView(index: IndexSchema, context: IndexContext): IndexView {
  const { placement, reader, looks } = context;
  const partitions = placement.indexPartitions[index.name] ?? [];
  const waiting = waitingEntries(index.name, context);
  const late = new Set(waiting.map((w) => w.label));
  const held = partitions.map((p) => bestCopy(reader, { ...groupOf(placement, p), index: index.name })?.state);
  const states = held.flatMap((state) => state ?? []);
  const count = states.reduce((sum, s) => sum + s.liveItems, 0);
  const few = count <= ENTRIES_DRAWN_MAX;
  const entries = few ? states.flatMap((s) => highFirst(index, [...s.items.values()])) : [];
  return {
    name: index.name,
    keyText: keyText(index),
    sorted: index.key.sort.length > 0,
    partitions: partitions.map(({ name }, i) => ({ name, count: held[i]?.liveItems ?? 0 })),
    count,
    entries: entries.map(
      (record): IndexEntryView => ({
        label: record.label,
        look: looks.of(record.label),
        text: entryText(index, record),
        stale: late.has(record.label) || context.itemIsStale(record.label),
      }),
    ),
    heat: few ? null : states.flatMap((s) => spread(s.liveItems, Math.max(1, Math.floor(HEAT_SLICES / states.length)))),
    waiting: waiting.slice(0, WAITING_TOLD_MAX),
    behind: late.size,
  };
}

function waitingEntries(index: string, { writers, looks }: IndexContext): WaitingEntryView[] {
  return writers
    .flatMap((writer) => [...writer.changes.values()])
    .sort((a, b) => a.queuedAt - b.queuedAt)
    .flatMap((change) =>
      change.actions
        .filter((action) => action.index === index)
        .map(({ action, sortLabel }) => ({
          label: change.label,
          look: looks.of(change.label),
          text: sortLabel,
          version: change.version,
          action,
          sent: change.phase === "sent",
        })),
    );
}

/** Collections as the index keeps them; inside one, the highest sort key first, as a leaderboard is read. */
function highFirst(index: IndexSchema, records: readonly StoredItem[]): StoredItem[] {
  const collections = new Map<string, StoredItem[]>();
  for (const record of records) {
    if (record.item === null) continue;
    const name = index.key.partition.map((k) => text(record.item, k.name)).join("|");
    const collection = collections.get(name) ?? [];
    collection.unshift(record);
    collections.set(name, collection);
  }
  return [...collections.values()].flat();
}

function entryText(index: IndexSchema, { item }: StoredItem): string {
  const names = index.key.sort.length > 0 ? index.key.sort : index.key.partition;
  return names.map((k) => text(item, k.name)).join(" ");
}

function text(item: Item | null, name: string): string {
  const value = item === null || !Object.hasOwn(item, name) ? undefined : item[name];
  return value === undefined ? "" : valueLabel(value);
}

function keyText({ key }: IndexSchema): string {
  const names = (attributes: typeof key.sort) => attributes.map((a) => a.name).join(", ");
  return key.sort.length === 0 ? names(key.partition) : `${names(key.partition)} → ${names(key.sort)}`;
}

/** An even strip: hashes of index keys are even too, and the index's own tree is not walked for a picture. */
function spread(count: number, slices: number): number[] {
  return Array.from(
    { length: slices },
    (_, i) => Math.floor(((i + 1) * count) / slices) - Math.floor((i * count) / slices),
  );
}
