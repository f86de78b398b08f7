// The stage's geometry at the levels World and Region: pure, from the view and the room there is. Nothing here is drawn.

import { type Bands, bandsOf } from "./layout/bands.ts";
import { type Column, columnsOf, PHONE_BELOW } from "./layout/columns.ts";
import { type Layers, type RegionLayout, regionLayout } from "./layout/region.ts";
import type { StageView } from "./view-shape.ts";

export interface StageLayout {
  readonly width: number;
  readonly height: number;
  readonly phone: boolean;
  readonly bands: Bands;
  readonly regions: readonly RegionLayout[];
  /** Regions that are only a tab. */
  readonly tabs: readonly string[];
  /** The space between two neighbouring slabs. */
  readonly gaps: readonly { readonly a: string; readonly b: string; readonly x: number; readonly w: number }[];
}

export interface StageSpec {
  readonly width: number;
  readonly height: number;
  readonly layers: Layers;
  /** Zoom level Region: the focused Region has all the room. */
  readonly alone: boolean;
  /** Whether an empty world offers its optional parts. */
  readonly slots: boolean;
  /** Candidates of a prediction: their shelves keep room for a number. */
  readonly candidates: readonly string[];
}

export function stageLayout(
  view: StageView,
  { width, height, layers, alone, slots, candidates }: StageSpec,
): StageLayout {
  const phone = width < PHONE_BELOW;
  const columns = columnsOf({ width, regions: view.regions.map((r) => r.name), focus: view.focus, alone });
  const shown = columns.filter((c) => c.grain !== "tab");
  const most = (count: (region: StageView["regions"][number]) => number) =>
    Math.max(0, ...view.regions.filter((r) => shown.some((c) => c.region === r.name)).map(count));
  const bands = bandsOf({
    height,
    phone,
    indexes: layers.indexes ? most((r) => r.indexes.length) : 0,
    locals: layers.indexes ? most((r) => Math.max(0, ...r.partitions.map((p) => p.local.length))) : 0,
    lanes: layers.streams ? most((r) => r.shards?.length ?? 0) : 0,
    triggers: layers.triggers && layers.streams ? most((r) => r.triggers.length) : 0,
    slots: slots && !phone,
    title: !phone,
  });
  const regions = shown.flatMap((column) => {
    const region = view.regions.find((r) => r.name === column.region);
    return region === undefined
      ? []
      : [
          regionLayout({
            column,
            bands,
            view: region,
            partition: view.partition,
            phone,
            layers,
            candidates,
            detailed: alone,
          }),
        ];
  });
  return {
    width,
    height: bands.height,
    phone,
    bands,
    regions,
    tabs: columns.filter((c) => c.grain === "tab").map((c) => c.region),
    gaps: gapsBetween(shown),
  };
}

function gapsBetween(columns: readonly Column[]): StageLayout["gaps"] {
  return columns.slice(1).map((column, i) => {
    const before = columns[i] as Column;
    const x = before.x + before.w;
    return { a: before.region, b: column.region, x, w: column.x - x };
  });
}
