// The stage: the world as it is at the cursor, at one of four zoom levels, or as a table. Measures its room, asks for
// the view, listens for all its marks, offers what can be broken where the pointer is.

import "./stage.css";
import { ContextMenu } from "@base-ui/react/context-menu";
import { type MouseEvent, useMemo, useRef, useState } from "react";
import { useShared } from "../../parts/use-shared.ts";
import { type Gate, type Ghost, type Layer, useSelection } from "../../state/selection.ts";
import { issue, useSession } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useSize } from "../../ui/use-size.ts";
import { useCrossFade } from "./cross-fade.ts";
import { EmptySlots, isEmptyWorld, type WaysToStart } from "./EmptySlots.tsx";
import { commandOf, type FaultChoice, linkFaults, replicaFault, zoneFaults } from "./faults.ts";
import { ItemPicture } from "./ItemPicture.tsx";
import { PHONE_BELOW } from "./layout/columns.ts";
import { stageLayout } from "./layout.ts";
import type { PacketClock } from "./PacketLayer.tsx";
import { PartitionPicture } from "./PartitionPicture.tsx";
import { usePinch, zoomBy } from "./pinch.ts";
import { StageTable } from "./StageTable.tsx";
import { markAt, type PointedMark, useStageHands } from "./stage-hands.ts";
import { useStageView } from "./stage-params.ts";
import type { StageView } from "./view-shape.ts";
import { pictureName, WorldPicture } from "./WorldPicture.tsx";

export interface StageProps {
  /** Without them an empty world offers nothing to begin with. */
  start?: WaysToStart;
}

export function Stage({ start }: StageProps) {
  const view = useStageView();
  const asTable = useSelection((s) => s.asTable);
  const [box, size] = useSize<HTMLDivElement>();
  return (
    <div className="stage" ref={box}>
      {view !== undefined && asTable && <StageTable view={view} />}
      {view !== undefined && !asTable && size !== null && size.width > 0 && (
        <StageScene view={view} width={size.width} height={size.height} start={start} />
      )}
    </div>
  );
}

interface SceneProps extends StageProps {
  view: StageView;
  width: number;
  height: number;
}

function StageScene({ view, width, height, start }: SceneProps) {
  const root = useRef<HTMLDivElement | null>(null);
  const hands = useStageHands(root, view.table);
  useCrossFade(root);
  usePinch(root);
  const zoom = useSelection((s) => s.zoom);
  const [choices, setChoices] = useState<readonly FaultChoice[]>([]);
  const onContextMenu = (event: MouseEvent) => {
    const found = markAt(event.target);
    const offered = found === null ? [] : faultsOf(found.mark, view);
    setChoices(offered);
    if (offered.length === 0) event.preventDefault();
  };
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger
        render={<div ref={root} className="stage-scene" {...hands} onContextMenuCapture={onContextMenu} />}
      >
        {width < PHONE_BELOW && zoom !== "world" && (
          <Button className="stage-back small" icon="chevron-left" onClick={() => zoomBy(-1)}>
            Back out
          </Button>
        )}
        <Picture view={view} width={width} height={height} start={start} />
      </ContextMenu.Trigger>
      {choices.length > 0 && (
        <ContextMenu.Portal>
          <ContextMenu.Positioner className="float-place">
            <ContextMenu.Popup className="float menu">
              {choices.map((choice) => (
                <ContextMenu.Item key={choice.id} className="menu-item" onClick={() => void issue(commandOf(choice))}>
                  <Icon name={choice.mends ? "undo" : "power"} size={14} />
                  <span className="grow">{choice.label}</span>
                </ContextMenu.Item>
              ))}
            </ContextMenu.Popup>
          </ContextMenu.Positioner>
        </ContextMenu.Portal>
      )}
    </ContextMenu.Root>
  );
}

function faultsOf({ kind, at }: PointedMark, view: StageView): readonly FaultChoice[] {
  const [regionName = "", second = "", third = ""] = at.split("/");
  const region = view.regions.find((r) => r.name === regionName);
  if (kind === "link") return view.links.filter((l) => `${l.a}|${l.b}` === at).flatMap(linkFaults);
  if (region === undefined) return [];
  if (kind === "zone") return zoneFaults(region, second as "a" | "b" | "c");
  const partition = region.partitions.find((p) => p.name === third && at.startsWith(p.id));
  if (partition === undefined) return [];
  if (kind === "partition") return partition.copies.map((c) => replicaFault(c, partition.name));
  const replica = partition.copies.find((c) => c.id === at);
  return replica === undefined ? [] : [replicaFault(replica, partition.name), ...zoneFaults(region, replica.zone)];
}

function Picture({ view, width, height, start }: SceneProps) {
  const zoom = useSelection((s) => s.zoom);
  const layers = useSelection((s) => s.layers);
  const gate = useSelection((s) => s.gate);
  const ghost = useSelection((s) => s.ghost);
  const clock = useClock(view.now);
  if (view.table === null && view.regions.every((r) => r.status === null)) {
    return <EmptyState title="No table yet">Create one, and its partitions appear here.</EmptyState>;
  }
  if (zoom === "partition" && view.closeUp !== null)
    return (
      <PartitionPicture
        view={view.closeUp}
        packets={view.packets}
        path={view.path}
        look={view.followed?.look ?? null}
        clock={clock}
        table={view.table ?? ""}
        followed={view.followed?.label ?? null}
        width={width}
        height={height}
      />
    );
  if (zoom === "item" && view.life !== null && view.followed !== null)
    return <ItemPicture view={view.life} item={view.followed} now={view.now} width={width} height={height} />;
  return (
    <World
      view={view}
      width={width}
      height={height}
      layers={layers}
      gate={gate}
      ghost={ghost}
      clock={clock}
      alone={zoom === "region"}
      start={start}
    />
  );
}

interface WorldProps extends SceneProps {
  layers: ReadonlySet<Layer>;
  gate: Gate | null;
  ghost: Ghost | null;
  clock: PacketClock;
  alone: boolean;
}

function World({ view, width, height, layers, gate, ghost, clock, alone, start }: WorldProps) {
  const slots = start !== undefined && isEmptyWorld(view);
  const candidates = gate?.candidates ?? NO_CANDIDATES;
  const shown = useMemo(
    () => ({ indexes: layers.has("indexes"), streams: layers.has("streams"), triggers: layers.has("triggers") }),
    [layers],
  );
  const layout = useShared(
    useMemo(
      () => stageLayout(view, { width, height, layers: shown, alone, slots, candidates }),
      [view, width, height, shown, alone, slots, candidates],
    ),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of many controls; a fieldset cannot hold one
    <svg
      className={`sg stage-picture${layout.phone ? " phone" : ""}`}
      viewBox={`0 0 ${width} ${layout.height}`}
      width={width}
      height={layout.height}
      role="group"
      aria-label={pictureName(view)}
    >
      <WorldPicture view={view} layout={layout} clock={clock} gate={gate} ghost={ghost} detailed={alone} />
      {slots &&
        start !== undefined &&
        layout.bands.slots !== null &&
        layout.regions.map(
          (region) =>
            region.grain === "near" && (
              <EmptySlots
                key={region.name}
                region={region}
                view={view}
                slots={layout.bands.slots as NonNullable<typeof layout.bands.slots>}
                start={start}
                formIsOpen={ghost !== null}
              />
            ),
        )}
    </svg>
  );
}

const NO_CANDIDATES: readonly string[] = [];

/**
 * The clock of the last frame; while playing, of the picture: packets then follow the session's clock by themselves.
 * A frame that only brings another panel's view says that nothing moved: it must not cut short what the frame before it
 * set in motion.
 */
function useClock(pictureNow: number): PacketClock {
  const playing = useSession(isPlaying);
  const now = useSession((s) => (isPlaying(s) ? null : (s.frame?.now ?? 0))) ?? pictureNow;
  const told = useSession((s) => (isPlaying(s) ? "none" : (s.frame?.moved ?? "none")));
  const last = useRef({ now, moved: told });
  if (told !== "none" || last.current.now !== now) last.current = { now, moved: told };
  const { moved } = last.current;
  return useMemo(() => ({ now, playing, moved }), [now, playing, moved]);
}

function isPlaying({ frame }: ReturnType<typeof useSession.getState>): boolean {
  return (frame?.playing ?? null) !== null;
}
