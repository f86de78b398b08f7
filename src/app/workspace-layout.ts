// Which panels of the workspace are open. A preference of the person, not of the scenario: a link may carry it, a
// scenario never does. Kept in this browser.

import { create } from "zustand";

export interface WorkspaceLayout {
  /** Ids of the chosen tabs; null before anything was chosen. */
  left: string | null;
  right: string | null;
  drawer: string | null;
  phone: string | null;
  leftOpen: boolean;
  rightOpen: boolean;
  drawerOpen: boolean;
  /** Columns that lie over the page on narrow screens: closed at every start, never kept. */
  leftOver: boolean;
  rightOver: boolean;
}

const KEY = "glass-table:workspace-layout";

export const FIRST_LAYOUT: WorkspaceLayout = {
  left: null,
  right: null,
  drawer: null,
  phone: null,
  leftOpen: true,
  rightOpen: true,
  drawerOpen: true,
  leftOver: false,
  rightOver: false,
};

export const useWorkspaceLayout = create<WorkspaceLayout>(() => keptLayout());

export function changeLayout(change: Partial<WorkspaceLayout>): void {
  useWorkspaceLayout.setState(change);
  try {
    localStorage.setItem(KEY, JSON.stringify(useWorkspaceLayout.getState()));
  } catch {
    // Storage can be forbidden; the layout then lasts as long as the page.
  }
}

/** Opens the column or drawer that has this tab. Panels are opened by their id: by a link, the palette or a key. */
export function openPanel(place: "left" | "right" | "drawer", id: string): void {
  const opened = {
    left: { left: id, leftOpen: true, leftOver: true },
    right: { right: id, rightOpen: true, rightOver: true },
    drawer: { drawer: id, drawerOpen: true },
  };
  changeLayout({ ...opened[place], phone: id });
}

/** Reads what was kept, part by part: a layout of an older version keeps what still fits. */
export function layoutFrom(kept: unknown): WorkspaceLayout {
  if (typeof kept !== "object" || kept === null) return FIRST_LAYOUT;
  const parts = kept as Record<string, unknown>;
  const tab = (name: "left" | "right" | "drawer" | "phone") => {
    const value = parts[name];
    return typeof value === "string" ? value : FIRST_LAYOUT[name];
  };
  const flag = (name: "leftOpen" | "rightOpen" | "drawerOpen") => {
    const value = parts[name];
    return typeof value === "boolean" ? value : FIRST_LAYOUT[name];
  };
  return {
    left: tab("left"),
    right: tab("right"),
    drawer: tab("drawer"),
    phone: tab("phone"),
    leftOpen: flag("leftOpen"),
    rightOpen: flag("rightOpen"),
    drawerOpen: flag("drawerOpen"),
    leftOver: false,
    rightOver: false,
  };
}

function keptLayout(): WorkspaceLayout {
  try {
    return layoutFrom(JSON.parse(localStorage.getItem(KEY) ?? "null"));
  } catch {
    return FIRST_LAYOUT;
  }
}
