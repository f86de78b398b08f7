/**
 * Answers from a world in this process that follows the wall clock. Opens a Region when a signature first names it,
 * keeps the world moving between calls, and outlives our own mistakes: a failed assertion is a 500 and a line on the
 * error output, never the end of the process. Calls that arrive together are carried out beside each other. [END-5,
 * END-10]
 */
import "../engine/later.ts";
import {
  dynamoError,
  type LiveWorld,
  OPERATIONS,
  refusal,
  success,
  type WireAnswer,
  type WireCall,
} from "../engine/index.ts";
import type { Answered, Answerer } from "./answerer.ts";

/** Each Region costs memory, and a signature may name any. */
const REGIONS_MAX = 64;
/** How often time passes in a world that nobody calls: retention, expiry. */
const IDLE_MILLIS = 1_000;

/**
 * What waits for the others of its turn and is carried out beside them. Whatever concerns several items is carried out at
 * once and alone; a page of a Query, because many answers of that size should not be there at the same time.
 */
const SIDE_BY_SIDE: ReadonlySet<string> = new Set(
  OPERATIONS.filter(({ kind }) => kind === "item-write" || kind === "item-read").map(({ name }) => name),
);

/** A call that waits for the others of this turn of the event loop. */
interface Arrived {
  readonly call: WireCall;
  /** null: it has its answer. */
  answered: Answered | null;
}

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
  private readonly arrived: Arrived[] = [];

  constructor(private readonly options: LocalAnswererOptions) {
    this.idle = setInterval(() => this.advance(), IDLE_MILLIS);
    this.idle.unref();
  }

  answer(call: WireCall, answered: Answered): void {
    const refused = this.openRegion(call.region);
    if (refused !== null) answered(refusal(refused, call.contentType));
    else if (!SIDE_BY_SIDE.has(call.operation)) this.carryOut([{ call, answered }]);
    else if (this.arrived.push({ call, answered }) === 1) setImmediate(() => this.carryOut(this.arrived.splice(0)));
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

  private carryOut(calls: readonly Arrived[]): void {
    const now = this.options.now();
    this.passTo(now);
    for (const each of calls) this.begin(each);
    // When a step fails nobody knows whose it was: those that are left without an answer get a 500.
    if (!this.passTo(now)) for (const each of calls) settle(each, ourMistake(each.call));
    this.comeBack();
  }

  private begin(arrived: Arrived): void {
    const { call } = arrived;
    try {
      this.options.world.begin(call, ({ error, body }) =>
        settle(arrived, error === null ? success(body, call.contentType) : refusal(error, call.contentType)),
      );
    } catch (thrown) {
      this.complain(`${call.operation} failed`, thrown);
      settle(arrived, ourMistake(call));
    }
  }

  /** False when a step failed. What was due beside it happens all the same. */
  private passTo(now: number): boolean {
    for (let failures = 0; ; failures++) {
      try {
        this.options.world.advance(now);
        return failures === 0;
      } catch (thrown) {
        this.complain("A step failed", thrown);
      }
    }
  }

  private advance(): void {
    this.passTo(this.options.now());
    this.comeBack();
  }

  private complain(what: string, thrown: unknown): void {
    this.options.complain(`${what}: ${thrown instanceof Error ? thrown.stack : thrown}`);
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

function settle(arrived: Arrived, answer: WireAnswer): void {
  const { answered } = arrived;
  arrived.answered = null;
  answered?.(answer);
}

function ourMistake({ contentType }: WireCall): WireAnswer {
  return refusal(dynamoError("InternalServerError", "Internal server error"), contentType);
}
