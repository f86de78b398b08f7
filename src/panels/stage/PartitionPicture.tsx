// The level Partition: the shelf unit opened into three small tables with the tail of each log beside it. The ruler spans
// this partition's hashes only, so a key keeps its place. Only the attribute that differs takes the state's colour.

import { useMemo } from "react";
import type { ItemIdentity } from "../../engine/index.ts";
import { useShared } from "../../parts/use-shared.ts";
import { hueClass } from "../../ui/hue.ts";
import { type OpenedLayout, openedLayout, peerLine } from "./layout/opened.ts";
import type { PlacedPacket } from "./layout/packets.ts";
import { lengthOf, pathThrough } from "./layout/polyline.ts";
import { Decoration, fitted, Mark, Ticket, Tip, textWidth } from "./marks.tsx";
import { type PacketClock, PacketLayer } from "./PacketLayer.tsx";
import { ReplicaTable } from "./ReplicaTable.tsx";
import { bytesText, counted, hexHash, rangeText } from "./stage-words.ts";
import type { CloseUpView, PacketView, PathLeg } from "./view-shape.ts";

export interface PartitionPictureProps {
  view: CloseUpView;
  packets: readonly PacketView[];
  path: readonly PathLeg[];
  look: ItemIdentity | null;
  clock: PacketClock;
  table: string;
  followed: string | null;
  width: number;
  height: number;
}

export function PartitionPicture({
  view,
  packets,
  path,
  look,
  clock,
  table,
  followed,
  width,
  height,
}: PartitionPictureProps) {
  const layout = useMemo(() => openedLayout(view, { width, height, followed }), [view, width, height, followed]);
  const placed = useShared(useMemo(() => placedBetween(packets, view, layout), [packets, view, layout]));
  const { partition } = view;
  const shown = layout.replicas[0]?.rows ?? 0;
  const items = counted(partition.items, "item") + (shown < partition.items ? `, ${shown} shown` : "");
  const facts = [rangeText(partition), items, bytesText(partition.bytes)].join("  ·  ");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of many controls; a fieldset cannot hold one
    <svg
      className="sg stage-picture"
      viewBox={`0 0 ${width} ${layout.height}`}
      width={width}
      height={layout.height}
      role="group"
      aria-label={`Partition ${partition.name} of ${table}, ${view.region}: three copies with attributes and logs`}
    >
      <rect x={8.5} y={6.5} width={width - 17} height={layout.height - 13} rx={12} className="region" />
      <text x={20} y={25} className="x12 w7">
        {partition.name}
      </text>
      <text x={24 + textWidth(partition.name, 12) + 4} y={25} className="x11 f3">
        {fitted(`of ${table}, ${view.region}`, width - 80 - textWidth(facts, 11), 11)}
      </text>
      <text x={width - 20} y={25} className="x11 f3 end">
        {width < 460 ? rangeText(partition) : facts}
      </text>
      <Family view={view} layout={layout} />
      <Density view={view} layout={layout} followed={followed} />
      {view.replicas.map((replica, i) => {
        const shown = partition.copies[i];
        return shown === undefined ? null : (
          <ReplicaTable key={replica.id} replica={replica} shown={shown} at={i} view={view} layout={layout} />
        );
      })}
      <Replication path={path} look={look} view={view} layout={layout} />
      <PacketLayer packets={placed} clock={clock} />
      {layout.laneY !== null && view.shard !== null && <Lane view={view} layout={layout} y={layout.laneY} />}
    </svg>
  );
}

function placedBetween(packets: readonly PacketView[], view: CloseUpView, layout: OpenedLayout): PlacedPacket[] {
  return packets.flatMap((packet) => {
    const line = peerLine(view, layout, packet.from, packet.to);
    const id = String(packet.id);
    return line === null ? [] : [{ id, packet, line, length: lengthOf(line), count: packet.count, still: false }];
  });
}

/** The followed write on its way from the leader to the others. */
function Replication({
  path,
  look,
  view,
  layout,
}: {
  path: readonly PathLeg[];
  look: ItemIdentity | null;
  view: CloseUpView;
  layout: OpenedLayout;
}) {
  if (look === null) return null;
  return (
    <Decoration className={hueClass(look)}>
      {path.map((leg) => {
        const line = leg.kind === "log" ? peerLine(view, layout, leg.from, leg.to) : null;
        const end = line?.[line.length - 1];
        if (line === null || end === undefined) return null;
        return (
          <g key={leg.to}>
            <path
              d={pathThrough(line)}
              className={leg.state === "done" ? "flow" : leg.state === "moving" ? "flow go" : "flow todo"}
            />
            {leg.state !== "todo" && <Tip x={end.x} y={end.y} angle={180} className="arr" size={6} />}
          </g>
        );
      })}
    </Decoration>
  );
}

function Family({ view, layout }: { view: CloseUpView; layout: OpenedLayout }) {
  const { family, x, w, rulerY } = layout;
  const own = family.units.find((u) => u.name === view.partition.name);
  const top = family.y + family.h;
  return (
    <g>
      {layout.x > 40 && (
        <text x={20} y={family.y + 11} className="x10 f3">
          table
        </text>
      )}
      {family.units.map((unit, i) => {
        const here = unit.name === view.partition.name;
        const id = view.partition.id.replace(/\/[^/]+$/, `/${unit.name}`);
        return (
          <Mark
            key={unit.name}
            kind="partition"
            at={id}
            name={`Partition ${unit.name}, hash ${rangeText(view.neighbours[i] ?? view.partition)}${here ? ", opened" : ""}`}
          >
            <rect
              x={unit.x}
              y={family.y + 0.5}
              width={Math.max(2, unit.w)}
              height={family.h}
              rx={3}
              className={here ? "box opened" : "box"}
            />
            {unit.w > 18 && (
              <text x={unit.x + unit.w / 2} y={family.y + 11.5} className={here ? "x10 w7 mid" : "x10 f3 mid"}>
                {unit.name}
              </text>
            )}
          </Mark>
        );
      })}
      {own !== undefined && (
        <path
          d={`M${own.x} ${top + 1}L${x} ${rulerY}V${rulerY}H${x + w}L${own.x + own.w} ${top + 1}z`}
          className="wedge-back"
        />
      )}
    </g>
  );
}

/** Width of a hash in small type. */
const TICK_TEXT = 26;

/** Where the named items' hashes are written under the ruler. The second gives way to the first. */
function labelsOnRuler(
  named: CloseUpView["rows"],
  at: (hash: number) => number,
  { x, w }: { readonly x: number; readonly w: number },
): { readonly words: string; readonly x: number; readonly half: number }[] {
  const labels = named.map(({ label, hash }) => {
    const words = `${label} ${hexHash(hash)}`;
    const half = textWidth(words, 11) / 2 + 4;
    return { words, half, x: Math.max(x + half, Math.min(x + w - half, at(hash))) };
  });
  const [first] = labels;
  return labels.filter(
    (one) => one === first || first === undefined || Math.abs(first.x - one.x) >= first.half + one.half + 2,
  );
}

function Density({ view, layout, followed }: { view: CloseUpView; layout: OpenedLayout; followed: string | null }) {
  const { heat, rulerY, x, w } = layout;
  const { from, to } = view.partition;
  const most = Math.max(1, ...view.density);
  const pitch = w / Math.max(1, view.density.length);
  const at = (hash: number) => x + ((hash - from) / (to - from)) * w;
  const named = [...view.rows].sort((a, b) => Number(b.label === followed) - Number(a.label === followed)).slice(0, 2);
  const labels = labelsOnRuler(named, at, { x, w });
  return (
    <g>
      {layout.x > 40 && (
        <text x={20} y={heat.y + heat.h - 8} className="x10 f3">
          items
        </text>
      )}
      {view.density.map((count, i) => {
        const h = count === 0 ? 1 : 3 + (count / most) * (heat.h - 6);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a slice of the hash range is its place
            key={i}
            x={x + i * pitch + 0.8}
            y={heat.y + heat.h - h}
            width={Math.max(1, pitch - 1.6)}
            height={h}
            rx={1}
            className="heat"
            opacity={count === 0 ? 0.35 : 1}
          />
        );
      })}
      <path
        d={`M${x} ${rulerY}H${x + w}${[0, 0.25, 0.5, 0.75, 1].map((s) => `M${x + s * w} ${rulerY - 3}v7`).join("")}`}
        className="ln4"
      />
      {[0, 0.25, 0.5, 0.75, 1].map((s) => {
        const words = hexHash(s === 1 ? to - 1 : from + s * (to - from));
        const [left, anchor] =
          s === 0 ? [x, ""] : s === 1 ? [x + w - TICK_TEXT, " end"] : [x + s * w - TICK_TEXT / 2, " mid"];
        const covered = labels.some((one) => one.x - one.half < left + TICK_TEXT + 4 && one.x + one.half > left - 4);
        return covered ? null : (
          <text key={s} x={x + s * w} y={rulerY + 14} className={`x10 m f3${anchor}`}>
            {words}
          </text>
        );
      })}
      {view.rows.map((row) => (
        <g key={row.label} className={hueClass(row.look)}>
          <path d={`M${at(row.hash)} ${rulerY - 1}l-3 -5h6z`} className="hash-tick" />
        </g>
      ))}
      {labels.map(({ words, x: middle }) => (
        <text key={words} x={middle} y={rulerY + 14} className="x10 m w6 mid">
          {words}
        </text>
      ))}
    </g>
  );
}

function Lane({ view, layout, y }: { view: CloseUpView; layout: OpenedLayout; y: number }) {
  const shard = view.shard;
  if (shard === null) return null;
  const slowest = Math.min(...shard.readers.map((r) => r.position), Number.MAX_SAFE_INTEGER);
  const fits = Math.floor((layout.w - 150) / 41);
  const records = shard.records.slice(-fits);
  const note =
    shard.last === 0
      ? "no record yet"
      : shard.readers.length === 0
        ? counted(shard.last, "record")
        : slowest >= shard.last
          ? "read to the end"
          : `${shard.last - slowest} waiting`;
  const read = records.filter((r) => r.position <= slowest).length;
  return (
    <Mark
      kind="shard"
      at={shard.id}
      name={`Shard ${shard.name} of ${shard.partition}, ${counted(shard.last, "record")}, ${note}`}
    >
      {layout.x > 40 && (
        <text x={20} y={y + 13} className="x10 f3">
          shard
        </text>
      )}
      <rect x={layout.x} y={y} width={layout.w} height={19} rx={4} className="cell" />
      <text x={layout.x + 8} y={y + 13} className="x10 w6">
        {shard.name}
      </text>
      {records.map((record, i) => (
        <Ticket
          key={record.position}
          look={record.look}
          text={`${record.look.letter} ${record.digits}`}
          state={shard.readers.length > 0 && record.position <= slowest ? "done" : "committed"}
          x={layout.x + 30 + i * 41 + (shard.readers.length > 0 && i >= read ? 5 : 0)}
          y={y + 2}
          w={38}
          h={15}
        />
      ))}
      {shard.readers.length > 0 && (
        <g className="reader">
          <path d={`M${layout.x + 30 + read * 41 + 1} ${y}v19`} />
          <path d={`M${layout.x + 27 + read * 41 + 1} ${y}h6l-3 4z`} className="wedge" />
        </g>
      )}
      <text x={layout.x + layout.w - 8} y={y + 13} className="x10 f3 end">
        {note}
      </text>
    </Mark>
  );
}
