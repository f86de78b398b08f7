// All parts of one Region's slab: client, router, ruler, partitions with their shelves, bus, indexes, shards, triggers.

import type { PartitionView, RegionView } from "../view-shape.ts";
import { type Bands, LOCAL_PITCH, SHELVES } from "./bands.ts";
import type { Column, Grain } from "./columns.ts";
import {
  type IndexLayout,
  indexLayout,
  type LaneLayout,
  laneLayout,
  TRIGGER_W,
  type TriggerLayout,
  triggerLayouts,
} from "./feed-bands.ts";
import { half, type Rect } from "./polyline.ts";
import { type ChipPlan, chipPlan } from "./shelf.ts";
import { FOCUS_MAX, type UnitSpan, unitSpans } from "./units.ts";

export interface ShelfLayout extends Rect {
  readonly id: string;
  readonly zone: string;
}

export interface UnitLayout extends Rect, UnitSpan {
  readonly id: string;
  readonly shelves: readonly ShelfLayout[];
  readonly chips: ChipPlan;
  /** One for each local index, under the shelves. */
  readonly locals: readonly Rect[];
  /** Room kept free at the right end of each shelf for a candidate's number. */
  readonly tag: number;
}

export interface RegionLayout {
  readonly name: string;
  readonly grain: Grain;
  readonly phone: boolean;
  readonly slab: Rect;
  readonly client: Rect;
  readonly router: Rect;
  /** Where a request comes down into the router. */
  readonly entryX: number;
  readonly rulerY: number;
  readonly units: readonly UnitLayout[];
  readonly bus: { readonly y: number; readonly from: number; readonly to: number };
  /** The rail that goes down from the bus to the indexes and lanes. */
  readonly railX: number;
  readonly indexes: readonly IndexLayout[];
  readonly lanes: readonly LaneLayout[];
  readonly triggers: readonly TriggerLayout[];
}

export interface Layers {
  readonly indexes: boolean;
  readonly streams: boolean;
  readonly triggers: boolean;
}

export interface RegionSpec {
  readonly column: Column;
  readonly bands: Bands;
  readonly view: RegionView;
  readonly partition: string | null;
  readonly phone: boolean;
  readonly layers: Layers;
  /** Ids of replicas that are candidates of a prediction. */
  readonly candidates: readonly string[];
  /** Level Region: the partition in question takes what the other Regions left. */
  readonly detailed: boolean;
}

export function regionLayout({
  column,
  bands,
  view,
  partition,
  phone,
  layers,
  candidates,
  detailed,
}: RegionSpec): RegionLayout {
  const { grain } = column;
  const left = phone ? 14 : grain === "near" ? 44 : grain === "mid" ? 8 : 4;
  const right = phone ? 14 : grain === "near" ? 12 : grain === "mid" ? 8 : 4;
  const x = column.x + left;
  const w = column.w - left - right;
  const clientW = phone ? 92 : grain === "near" ? 84 : grain === "mid" ? 62 : w;
  const client = { x: half(x), y: bands.client.y + 0.5, w: half(clientW), h: bands.client.h };
  const entryX = half(grain === "far" ? x + w / 2 : Math.min(client.x + clientW + (phone ? 74 : 22), x + w - 10));
  const spans = unitSpans({
    x,
    w,
    gap: gapOf(grain, view.partitions.length, phone),
    partitions: view.partitions,
    focused: grain === "near" ? partition : null,
    phone,
    detailed,
  });
  const feeds = {
    indexes: layers.indexes ? view.indexes.slice(0, bands.index.count) : [],
    shards: layers.streams && !phone ? (view.shards ?? []) : [],
    triggers: layers.triggers && layers.streams && !phone ? view.triggers : [],
  };
  const railX = half(!phone && grain === "near" ? column.x + 24 : column.x + left / 2);
  const triggerW = feeds.triggers.length === 0 ? 0 : grain === "near" ? TRIGGER_W : grain === "mid" ? 66 : 0;
  const laneW = w - (triggerW > 0 ? triggerW + 12 : 0);
  const longest = Math.max(1, ...feeds.shards.map((s) => s.last));
  return {
    name: view.name,
    grain,
    phone,
    slab: { x: column.x, y: bands.slabY, w: column.w, h: bands.slabH },
    client,
    router: { x: half(x), y: bands.router.y + 0.5, w: half(w), h: bands.router.h },
    entryX,
    rulerY: bands.rulerY + 0.5,
    units: spans.map((span, i) =>
      unitLayout(span, view.partitions[i] as PartitionView, { bands, phone, candidates, detailed }),
    ),
    bus: { y: bands.busY + 0.5, from: half(grain === "near" ? railX : x), to: half(column.x + column.w - 3) },
    railX,
    indexes: feeds.indexes.map((index, order) => indexLayout(index, { x, w, order, grain, bands })),
    lanes: feeds.shards.map((shard, order) =>
      laneLayout(shard, { x, w: laneW, order, grain, bands, longest, every: 3 }),
    ),
    triggers:
      triggerW === 0
        ? []
        : triggerLayouts(feeds.triggers, { right: x + w, w: triggerW, bands, lanes: feeds.shards.length }),
  };
}

/** Width of a candidate's number and the space before it. */
const TAG = 22;
/** Shelves from this width on write "LSN 812". */
export const LSN_WORD_FROM = 150;

function gapOf(grain: Grain, partitions: number, phone: boolean): number {
  if (phone) return partitions > FOCUS_MAX ? 3 : 10;
  if (partitions > FOCUS_MAX) return grain === "near" ? 6 : 2;
  return grain === "near" ? 12 : grain === "mid" ? 7 : 2;
}

function unitLayout(
  span: UnitSpan,
  view: PartitionView,
  { bands, phone, candidates, detailed }: Pick<RegionSpec, "bands" | "phone" | "candidates" | "detailed">,
): UnitLayout {
  const rect = { x: span.x, y: bands.unit.y + 0.5, w: span.w, h: bands.unit.h };
  const pad = span.w >= 60 ? 4 : span.w >= 24 ? 2 : 1;
  const zoneLabel = phone && span.focused ? 44 : 0;
  const tag = view.copies.some((c) => candidates.includes(c.id)) ? TAG : 0;
  const shelfX = rect.x + pad;
  const shelfW = rect.w - 2 * pad;
  const texts = view.held.map(
    (item, i) => `${item.look.letter}${Math.max(item.newest, ...view.copies.map((c) => c.versions[i] ?? 0))}`,
  );
  const plan = chipPlan({
    width: shelfW - zoneLabel - tag,
    height: bands.shelf.h,
    items: view.held.length,
    textLength: Math.max(0, ...texts.map((t) => t.length)),
    letterLength: Math.max(0, ...view.held.map((i) => i.look.letter.length)),
    heat: view.heat !== null,
    roomy: shelfW - tag >= 112 && !phone,
    lsnLength:
      String(Math.max(0, ...view.copies.map((c) => c.lsn))).length + (detailed && shelfW >= LSN_WORD_FROM ? 4 : 0),
  });
  return {
    ...span,
    ...rect,
    id: view.id,
    shelves: view.copies.map((copy, i) => ({
      id: copy.id,
      zone: copy.zone,
      x: shelfX,
      y: rect.y + bands.unit.header + i * bands.shelf.pitch,
      w: shelfW,
      h: bands.shelf.h,
    })),
    locals: view.local
      .map((_, i) => ({
        x: shelfX,
        y: rect.y + bands.unit.header + SHELVES * bands.shelf.pitch + i * LOCAL_PITCH,
        w: shelfW,
        h: LOCAL_PITCH - 4,
      }))
      .filter((row) => row.y + row.h <= rect.y + rect.h),
    chips: zoneLabel === 0 ? plan : { ...plan, xs: plan.xs.map((at) => at + zoneLabel), left: plan.left + zoneLabel },
    tag,
  };
}
