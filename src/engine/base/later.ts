/**
 * A part of the engine that may come after the rest of it: code, never state. Who needs the part says here what it must
 * be able to do, and uses it as if it were there; `engine/later.ts` brings all of them. The engine waits for nothing:
 * whoever hosts a world brings them before that world needs one. [LATER-1]
 */
import { assert } from "./assert.ts";

export class Later<T> {
  private part: T | null = null;

  constructor(private readonly name: string) {}

  bring(part: T): void {
    this.part = part;
  }

  /** @throws {AssertionFailed} when nobody has brought it */
  get here(): T {
    assert(this.part !== null, `${this.name} was needed before it was brought: import engine/later.ts`);
    return this.part;
  }
}
