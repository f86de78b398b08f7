// The columns beside the stage, each in its forms: open, folded to a rail, over the page.

import { type ReactNode, useId } from "react";
import { IconButton } from "../ui/button.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { TabBody, TabRow } from "../ui/tabs.tsx";
import { PanelBoundary } from "./panel-boundary.tsx";
import { changeLayout, useWorkspaceLayout } from "./workspace-layout.ts";
import { openTab, type PanelTab } from "./workspace-slots.ts";

export function LeftColumn({ tabs }: { tabs: readonly PanelTab[] }) {
  return (
    <aside className="ws-left" aria-label="Lesson and code">
      <LeftTabs tabs={tabs}>
        <IconButton
          className="close"
          icon="chevron-left"
          iconSize={12}
          label="Fold the left column"
          onClick={() => changeLayout({ leftOpen: false })}
        />
      </LeftTabs>
    </aside>
  );
}

/** The left column folded: one button per panel, each opens the column at it. */
export function LeftRail({ tabs }: { tabs: readonly PanelTab[] }) {
  return (
    <aside className="ws-rail" aria-label="Lesson and code, folded">
      {tabs.map((tab) => (
        <IconButton
          key={tab.id}
          icon={tab.icon}
          label={tab.label}
          onClick={() => changeLayout({ left: tab.id, leftOpen: true })}
        />
      ))}
      <span className="grow" />
      <IconButton
        icon="chevron-right"
        label="Unfold the left column"
        onClick={() => changeLayout({ leftOpen: true })}
      />
    </aside>
  );
}

/** The left column over the page, for widths that have no room beside the stage. */
export function LeftSheet({ tabs }: { tabs: readonly PanelTab[] }) {
  const open = useWorkspaceLayout((layout) => layout.leftOver);
  if (!open) return null;
  return (
    <Sheet edge="left" title="Lesson and code" titleHidden onClose={() => changeLayout({ leftOver: false })}>
      <LeftTabs tabs={tabs} />
    </Sheet>
  );
}

function LeftTabs({ tabs, children }: { tabs: readonly PanelTab[]; children?: ReactNode }) {
  const chosen = useWorkspaceLayout((layout) => layout.left);
  return (
    <div className="ws-left-tabs">
      <TabbedPanels
        label="Lesson and code"
        tabs={tabs}
        chosen={chosen}
        onChoose={(left) => changeLayout({ left, phone: left })}
      >
        {children}
      </TabbedPanels>
    </div>
  );
}

export function RightColumn({ tabs, tape }: { tabs: readonly PanelTab[]; tape: ReactNode }) {
  return (
    <aside className="ws-right" aria-label="Inspector">
      <RightTabs tabs={tabs} onClose={() => changeLayout({ rightOpen: false })} />
      {tape}
    </aside>
  );
}

/** The right column over the stage, which stays in use: not a dialog. */
export function RightDrawer({ tabs }: { tabs: readonly PanelTab[] }) {
  return (
    <aside className="ws-right over" aria-label="Inspector">
      <RightTabs tabs={tabs} onClose={() => changeLayout({ rightOver: false })} />
    </aside>
  );
}

function RightTabs({ tabs, onClose }: { tabs: readonly PanelTab[]; onClose: () => void }) {
  const chosen = useWorkspaceLayout((layout) => layout.right);
  return (
    <TabbedPanels
      label="Inspector"
      tabs={tabs}
      chosen={chosen}
      onChoose={(right) => changeLayout({ right, phone: right })}
    >
      <IconButton className="close" icon="close" iconSize={12} label="Close the inspector" onClick={onClose} />
    </TabbedPanels>
  );
}

export interface TabbedPanelsProps {
  label: string;
  tabs: readonly PanelTab[];
  chosen: string | null;
  onChoose: (id: string) => void;
  /** At the end of the row, after the open tab's own tools. */
  children?: ReactNode;
}

/** Tabs over panels; a single panel has a title instead of a row with one tab. */
export function TabbedPanels({ label, tabs, chosen, onChoose, children }: TabbedPanelsProps) {
  const group = useId();
  const open = openTab(tabs, chosen);
  if (!open) return null;
  const tools = (
    <div className="ws-tools">
      {open.tools}
      {children}
    </div>
  );
  const body = (
    <PanelBoundary key={open.id} name={open.label.toLowerCase()}>
      {open.node}
    </PanelBoundary>
  );
  if (tabs.length === 1) {
    return (
      <>
        <div className="ws-title">
          <h2>{open.label}</h2>
          {tools}
        </div>
        <div className="tab-body">{body}</div>
      </>
    );
  }
  return (
    <>
      <TabRow label={label} tabs={tabs} selected={open.id} onSelect={onChoose} group={group}>
        {tools}
      </TabRow>
      <TabBody group={group} selected={open.id}>
        <h2 className="vh">{open.label}</h2>
        {body}
      </TabBody>
    </>
  );
}
