/**
 * Assertions that stay on in production. A failed assertion is our bug, never the learner's:
 * the host stops stepping, keeps the last good frame and offers the scenario as the report.
 */
export class AssertionFailed extends Error {
  override name = "AssertionFailed";
}

/** @throws {AssertionFailed} when `condition` is false. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionFailed(message);
}

/** Narrows away `undefined` and `null`. @throws {AssertionFailed} */
export function present<T>(value: T | undefined | null, message: string): T {
  if (value === undefined || value === null) throw new AssertionFailed(message);
  return value;
}

/** Marks a branch that the types say cannot be reached. @throws {AssertionFailed} always. */
export function unreachable(value: never): never {
  throw new AssertionFailed(`unreachable: ${JSON.stringify(value)}`);
}
