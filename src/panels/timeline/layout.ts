/**
 * The geometry of the diagram: lanes to heights, times to positions, words to free places. Pure: view and size in,
 * shapes out. Nothing here knows React.
 */
import { type Axis, gapWords, layAxis } from "./axis.ts";
import { type Box, type PlacedLabel, placeLabels, type Segment, type WantedLabel } from "./labels.ts";
import { type LaneRow, laneHeights, rowsFor } from "./lane-rows.ts";
import type { EventMark, MessageLine } from "./marks.ts";
import type { ForkTrack, LineSpan, RunBar, TimelineView } from "./view.ts";

export const LABEL_WIDTH = 104;
const AXIS_HEIGHT = 18;
const TRACK_TOP = 9;
const TRACK_PITCH = 13;
/** Below the last track. */
const TRACKS_END = 7;

export interface PlacedMark extends EventMark {
  readonly x: number;
  readonly y: number;
}

export interface PlacedLine extends MessageLine, Segment {
  /** A mark stands where it arrives: its arrow stops before it. Elsewhere it reaches the lane. */
  readonly meetsMark: boolean;
}

export interface TimelineLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  /** Below the lanes. */
  readonly bottom: number;
  readonly axis: Axis;
  readonly rows: readonly LaneRow[];
  /** How many lanes there are, and how many have a place. */
  readonly lanes: { readonly shown: number; readonly all: number };
  readonly marks: readonly PlacedMark[];
  readonly lines: readonly PlacedLine[];
  readonly bars: readonly (RunBar & { readonly x: number; readonly y: number; readonly width: number })[];
  readonly labels: readonly PlacedLabel[];
  readonly folds: readonly {
    readonly from: number;
    readonly x: number;
    readonly width: number;
    readonly text: string;
  }[];
  readonly ticks: readonly { readonly step: number; readonly x: number }[];
  readonly forks: readonly (ForkTrack & {
    readonly x: number;
    readonly y: number;
    readonly name: string;
    readonly nameX: number;
    readonly nameEnd: boolean;
    readonly tickXs: readonly number[];
  })[];
  readonly spans: readonly (LineSpan & { readonly x: number; readonly width: number; readonly y: number })[];
  readonly trackY: number;
  readonly nowX: number;
}

export interface LayoutInput {
  readonly view: TimelineView;
  readonly width: number;
  readonly height: number;
  /** Moves between steps while playing. */
  readonly displayNow: number;
  readonly fold: boolean;
  readonly opened?: ReadonlySet<number>;
  /** Events lit from the code: their line gets a bracket. */
  readonly lit?: readonly number[];
  /** Lay several runs on this axis instead of one of their own. */
  readonly axis?: Axis;
  /** Leave the tracks out: they are drawn elsewhere. */
  readonly bare?: boolean;
}

export function layTimeline(input: LayoutInput): TimelineLayout {
  const { view, width, displayNow, bare = false } = input;
  const spans = view.spans.filter((s) => s.to === null || s.seqs.some((seq) => input.lit?.includes(seq) === true));
  const spansHeight = spans.length > 0 ? 16 : 0;
  // The axis has its place first, then the tracks, then lanes.
  const tracksMax = Math.floor((input.height - AXIS_HEIGHT - spansHeight - TRACK_TOP - TRACKS_END) / TRACK_PITCH);
  const forks = view.forks.slice(0, Math.max(1, tracksMax));
  const trackBottom = bare ? 0 : TRACK_TOP + TRACK_PITCH * Math.max(1, forks.length) + TRACKS_END;
  const top = trackBottom + spansHeight;
  const right = width - 8;
  const axis =
    input.axis ??
    axisFor({
      views: [view],
      width,
      displayNow,
      fold: input.fold,
      ...(input.opened === undefined ? {} : { opened: input.opened }),
    });
  const rows = rowsFor(view, top, input.height - top - AXIS_HEIGHT);
  const laneY = laneHeights(view.lanes, rows);
  const bottom = rows.length === 0 ? top : Math.max(...rows.map((r) => r.y + r.height));

  const place = (lane: number): number | undefined => laneY.get(view.lanes[lane]?.id ?? "");
  const nowX = axis.x(displayNow);
  const marks = view.events.flatMap((mark) => {
    const y = place(mark.lane);
    return y === undefined ? [] : [{ ...mark, x: axis.x(mark.at), y }];
  });
  const taken = new Set(marks.map((mark) => spot(mark.x, mark.y)));
  const lines = view.messages.flatMap((line) => {
    const y1 = place(line.from);
    const y2 = place(line.to);
    if (y1 === undefined || y2 === undefined) return [];
    const x2 = axis.x(line.at);
    return [{ ...line, x1: axis.x(line.sentAt), y1, x2, y2, meetsMark: taken.has(spot(x2, y2)) }];
  });
  const bars = view.bars.flatMap((bar) => {
    const y = place(bar.lane);
    if (y === undefined) return [];
    const x = Math.max(LABEL_WIDTH, axis.x(bar.from));
    return [{ ...bar, x, y, width: Math.max(2, Math.min(right, bar.to === null ? nowX : axis.x(bar.to)) - x) }];
  });
  const folds = axis.folds.map((f) => ({ from: f.from, x: f.x, width: f.width, text: gapWords(f) }));
  // Above the first lane there is a little room below the tracks.
  const room = bare ? 0 : 7;
  const plot = { x: LABEL_WIDTH, y: top - room, width: right - LABEL_WIDTH, height: Math.max(0, bottom - top + room) };
  const labels = placeLabels(
    labelsOf(marks, bars, view),
    lines,
    [...marks.map(dotBox), ...(nowX < right - 20 ? [{ x: nowX - 3, y: top, width: 6, height: bottom - top }] : [])],
    plot,
  );
  return {
    width,
    height: Math.max(bottom + AXIS_HEIGHT, 0),
    left: LABEL_WIDTH,
    top,
    bottom,
    axis,
    rows,
    lanes: { shown: rows.reduce((sum, row) => sum + row.lines.length, 0), all: view.lanes.length },
    marks,
    lines,
    bars,
    labels,
    folds,
    nowX,
    trackY: TRACK_TOP,
    ticks: view.ticks.map((t) => ({ step: t.step, x: axis.x(t.at) })).filter((t) => t.x >= LABEL_WIDTH && t.x <= right),
    forks: forks.map((f, i) => forkShape(f, axis, TRACK_TOP + TRACK_PITCH * (i + 1), right)),
    spans: spans.map((s) => {
      const x = axis.x(s.from);
      return {
        ...s,
        x,
        y: trackBottom + 3,
        width: Math.max(8, Math.min(right, s.to === null ? nowX : axis.x(s.to)) - x),
      };
    }),
  };
}

export interface AxisFor {
  readonly views: readonly TimelineView[];
  readonly width: number;
  readonly displayNow: number;
  readonly fold: boolean;
  readonly opened?: ReadonlySet<number>;
}

/** One axis for one run, or for several beside each other. */
export function axisFor({ views, width, displayNow, fold, opened }: AxisFor): Axis {
  const times = views.flatMap((view) => [
    ...view.events.map((e) => e.at),
    ...view.messages.filter((m) => m.step > 0).map((m) => m.at),
    ...view.bars.flatMap((b) => (b.to === null ? [b.from] : [b.from, b.to])),
  ]);
  const shown = views.some((v) => v.last >= v.step);
  const left = LABEL_WIDTH + 16;
  const end = width - 8;
  const hasFuture = views.some((v) => v.last > v.step);
  const right = LABEL_WIDTH + (end - LABEL_WIDTH) * (hasFuture ? 0.94 : 0.86);
  return layAxis({
    times: shown ? [...times, displayNow] : times,
    left,
    right,
    end,
    fold,
    ...(opened === undefined ? {} : { opened }),
  });
}

function labelsOf(marks: readonly PlacedMark[], bars: TimelineLayout["bars"], view: TimelineView): WantedLabel[] {
  const wanted: WantedLabel[] = marks.flatMap((mark) => {
    if (mark.text === undefined) return [];
    const weight =
      (mark.look === "dot" ? 0 : 2) +
      (mark.step === view.step ? 4 : 0) +
      (view.lanes[mark.lane]?.kind === "client" ? 3 : 0);
    return [{ key: `e${mark.seq}`, text: mark.text, x: mark.x, y: mark.y, r: radiusOf(mark), weight }];
  });
  for (const bar of bars) wanted.push({ key: `b${bar.from}`, text: bar.text, x: bar.x + 4, y: bar.y, r: 0, weight: 1 });
  return wanted;
}

/** The same for marks and lines that meet: both come from the same axis and lane. */
const spot = (x: number, y: number): string => `${Math.round(x)} ${Math.round(y)}`;

/** What a word keeps clear of. */
function radiusOf(mark: PlacedMark): number {
  return mark.look === "majority" ? 7 : mark.look === "dot" ? 4.5 : 6;
}

function dotBox(mark: PlacedMark): Box {
  const r = radiusOf(mark);
  return { x: mark.x - r, y: mark.y - r, width: 2 * r, height: 2 * r };
}

const FORK_TURN = 14;

function forkShape(fork: ForkTrack, axis: Axis, y: number, right: number) {
  const x = Math.max(LABEL_WIDTH, Math.min(right, axis.x(fork.at)));
  const nameEnd = x - LABEL_WIDTH > 130;
  const tickXs = fork.ticks.map((t) => axis.x(t)).filter((t) => t > x + FORK_TURN && t <= right);
  return { ...fork, name: cut(fork.name, 30), x, y, nameEnd, nameX: nameEnd ? x - 6 : x + FORK_TURN + 8, tickXs };
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
