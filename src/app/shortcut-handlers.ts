// Connects keys to what they do: a part of the page offers a handler while it is on the screen, one listener on the
// window calls it. A key without a handler does nothing and is not shown on the keyboard map.

import { useEffect, useRef, useSyncExternalStore } from "react";
import { isSingleKey, SHORTCUTS, type Shortcut, type ShortcutId, shortcutFor } from "./shortcuts.ts";

export type ShortcutHandler = (press: { key: string }) => void;
export type ShortcutHandlers = Partial<Record<ShortcutId, ShortcutHandler>>;

const SINGLE_KEYS_KEY = "glass-table:single-keys";

/** The newest offer of a key wins: a prediction's Enter stands over the stage's. */
const offers: { handlers: ShortcutHandlers }[] = [];
const listeners = new Set<() => void>();
let offeredIds: ReadonlySet<ShortcutId> = new Set();

/** Offers these handlers while the component is mounted. The object may be new on every render. */
export function useShortcuts(handlers: ShortcutHandlers): void {
  const offer = useRef({ handlers });
  const ids = idsOf(handlers).sort().join(" ");
  useEffect(() => {
    offer.current.handlers = handlers;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of shown keys changes with the set of ids only
  useEffect(() => {
    const own = offer.current;
    offers.push(own);
    announce();
    return () => {
      offers.splice(offers.indexOf(own), 1);
      announce();
    };
  }, [ids]);
}

/** What the keyboard map shows: keys that do something now, and those that parts answer themselves. */
export function useShownShortcuts(): readonly Shortcut[] {
  const ids = useSyncExternalStore(subscribe, () => offeredIds);
  return SHORTCUTS.filter((shortcut) => isShown(shortcut, ids));
}

/** Installed once by the entry; returns how to take it away. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const shortcut = shortcutFor(event);
    if (!shortcut || isKeptFrom(shortcut, event.target)) return;
    const handler = offers.findLast((offer) => offer.handlers[shortcut.id])?.handlers[shortcut.id];
    if (!handler) return;
    event.preventDefault();
    handler({ key: event.key });
  };
  window.addEventListener("keydown", onKeyDown);
  return () => window.removeEventListener("keydown", onKeyDown);
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, singleKeysOn);
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(SINGLE_KEYS_KEY, on ? "on" : "off");
  } catch {
    // Storage can be forbidden; the keys then stay on.
  }
  for (const listener of listeners) listener();
}

function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(SINGLE_KEYS_KEY) !== "off";
  } catch {
    return true;
  }
}

/** The element under the key wins over the page: text is typed, a button is pressed, a dialog keeps its own keys. */
function isKeptFrom(shortcut: Shortcut, target: EventTarget | null): boolean {
  if (isSingleKey(shortcut) && !singleKeysOn()) return true;
  if (!(target instanceof Element)) return false;
  const isEverywhere = shortcut.id === "palette";
  if (target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]')) return !isEverywhere;
  if (target.closest(TYPING)) return !isEverywhere;
  return Boolean(shortcut.activates && target.closest(ACTIVATED));
}

const TYPING =
  'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable="true"], .monaco-editor';
const ACTIVATED = 'button, a, summary, input, [role="button"], [role="tab"], [role="option"], [role="slider"]';

/** Keys without a function of their own are shown where their neighbours work. */
function isShown(shortcut: (typeof SHORTCUTS)[number], offered: ReadonlySet<ShortcutId>): boolean {
  if (shortcut.keys.length > 0) return offered.has(shortcut.id);
  return SHORTCUTS.some((other) => other.group === shortcut.group && offered.has(other.id));
}

/** A handler left undefined is no offer: the key has nothing to do at the moment. */
function idsOf(handlers: ShortcutHandlers): ShortcutId[] {
  return SHORTCUTS.map((shortcut) => shortcut.id).filter((id) => handlers[id] !== undefined);
}

function announce() {
  offeredIds = new Set(offers.flatMap((offer) => idsOf(offer.handlers)));
  for (const listener of listeners) listener();
}

function subscribe(onChange: () => void) {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}
