// The short messages at the bottom left: a list with a clock per message. Knows nothing of React or of drawing.
// A toast is never the only place: what it says can also be seen where it happened.

import type { GlyphName } from "./glyphs.tsx";

export interface ToastMessage {
  text: string;
  icon?: GlyphName;
  action?: { label: string; onSelect: () => void };
}

export interface ShownToast extends ToastMessage {
  id: number;
}

export const TOAST_LIFE_MS = 6000;
/** Older ones make room: the column must not grow over the transport. */
export const TOASTS_AT_ONCE = 3;

let shown: readonly ShownToast[] = [];
let lastId = 0;
let held = false;
const listeners = new Set<() => void>();
const clocks = new Map<number, ReturnType<typeof setTimeout>>();

export function showToast(message: ToastMessage): number {
  lastId += 1;
  const toast: ShownToast = { ...message, id: lastId };
  for (const old of shown.slice(0, Math.max(0, shown.length + 1 - TOASTS_AT_ONCE))) dismissToast(old.id);
  set([...shown, toast]);
  if (!held) startClock(toast.id);
  return toast.id;
}

export function dismissToast(id: number): void {
  clearTimeout(clocks.get(id));
  clocks.delete(id);
  set(shown.filter((toast) => toast.id !== id));
}

/** While the pointer or the focus is on a toast none of them leaves; afterwards each gets its full time again. */
export function holdToasts(hold: boolean): void {
  held = hold;
  for (const toast of shown) {
    clearTimeout(clocks.get(toast.id));
    if (!hold) startClock(toast.id);
  }
}

export function currentToasts(): readonly ShownToast[] {
  return shown;
}

export function subscribeToToasts(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}

function startClock(id: number) {
  clocks.set(
    id,
    setTimeout(() => dismissToast(id), TOAST_LIFE_MS),
  );
}

function set(next: readonly ShownToast[]) {
  shown = next;
  for (const listener of listeners) listener();
}
