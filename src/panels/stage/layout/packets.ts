// Which packets are drawn and where each stands at a time: on its line, as far along as it is between sending and
// arrival. More than a couple of dozen merge into counted streams (VISUAL §7).

import type { PacketView } from "../view-shape.ts";
import { lengthOf, type Point, pointAt } from "./polyline.ts";
import type { RegionLayout } from "./region.ts";
import { addressOf, routeOf } from "./routes.ts";

/** More than this move as counted streams. */
export const PACKETS_MAX = 24;

export interface PlacedPacket {
  readonly packet: PacketView;
  readonly line: readonly Point[];
  readonly length: number;
  /** Packets that this one stands for. */
  readonly count: number;
}

export function placedPackets(packets: readonly PacketView[], regions: readonly RegionLayout[], spec: { readonly hashOf: (label: string) => number | null; readonly followed: string | null }): PlacedPacket[] {
  const placed = packets.flatMap((packet): PlacedPacket[] => {
    const line = routeOf(regions, { from: packet.from, to: packet.to, hash: packet.label === null ? null : spec.hashOf(packet.label) });
    return line === null ? [] : [{ packet, line, length: lengthOf(line), count: packet.count }];
  });
  return placed.length <= PACKETS_MAX ? placed : merged(placed, spec.followed);
}

/** One for each stretch and kind; those of the followed item stay themselves. */
function merged(placed: readonly PlacedPacket[], followed: string | null): PlacedPacket[] {
  const streams = new Map<string, PlacedPacket>();
  const out: PlacedPacket[] = [];
  for (const one of placed) {
    const { packet } = one;
    if (packet.label !== null && packet.label === followed) {
      out.push(one);
      continue;
    }
    const key = `${packet.kind} ${stretchOf(packet.from)} ${stretchOf(packet.to)}`;
    const stream = streams.get(key);
    streams.set(key, stream === undefined ? one : { ...stream, count: stream.count + one.count });
  }
  return [...streams.values(), ...out];
}

function stretchOf(id: string): string {
  const address = addressOf(id);
  return address === null ? id : `${address.region}/${address.kind}/${address.part}`;
}

/** Where it stands at a time. A packet just sent has left the edge of its box; one that arrives stops at the next edge. */
export function positionAt({ packet, line, length }: PlacedPacket, now: number): Point {
  const flight = Math.max(1, packet.at - packet.sentAt);
  const progress = Math.max(0, Math.min(1, (now - packet.sentAt) / flight));
  const lead = Math.min(12, length * 0.3);
  return pointAt(line, lead + (length - lead) * progress);
}

export function isInFlight({ sentAt, at }: PacketView, now: number): boolean {
  return sentAt <= now && now <= at;
}
