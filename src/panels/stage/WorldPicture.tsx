// The levels World and Region: every Region on its slab, the links between them, the followed path, and the packets.

import { useMemo } from "react";
import { useShared } from "../../parts/use-shared.ts";
import { CausalPath } from "./CausalPath.tsx";
import { FrontDoor, Ruler } from "./FrontDoor.tsx";
import { type Gate, GateMarks } from "./GateMarks.tsx";
import { type Ghost, GhostChips } from "./GhostChips.tsx";
import { IndexStrip } from "./IndexStrip.tsx";
import { type PlacedPacket, placedPackets, Routes } from "./layout/packets.ts";
import type { RegionLayout } from "./layout/region.ts";
import type { StageLayout } from "./layout.ts";
import { type PacketClock, PacketLayer } from "./PacketLayer.tsx";
import { PartitionUnit } from "./PartitionUnit.tsx";
import { RegionLink, RegionTab } from "./RegionLink.tsx";
import { BusRails, RegionSlab, ZoneStripes } from "./RegionSlab.tsx";
import { ShardLane, StreamTitle, TriggerBox, TriggerRail } from "./StreamLanes.tsx";
import { age, counted, linkState } from "./stage-words.ts";
import type { LinkView, RegionView, StageView } from "./view-shape.ts";

export interface WorldPictureProps {
  view: StageView;
  layout: StageLayout;
  clock: PacketClock;
  gate: Gate | null;
  ghost: Ghost | null;
  detailed: boolean;
}

export function WorldPicture({ view, layout, clock, gate, ghost, detailed }: WorldPictureProps) {
  const { regions } = layout;
  const packets = usePackets(view, regions);
  const viewOf = (name: string) => view.regions.find((r) => r.name === name) as RegionView;
  return (
    <>
      {regions.map((region) => (
        <RegionPicture
          key={region.name}
          layout={region}
          view={viewOf(region.name)}
          stage={view}
          linked={view.links.length > 0 && regions.length > 1}
          detailed={detailed}
          bands={layout.bands}
          busy={reachAlong(region, packets)}
        />
      ))}
      {layout.gaps.map((gap) => {
        const link = view.links.find((l) => (l.a === gap.a && l.b === gap.b) || (l.a === gap.b && l.b === gap.a));
        return link === undefined ? null : (
          <RegionLink key={`${gap.a}${gap.b}`} view={link} x={gap.x} w={gap.w} y={layout.bands.busY + 0.5} />
        );
      })}
      {layout.phone &&
        layout.tabs.map((name, i) => {
          const w = Math.min(126, layout.width / 2 - 60);
          const link = view.links.find(
            (l) => (l.a === name && l.b === view.focus) || (l.b === name && l.a === view.focus),
          );
          return (
            <RegionTab key={name} region={name} link={link} x={layout.width - 14 - (i + 1) * w - i * 6} y={10} w={w} />
          );
        })}
      <CausalPath legs={view.path} followed={view.followed} regions={regions} />
      {ghost !== null && <GhostChips ghost={ghost} regions={regions} view={view} />}
      <PacketLayer packets={packets} clock={clock} />
      {gate !== null && <GateMarks gate={gate} regions={regions} followed={view.followed} />}
    </>
  );
}

function usePackets(view: StageView, regions: readonly RegionLayout[]) {
  const followed = view.followed?.label ?? null;
  const partitions = view.regions.find((r) => r.name === view.focus)?.partitions;
  const routes = useMemo(() => new Routes(regions), [regions]);
  return useShared(
    useMemo(() => {
      const hashes = new Map((partitions ?? []).flatMap((p) => p.held.map((h) => [h.label, h.hash] as const)));
      return placedPackets(view.packets, routes, { hashOf: (label) => hashes.get(label) ?? null, followed });
    }, [view.packets, routes, partitions, followed]),
  );
}

interface RegionPictureProps {
  layout: RegionLayout;
  view: RegionView;
  stage: StageView;
  linked: boolean;
  detailed: boolean;
  bands: StageLayout["bands"];
  busy: number | null;
}

/** The farthest point along the router on any packet's line: what is written there stands beyond it. */
function reachAlong({ router }: RegionLayout, packets: readonly PlacedPacket[]): number | null {
  const along = router.y + router.h / 2;
  const xs = packets
    .flatMap(({ line }) => line.filter(({ x, y }) => y === along && x <= router.x + router.w))
    .map((p) => p.x);
  return xs.length === 0 ? null : Math.max(...xs);
}

function RegionPicture({ layout, view, stage, linked, detailed, bands, busy }: RegionPictureProps) {
  const { grain, phone } = layout;
  // The link of two Regions that do not stand beside each other has no gap to be written in.
  const farLink = stage.links.find((l) => l.b === view.name && says(l) && !isBeside(stage.regions, l)) ?? null;
  const followed = stage.followed?.label ?? null;
  const asked = stage.path[0]?.from.startsWith(`${view.name}/`) ? stage.followed : null;
  const behind = view.triggers.length === 0 ? 0 : Math.max(...view.triggers.map((t) => t.iteratorAgeMicros));
  const note =
    view.shards !== null && view.shards.length > 6
      ? behind > 0
        ? `iterator age ${age(behind)}`
        : ""
      : "one lane per shard, order kept per item";
  const first = layout.lanes[0];
  return (
    <g>
      {!phone && (
        <RegionSlab layout={layout} view={view} table={stage.table} home={view.name === stage.home} farLink={farLink} />
      )}
      <ZoneStripes layout={layout} view={view} />
      <BusRails layout={layout} linked={linked} />
      <Ruler layout={layout} partitions={view.partitions} followed={followed} lined={asked !== null} />
      <FrontDoor layout={layout} view={view} followed={asked} busy={busy} />
      {layout.units.map((unit, i) => {
        const partition = view.partitions[i];
        return partition === undefined ? null : (
          <PartitionUnit
            key={unit.id}
            layout={unit}
            view={partition}
            region={view.name}
            followed={followed}
            detailed={detailed}
            phone={phone}
          />
        );
      })}
      {view.status !== "ACTIVE" && <Absent layout={layout} status={view.status} table={stage.table} bands={bands} />}
      {layout.indexes.map((index) => {
        const indexView = view.indexes.find((v) => v.name === index.name);
        return indexView === undefined ? null : (
          <IndexStrip
            key={index.name}
            layout={index}
            view={indexView}
            region={view.name}
            grain={grain}
            detailed={detailed}
          />
        );
      })}
      {first !== undefined && bands.stream !== null && (
        <StreamTitle
          x={first.x}
          y={bands.stream.titleY}
          w={first.w}
          grain={grain}
          shards={layout.lanes.length}
          note={note}
        />
      )}
      {layout.lanes.map((lane) => {
        const shard = view.shards?.find((s) => s.id === lane.id);
        return shard === undefined ? null : (
          <ShardLane key={lane.id} layout={lane} view={shard} region={view.name} grain={grain} detailed={detailed} />
        );
      })}
      {layout.triggers.map((box) => {
        const trigger = view.triggers.find((t) => t.functionName === box.functionName);
        return trigger === undefined ? null : (
          <g key={box.functionName}>
            <TriggerRail lanes={layout.lanes} box={box} />
            <TriggerBox layout={box} view={trigger} now={stage.now} grain={grain} />
          </g>
        );
      })}
    </g>
  );
}

function says(link: LinkView): boolean {
  return link.lagMicros !== null || linkState(link) !== "whole";
}

function isBeside(regions: StageView["regions"], { a, b }: LinkView): boolean {
  const names = regions.map((r) => r.name);
  return Math.abs(names.indexOf(a) - names.indexOf(b)) === 1;
}

/** The table is not, or not yet, in this Region. */
function Absent({
  layout,
  status,
  table,
  bands,
}: {
  layout: RegionLayout;
  status: RegionView["status"];
  table: string | null;
  bands: StageLayout["bands"];
}) {
  const { slab, router } = layout;
  const words =
    table === null
      ? "No table yet"
      : status === null
        ? `${table} is not here`
        : status === "CREATING"
          ? `${table} is being created`
          : `${table} is being deleted`;
  return (
    <g>
      <rect x={router.x} y={bands.unit.y + 0.5} width={router.w} height={bands.unit.h} rx={6} className="boxq slot" />
      <text x={slab.x + slab.w / 2} y={bands.unit.y + bands.unit.h / 2 + 4} className="x11 f2 mid">
        {words}
      </text>
    </g>
  );
}

/** A sentence about the picture as a whole, for who cannot see it. */
export function pictureName(view: StageView): string {
  const parts = view.regions.map((r) => `${r.name} with ${counted(r.partitions.length, "partition")}`);
  const followed = view.followed === null ? "" : ` Following ${view.followed.label}.`;
  return `${view.table ?? "No table"}: ${parts.join(", ")}. ${counted(view.packets.length, "message")} in flight.${followed}`;
}
