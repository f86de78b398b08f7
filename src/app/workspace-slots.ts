// What the workspace shell is filled with: every panel arrives as a node, so the shell knows none of them.

import type { ReactNode } from "react";
import type { GlyphName } from "../ui/glyphs.tsx";

export interface PanelTab {
  id: string;
  label: string;
  /** Stands for the panel when its column is folded. */
  icon: GlyphName;
  node: ReactNode;
  /** At the end of the tab row while this tab is open. */
  tools?: ReactNode;
  /** CSS pixels the panel would like: width in a column, height in the drawer. The person's own size wins. */
  sizeWanted?: number;
}

export interface WorkspaceSlots {
  /** Lesson, Code, Operation. At least one. */
  leftTabs: readonly PanelTab[];
  /** Inspector and what else describes the selection. At least one. */
  rightTabs: readonly PanelTab[];
  stageBar: ReactNode;
  /** What the bar offers, behind one button: a phone has no room for a bar. */
  stageMenu: ReactNode;
  stage: ReactNode;
  narration: ReactNode;
  /** The drawer under the stage: Timeline first. At least one. */
  timeline: readonly PanelTab[];
  transport: ReactNode;
  /** Cost of the run, pinned under the right column. Null where nothing is counted. */
  tape: ReactNode;
}

/** The right column's tape as a tab, for layouts in which nothing can be pinned. */
export function withTapeAsTab(slots: WorkspaceSlots): readonly PanelTab[] {
  if (slots.tape === null || slots.tape === undefined) return slots.rightTabs;
  return [...slots.rightTabs, { id: "cost", label: "Cost", icon: "table", node: slots.tape }];
}

/** The chosen tab, or the first when the choice is not there (any more). */
export function openTab(tabs: readonly PanelTab[], chosen: string | null): PanelTab | undefined {
  return tabs.find((tab) => tab.id === chosen) ?? tabs[0];
}
