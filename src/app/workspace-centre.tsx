// The middle of the workspace: stage bar, stage, narration, then the drawer with the timeline, then the transport.
// The drawer's height follows the window until the person drags it.

import { useEffect, useRef } from "react";
import { Button, IconButton } from "../ui/button.tsx";
import { useBreakpoint, useViewportHeight } from "../ui/media.ts";
import { SplitGroup, SplitPanel, type SplitPanelHandle, Splitter } from "../ui/splitter.tsx";
import { PanelBoundary } from "./panel-boundary.tsx";
import { MAIN_ID } from "./skip-link.tsx";
import { RightDrawer, TabbedPanels } from "./workspace-columns.tsx";
import { changeLayout, useWorkspaceLayout } from "./workspace-layout.ts";
import { DRAWER_BAR, drawerHeight } from "./workspace-sizes.ts";
import { openTab, type WorkspaceSlots, withTapeAsTab } from "./workspace-slots.ts";

export interface WorkspaceCentreProps {
  slots: WorkspaceSlots;
  /** Whether the right column has its own place, or lies over the stage. */
  rightPlace: "column" | "drawer";
}

export function WorkspaceCentre({ slots, rightPlace }: WorkspaceCentreProps) {
  const rightOver = useWorkspaceLayout((layout) => layout.rightOver);
  const drawerPanel = useDrawerSize(slots);
  return (
    <main className="ws-centre" id={MAIN_ID} tabIndex={-1}>
      <SplitGroup
        orientation="vertical"
        className="ws-split"
        onLayoutChanged={(_, { isUserInteraction }) => isUserInteraction && drawerPanel.keep()}
      >
        <SplitPanel id="scene" minSize={200}>
          <div className="ws-scene">
            <StageBar slots={slots} rightPlace={rightPlace} />
            <section className="ws-stage" aria-label="Stage">
              <PanelBoundary name="stage">{slots.stage}</PanelBoundary>
              {rightPlace === "drawer" && rightOver && <RightDrawer tabs={withTapeAsTab(slots)} />}
            </section>
            <div className="ws-narration">{slots.narration}</div>
          </div>
        </SplitPanel>
        <Splitter orientation="vertical" label="Height of the timeline" />
        <SplitPanel
          id="drawer"
          panelRef={drawerPanel.ref}
          defaultSize={drawerPanel.firstSize}
          minSize={DRAWER_BAR}
          groupResizeBehavior="preserve-pixel-size"
        >
          <Drawer slots={slots} />
        </SplitPanel>
      </SplitGroup>
      <section className="ws-transport" aria-label="Transport">
        {slots.transport}
      </section>
    </main>
  );
}

/** Shows buttons for the columns that are not on the screen, around what the stage offers. */
function StageBar({ slots, rightPlace }: WorkspaceCentreProps) {
  const isPortrait = useBreakpoint() === "portrait";
  const { leftOver, rightOver, rightOpen, right } = useWorkspaceLayout();
  const isOver = rightPlace === "drawer";
  return (
    <div className="ws-stage-bar">
      {isPortrait && (
        <Button
          className="small"
          icon="panel-left"
          aria-pressed={leftOver}
          onClick={() => changeLayout({ leftOver: !leftOver })}
        >
          {openTab(slots.leftTabs, null)?.label ?? "Lesson"}
        </Button>
      )}
      <div className="ws-stage-bar-slot">{slots.stageBar}</div>
      {(isOver || !rightOpen) && (
        <Button
          className="small"
          aria-pressed={isOver && rightOver}
          onClick={() => changeLayout(isOver ? { rightOver: !rightOver } : { rightOpen: true })}
        >
          {openTab(slots.rightTabs, right)?.label ?? "Inspector"}
        </Button>
      )}
    </div>
  );
}

function Drawer({ slots }: { slots: WorkspaceSlots }) {
  const open = useWorkspaceLayout((layout) => layout.drawerOpen);
  const chosen = useWorkspaceLayout((layout) => layout.drawer);
  return (
    <section className={open ? "ws-drawer" : "ws-drawer folded"} aria-label="Timeline and lists">
      <TabbedPanels
        label="Timeline and lists"
        tabs={slots.timeline}
        chosen={chosen}
        onChoose={(drawer) => changeLayout({ drawer, drawerOpen: true, phone: drawer })}
      >
        <IconButton
          className="close"
          icon={open ? "chevron-down" : "chevron-up"}
          iconSize={12}
          label={open ? "Fold the timeline" : "Unfold the timeline"}
          onClick={() => changeLayout({ drawerOpen: !open })}
        />
      </TabbedPanels>
    </section>
  );
}

/** Keeps the drawer at the height its state asks for: folded, as the open tab wants, or by the window's height. */
function useDrawerSize(slots: WorkspaceSlots) {
  const ref = useRef<SplitPanelHandle | null>(null);
  const own = useRef<number | null>(null);
  const height = useViewportHeight();
  const open = useWorkspaceLayout((layout) => layout.drawerOpen);
  const chosen = useWorkspaceLayout((layout) => layout.drawer);
  const wanted = openTab(slots.timeline, chosen)?.sizeWanted ?? 0;
  const size = open ? drawerHeight(height, wanted) : DRAWER_BAR;
  const applied = useRef(size);
  useEffect(() => {
    if (applied.current === size) return;
    applied.current = size;
    const target = open ? Math.max(own.current ?? 0, size) : size;
    ref.current?.resize(target);
  }, [open, size]);
  return {
    ref,
    firstSize: size,
    keep: () => {
      const dragged = ref.current?.getSize().inPixels ?? null;
      if (dragged === null) return;
      own.current = dragged > DRAWER_BAR + 8 ? dragged : null;
      changeLayout({ drawerOpen: dragged > DRAWER_BAR + 8 });
    },
  };
}
