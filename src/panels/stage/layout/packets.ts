// Which packets are drawn and where each stands at a time: on its line, as far along as it is between sending and
// arrival. More than a couple of dozen merge into counted streams (VISUAL §7).

import type { PacketView } from "../view-shape.ts";
import { lengthOf, type Point, pointAt } from "./polyline.ts";
import type { RegionLayout } from "./region.ts";
import { addressOf, routeOf } from "./routes.ts";

/** More than this move as counted streams. */
export const PACKETS_MAX = 24;

export interface PlacedPacket {
  /** Of its mark: a packet is itself, but what is counted in one place stays one mark while packets come and go. */
  readonly id: string;
  readonly packet: PacketView;
  readonly line: readonly Point[];
  readonly length: number;
  /** Packets that this one stands for. */
  readonly count: number;
  /** Counted in its place instead of moving. */
  readonly still: boolean;
}

/** The lines of packets in one layout: a packet keeps its line while it is on its way. */
export class Routes {
  private readonly known = new WeakMap<
    PacketView,
    { readonly hash: number | null; readonly placed: PlacedPacket | null }
  >();

  constructor(readonly regions: readonly RegionLayout[]) {}

  /** @returns null when it is nowhere in the picture */
  of(packet: PacketView, hash: number | null): PlacedPacket | null {
    const known = this.known.get(packet);
    if (known !== undefined && known.hash === hash) return known.placed;
    const line = routeOf(this.regions, { from: packet.from, to: packet.to, hash });
    const placed =
      line === null
        ? null
        : { id: String(packet.id), packet, line, length: lengthOf(line), count: packet.count, still: false };
    this.known.set(packet, { hash, placed });
    return placed;
  }
}

export function placedPackets(
  packets: readonly PacketView[],
  routes: Routes,
  spec: { readonly hashOf: (label: string) => number | null; readonly followed: string | null },
): PlacedPacket[] {
  const placed = packets.flatMap(
    (packet) => routes.of(packet, packet.label === null ? null : spec.hashOf(packet.label)) ?? [],
  );
  return placed.length <= PACKETS_MAX ? placed : merged(placed, spec.followed, routes.regions);
}

/**
 * The followed item's packets stay themselves. Of the others, requests on their way to a partition are counted
 * above it; what comes from clients, feeds the bus or crosses a link moves as one with a count. Answers and the
 * talk between replicas are left out: the shelves show what became of it.
 */
function merged(
  placed: readonly PlacedPacket[],
  followed: string | null,
  regions: readonly RegionLayout[],
): PlacedPacket[] {
  const streams = new Map<string, PlacedPacket>();
  const out: PlacedPacket[] = [];
  for (const one of placed) {
    const { kind, label, from, to } = one.packet;
    if (label !== null && label === followed) {
      out.push(one);
      continue;
    }
    if (!COUNTED.has(kind)) continue;
    const [a, b] = [addressOf(from), addressOf(to)];
    const still = kind === "request" && b?.kind === "replica";
    const key = still ? `${kind} ${b.region} ${b.part}` : `${kind} ${a?.region} ${b?.region}`;
    const stream = streams.get(key);
    const badge = still && stream === undefined ? badgeOf(key, one, regions) : one;
    streams.set(key, stream === undefined ? badge : { ...stream, count: stream.count + one.count });
  }
  return [...streams.values(), ...out];
}

const COUNTED: ReadonlySet<PacketView["kind"]> = new Set(["request", "feed", "copy"]);

/** Under the ruler, above the partition, where its requests turn. */
function badgeOf(id: string, one: PlacedPacket, regions: readonly RegionLayout[]): PlacedPacket {
  const b = addressOf(one.packet.to);
  const region = regions.find((r) => r.name === b?.region);
  const unit = region?.units.find((u) => u.name === b?.part);
  if (region === undefined || unit === undefined) return one;
  return {
    ...one,
    id,
    line: [{ x: unit.x + unit.w / 2, y: (region.rulerY + unit.y) / 2 + 1 }],
    length: 0,
    still: true,
  };
}

/** Half of the largest mark: so far before a box its middle stops. */
const HALF = 7;

/** Where it stands at a time. A packet just sent has left its box; one that arrives touches the edge of the next, and
 * covers nothing that is written there. */
export function positionAt({ packet, line, length }: PlacedPacket, now: number): Point {
  const flight = Math.max(1, packet.at - packet.sentAt);
  const progress = Math.max(0, Math.min(1, (now - packet.sentAt) / flight));
  const lead = Math.min(12, length * 0.3);
  const tail = Math.min(HALF, length * 0.2);
  return pointAt(line, lead + (length - lead - tail) * progress);
}

export function isInFlight({ sentAt, at }: PacketView, now: number): boolean {
  return sentAt <= now && now <= at;
}
