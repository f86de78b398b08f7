// Keeps what did not change: a new value in which every equal part is the very object of the old one, so that memoised
// parts of the picture see at once that they need not be drawn again.

import { useRef } from "react";

/** Plain JSON values only; a function is always another one. */
export function shared<T>(before: T | undefined, after: T): T {
  if (
    Object.is(before, after) ||
    typeof after !== "object" ||
    after === null ||
    typeof before !== "object" ||
    before === null
  )
    return after;
  if (Array.isArray(after)) return Array.isArray(before) ? (sharedArray(before, after) as T) : after;
  if (Array.isArray(before)) return after;
  return sharedObject(before as Record<string, unknown>, after as Record<string, unknown>) as T;
}

/** What moved up because something before it left is found by its id. */
function sharedArray(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  let byId: Map<unknown, unknown> | null = null;
  const out = after.map((value, i) => {
    const id = idOf(value);
    if (id === undefined || id === idOf(before[i])) return shared(before[i], value);
    byId ??= new Map(before.map((old) => [idOf(old), old]));
    return shared(byId.get(id), value);
  });
  return out.length === before.length && out.every((value, i) => Object.is(value, before[i])) ? before : out;
}

function idOf(value: unknown): unknown {
  const { id, seq } = (value ?? {}) as { readonly id?: unknown; readonly seq?: unknown };
  return id ?? seq;
}

function sharedObject(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(after);
  const out: Record<string, unknown> = {};
  let same = names.length === Object.keys(before).length;
  for (const name of names) {
    out[name] = shared(before[name], after[name]);
    same = same && Object.is(out[name], before[name]) && Object.hasOwn(before, name);
  }
  return same ? before : out;
}

/** The value, sharing its equal parts with what the last render had. */
export function useShared<T>(value: T): T {
  const last = useRef<T | undefined>(undefined);
  const kept = shared(last.current, value);
  last.current = kept;
  return kept;
}
