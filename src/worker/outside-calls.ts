/**
 * Requests of programs outside, carried out in the open world as commands like any other: they are in the timeline, the
 * link and the saved work. A program waits until its answer is recorded on the branch at the cursor, whoever moves time:
 * this file (`at-once`), or a person (`by-hand`). [BRIDGE-6..9]
 */
import { type DynamoError, dynamoError, type Micros, requestIdOf, type Timeline } from "../engine/index.ts";
import type { Outcome } from "./driver.ts";
import type { Drive, OutsideAnswer, OutsidePace, OutsideRequest } from "./protocol.ts";

export interface OutsidePorts {
  readonly timeline: () => Timeline;
  readonly drive: (drive: Drive) => Promise<Outcome>;
  readonly isPlaying: () => boolean;
  readonly settle: (outcome: Outcome) => void;
  readonly nowMillis: () => number;
}

interface Waiting {
  readonly request: string;
  readonly resolve: (answer: OutsideAnswer) => void;
}

export class OutsideCalls {
  private waiting: Waiting[] = [];
  private running = false;
  /** Events of the timeline's branch already looked at. */
  private seen = { timeline: null as Timeline | null, branch: -1, events: 0 };

  /** When the last request came, by the program's clock and by the world's. */
  private last: { readonly millis: number; readonly at: Micros } | null = null;

  constructor(private readonly ports: OutsidePorts) {}

  take({ region, operation, input }: OutsideRequest, pace: OutsidePace): Promise<OutsideAnswer> {
    const timeline = this.ports.timeline();
    const { regions } = timeline.scenario.config;
    if (!regions.includes(region)) return Promise.resolve({ error: unknownRegion(region, regions), body: null });
    const body = { kind: "request", region, operation, input } as const;
    const command = pace === "at-once" ? timeline.issue(body, this.timeOfNext()) : timeline.issue(body);
    this.last = { millis: this.ports.nowMillis(), at: command.at };
    const answer = new Promise<OutsideAnswer>((resolve) => {
      this.waiting.push({ request: requestIdOf(command), resolve });
    });
    if (pace === "at-once") void this.run();
    return answer;
  }

  /** After every move: hands out what was answered meanwhile. */
  look(): void {
    if (this.waiting.length === 0) return;
    const timeline = this.ports.timeline();
    const { branch } = timeline;
    const known = this.seen.timeline === timeline && this.seen.branch === branch.id ? this.seen.events : 0;
    // What a branch remembers ahead of the cursor happened too: the program it happened for has long been answered.
    const end = branch.events.length;
    for (let i = Math.min(known, end); i < end; i++) {
      const event = branch.events[i]?.event;
      if (event?.kind === "ResponseReceived") this.hand(event.request, event);
    }
    this.seen = { timeline, branch: branch.id, events: end };
  }

  /** A program's pauses are pauses of the world too: what it waits for needs time. Undefined: now. */
  private timeOfNext(): Micros | undefined {
    if (this.last === null) return undefined;
    return this.last.at + Math.round((this.ports.nowMillis() - this.last.millis) * 1000);
  }

  /** Another world takes the place of this one: whoever waits gets the service's own failure, and may ask again. */
  forget(): void {
    const error = dynamoError("InternalServerError", "Internal server error");
    this.last = null;
    for (const { resolve } of this.waiting.splice(0)) resolve({ error, body: null });
  }

  private hand(
    request: string,
    answer: { error: string | null; message: string | null; status: number; body: unknown },
  ): void {
    const found = this.waiting.findIndex((one) => one.request === request);
    if (found < 0) return;
    const [{ resolve }] = this.waiting.splice(found, 1) as [Waiting];
    resolve(answer.error === null ? { error: null, body: answer.body } : { error: errorOf(answer), body: null });
  }

  /**
   * Runs to the answers, and on until the world is quiet: what a request has set going is seen to its end. Playing does
   * it too, at its own pace.
   */
  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      while (!this.ports.isPlaying()) {
        const awaited = this.waiting.length > 0;
        const outcome = await this.ports.drive(awaited ? { kind: "request", direction: 1 } : { kind: "quiet" });
        this.ports.settle(outcome);
        this.look();
        // Paused at a condition, or nothing left to happen: it goes on when a person does.
        if (outcome.pausedBy !== null || this.ports.timeline().quiet) return;
      }
    } finally {
      this.running = false;
    }
  }
}

function errorOf({
  error,
  message,
  status,
  body,
}: {
  error: string | null;
  message: string | null;
  status: number;
  body: unknown;
}): DynamoError {
  const members = typeof body === "object" && body !== null ? { members: body as Record<string, unknown> } : {};
  return { name: error as DynamoError["name"], message: message ?? "", status, ...members };
}

function unknownRegion(region: string, regions: readonly string[]): DynamoError {
  return dynamoError(
    "InvalidSignatureException",
    `Credential should be scoped to a valid Region, not '${region}'. The world on the page has ${regions.join(", ")}.`,
  );
}
