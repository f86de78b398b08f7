// A row of tabs and the panel under it, by the ARIA tabs pattern: one tab stop, arrows move and select.
// `TabRow` alone, with `TabBody`, is for places that put other things between the row and the panel.

import { type KeyboardEvent, type ReactNode, useId } from "react";
import { rovingIndex } from "./roving.ts";

export interface Tab {
  id: string;
  label: ReactNode;
}

export interface TabRowProps {
  /** Accessible name of the row. */
  label: string;
  tabs: readonly Tab[];
  selected: string;
  onSelect: (id: string) => void;
  /** Shared with the `TabBody`, so that tab and panel name each other. */
  group: string;
  /** Drawn at the end of the row, outside the tab list. */
  children?: ReactNode;
}

export function TabRow({ label, tabs, selected, onSelect, group, children }: TabRowProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const index = tabs.findIndex((tab) => tab.id === selected);
    const next = rovingIndex(event.key, { index, count: tabs.length });
    const tab = next === null ? undefined : tabs[next];
    if (!tab) return;
    event.preventDefault();
    onSelect(tab.id);
    document.getElementById(tabDomId(group, tab.id))?.focus();
  };
  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => {
          const isSelected = tab.id === selected;
          return (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={tabDomId(group, tab.id)}
              aria-selected={isSelected}
              aria-controls={isSelected ? bodyDomId(group, tab.id) : undefined}
              tabIndex={isSelected ? 0 : -1}
              onClick={() => onSelect(tab.id)}
            >
              {tab.label}
            </button>
          );
        })}
      </div>
      {children}
    </div>
  );
}

export interface TabBodyProps {
  group: string;
  selected: string;
  className?: string;
  children: ReactNode;
}

export function TabBody({ group, selected, className, children }: TabBodyProps) {
  return (
    <div
      role="tabpanel"
      id={bodyDomId(group, selected)}
      aria-labelledby={tabDomId(group, selected)}
      className={`tab-body${className ? ` ${className}` : ""}`}
    >
      {children}
    </div>
  );
}

export interface TabsProps {
  label: string;
  tabs: readonly (Tab & { node: ReactNode })[];
  selected: string;
  onSelect: (id: string) => void;
}

export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  const group = useId();
  return (
    <>
      <TabRow label={label} tabs={tabs} selected={selected} onSelect={onSelect} group={group} />
      <TabBody group={group} selected={selected}>
        {tabs.find((tab) => tab.id === selected)?.node}
      </TabBody>
    </>
  );
}

function tabDomId(group: string, id: string) {
  return `${group}-tab-${id}`;
}

function bodyDomId(group: string, id: string) {
  return `${group}-body-${id}`;
}
