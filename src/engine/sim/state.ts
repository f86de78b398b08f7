/**
 * Copy-on-write actor state. A state is one flat object; its fields hold primitives, immutable values, or one level of
 * collection (array, Map, Set, BTree, DeliveryQueue) that the actor may change in place. `cloneState` copies exactly
 * that far: a BTree in constant time, a small array or Map by its length. Anything deeper is replaced, never changed.
 * So a checkpoint is a set of references, and an actor pays for a copy once per checkpoint, not once per step. [SIM-4]
 */

/** What a collection must offer to live in a state: a cheap copy that shares no later change. */
interface Cloneable {
  clone(): unknown;
}

/** A state that shares no mutable part with `state`. */
export function cloneState<S extends object>(state: S): S {
  const source = state as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  for (const field of Object.keys(source)) copy[field] = cloneField(source[field]);
  return copy as S;
}

function cloneField(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.slice();
  if (value instanceof Map) return new Map(value);
  if (value instanceof Set) return new Set(value);
  if (typeof (value as Partial<Cloneable>).clone === "function") return (value as Cloneable).clone();
  return value;
}
