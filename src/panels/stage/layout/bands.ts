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
  /** `count` of the global indexes have room. */
  readonly index: { readonly y: number; readonly h: number; readonly pitch: number; readonly count: number };
  /** Null: no stream on the stage. */
  readonly stream: { readonly titleY: number; readonly y: number; readonly pitch: number; readonly h: number } | null;
  /** Where the optional parts of an empty world go; null when the world is not empty. */
  readonly slots: { readonly y: number; readonly h: number; readonly cardY: number } | null;
}

export interface BandsSpec {
  readonly height: number;
  readonly phone: boolean;
  readonly indexes: number;
  /** Local indexes: each is a row inside the partitions. */
  readonly locals: number;
  /** Shards; 0: no stream on the stage. */
  readonly lanes: number;
  readonly triggers: number;
  readonly slots: boolean;
  /** Title line above the parts: a slab has one, the phone's stage does not. */
  readonly title: boolean;
}

export const SHELVES = 3;
const SHELF_GAP = 4;
const HEADER = 24;
const UNIT_FOOT = 4;
/** From one row of a local index to the next. */
export const LOCAL_PITCH = 24;
const STREAM_TITLE = 22;
/** More shards than this are drawn as thin lanes. */
export const FULL_LANES_MAX = 6;
const TRIGGER_H = 92;
const SLOTS_H = 150;
/** Higher shelves hold no more: two rows of chips, and air. */
const PITCH_MAX = 74;

export function bandsOf(spec: BandsSpec): Bands {
  if (spec.phone) return phoneBands(spec);
  const comfortable = slabBands(spec, COMFORTABLE);
  return comfortable.height <= spec.height ? comfortable : slabBands(spec, TIGHT);
}

interface Measure {
  readonly client: number;
  readonly beforeRouter: number;
  /** From the top of the router to the partitions: router, ruler, its numbers, the lane in which requests turn. */
  readonly ruler: number;
  readonly index: number;
  readonly indexPitch: number;
  readonly fullLane: number;
  readonly denseLane: number;
  readonly foot: number;
  readonly leastShelf: number;
}
const COMFORTABLE: Measure = {
  client: 38,
  beforeRouter: 14,
  ruler: 54,
  index: 42,
  indexPitch: 50,
  fullLane: 22,
  denseLane: 8,
  foot: 16,
  leastShelf: 26,
};
const TIGHT: Measure = {
  client: 24,
  beforeRouter: 9,
  ruler: 48,
  index: 40,
  indexPitch: 45,
  fullLane: 19,
  denseLane: 6.5,
  foot: 8,
  leastShelf: 21,
};

function slabBands(spec: BandsSpec, measure: Measure): Bands {
  const full = spec.lanes <= FULL_LANES_MAX;
  const lanePitch = full ? measure.fullLane : measure.denseLane;
  const streamH =
    spec.lanes === 0 ? 0 : STREAM_TITLE + Math.max(spec.lanes * lanePitch, spec.triggers > 0 ? TRIGGER_H : 0) + 4;
  const slotsH = spec.slots ? SLOTS_H : 0;
  const top = 34;
  const fixed =
    top +
    measure.client +
    measure.beforeRouter +
    measure.ruler +
    HEADER +
    UNIT_FOOT +
    spec.locals * LOCAL_PITCH +
    7 +
    8 +
    spec.indexes * measure.indexPitch +
    streamH +
    slotsH +
    measure.foot;
  // Below this the stage scrolls: a lower shelf holds no chip.
  const least = fixed + SHELVES * measure.leastShelf;
  const height = Math.max(spec.height, least);
  const slack = height - fixed;
  const pitch = Math.min(PITCH_MAX, Math.floor(slack / SHELVES));
  let left = Math.min(40, slack - pitch * SHELVES);
  const take = (most: number) => {
    const taken = Math.max(0, Math.min(most, left));
    left -= taken;
    return taken;
  };
  const clientY = top + take(2);
  const routerY = clientY + measure.client + measure.beforeRouter + take(6);
  const unitY = routerY + measure.ruler;
  const unitH = HEADER + SHELVES * pitch - SHELF_GAP + spec.locals * LOCAL_PITCH + UNIT_FOOT + 2;
  const busY = unitY + unitH + 7 + take(4);
  const indexY = busY + 9 + take(4);
  const streamTop = indexY + spec.indexes * measure.indexPitch;
  const end = streamTop + streamH + slotsH + 6;
  return {
    height,
    slabY: 6.5,
    slabH: Math.min(height - 13, end - 6.5 + (spec.lanes > 0 || spec.slots ? take(20) : 6)),
    client: { y: clientY, h: measure.client },
    router: { y: routerY, h: 20 },
    rulerY: routerY + 26,
    unit: { y: unitY, h: unitH, header: HEADER },
    shelf: { pitch, h: pitch - SHELF_GAP },
    busY,
    index: { y: indexY, h: measure.index, pitch: measure.indexPitch, count: spec.indexes },
    stream:
      spec.lanes === 0
        ? null
        : { titleY: streamTop + 14, y: streamTop + STREAM_TITLE, pitch: lanePitch, h: full ? lanePitch - 4 : 5 },
    slots: spec.slots ? { y: streamTop + 4, h: 45, cardY: streamTop + 64 } : null,
  };
}

/** Below this a shelf on a phone holds no chip; indexes that leave less are a zoom away too. */
const PHONE_SHELF_MIN = 24;
const PHONE_INDEX_PITCH = 30;
/** From the partitions to the first index: the bus lies between. */
const PHONE_BUS = 8;

/** A phone's stage: client, router, the partitions, and the indexes that have room; the rest is a zoom away. */
function phoneBands(spec: BandsSpec): Bands {
  const height = Math.max(220, spec.height);
  const unitY = 118;
  const header = 24;
  const room = height - unitY - header - 14;
  const locals = Math.max(0, Math.min(spec.locals, Math.floor((room - SHELVES * PHONE_SHELF_MIN) / LOCAL_PITCH)));
  const left = room - SHELVES * PHONE_SHELF_MIN - locals * LOCAL_PITCH - PHONE_BUS;
  const indexes = Math.max(0, Math.min(spec.indexes, Math.floor(left / PHONE_INDEX_PITCH)));
  const below = indexes === 0 ? 0 : PHONE_BUS + indexes * PHONE_INDEX_PITCH;
  const pitch = Math.min(PITCH_MAX, Math.floor((room - locals * LOCAL_PITCH - below) / SHELVES));
  const unitH = header + SHELVES * pitch + locals * LOCAL_PITCH + 2;
  return {
    height,
    slabY: 0,
    slabH: height,
    client: { y: 10, h: 34 },
    router: { y: 60, h: 24 },
    rulerY: 94,
    unit: { y: unitY, h: unitH, header },
    shelf: { pitch, h: pitch - SHELF_GAP },
    busY: indexes === 0 ? height - 6 : unitY + unitH + 4,
    index: { y: unitY + unitH + PHONE_BUS, h: PHONE_INDEX_PITCH - 4, pitch: PHONE_INDEX_PITCH, count: indexes },
    stream: null,
    slots: null,
  };
}
