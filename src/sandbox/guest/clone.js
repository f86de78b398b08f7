/** structuredClone for plain values, Date, RegExp, Map, Set, Error, ArrayBuffer and typed arrays, cycles included. */
import { DOMException } from "glass:events";

function refuse(value) {
  throw new DOMException(
    `${typeof value === "function" ? "A function" : String(value)} could not be cloned`,
    "DataCloneError",
  );
}

function clone(value, made) {
  if (typeof value === "function" || typeof value === "symbol") refuse(value);
  if (typeof value !== "object" || value === null) return value;
  if (made.has(value)) return made.get(value);
  const keep = (copy) => {
    made.set(value, copy);
    return copy;
  };
  if (value instanceof Date) return keep(new Date(value.getTime()));
  if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
  if (value instanceof ArrayBuffer) return keep(value.slice(0));
  if (ArrayBuffer.isView(value)) {
    const buffer = clone(value.buffer, made);
    return keep(new value.constructor(buffer, value.byteOffset, value.length ?? value.byteLength));
  }
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) refuse(value);
  if (value instanceof Map) {
    const copy = keep(new Map());
    for (const [key, held] of value) copy.set(clone(key, made), clone(held, made));
    return copy;
  }
  if (value instanceof Set) {
    const copy = keep(new Set());
    for (const held of value) copy.add(clone(held, made));
    return copy;
  }
  if (value instanceof Error) {
    const copy = keep(new Error(value.message));
    Object.defineProperty(copy, "name", { value: value.name, configurable: true });
    return copy;
  }
  const copy = keep(Array.isArray(value) ? new Array(value.length) : {});
  for (const key of Object.keys(value)) copy[key] = clone(value[key], made);
  return copy;
}

globalThis.structuredClone = (value) => clone(value, new Map());
