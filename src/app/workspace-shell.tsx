// The workspace: left column, centre (stage bar, stage, narration, drawer, transport), right column. Places panels,
// draws none. Below 720 px it is a single column; see `workspace-phone.tsx`.

import "./shell.css";
import { type ReactNode, useEffect, useRef } from "react";
import { type Breakpoint, useBreakpoint } from "../ui/media.ts";
import { SplitGroup, SplitPanel, type SplitPanelHandle, Splitter } from "../ui/splitter.tsx";
import { SkipLink } from "./skip-link.tsx";
import { WorkspaceCentre } from "./workspace-centre.tsx";
import { LeftColumn, LeftRail, LeftSheet, RightColumn } from "./workspace-columns.tsx";
import { useWorkspaceLayout } from "./workspace-layout.ts";
import { PhoneWorkspace } from "./workspace-phone.tsx";
import { LEFT_MAX, LEFT_MIN, leftWidth, RIGHT_MAX, RIGHT_MIN, rightWidth } from "./workspace-sizes.ts";
import { openTab, type WorkspaceSlots } from "./workspace-slots.ts";

export interface WorkspaceShellProps {
  /** Usually a `TopBar`. */
  top: ReactNode;
  /** Conditions of the whole page, under the top bar. */
  banner?: ReactNode;
  slots: WorkspaceSlots;
}

export function WorkspaceShell({ top, banner, slots }: WorkspaceShellProps) {
  const breakpoint = useBreakpoint();
  return (
    <div className={breakpoint === "phone" ? "ws phone" : "ws"}>
      <SkipLink>Skip to the stage</SkipLink>
      {top}
      {banner && <div className="ws-banner">{banner}</div>}
      {breakpoint === "phone" ? <PhoneWorkspace slots={slots} /> : <ColumnWorkspace slots={slots} />}
    </div>
  );
}

function ColumnWorkspace({ slots }: { slots: WorkspaceSlots }) {
  const breakpoint = useBreakpoint();
  const leftOpen = useWorkspaceLayout((layout) => layout.leftOpen);
  const rightOpen = useWorkspaceLayout((layout) => layout.rightOpen);
  const isPortrait = breakpoint === "portrait";
  const hasRightColumn = !isPortrait && breakpoint !== "tablet";
  const showsLeft = !isPortrait && leftOpen;
  const showsRight = hasRightColumn && rightOpen;
  const left = useLeftWidth({ slots, breakpoint, isThere: showsLeft });
  return (
    <div className="ws-columns">
      {!isPortrait && !leftOpen && <LeftRail tabs={slots.leftTabs} />}
      {isPortrait && <LeftSheet tabs={slots.leftTabs} />}
      <SplitGroup
        orientation="horizontal"
        className="ws-split"
        onLayoutChanged={(_, { isUserInteraction }) => isUserInteraction && left.keep()}
      >
        {showsLeft && (
          <>
            <SplitPanel
              id="left"
              panelRef={left.ref}
              defaultSize={left.firstSize}
              minSize={LEFT_MIN}
              maxSize={LEFT_MAX}
              groupResizeBehavior="preserve-pixel-size"
            >
              <LeftColumn tabs={slots.leftTabs} />
            </SplitPanel>
            <Splitter orientation="horizontal" label="Width of the left column" />
          </>
        )}
        <SplitPanel id="centre" minSize={360}>
          <WorkspaceCentre slots={slots} rightPlace={hasRightColumn ? "column" : "drawer"} />
        </SplitPanel>
        {showsRight && (
          <>
            <Splitter orientation="horizontal" label="Width of the right column" />
            <SplitPanel
              id="right"
              defaultSize={rightWidth(breakpoint === "wide")}
              minSize={RIGHT_MIN}
              maxSize={RIGHT_MAX}
              groupResizeBehavior="preserve-pixel-size"
            >
              <RightColumn tabs={slots.rightTabs} tape={slots.tape} />
            </SplitPanel>
          </>
        )}
      </SplitGroup>
    </div>
  );
}

interface LeftWidthQuestion {
  slots: WorkspaceSlots;
  breakpoint: Breakpoint;
  /** Whether the column is open beside the stage. */
  isThere: boolean;
}

/** The left column takes the width its open panel wants, until the person drags it. */
function useLeftWidth({ slots, breakpoint, isThere }: LeftWidthQuestion) {
  const ref = useRef<SplitPanelHandle | null>(null);
  const dragged = useRef(false);
  const chosen = useWorkspaceLayout((layout) => layout.left);
  const wanted = openTab(slots.leftTabs, chosen)?.sizeWanted;
  const size = leftWidth({ wanted, isNarrow: breakpoint === "laptop" || breakpoint === "tablet" });
  useEffect(() => {
    if (!isThere || dragged.current) return;
    // After a frame: a panel that has just come is not known to its group before, and gets the width it had last.
    const frame = requestAnimationFrame(() => ref.current?.resize(size));
    return () => cancelAnimationFrame(frame);
  }, [size, isThere]);
  return {
    ref,
    firstSize: size,
    keep: () => {
      dragged.current = ref.current !== null && Math.abs(ref.current.getSize().inPixels - size) > 1;
    },
  };
}
