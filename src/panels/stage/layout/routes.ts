// The lines between parts: where a message from one machine to another runs. Requests use the gap to the left of a
// partition, replication the gap to its right, so lines never cross text or chips (VISUAL §5).

import type { Point, Rect } from "./polyline.ts";
import type { RegionLayout, UnitLayout } from "./region.ts";
import { hashX } from "./units.ts";

export interface RouteSpec {
  readonly from: string;
  readonly to: string;
  /** Hash of the item it is about: requests slide along the ruler to it. */
  readonly hash: number | null;
}

interface Address {
  readonly region: string;
  readonly kind: "client" | "router" | "replica" | "index-writer" | "shard" | "trigger" | "replicator";
  /** Partition, shard, or function name. */
  readonly part: string;
  readonly zone: string;
  readonly towards: string;
}

/** The line a message takes, from the edge of one box to the edge of the next; null when the stage does not show it. */
export function routeOf(regions: readonly RegionLayout[], { from, to, hash }: RouteSpec): Point[] | null {
  const a = addressOf(from);
  const b = addressOf(to);
  if (a === null || b === null) return null;
  if (a.kind === "replicator" || (a.kind === "replica" && b.kind === "replica" && a.region !== b.region))
    return betweenRegions(regions, a, b);
  const region = regions.find((r) => r.name === a.region);
  if (region === undefined || region.slab.w === 0) return null;
  const line = lineIn(region, a, b, hash);
  if (line !== null) return line;
  const back = lineIn(region, b, a, hash);
  return back === null ? null : [...back].reverse();
}

function lineIn(region: RegionLayout, a: Address, b: Address, hash: number | null): Point[] | null {
  if (a.kind === "client" && b.kind === "router") return clientToRouter(region);
  if (a.kind === "router" && b.kind === "replica") return routerToReplica(region, b, hash);
  if (a.kind === "replica" && b.kind === "replica") return peerToPeer(region, a, b);
  if (a.kind === "replica" && b.kind === "index-writer") return toIndex(region, a, b);
  if (a.kind === "replica" && b.kind === "shard") return toShard(region, a, b);
  if (a.kind === "shard" && b.kind === "trigger") return shardToTrigger(region, a, b);
  return null;
}

function clientToRouter({ client, router, entryX, grain }: RegionLayout): Point[] {
  const middle = client.y + client.h / 2;
  if (grain === "far")
    return [
      { x: entryX, y: client.y + client.h },
      { x: entryX, y: router.y },
    ];
  return [
    { x: client.x + client.w, y: middle },
    { x: entryX, y: middle },
    { x: entryX, y: router.y },
  ];
}

/** Along the router to the key's hash, through the ruler, then down the gap to the left of the partition. */
function routerToReplica(region: RegionLayout, b: Address, hash: number | null): Point[] | null {
  const unit = unitNamed(region, b.part);
  const shelf = unit?.shelves.find((s) => s.zone === b.zone);
  if (unit === undefined || shelf === undefined) return null;
  const { router, entryX, units } = region;
  const x = (hash === null ? null : hashX(units, hash)) ?? unit.x + unit.w / 2;
  const along = router.y + router.h / 2;
  const under = unit.y - 7;
  const gap = gapBefore(region, unit);
  const y = shelf.y + shelf.h / 2;
  return [
    { x: entryX, y: router.y },
    { x: entryX, y: along },
    { x, y: along },
    { x, y: under },
    { x: gap, y: under },
    { x: gap, y },
    { x: shelf.x, y },
  ];
}

function peerToPeer(region: RegionLayout, a: Address, b: Address): Point[] | null {
  const unit = unitNamed(region, a.part);
  const from = unit?.shelves.find((s) => s.zone === a.zone);
  const to = unit?.shelves.find((s) => s.zone === b.zone);
  if (unit === undefined || from === undefined || to === undefined) return null;
  const gap = unit.x + unit.w + gapWidth(region) / 2;
  // Neighbouring lanes of one shelf keep apart, so that two lines from the leader do not lie on each other.
  const shift = Math.sign(to.y - from.y) * 3;
  return [
    { x: from.x + from.w, y: middleOf(from) + shift },
    { x: gap, y: middleOf(from) + shift },
    { x: gap, y: middleOf(to) },
    { x: to.x + to.w, y: middleOf(to) },
  ];
}

function toIndex(region: RegionLayout, a: Address, b: Address): Point[] | null {
  const name = b.towards;
  const index = name === "" ? region.indexes[0] : region.indexes.find((i) => i.name === name);
  const unit = unitNamed(region, a.part);
  if (index === undefined || unit === undefined) return null;
  return viaRail(region, unit, { x: index.x, y: index.pillY + index.pillH / 2 });
}

function toShard(region: RegionLayout, a: Address, b: Address): Point[] | null {
  const lane = region.lanes.find((l) => l.name === b.part);
  const unit = unitNamed(region, a.part);
  if (lane === undefined || unit === undefined) return null;
  return viaRail(region, unit, { x: lane.x, y: middleOf(lane) });
}

function viaRail({ bus, railX }: RegionLayout, unit: UnitLayout, end: Point): Point[] {
  const x = unit.x + unit.w / 2;
  return [{ x, y: unit.y + unit.h }, { x, y: bus.y }, { x: railX, y: bus.y }, { x: railX, y: end.y }, end];
}

function shardToTrigger(region: RegionLayout, a: Address, b: Address): Point[] | null {
  const lane = region.lanes.find((l) => l.name === a.part);
  const box = region.triggers.find((t) => t.functionName === b.part);
  if (lane === undefined || box === undefined) return null;
  const x = box.x - 6;
  const y = Math.max(box.y + 10, Math.min(box.y + box.h - 10, middleOf(lane)));
  return [
    { x: lane.x + lane.w, y: middleOf(lane) },
    { x, y: middleOf(lane) },
    { x, y },
    { x: box.x, y },
  ];
}

/** Along the bus to the slab's edge, over the link, and along the other bus to the same partition. */
function betweenRegions(regions: readonly RegionLayout[], a: Address, b: Address): Point[] | null {
  const from = regions.find((r) => r.name === a.region);
  const to = regions.find((r) => r.name === b.region);
  const source = from === undefined ? undefined : unitNamed(from, a.part);
  const target = to === undefined ? undefined : unitNamed(to, b.part);
  if (from === undefined || to === undefined || source === undefined || target === undefined) return null;
  const rightward = to.slab.x > from.slab.x;
  const y = from.bus.y + (rightward ? 0 : LINK_LANES);
  const end = edgeX(to.slab, !rightward);
  const path: Point[] = [];
  if (a.kind === "replica")
    path.push({ x: source.x + source.w / 2, y: source.y + source.h }, { x: source.x + source.w / 2, y });
  path.push({ x: edgeX(from.slab, rightward), y }, { x: end, y });
  if (a.kind === "replica") return path;
  return [...path, { x: target.x + target.w / 2, y }, { x: target.x + target.w / 2, y: target.y + target.h }];
}

/** Distance between the two directions of a link. */
export const LINK_LANES = 12;

function edgeX(slab: Rect, right: boolean): number {
  return right ? slab.x + slab.w : slab.x;
}

function gapBefore(region: RegionLayout, unit: UnitLayout): number {
  return unit.x - gapWidth(region) / 2;
}

function gapWidth({ units, grain }: RegionLayout): number {
  const [first, second] = units;
  return first === undefined || second === undefined
    ? grain === "near"
      ? 12
      : 4
    : Math.max(2, second.x - first.x - first.w);
}

function unitNamed(region: RegionLayout, name: string): UnitLayout | undefined {
  return region.units.find((u) => u.name === name);
}

function middleOf({ y, h }: Rect): number {
  return y + h / 2;
}

/** What an actor's id says about where it stands: "us-east-1/Players/P2/a". Ids of indexes are not on the stage. */
export function addressOf(id: string): Address | null {
  const [plain = "", towards = ""] = id.split("#");
  const [region = "", second = "", third = "", fourth = "", fifth = "", sixth = ""] = plain.split("/");
  const address = (kind: Address["kind"], part: string, zone = "", to = ""): Address => ({
    region,
    kind,
    part,
    zone,
    towards: to,
  });
  if (second === "client" || second === "program" || second === "function") return address("client", "");
  // Coordinators and their ledger stand behind the front door.
  if (second === "router" || second === "coordinator" || second === "ledger") return address("router", "");
  if (third === "stream") return fifth === "trigger" ? address("trigger", sixth) : address("shard", fourth);
  if (second.includes(":")) return null;
  if (fourth === "index-writer") return address("index-writer", third, "", towards);
  if (fourth === "replicator") return address("replicator", third, "", fifth);
  if (fourth.length === 1) return address("replica", third, fourth);
  return null;
}
