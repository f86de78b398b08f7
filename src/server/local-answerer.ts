/**
 * Answers from a world in this process that follows the wall clock. Opens a Region when a signature first names it,
 * keeps the world moving between calls, and outlives our own mistakes: a failed assertion is a 500 and a line on the
 * error output, never the end of the process.
 */
import { dynamoError, type LiveWorld, refusal, success, type WireAnswer, type WireCall } from "../engine/index.ts";
import type { Answerer } from "./answerer.ts";

/** Each Region costs memory, and a signature may name any. */
const REGIONS_MAX = 64;
/** How often time passes in a world that nobody calls: retention, expiry. */
const IDLE_MILLIS = 1_000;

export interface LocalAnswererOptions {
  readonly world: LiveWorld;
  /** The only Regions there are; null: any, opened on demand. */
  readonly regions: readonly string[] | null;
  /** Microseconds since the Unix epoch. */
  readonly now: () => number;
  readonly complain: (line: string) => void;
}

export class LocalAnswerer implements Answerer {
  private readonly idle: NodeJS.Timeout;
  private due: NodeJS.Timeout | undefined;
  private dueAt = Number.POSITIVE_INFINITY;

  constructor(private readonly options: LocalAnswererOptions) {
    this.idle = setInterval(() => this.advance(), IDLE_MILLIS);
    this.idle.unref();
  }

  answer(call: WireCall): Promise<WireAnswer> {
    const refused = this.openRegion(call.region);
    if (refused !== null) return Promise.resolve(refusal(refused, call.contentType));
    return new Promise((resolve) => {
      try {
        this.options.world.call(call, this.options.now(), ({ error, body }) =>
          resolve(error === null ? success(body, call.contentType) : refusal(error, call.contentType)),
        );
      } catch (thrown) {
        this.options.complain(`${call.operation} failed: ${thrown instanceof Error ? thrown.stack : thrown}`);
        resolve(refusal(dynamoError("InternalServerError", "Internal server error"), call.contentType));
      }
      this.comeBack();
    });
  }

  close(): void {
    clearInterval(this.idle);
    clearTimeout(this.due);
  }

  private openRegion(region: string): ReturnType<typeof dynamoError> | null {
    const { world, regions } = this.options;
    if (world.hasRegion(region)) return null;
    if ((regions === null || regions.includes(region)) && world.regions.length < REGIONS_MAX) {
      world.openRegion(region);
      return null;
    }
    return dynamoError("InvalidSignatureException", `Credential should be scoped to a valid Region, not '${region}'. `);
  }

  private advance(): void {
    try {
      this.options.world.advance(this.options.now());
    } catch (thrown) {
      this.options.complain(`A step failed: ${thrown instanceof Error ? thrown.stack : thrown}`);
    }
    this.comeBack();
  }

  /** Sets the alarm for the next thing that somebody waits for, unless it is set for that already. */
  private comeBack(): void {
    const next = this.options.world.nextDue ?? Number.POSITIVE_INFINITY;
    if (next === this.dueAt) return;
    clearTimeout(this.due);
    this.dueAt = next;
    if (next === Number.POSITIVE_INFINITY) return;
    const millis = Math.min(Math.max(0, Math.ceil((next - this.options.now()) / 1000)), IDLE_MILLIS);
    this.due = setTimeout(() => {
      this.dueAt = Number.POSITIVE_INFINITY;
      this.advance();
    }, millis);
  }
}
