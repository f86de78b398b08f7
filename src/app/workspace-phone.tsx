// The workspace on a phone: stage, narration, one panel at a time, transport within reach of the thumb.
// Four panels have a tab; the rest are one tap further, under More.

import { useId } from "react";
import { IconButton } from "../ui/button.tsx";
import { Menu } from "../ui/menu.tsx";
import { TabBody, TabRow } from "../ui/tabs.tsx";
import { PanelBoundary } from "./panel-boundary.tsx";
import { MAIN_ID } from "./skip-link.tsx";
import { changeLayout, useWorkspaceLayout } from "./workspace-layout.ts";
import { openTab, type PanelTab, type WorkspaceSlots, withTapeAsTab } from "./workspace-slots.ts";

const TABS_SHOWN = 4;

export function PhoneWorkspace({ slots }: { slots: WorkspaceSlots }) {
  const group = useId();
  const chosen = useWorkspaceLayout((layout) => layout.phone);
  const tabs = phoneTabs(slots);
  const open = openTab(tabs, chosen);
  if (!open) return null;
  const { shown, rest } = sharedOut(tabs, open.id);
  const choose = (phone: string) => changeLayout({ phone });
  return (
    <main className="ws-phone" id={MAIN_ID} tabIndex={-1}>
      <section className="ws-stage" aria-label="Stage">
        <PanelBoundary name="stage">{slots.stage}</PanelBoundary>
      </section>
      <div className="ws-narration">
        {slots.narration}
        {slots.stageMenu}
      </div>
      <TabRow label="Panels" tabs={shown} selected={open.id} onSelect={choose} group={group}>
        {rest.length > 0 && (
          <Menu
            align="end"
            trigger={<IconButton icon="more" label="More panels" />}
            entries={rest.map((tab) => ({
              id: tab.id,
              label: tab.label,
              icon: tab.icon,
              onSelect: () => choose(tab.id),
            }))}
          />
        )}
      </TabRow>
      <TabBody group={group} selected={open.id} className="ws-phone-body">
        <h2 className="vh">{open.label}</h2>
        {open.tools && <div className="ws-phone-tools">{open.tools}</div>}
        <PanelBoundary key={open.id} name={open.label.toLowerCase()}>
          {open.node}
        </PanelBoundary>
      </TabBody>
      <section className="ws-transport" aria-label="Transport">
        {slots.transport}
      </section>
    </main>
  );
}

/** In the order of use: first of each place, the cost, then the others. */
export function phoneTabs(slots: WorkspaceSlots): readonly PanelTab[] {
  const right = withTapeAsTab(slots);
  const groups = [slots.leftTabs, slots.timeline, right];
  const first = groups.flatMap((group) => group.slice(0, 1));
  const others = groups.flatMap((group) => group.slice(1));
  const cost = others.filter((tab) => tab.id === "cost");
  return [...first, ...cost, ...others.filter((tab) => tab.id !== "cost")];
}

/** The open tab is always among those shown: coming from More it takes the last place. */
export function sharedOut(tabs: readonly PanelTab[], openId: string) {
  const shown = tabs.slice(0, TABS_SHOWN);
  const open = tabs.find((tab) => tab.id === openId);
  if (open && !shown.includes(open)) shown.splice(TABS_SHOWN - 1, 1, open);
  return { shown, rest: tabs.filter((tab) => !shown.includes(tab)) };
}
