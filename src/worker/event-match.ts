/**
 * A description of an event as data: its kind, and what some of its fields must be. Lessons, checks and the driver's
 * "run until" speak of the future with it, because a step number differs from seed to seed.
 */
import type { Event, EventKind } from "../engine/index.ts";

type Scalar = string | number | boolean | null;

/**
 * A value, or a condition: on a text (`includes`), on a list of texts (`holds`, at least `times` times), on a number
 * (bounds, both inclusive), or that the field is not there.
 */
export type FieldTest =
  | Scalar
  | { readonly not: Scalar }
  | { readonly oneOf: readonly Scalar[] }
  | { readonly includes: string }
  | { readonly holds: string; readonly times?: number }
  | { readonly atLeast: number; readonly atMost?: number }
  | { readonly atMost: number }
  | { readonly absent: true };

export interface EventMatch {
  readonly kind: EventKind;
  /** Field of the event, or a path into it ("line.text"), and what it must be. */
  readonly where?: Readonly<Record<string, FieldTest>>;
}

export function matchesEvent(event: Event, match: EventMatch): boolean {
  if (event.kind !== match.kind) return false;
  return Object.entries(match.where ?? {}).every(([path, test]) => passes(fieldOf(event, path), test));
}

/** The value at a path of field names joined by dots; undefined where the event has none. */
export function fieldOf(event: Event, path: string): unknown {
  let value: unknown = event;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function passes(value: unknown, test: FieldTest): boolean {
  if (typeof test !== "object" || test === null) return value === test;
  if ("not" in test) return value !== undefined && value !== test.not;
  if ("oneOf" in test) return test.oneOf.some((one) => one === value);
  if ("absent" in test) return value === undefined || value === null;
  if ("atLeast" in test || "atMost" in test) return isWithin(value, test);
  if ("includes" in test) return typeof value === "string" && value.includes(test.includes);
  return Array.isArray(value) && value.filter((one) => one === test.holds).length >= (test.times ?? 1);
}

function isWithin(
  value: unknown,
  { atLeast, atMost }: { readonly atLeast?: number; readonly atMost?: number },
): boolean {
  return typeof value === "number" && value >= (atLeast ?? value) && value <= (atMost ?? value);
}
