// What pointing, clicking and keys do on the stage. One listener for all marks: each says in its attributes what it is.
// The stage is one tab stop; arrows go to the nearest mark in that direction (VISUAL §10).

import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import { follow, type ItemName, type Mark, pick, select, useSelection } from "../../state/selection.ts";
import type { MarkKind } from "./marks.tsx";
import { zoomBy } from "./pinch.ts";

export interface PointedMark {
  readonly kind: MarkKind;
  readonly at: string;
  readonly label: string | null;
}

const MARKS = "[data-kind]";

export function markAt(
  target: EventTarget | null,
): { readonly element: SVGGElement; readonly mark: PointedMark } | null {
  const element = target instanceof Element ? target.closest<SVGGElement>(MARKS) : null;
  const { kind, at, label } = element?.dataset ?? {};
  if (element === null || kind === undefined || at === undefined) return null;
  return { element, mark: { kind: kind as MarkKind, at, label: label ?? null } };
}

/** What the other panels hear of a mark that is selected. */
export function selectionOf({ kind, at, label }: PointedMark, table: string | null): Mark | null {
  if (label !== null && table !== null) return { kind: "item", item: { table, label } };
  switch (kind) {
    case "replica":
      return { kind: "replica", replica: at };
    case "partition":
      return { kind: "partition", group: at };
    case "trigger":
      return { kind: "function", name: at };
    case "link": {
      const [a = "", b = ""] = at.split("|");
      return { kind: "link", a, b };
    }
    default:
      return null;
  }
}

export interface Hands {
  readonly onClick: (event: MouseEvent) => void;
  readonly onDoubleClick: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: React.FocusEvent) => void;
}

export function useStageHands(root: RefObject<HTMLElement | null>, table: string | null): Hands {
  const current = useRef<string | null>(null);

  // After every drawing exactly one mark can be reached with Tab.
  useLayoutEffect(() => {
    const marks = root.current?.querySelectorAll<SVGGElement>(MARKS) ?? [];
    let chosen: SVGGElement | null = null;
    for (const mark of marks) if (chosen === null || keyOf(mark) === current.current) chosen = mark;
    for (const mark of marks) setTabIndex(mark, mark === chosen ? "0" : "-1");
  });

  // What is selected is outlined in ink wherever it is drawn.
  const selected = useSelection((s) => s.mark);
  useLayoutEffect(() => {
    for (const element of root.current?.querySelectorAll<SVGGElement>(MARKS) ?? []) {
      const found = selected === null || selected.kind === "item" ? null : markAt(element);
      element.toggleAttribute("data-selected", found !== null && isSame(selectionOf(found.mark, table), selected));
    }
  });

  const onClick = useCallback(
    (event: MouseEvent) => {
      const found = markAt(event.target);
      if (found === null) {
        select(null);
        return;
      }
      found.element.focus({ preventScroll: true });
      if (picked(found.mark)) return;
      if (found.mark.kind === "region" && useSelection.getState().region !== found.mark.at)
        useSelection.setState({ region: found.mark.at, partition: null });
      select(selectionOf(found.mark, table));
    },
    [table],
  );

  const onDoubleClick = useCallback(
    (event: MouseEvent) => {
      const found = markAt(event.target);
      if (found !== null) open(found.mark, table);
    },
    [table],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const found = markAt(event.target);
      if (found === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const direction = DIRECTIONS[event.key];
      if (direction !== undefined && !event.shiftKey) {
        nearest(root.current, found.element, direction)?.focus();
        stop(event);
      } else if (event.key === "Enter") {
        // A prediction that has been pointed at is locked by Enter: that belongs to the lesson.
        const { gate } = useSelection.getState();
        if (gate !== null && !gate.locked && (gate.picked !== null || picked(found.mark))) return;
        open(found.mark, table);
        stop(event);
      } else if (event.key === "Escape") {
        if (useSelection.getState().zoom !== "world") zoomBy(-1);
        else select(null);
        stop(event);
      } else if (event.key === " ") {
        if (!picked(found.mark)) select(selectionOf(found.mark, table));
        stop(event);
      } else if (event.key === "f" && found.mark.label !== null && table !== null) {
        const item: ItemName = { table, label: found.mark.label };
        const { followed } = useSelection.getState();
        follow(followed?.label === item.label && followed.table === item.table ? null : item);
        stop(event);
      }
    },
    [root, table],
  );

  const onFocus = useCallback(
    (event: React.FocusEvent) => {
      const found = markAt(event.target);
      if (found === null) return;
      current.current = keyOf(found.element);
      for (const other of root.current?.querySelectorAll<SVGGElement>(`${MARKS}[tabindex="0"]`) ?? [])
        other.setAttribute("tabindex", "-1");
      found.element.setAttribute("tabindex", "0");
    },
    [root],
  );

  return { onClick, onDoubleClick, onKeyDown, onFocus };
}

function isSame(a: Mark | null, b: Mark | null): boolean {
  return a !== null && JSON.stringify(a) === JSON.stringify(b);
}

/** A candidate of an open gate is picked, not selected. A chip or a shelf stands for its partition too. */
function picked({ kind, at }: PointedMark): boolean {
  const { gate } = useSelection.getState();
  if (gate === null || gate.locked) return false;
  const partition = kind === "replica" || kind === "item" ? at.slice(0, at.lastIndexOf("/")) : at;
  const candidate = gate.candidates.find((c) => c === at) ?? gate.candidates.find((c) => c === partition);
  if (candidate === undefined) return false;
  pick(candidate);
  return true;
}

/** Opens a mark: the zoom level that shows it whole. */
export function open(mark: PointedMark, table: string | null): void {
  const selected = selectionOf(mark, table);
  select(selected);
  const [region = null] = mark.at.split("/");
  if (selected?.kind === "item") useSelection.setState({ zoom: "item", ...(mark.kind === "item" ? { region } : {}) });
  else if (mark.kind === "replica")
    useSelection.setState({ zoom: "partition", region, partition: mark.at.slice(0, mark.at.lastIndexOf("/")) });
  else if (mark.kind === "partition") useSelection.setState({ zoom: "partition", region, partition: mark.at });
  else if (mark.kind === "shard")
    useSelection.setState({ zoom: "partition", region, partition: mark.at.replace("/stream/S", "/P") });
  else if (mark.kind === "region") useSelection.setState({ zoom: "region", region: mark.at, partition: null });
}

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The mark whose middle is nearest in a direction; what lies far to the side counts as further away. */
function nearest(root: HTMLElement | null, from: SVGGElement, [dx, dy]: readonly [number, number]): SVGGElement | null {
  const start = middleOf(from);
  let best: SVGGElement | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const mark of root?.querySelectorAll<SVGGElement>(MARKS) ?? []) {
    if (mark === from) continue;
    const to = middleOf(mark);
    const along = (to.x - start.x) * dx + (to.y - start.y) * dy;
    const aside = Math.abs((to.x - start.x) * dy) + Math.abs((to.y - start.y) * dx);
    const far = along + aside * 2.5;
    if (along > 3 && far < least) {
      best = mark;
      least = far;
    }
  }
  return best;
}

function middleOf(element: Element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Not written again when it is so already: there are hundreds of marks, and drawings follow each other fast. */
function setTabIndex(mark: SVGGElement, value: string): void {
  if (mark.getAttribute("tabindex") !== value) mark.setAttribute("tabindex", value);
}

function keyOf(element: SVGGElement): string {
  const { kind, at, label } = element.dataset;
  return `${kind} ${at} ${label ?? ""}`;
}

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
