// The bands that the change bus feeds: index strips with their pills, and the shard lanes with their tickets.

import type { IndexView, ShardView, TriggerView } from "../view-shape.ts";
import type { Bands } from "./bands.ts";
import type { Grain } from "./columns.ts";
import { half, type Rect } from "./polyline.ts";

export interface PillPlace {
  readonly x: number;
  readonly w: number;
}

export interface IndexLayout extends Rect {
  readonly name: string;
  readonly grain: "text" | "letter" | "tick" | "heat";
  /** Width of the name where it stands beside the pills; null: it stands above them. */
  readonly beside: number | null;
  readonly pillY: number;
  readonly pillH: number;
  /** Entries still waiting, at the left; then the ones in the index. */
  readonly waiting: readonly PillPlace[];
  /** Entries waiting that there is no room for. */
  readonly more: number;
  readonly arrowX: number | null;
  readonly entries: readonly PillPlace[];
  readonly strip: PillPlace;
}

/** A strip lower than this has its name beside the pills. */
const TWO_LINES_MIN = 36;
const LETTER_W = 6;
const TEXT_PILL_MIN = 30;
const LETTER_PILL = 19;
const TICK = 6;
const GAP = 2;

export function indexLayout(
  index: IndexView,
  at: { x: number; w: number; order: number; grain: Grain; bands: Bands },
): IndexLayout {
  const { bands, grain, order } = at;
  const rect = { x: half(at.x), y: bands.index.y + order * bands.index.pitch, w: half(at.w), h: bands.index.h };
  const inset = grain === "far" ? 4 : 8;
  const beside = rect.h >= TWO_LINES_MIN ? null : Math.min(rect.w * 0.4, stripName(index, grain).length * LETTER_W + 8);
  // Beside the pills stands also how far the index is behind.
  const after = beside === null || index.behind === 0 ? 0 : (7 + String(index.behind).length) * LETTER_W + 24;
  const room = rect.w - 2 * inset - (beside ?? 0) - after;
  const puts = index.waiting.filter((w) => w.action === "put");
  const text = Math.max(
    TEXT_PILL_MIN,
    Math.max(0, ...[...index.entries, ...puts].map((e) => e.look.letter.length + 1 + e.text.length)) * 5.4 + 8,
  );
  const shape = shapeFor(index, { room, text, puts: puts.length, grain });
  const shownWaiting = puts.slice(0, shape.waiting);
  let x = rect.x + inset + (beside ?? 0);
  const waiting = shownWaiting.map(() => {
    const place = { x, w: shape.w };
    x += shape.w + GAP;
    return place;
  });
  const hasArrow = waiting.length > 0 && grain !== "far";
  const arrowX = hasArrow ? x + 2 : null;
  if (hasArrow) x += 16;
  const stripX = x;
  const entries =
    shape.grain === "heat" ? [] : index.entries.map((_, i) => ({ x: stripX + i * (shape.w + shape.gap), w: shape.w }));
  return {
    ...rect,
    name: index.name,
    grain: shape.grain,
    beside,
    pillY: beside === null ? rect.y + rect.h - 23 : rect.y + (rect.h - 18) / 2,
    pillH: 18,
    waiting,
    more: puts.length - shownWaiting.length,
    arrowX,
    entries,
    strip: { x: stripX, w: rect.x + rect.w - inset - after - stripX },
  };
}

/** What a strip is called; the narrow ones of other Regions have no room for its kind. */
export function stripName({ name }: IndexView, grain: Grain): string {
  return grain === "far" ? name : `GSI ${name}`;
}

/** The widest pills with which all entries fit. Where there is only a heat strip, waiting entries stay visible. */
function shapeFor(
  index: IndexView,
  { room, text, puts, grain }: { room: number; text: number; puts: number; grain: Grain },
): { grain: IndexLayout["grain"]; w: number; waiting: number; gap: number } {
  const n = index.entries.length;
  const shapes: [IndexLayout["grain"], number][] =
    grain === "near"
      ? [
          ["text", text],
          ["letter", LETTER_PILL],
          ["tick", TICK],
        ]
      : grain === "mid"
        ? [
            ["letter", LETTER_PILL],
            ["tick", TICK],
          ]
        : [["tick", TICK]];
  for (const [name, w] of shapes) {
    for (const waiting of [Math.min(puts, 3), Math.min(puts, 2), Math.min(puts, 1)]) {
      const arrow = waiting > 0 ? 16 : 0;
      const gap = name === "tick" ? 2 : GAP;
      if (index.heat === null && (n + waiting) * (w + gap) + arrow - gap <= room)
        return { grain: name, w, waiting, gap };
    }
  }
  const w = grain === "near" ? Math.min(text, 60) : TICK;
  return { grain: "heat", w, waiting: Math.min(puts, grain === "near" ? 3 : 1), gap: GAP };
}

export interface TicketPlace extends PillPlace {
  readonly position: number;
}

export interface LaneLayout extends Rect {
  readonly id: string;
  readonly name: string;
  readonly grain: "ticket" | "tick" | "bar";
  readonly labelled: boolean;
  readonly tickets: readonly TicketPlace[];
  readonly arriving: readonly PillPlace[];
  /** Records before the first ticket that are not drawn. */
  readonly before: number;
  readonly readers: readonly { readonly functionName: string; readonly x: number }[];
  readonly bar: number;
}

const TICKET = 37;
const TICKET_TICK = 6;
const LABEL = 24;

export function laneLayout(
  shard: ShardView,
  at: { x: number; w: number; order: number; grain: Grain; bands: Bands; longest: number; every: number },
): LaneLayout {
  const stream = at.bands.stream;
  const y = (stream?.y ?? 0) + at.order * (stream?.pitch ?? 0);
  const rect = { x: half(at.x), y, w: half(at.w), h: stream?.h ?? 0 };
  const dense = rect.h < 14;
  const far = at.grain === "far";
  const labelled = !far && (!dense || at.order % at.every === 0);
  const inset = far ? 3 : LABEL;
  const room = rect.w - inset - 6;
  const grain = dense ? "bar" : room >= TICKET * 2.5 && at.grain !== "mid" ? "ticket" : "tick";
  if (grain === "bar") {
    const length = (n: number) => half((Math.min(n, at.longest) / Math.max(1, at.longest)) * room);
    return {
      ...rect,
      id: shard.id,
      name: shard.name,
      grain,
      labelled,
      tickets: [],
      arriving: [],
      before: 0,
      bar: length(shard.last),
      readers: shard.readers.map((r) => ({ functionName: r.functionName, x: rect.x + inset + length(r.position) })),
    };
  }
  const w = grain === "ticket" ? TICKET : at.grain === "mid" ? 18 : TICKET_TICK;
  const pitch = w + 2;
  const fits = Math.max(1, Math.floor((room - (shard.readers.length > 0 ? 6 : 0)) / pitch));
  const coming = Math.min(shard.arriving.length, Math.max(1, Math.floor(fits / 3)));
  const shown = shard.records.slice(-Math.max(0, fits - coming));
  let x = rect.x + inset;
  const readers: { functionName: string; x: number }[] = [];
  const firstShown = shown[0]?.position ?? shard.last + 1;
  const mark = (position: number) => {
    for (const reader of shard.readers) {
      if (Math.max(reader.position, firstShown - 1) !== position) continue;
      readers.push({ functionName: reader.functionName, x: x + 1 });
      x += 4;
    }
  };
  mark(firstShown - 1);
  const tickets = shown.map((record) => {
    const place = { x, w, position: record.position };
    x += pitch;
    mark(record.position);
    return place;
  });
  const arriving = shard.arriving.slice(0, coming).map(() => {
    const place = { x, w };
    x += pitch;
    return place;
  });
  return {
    ...rect,
    id: shard.id,
    name: shard.name,
    grain,
    labelled,
    tickets,
    arriving,
    before: Math.max(0, firstShown - 1),
    readers,
    bar: 0,
  };
}

export interface TriggerLayout extends Rect {
  readonly functionName: string;
  readonly compact: boolean;
}

export const TRIGGER_W = 112;

export function triggerLayouts(
  triggers: readonly TriggerView[],
  at: { right: number; w: number; bands: Bands; lanes: number },
): TriggerLayout[] {
  const { stream } = at.bands;
  if (stream === null || triggers.length === 0) return [];
  const top = stream.y - 12;
  const bottom = Math.max(stream.y + at.lanes * stream.pitch - 4, top + 96);
  const each = (bottom - top + 6) / triggers.length;
  return triggers.map(({ functionName }, i) => ({
    functionName,
    x: half(at.right - at.w),
    y: half(top + i * each),
    w: half(at.w),
    h: half(each - 6),
    compact: each < 90,
  }));
}
