// One partition opened: attributes on each copy, the tail of each log, how its items spread over its hash range.

import {
  type CopyView,
  type Delivery,
  type Item,
  type Message,
  type Partition,
  type Reader,
  type TablePlacement,
  valueLabel,
} from "../../../engine/index.ts";
import { itemPlace } from "../../item-place.ts";
import { windowStart } from "../layout/opened.ts";
import type { CloseUpReplica, CloseUpRow, CloseUpView, PartitionView } from "../view-shape.ts";
import { bestCopy, type Looks } from "./looks.ts";
import { densityOf, groupOf, loggedView } from "./partitions.ts";
import { shardView } from "./streams.ts";

const SLICES = 80;
const ROWS_MAX = 12;
const ATTRIBUTES_MAX = 5;
const TAIL = 6;
const TEXT_MAX = 22;

interface CloseUpContext {
  readonly reader: Reader;
  readonly looks: Looks;
  readonly followed: string | null;
  readonly pending: readonly Delivery<Message>[];
}

export function closeUpView(
  placement: TablePlacement,
  partition: Partition,
  view: PartitionView,
  context: CloseUpContext,
): CloseUpView {
  const { reader, looks } = context;
  const group = groupOf(placement, partition);
  const copies = reader.copies(group);
  const best = bestCopy(reader, group)?.state;
  const itemIn = itemsByLabel(reader, placement);
  const rows = rowsOf(placement, view, copies, { ...context, itemIn });
  return {
    partition: view,
    region: placement.region,
    neighbours: placement.partitions.map((p) => ({ name: p.name, ...p.range })),
    density: best === undefined ? [] : densityOf(best.items, partition.range, SLICES),
    rows,
    replicas: copies.map((copy) => replicaOf(copy, rows, { looks, itemIn })),
    shard: shardView(placement, partition.name, reader, looks, context.pending),
  };
}

/** In the order of their keys, as they lie, the followed item among them; as many attributes as there is room for. */
function rowsOf(
  { schema }: TablePlacement,
  view: PartitionView,
  copies: readonly CopyView[],
  { followed, looks, itemIn }: CloseUpContext & { readonly itemIn: ItemIn },
): CloseUpRow[] {
  const first = windowStart(view.held, followed, ROWS_MAX);
  const held = view.held.slice(first, first + ROWS_MAX);
  const keys = new Set([...schema.key.partition, ...schema.key.sort].map((k) => k.name));
  return held.map(({ label, hash }) => {
    const names: string[] = [];
    for (const copy of copies) {
      const item = itemIn(copy, label);
      for (const name of item === null ? [] : Object.keys(item))
        if (!keys.has(name) && !names.includes(name)) names.push(name);
    }
    return { label, look: looks.of(label), hash, attributes: names.slice(0, ATTRIBUTES_MAX) };
  });
}

function replicaOf(
  copy: CopyView,
  rows: readonly CloseUpRow[],
  { looks, itemIn }: { readonly looks: Looks; readonly itemIn: ItemIn },
): CloseUpReplica {
  const { state } = copy;
  const tail = state.log.slice(state.log.last - TAIL + 1, state.log.last);
  return {
    id: copy.id,
    zone: copy.zone,
    term: state.term,
    commitLsn: state.commitLsn,
    values: rows.map(({ label, attributes }) => {
      const item = itemIn(copy, label);
      return item === null ? null : attributes.map((name) => attributeText(item, name));
    }),
    tail: tail.map((entry) => {
      const shown = loggedView(entry, state.commitLsn, looks)[0];
      const applied = entry.lsn <= state.appliedLsn;
      return shown === undefined
        ? {
            lsn: entry.lsn,
            term: entry.term,
            label: null,
            look: null,
            version: 0,
            committed: entry.lsn <= state.commitLsn,
            applied,
          }
        : { ...shown, applied };
    }),
  };
}

/** An item of the table as a copy holds it. */
type ItemIn = (copy: CopyView, label: string) => Item | null;

function itemsByLabel(reader: Reader, { region, schema }: TablePlacement): ItemIn {
  const keys = new Map<string, string | null>();
  return ({ state }, label) => {
    const known = keys.get(label);
    const key =
      known === undefined ? (itemPlace(reader, { region, table: schema.name, label })?.storageKey ?? null) : known;
    keys.set(label, key);
    return key === null ? null : (state.items.get(key)?.item ?? null);
  };
}

function attributeText(item: Item, name: string): string {
  const value = Object.hasOwn(item, name) ? item[name] : undefined;
  if (value === undefined) return "";
  const text =
    "M" in value
      ? `{${Object.keys(value.M).length}}`
      : "L" in value
        ? `[${value.L.length}]`
        : (setSize(value) ?? valueLabel(value));
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text;
}

function setSize(value: Item[string]): string | null {
  for (const type of ["SS", "NS", "BS"]) {
    const set = (value as unknown as Record<string, unknown>)[type];
    if (set !== undefined) return `{${[...(set as Iterable<unknown>)].length}}`;
  }
  return null;
}
