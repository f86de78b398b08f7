/**
 * Records by a name that somebody chose: of an index, of an attribute. `constructor` and `__proto__` are names like any
 * other, so such a record is read by what it has itself, and written so that it has it itself. [VAL-7, TABLE-12]
 */

export function ownOf<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Assigning `__proto__` would change the prototype instead. */
export function setOwn<T>(record: Record<string, T>, name: string, value: T): void {
  if (name === "__proto__") {
    Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
  } else record[name] = value;
}

export function addOwn(sums: Record<string, number>, name: string, count: number): void {
  setOwn(sums, name, (ownOf(sums, name) ?? 0) + count);
}
