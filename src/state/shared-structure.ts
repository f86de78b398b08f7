// Keeps what did not change: a new value in which every equal part is the very object of the old one, so that memoised
// parts of the picture see at once that they need not be drawn again.

/**
 * Plain JSON values only; a function is always another one.
 * @param after the caller's to give away: its parts are replaced in place by equal ones of `before`, because a copy of
 *   every object sixty times a second costs more than the looking does
 */
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
function sharedArray(before: readonly unknown[], after: unknown[]): readonly unknown[] {
  let byId: Map<unknown, unknown> | null = null;
  let isSame = after.length === before.length;
  for (let i = 0; i < after.length; i++) {
    const value = after[i];
    let old = before[i];
    const id = idOf(value);
    if (id !== undefined && id !== idOf(old)) {
      byId ??= new Map(before.map((each) => [idOf(each), each]));
      old = byId.get(id);
    }
    const kept = shared(old, value);
    if (!Object.is(kept, value)) after[i] = kept;
    isSame = isSame && Object.is(kept, before[i]);
  }
  return isSame ? before : after;
}

function sharedObject(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  let fields = 0;
  let isSame = true;
  for (const name in after) {
    fields++;
    const value = after[name];
    const kept = shared(before[name], value);
    if (!Object.is(kept, value)) after[name] = kept;
    isSame = isSame && Object.is(kept, before[name]) && (kept !== undefined || Object.hasOwn(before, name));
  }
  if (isSame) for (const _ in before) fields--;
  return isSame && fields === 0 ? before : after;
}

function idOf(value: unknown): unknown {
  const { id, seq } = (value ?? {}) as { readonly id?: unknown; readonly seq?: unknown };
  return id ?? seq;
}
