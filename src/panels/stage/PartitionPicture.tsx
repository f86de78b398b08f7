// The level Partition: the shelf unit opened into three small tables with the tail of each log beside it. The ruler spans
// this partition's hashes only, so a key keeps its place. Only the attribute that differs takes the state's colour.

import { useMemo } from "react";
import { hueOf } from "../../ui/hue.ts";
import { type OpenedLayout, openedLayout, peerLine } from "./layout/opened.ts";
import type { PlacedPacket } from "./layout/packets.ts";
import { lengthOf, pathThrough } from "./layout/polyline.ts";
import { fitted, ItemChip, Mark, StateBadge, textWidth, Ticket, Tip } from "./marks.tsx";
import { type PacketClock, PacketLayer } from "./PacketLayer.tsx";
import { Crown } from "./RegionSlab.tsx";
import { bytesText, counted, electionWords, hexHash, itemName, rangeText, replicaName } from "./stage-words.ts";
import type { CloseUpReplica, CloseUpView, Look, PacketView, PathLeg, ReplicaView } from "./view-shape.ts";

export interface PartitionPictureProps {
  view: CloseUpView;
  packets: readonly PacketView[];
  path: readonly PathLeg[];
  look: Look | null;
  clock: PacketClock;
  table: string;
  followed: string | null;
  width: number;
  height: number;
}

export function PartitionPicture({ view, packets, path, look, clock, table, followed, width, height }: PartitionPictureProps) {
  const layout = useMemo(() => openedLayout(view, { width, height }), [view, width, height]);
  const placed = useMemo(() => placedBetween(packets, view, layout), [packets, view, layout]);
  const { partition } = view;
  const facts = [rangeText(partition), counted(partition.items, "item"), bytesText(partition.bytes)].join("  ·  ");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of many controls; a fieldset cannot hold one
    <svg className="sg stage-picture" viewBox={`0 0 ${width} ${layout.height}`} width={width} height={layout.height} role="group" aria-label={`Partition ${partition.name} of ${table}, ${view.region}: three copies with attributes and logs`}>
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
        return shown === undefined ? null : <ReplicaTable key={replica.id} replica={replica} shown={shown} at={i} view={view} layout={layout} />;
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
    return line === null ? [] : [{ packet, line, length: lengthOf(line), count: packet.count, still: false }];
  });
}

/** The followed write on its way from the leader to the others. */
function Replication({ path, look, view, layout }: { path: readonly PathLeg[]; look: Look | null; view: CloseUpView; layout: OpenedLayout }) {
  if (look === null) return null;
  return (
    <g className={`k-${hueOf(look.ordinal).hue}`} aria-hidden="true">
      {path.map((leg) => {
        const line = leg.kind === "log" ? peerLine(view, layout, leg.from, leg.to) : null;
        const end = line?.[line.length - 1];
        if (line === null || end === undefined) return null;
        return (
          <g key={leg.to}>
            <path d={pathThrough(line)} className={leg.state === "done" ? "flow" : leg.state === "moving" ? "flow go" : "flow todo"} />
            {leg.state !== "todo" && <Tip x={end.x} y={end.y} angle={180} className="arr" size={6} />}
          </g>
        );
      })}
    </g>
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
          <Mark key={unit.name} kind="partition" at={id} name={`Partition ${unit.name}, hash ${rangeText(view.neighbours[i] ?? view.partition)}${here ? ", opened" : ""}`}>
            <rect x={unit.x} y={family.y + 0.5} width={Math.max(2, unit.w)} height={family.h} rx={3} className={here ? "box opened" : "box"} />
            {unit.w > 18 && (
              <text x={unit.x + unit.w / 2} y={family.y + 11.5} className={here ? "x10 w7 mid" : "x10 f3 mid"}>
                {unit.name}
              </text>
            )}
          </Mark>
        );
      })}
      {own !== undefined && <path d={`M${own.x} ${top + 1}L${x} ${rulerY}V${rulerY}H${x + w}L${own.x + own.w} ${top + 1}z`} className="wedge-back" />}
    </g>
  );
}

function Density({ view, layout, followed }: { view: CloseUpView; layout: OpenedLayout; followed: string | null }) {
  const { heat, rulerY, x, w } = layout;
  const { from, to } = view.partition;
  const most = Math.max(1, ...view.density);
  const pitch = w / Math.max(1, view.density.length);
  const at = (hash: number) => x + ((hash - from) / (to - from)) * w;
  const named = [...view.rows].sort((a, b) => Number(b.label === followed) - Number(a.label === followed)).slice(0, 2);
  return (
    <g>
      {layout.x > 40 && (
        <text x={20} y={heat.y + heat.h - 8} className="x10 f3">
          items
        </text>
      )}
      {view.density.map((count, i) => {
        const h = count === 0 ? 1 : 3 + (count / most) * (heat.h - 6);
        // biome-ignore lint/suspicious/noArrayIndexKey: a slice of the hash range is its place
        return <rect key={i} x={x + i * pitch + 0.8} y={heat.y + heat.h - h} width={Math.max(1, pitch - 1.6)} height={h} rx={1} className="heat" opacity={count === 0 ? 0.35 : 1} />;
      })}
      <path d={`M${x} ${rulerY}H${x + w}${[0, 0.25, 0.5, 0.75, 1].map((s) => `M${x + s * w} ${rulerY - 3}v7`).join("")}`} className="ln4" />
      {[0, 0.25, 0.5, 0.75].map((s) => (
        <text key={s} x={x + s * w} y={rulerY + 14} className={`x10 m f3${s === 0 ? "" : " mid"}`}>
          {named.some((row) => Math.abs(at(row.hash) - (x + s * w)) < 64) && s !== 0 ? "" : hexHash(from + s * (to - from))}
        </text>
      ))}
      <text x={x + w} y={rulerY + 14} className="x10 m f3 end">
        {named.some((row) => at(row.hash) > x + w - 70) ? "" : hexHash(to - 1)}
      </text>
      {view.rows.map((row) => (
        <g key={row.label} className={`k-${hueOf(row.look.ordinal).hue}`}>
          <path d={`M${at(row.hash)} ${rulerY - 1}l-3 -5h6z`} className="hash-tick" />
        </g>
      ))}
      {named.map((row, i) => {
        const words = `${row.label} ${hexHash(row.hash)}`;
        const half = textWidth(words, 11) / 2 + 4;
        const wanted = Math.max(x + half, Math.min(x + w - half, at(row.hash)));
        const other = named[0];
        const crowded = i === 1 && other !== undefined && Math.abs(at(other.hash) - wanted) < half * 2 + 10;
        return crowded ? null : (
          <text key={row.label} x={wanted} y={rulerY + 14} className="x10 m w6 mid">
            {words}
          </text>
        );
      })}
    </g>
  );
}

function ReplicaTable({ replica, shown, at, view, layout }: { replica: CloseUpReplica; shown: ReplicaView; at: number; view: CloseUpView; layout: OpenedLayout }) {
  const place = layout.replicas[at];
  if (place === undefined) return null;
  const { partition, region } = view;
  const { table } = layout;
  const narrow = layout.x < 40;
  const role = shown.down ? "offline" : shown.leader ? "leader" : shown.candidate ? "candidate" : "follower";
  const leader = view.replicas.find((_, i) => partition.copies[i]?.leader);
  return (
    <g className={shown.down ? "s-denied" : undefined}>
      <rect x={9} y={place.y - 2} width={layout.width - 18} height={place.h + 1} className="band" />
      <Mark kind="replica" at={replica.id} name={replicaName(shown, partition, region)}>
        <rect x={table.x} y={place.y} width={table.w} height={place.h - 3} rx={6} className={shown.leader ? "box focused" : "box"} />
        <text x={narrow ? 14 : 20} y={place.y + 16} className="x11 w6">
          {narrow ? replica.zone : `az ${replica.zone}`}
        </text>
        {!narrow && (
          <text x={20} y={place.y + 29} className={shown.down ? "x10 w6 fs" : "x10 f3"}>
            {role}
          </text>
        )}
        {shown.leader && !shown.down && <Crown x={narrow ? 14 : 20} y={place.y + (narrow ? 20 : 34)} size={11} />}
      </Mark>
      {shown.down && <rect x={table.x} y={place.y} width={table.w} height={place.h - 3} rx={6} fill="url(#pt-denied)" opacity={0.4} />}
      {view.rows.slice(0, place.rows).map((row, i) => {
        const held = partition.held.findIndex((h) => h.label === row.label);
        const version = shown.versions[held] ?? 0;
        const behind = shown.behind[held] ?? 0;
        const y = place.y + 5 + i * layout.rowH;
        return (
          <Mark key={row.label} kind="item" at={replica.id} label={row.label} name={itemName(row.label, version, shown, partition.name, region, behind)}>
            <rect x={table.x + 4} y={y} width={table.w - 8} height={layout.rowH - 2} rx={3} className={shown.leader ? "cell lead" : "cell"} />
            <ItemChip look={row.look} text={version === 0 ? "–" : `${row.look.letter}${version}`} state={version === 0 ? "ghost" : behind > 0 ? "stale" : "committed"} x={table.x + 7} y={y + (layout.rowH - 2 - 17) / 2} w={28} h={17} />
            <Attributes row={row} values={replica.values[i] ?? null} newest={leader?.values[i] ?? null} behind={behind} x={table.x + 42} w={table.w - 50} y={y + (layout.rowH - 2) / 2 + 3.8} />
          </Mark>
        );
      })}
      {layout.log !== null && <LogTail replica={replica} shown={shown} place={place} log={layout.log} election={shown.leader || partition.election === null ? "" : electionWords(partition)} />}
    </g>
  );
}

function Attributes({ row, values, newest, behind, x, w, y }: { row: CloseUpView["rows"][number]; values: readonly string[] | null; newest: readonly string[] | null; behind: number; x: number; w: number; y: number }) {
  const label = fitted(row.label, 90, 11);
  let at = x + textWidth(label, 11) + 14;
  if (values === null) {
    return (
      <>
        <text x={x} y={y} className="x11 w6">
          {label}
        </text>
        <text x={at} y={y} className="x10 f3">
          not here
        </text>
      </>
    );
  }
  return (
    <g className="s-stale">
      <text x={x} y={y} className="x11 w6">
        {label}
      </text>
      {row.attributes.map((name, i) => {
        const value = values[i] ?? "";
        const width = textWidth(name, 10) + textWidth(value, 11) + 20;
        if (value === "" || at + width > x + w) return null;
        const start = at;
        at += Math.max(width, 74);
        return (
          <g key={name}>
            <text x={start} y={y} className="x10 f3">
              {name}
            </text>
            <text x={start + textWidth(name, 10) + 7} y={y} className={behind > 0 && newest !== null && newest[i] !== value ? "x10 m w7 fs" : "x10 m"}>
              {value}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function LogTail({ replica, shown, place, log, election }: { replica: CloseUpReplica; shown: ReplicaView; place: OpenedLayout["replicas"][number]; log: { x: number; w: number }; election: string }) {
  const fits = Math.max(1, Math.floor(log.w / 44));
  const tail = replica.tail.slice(-fits);
  const late = shown.behind.filter((b) => b > 0).length;
  const note = shown.down ? "stopped; its disk stays" : shown.leader ? "gives out every number" : shown.logged.length > 0 ? `${counted(shown.logged.length, "entry", "entries")} not applied yet` : late > 0 ? `${counted(late, "item")} behind` : "same as the leader";
  const y = place.y + 18;
  return (
    <g>
      <text x={log.x} y={place.y + 11} className="x10 f3">
        {`log, term ${replica.term}`}
      </text>
      <text x={log.x + log.w} y={place.y + 11} className="x11 w6 end">
        {replica.tail[replica.tail.length - 1]?.lsn ?? 0}
      </text>
      {tail.length === 0 && (
        <text x={log.x} y={y + 13} className="x10 f3">
          nothing written yet
        </text>
      )}
      {tail.map((entry, i) => {
        const x = log.x + i * 44;
        return (
          <g key={entry.lsn}>
            {i > 0 && <path d={`M${x - 4} ${y + 8}h4`} className="ln4" />}
            {entry.look === null ? (
              <g>
                <rect x={x + 0.5} y={y + 0.5} width={39} height={15} rx={3} className="boxq" />
                <text x={x + 20} y={y + 11.6} className="x10 f3 mid">
                  {`t${entry.term}`}
                </text>
              </g>
            ) : (
              <ItemChip look={entry.look} text={`${entry.look.letter} ${entry.lsn}`} state={entry.applied ? "done" : "inflight"} x={x} y={y} w={40} h={16} />
            )}
          </g>
        );
      })}
      {place.h > 56 && (election === "" ? (
        <text x={log.x} y={y + 31} className="x10 f3">
          {note}
        </text>
      ) : (
        <StateBadge state="denied" word={election} right={log.x + textWidth(election, 11) + 24} y={y + 20} />
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
  const note = shard.last === 0 ? "no record yet" : shard.readers.length === 0 ? counted(shard.last, "record") : slowest >= shard.last ? "read to the end" : `${shard.last - slowest} waiting`;
  const read = records.filter((r) => r.position <= slowest).length;
  return (
    <Mark kind="shard" at={shard.id} name={`Shard ${shard.name} of ${shard.partition}, ${counted(shard.last, "record")}, ${note}`}>
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
        <Ticket key={record.position} look={record.look} text={`${record.look.letter} ${record.digits}`} state={shard.readers.length > 0 && record.position <= slowest ? "done" : "committed"} x={layout.x + 30 + i * 41 + (shard.readers.length > 0 && i >= read ? 5 : 0)} y={y + 2} w={38} h={15} />
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
