// The y of every band (VISUAL §5, "Stage bands"). All Regions share them, so that a shelf in one lines up with its peer in
// the other. Bands that do not exist take no room; what is left over makes shelves and lanes taller.

export interface Bands {
  readonly height: number;
  readonly slabY: number;
  readonly slabH: number;
  readonly client: { readonly y: number; readonly h: number };
  readonly router: { readonly y: number; readonly h: number };
  readonly rulerY: number;
  readonly unit: { readonly y: number; readonly h: number; readonly header: number };
  readonly shelf: { readonly pitch: number; readonly h: number };
  readonly busY: number;
  readonly index: { readonly y: number; readonly h: number; readonly pitch: number };
  /** Null: no stream on the stage. */
  readonly stream: { readonly titleY: number; readonly y: number; readonly pitch: number; readonly h: number } | null;
  /** Where the optional parts of an empty world go; null when the world is not empty. */
  readonly slots: { readonly y: number; readonly h: number; readonly cardY: number } | null;
}

export interface BandsSpec {
  readonly height: number;
  readonly phone: boolean;
  readonly indexes: number;
  /** Shards; 0: no stream on the stage. */
  readonly lanes: number;
  readonly triggers: number;
  readonly slots: boolean;
  /** Title line above the parts: a slab has one, the phone's stage does not. */
  readonly title: boolean;
}

/** From the top of the router to the partitions: router, ruler, its numbers, and the lane in which requests turn. */
const RULER = 54;
const SHELVES = 3;
const SHELF_GAP = 4;
const HEADER = 24;
const UNIT_FOOT = 4;
const INDEX_H = 42;
const INDEX_PITCH = 50;
const STREAM_TITLE = 22;
const LANE = { full: 22, dense: 8 };
/** More shards than this are drawn as thin lanes. */
export const FULL_LANES_MAX = 6;
const TRIGGER_H = 92;
const SLOTS_H = 150;

export function bandsOf(spec: BandsSpec): Bands {
  if (spec.phone) return phoneBands(spec);
  const full = spec.lanes <= FULL_LANES_MAX;
  const lanePitch = full ? LANE.full : LANE.dense;
  const streamH = spec.lanes === 0 ? 0 : STREAM_TITLE + Math.max(spec.lanes * lanePitch, spec.triggers > 0 ? TRIGGER_H : 0) + 4;
  const slotsH = spec.slots ? SLOTS_H : 0;
  const top = 34;
  const fixed = top + 38 + 14 + RULER + HEADER + UNIT_FOOT + 7 + 8 + spec.indexes * INDEX_PITCH + streamH + slotsH + 16;
  // Below this the stage scrolls: a shelf lower than 20 holds no chip.
  const least = fixed + SHELVES * 24;
  const height = Math.max(spec.height, least);
  const slack = height - fixed;
  const pitch = Math.min(58, Math.floor(slack / SHELVES));
  let left = Math.min(40, slack - pitch * SHELVES);
  const take = (most: number) => {
    const taken = Math.max(0, Math.min(most, left));
    left -= taken;
    return taken;
  };
  const clientY = top + take(2);
  const routerY = clientY + 38 + 14 + take(6);
  const unitY = routerY + RULER;
  const unitH = HEADER + SHELVES * pitch - SHELF_GAP + UNIT_FOOT + 2;
  const busY = unitY + unitH + 7 + take(4);
  const indexY = busY + 9 + take(4);
  const streamTop = indexY + spec.indexes * INDEX_PITCH;
  const end = streamTop + streamH + slotsH + 6;
  return {
    height,
    slabY: 6.5,
    slabH: Math.min(height - 13, end - 6.5 + (spec.lanes > 0 || spec.slots ? take(20) : 6)),
    client: { y: clientY, h: 38 },
    router: { y: routerY, h: 20 },
    rulerY: routerY + 26,
    unit: { y: unitY, h: unitH, header: HEADER },
    shelf: { pitch, h: pitch - SHELF_GAP },
    busY,
    index: { y: indexY, h: INDEX_H, pitch: INDEX_PITCH },
    stream: spec.lanes === 0 ? null : { titleY: streamTop + 14, y: streamTop + STREAM_TITLE, pitch: lanePitch, h: full ? 18 : 5 },
    slots: spec.slots ? { y: streamTop + 4, h: 45, cardY: streamTop + 64 } : null,
  };
}

/** A phone's stage: client, router and the partitions; the rest is a zoom away. */
function phoneBands(spec: BandsSpec): Bands {
  const height = Math.max(220, spec.height);
  const unitY = 118;
  const header = 24;
  const pitch = Math.floor((height - unitY - header - 14) / SHELVES);
  return {
    height,
    slabY: 0,
    slabH: height,
    client: { y: 10, h: 34 },
    router: { y: 60, h: 24 },
    rulerY: 94,
    unit: { y: unitY, h: header + SHELVES * pitch + 2, header },
    shelf: { pitch, h: pitch - SHELF_GAP },
    busY: height - 6,
    index: { y: height, h: 0, pitch: 0 },
    stream: null,
    slots: null,
  };
}
