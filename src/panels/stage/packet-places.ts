// Where the drawn packets are, written straight to the drawing: sixty times a second, so only what changed since the last
// time. React draws the marks and knows nothing of their places; `data-under` is no class, because classes are React's.

import { isInFlight, type PlacedPacket, positionAt } from "./layout/packets.ts";
import type { Point } from "./layout/polyline.ts";

/** Middles closer than this in both directions: one lies on the other. */
const APART = 13;

interface Dot {
  readonly element: SVGGElement;
  /** What is written, and null before the first time. */
  place: string | null;
  shown: boolean | null;
  under: boolean;
}

export class PacketPlaces {
  private dots: ReadonlyMap<string, Dot> = new Map();
  private packets: readonly PlacedPacket[] = [];

  /** React has drawn these packets as children of the group. */
  drawn(group: SVGGElement | null, packets: readonly PlacedPacket[]): void {
    const dots = new Map<string, Dot>();
    for (const element of group?.querySelectorAll<SVGGElement>("[data-packet]") ?? []) {
      const id = element.dataset.packet ?? "";
      const known = this.dots.get(id);
      dots.set(id, known?.element === element ? known : { element, place: null, shown: null, under: false });
    }
    this.dots = dots;
    this.packets = packets;
  }

  /** @param reduced nothing moves: each packet stands where it arrives */
  move(now: number, reduced: boolean): void {
    const above: Point[] = [];
    // From the last drawn, which lies on top, downwards: a letter under another packet is not written.
    for (let i = this.packets.length - 1; i >= 0; i--) {
      const placed = this.packets[i] as PlacedPacket;
      const dot = this.dots.get(placed.id);
      if (dot === undefined) continue;
      const shown = reduced || placed.still || isInFlight(placed.packet, now);
      show(dot, shown);
      if (!shown) continue;
      const at = positionAt(placed, reduced ? placed.packet.at : now);
      const under = above.some((other) => Math.abs(other.x - at.x) < APART && Math.abs(other.y - at.y) < APART);
      put(dot, at, under);
      above.push(at);
    }
  }
}

function show(dot: Dot, shown: boolean): void {
  if (dot.shown === shown) return;
  dot.shown = shown;
  dot.element.style.visibility = shown ? "visible" : "hidden";
}

function put(dot: Dot, { x, y }: Point, under: boolean): void {
  const place = `translate(${hundredth(x)} ${hundredth(y)})`;
  if (dot.place !== place) {
    dot.place = place;
    dot.element.setAttribute("transform", place);
  }
  if (dot.under !== under) {
    dot.under = under;
    dot.element.toggleAttribute("data-under", under);
  }
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
