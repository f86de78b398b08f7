/**
 * Which lanes have a place in the diagram, and where. The axis below them is never cut: lanes leave for it.
 */
import type { Lane } from "./lanes.ts";
import type { TimelineView } from "./view.ts";

const LANE_MAX = 28;
const LANE_MIN = 11;
/** Two copies share one row of the height of one and a half. */
const FOLLOWER_SHARE = 0.75;
/** Under this the diagram is its tracks only. */
const LANES_MIN = 56;

export interface LaneRow {
  readonly id: string;
  readonly name: string;
  readonly kind: Lane["kind"];
  readonly y: number;
  readonly height: number;
  readonly shaded: boolean;
  /** Its lanes: one, or the followers. */
  readonly lines: readonly { readonly y: number; readonly zone: string | null }[];
}

/** What gives way first when the lanes do not fit; the client never does. */
const GIVES_WAY: readonly Lane["kind"][] = ["region", "function", "shard", "index", "follower", "router", "leader"];

/** All lanes that fit in the room: those with something on them first, of those the nearest to the request. */
function fittingLanes(all: readonly Lane[], used: ReadonlySet<number>, room: number): readonly Lane[] {
  const fits = (lanes: readonly Lane[]) => neededPitches(lanes) * LANE_MIN <= room;
  if (fits(all)) return all;
  const touched = all.filter((_, i) => used.has(i));
  let lanes = touched.length > 0 ? touched : all;
  for (const kind of GIVES_WAY) {
    for (let last = lanes.findLast((lane) => lane.kind === kind); last !== undefined && !fits(lanes); ) {
      const { name } = last;
      // Followers of a partition share a row, and leave together.
      lanes = lanes.filter((lane) => lane.kind !== kind || lane.name !== name);
      last = lanes.findLast((lane) => lane.kind === kind);
    }
  }
  return lanes;
}

function neededPitches(lanes: readonly Lane[]): number {
  return lanes.reduce((sum, { kind }) => sum + (kind === "follower" ? FOLLOWER_SHARE : 1), 0);
}

/** Rows of the lanes that fit; none but the tracks when there is no room for a few. */
export function rowsFor(view: TimelineView, top: number, room: number): LaneRow[] {
  if (room < LANES_MIN) return [];
  const used = new Set([...view.events.map((e) => e.lane), ...view.messages.flatMap((m) => [m.from, m.to])]);
  const lanes = fittingLanes(view.lanes, used, room);
  const pitch = Math.max(LANE_MIN, Math.min(LANE_MAX, room / Math.max(1, neededPitches(lanes))));
  const rows: LaneRow[] = [];
  let y = top;
  for (let i = 0; i < lanes.length; i++) {
    const lane = lanes[i] as Lane;
    const group =
      lane.kind === "follower"
        ? lanes
            .slice(i)
            .filter((l, n) => l.name === lane.name && lanes.slice(i, i + n + 1).every((m) => m.name === lane.name))
        : [lane];
    const each = lane.kind === "follower" ? pitch * FOLLOWER_SHARE : pitch;
    const height = each * group.length;
    rows.push({
      id: lane.id,
      name: lane.name,
      kind: lane.kind,
      y,
      height,
      shaded: rows.length % 2 === 0,
      lines: group.map((l, n) => ({ y: y + each * (n + 0.5), zone: l.zone ?? null })),
    });
    y += height;
    i += group.length - 1;
  }
  return rows;
}

export function laneHeights(lanes: readonly Lane[], rows: readonly LaneRow[]): Map<string, number> {
  const heights = new Map<string, number>();
  for (const lane of lanes) {
    const row =
      rows.find((r) => r.id === lane.id) ??
      rows.find(
        (r) => r.name === lane.name && r.kind === lane.kind && r.lines.some((l) => l.zone === (lane.zone ?? null)),
      );
    const line = row?.lines.find((l) => l.zone === (lane.zone ?? null));
    if (line !== undefined) heights.set(lane.id, line.y);
  }
  return heights;
}
