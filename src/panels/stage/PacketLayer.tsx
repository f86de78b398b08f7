// Packets on their lines. React draws each once; their places are written straight to the drawing (packet-places.ts), so
// that moving costs no rendering. Playing follows the clock shown; a step moves the shown clock from the old time to the
// new one; a jump does not move packets at all (VISUAL §7).

import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useSession } from "../../state/session.ts";
import { hueClass } from "../../ui/hue.ts";
import { busy } from "../../ui/idle.ts";
import { useReducedMotion } from "../../ui/media.ts";
import type { PlacedPacket } from "./layout/packets.ts";
import { pathThrough } from "./layout/polyline.ts";
import { PacketPlaces } from "./packet-places.ts";
import { packetName } from "./stage-words.ts";

const HOP_MILLIS = 320;

export interface PacketClock {
  /** Virtual time of the picture. While playing, the time between steps is read from the session. */
  readonly now: number;
  readonly playing: boolean;
  readonly moved: "forward" | "back" | "far" | "none";
}

export interface PacketLayerProps {
  packets: readonly PlacedPacket[];
  clock: PacketClock;
}

export function PacketLayer({ packets, clock }: PacketLayerProps) {
  const reduced = useReducedMotion();
  const { drawn, group } = useMotion(packets, clock, reduced);
  return (
    <g ref={group} className="packets">
      {reduced &&
        drawn.map(
          (p) =>
            p.packet.look !== null && (
              <path key={`way${p.id}`} d={pathThrough(p.line)} className={`flow go came ${hueClass(p.packet.look)}`} />
            ),
        )}
      {drawn.map((p) => (
        <PacketDot key={p.id} placed={p} />
      ))}
    </g>
  );
}

/** The packets to draw — those of the last picture too, while they arrive — and the group whose children are moved. */
function useMotion(packets: readonly PlacedPacket[], clock: PacketClock, reduced: boolean) {
  const group = useRef<SVGGElement | null>(null);
  const shown = useRef(clock.now);
  const before = useRef<readonly PlacedPacket[]>(packets);
  const [leaving, setLeaving] = useState<readonly PlacedPacket[]>([]);
  const drawn = useMemo(() => union(packets, leaving), [packets, leaving]);
  const [places] = useState(() => new PacketPlaces());

  // A new picture: run the shown clock from where it was to where it is.
  useLayoutEffect(() => {
    const from = shown.current;
    const gone = before.current;
    before.current = packets;
    const moves =
      !clock.playing && (clock.moved === "forward" || clock.moved === "back") && from !== clock.now && !reduced;
    if (!moves) {
      shown.current = clock.playing ? (useSession.getState().frame?.displayNow ?? clock.now) : clock.now;
      setLeaving(NONE);
      return;
    }
    setLeaving(gone);
    const release = busy();
    const millis = hopMillis(clock.moved);
    const began = performance.now();
    let frame = requestAnimationFrame(function tick(at) {
      const share = Math.min(1, Math.max(0, (at - began) / millis));
      shown.current = from + (clock.now - from) * eased(share);
      places.move(shown.current, false);
      if (share < 1) frame = requestAnimationFrame(tick);
      else finish();
    });
    const finish = () => {
      shown.current = clock.now;
      setLeaving(NONE);
      release();
    };
    return () => {
      cancelAnimationFrame(frame);
      shown.current = clock.now;
      release();
    };
  }, [packets, clock.now, clock.moved, clock.playing, reduced, places]);

  useLayoutEffect(() => {
    places.drawn(group.current, drawn);
    places.move(shown.current, reduced);
  }, [drawn, reduced, places]);

  // While playing, frames without a new picture only move the clock.
  useEffect(
    () =>
      useSession.subscribe(({ frame }) => {
        if (frame === null || frame.playing === null) return;
        shown.current = frame.displayNow;
        places.move(shown.current, reduced);
      }),
    [reduced, places],
  );
  return { drawn, group };
}

const NONE: readonly PlacedPacket[] = [];

function union(now: readonly PlacedPacket[], leaving: readonly PlacedPacket[]): readonly PlacedPacket[] {
  if (leaving.length === 0) return now;
  const ids = new Set(now.map((p) => p.id));
  return [...now, ...leaving.filter((p) => !ids.has(p.id))];
}

/** From the token, so that reduced motion and the theme decide in one place; back is twice as fast. */
function hopMillis(moved: PacketClock["moved"]): number {
  const token = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--mo-hop"));
  const millis = Number.isFinite(token) ? token : HOP_MILLIS;
  return Math.max(1, moved === "back" ? millis / 2 : millis);
}

/** Leaves gently, arrives gently. */
function eased(share: number): number {
  return share < 0.5 ? 2 * share * share : 1 - (2 - 2 * share) ** 2 / 2;
}

const PacketDot = memo(function PacketDot({ placed }: { placed: PlacedPacket }) {
  const { packet, count } = placed;
  const hue = packet.look === null || placed.still ? "" : ` ${hueClass(packet.look)}`;
  return (
    <g data-packet={placed.id} className={`pk packet ${packet.kind}${hue}${packet.kind === "response" ? " res" : ""}`}>
      <title>{packetName(packet)}</title>
      {!placed.still && <Shape kind={packet.kind} letter={shortLetter(packet.look?.letter ?? "")} />}
      {(count > 1 || placed.still) && <Count placed={placed} />}
    </g>
  );
});

/** Beside its packet, on the side it does not go to: what feeds the bus arrives at titles that stand to its right. */
function Count({ placed: { count, still, packet } }: { placed: PlacedPacket }) {
  const width = 8 + String(count).length * 6;
  const left = packet.kind === "feed" ? -6 - width : 6;
  return (
    <g transform={still ? `translate(${-width / 2} -6.5)` : `translate(${left} -17)`}>
      <rect width={width} height={13} rx={6.5} className="count" />
      <text x={width / 2} y={10} className="count-text">
        {count}
      </text>
    </g>
  );
}

/** A circle holds two letters; a longer one stays in its name. */
function shortLetter(letter: string): string {
  return letter.length <= 2 ? letter : "";
}

function Shape({ kind, letter }: { kind: PlacedPacket["packet"]["kind"]; letter: string }) {
  switch (kind) {
    case "response":
      return (
        <>
          <circle r={6.5} />
          <path d="M-3 .2l2.1 2.2L3.2-2.2" className="check" />
        </>
      );
    case "ack":
      return <circle r={3} className="quiet ring" />;
    case "signal":
      return <circle r={2.5} className="quiet" />;
    case "copy":
      return (
        <>
          <path d="M0 -9L9 0L0 9L-9 0z" className="hl" />
          <path d="M0 -7.5L7.5 0L0 7.5L-7.5 0z" className="b" />
          <text y={3.4}>{letter}</text>
        </>
      );
    default:
      return (
        <>
          <circle r={8} className="hl" />
          <circle r={6.5} />
          <text y={3.6}>{letter}</text>
        </>
      );
  }
}
