/**
 * A world for programs outside: no branch, no history, no way back. It follows a clock that it is given: whatever is
 * due by then happens, calls come in "now", answers go out when they exist. Regions open when somebody first speaks to
 * them. Nothing here grows with the number of calls. [LIVE-1..5]
 */
import { assert } from "../base/assert.ts";
import { without } from "../base/emptied-map.ts";
import { parseRequest } from "../dynamo/stages.ts";
import type { Item } from "../dynamo/values.ts";
import { EPOCH_MICROS } from "../service/epoch.ts";
import { type GatewayState, newGatewayState } from "../service/gateway.ts";
import type { LatencyProfileName } from "../service/latency-profiles.ts";
import type { ApiAnswer } from "../service/messages.ts";
import { initialPartitionCount } from "../service/placement.ts";
import { gatewayId, placeIn, routerId } from "../service/places.ts";
import type { Micros } from "../sim/message.ts";
import type { InitialTable } from "./config.ts";
import { World } from "./world.ts";

export interface LiveWorldOptions {
  readonly seed: number;
  readonly latency: LatencyProfileName;
  /** Microseconds since the Unix epoch. */
  readonly startAt: number;
  /** What stands already, by Region. At least one Region. */
  readonly regions: ReadonlyMap<string, readonly LiveTable[]>;
}

/** A table that stands at the start: a CreateTable request, and items as on the wire. */
export interface LiveTable {
  readonly create: unknown;
  readonly items: readonly unknown[];
}

export interface LiveCall {
  readonly region: string;
  readonly operation: string;
  readonly input: unknown;
}

type Answered = (answer: ApiAnswer) => void;

export class LiveWorld {
  readonly world: World;
  private readonly regionNames: string[] = [];
  private waiting = new Map<string, Answered>();
  private calls = 0;

  /** @throws {ConfigRefused} when a table cannot be set up */
  constructor(options: LiveWorldOptions) {
    const [home, ...others] = options.regions.keys();
    assert(home !== undefined, "a world has a Region");
    this.world = new World({
      seed: options.seed,
      config: {
        regions: [home],
        latency: options.latency,
        tables: (options.regions.get(home) ?? []).map(initialTable),
        functions: [],
        files: {},
      },
      runtime: null,
      startAt: virtual(options.startAt),
    });
    this.openGateway(home);
    for (const region of others) this.openRegion(region, options.regions.get(region));
  }

  /** In the order they were opened. */
  get regions(): readonly string[] {
    return this.regionNames;
  }

  hasRegion(region: string): boolean {
    return this.regionNames.includes(region);
  }

  /** @throws {ConfigRefused} when a table cannot be set up */
  openRegion(region: string, tables: readonly LiveTable[] = []): void {
    this.world.openRegion(region, tables.map(initialTable));
    this.openGateway(region);
  }

  /**
   * One call of the API. `answered` is called once, perhaps before this returns.
   * @param now microseconds since the Unix epoch; a clock that was set back stands still here
   */
  call(call: LiveCall, now: number, answered: Answered): void {
    this.advance(now);
    this.begin(call, answered);
    this.run(this.world.now);
  }

  /**
   * A call that comes in at the present moment, after `advance`; it is carried out by the next `advance`, beside the
   * others that were begun since: their writes reach a partition's copies together. [LIVE-5]
   */
  begin({ region, operation, input }: LiveCall, answered: Answered): void {
    assert(this.hasRegion(region), `Region ${region} is open`);
    const request = `r${++this.calls}`;
    this.waiting.set(request, answered);
    this.world.simulation.deliver(
      routerId(region),
      { type: "ApiRequest", call: { request, operation, input }, replyTo: gatewayId(region) },
      this.world.now,
      -this.calls,
    );
  }

  /** Lets everything happen that is due at `now` (microseconds since the Unix epoch). */
  advance(now: number): void {
    const until = Math.max(virtual(now), this.world.now);
    this.run(until);
    this.world.simulation.passTo(until);
  }

  /** When the next thing is due that somebody may wait for, in microseconds since the Unix epoch; undefined: never. */
  get nextDue(): number | undefined {
    const { simulation } = this.world;
    const next = simulation.quiet ? undefined : simulation.peek();
    return next === undefined ? undefined : next.at + EPOCH_MICROS;
  }

  private openGateway(region: string): void {
    this.regionNames.push(region);
    this.world.simulation.spawn("gateway", gatewayId(region), placeIn(region), newGatewayState());
  }

  private run(until: Micros): void {
    const { simulation } = this.world;
    for (let next = simulation.peek(); next !== undefined && next.at <= until; next = simulation.peek()) {
      simulation.step();
      if (next.message.type === "ApiResponse") this.handOut(next.to);
    }
  }

  private handOut(gateway: string): void {
    const state = this.world.simulation.read(gateway) as GatewayState;
    for (const answer of state.answers.splice(0)) {
      const answered = this.waiting.get(answer.request);
      assert(answered !== undefined, `${answer.request} is answered once`);
      this.waiting = without(this.waiting, answer.request);
      answered(answer);
    }
  }
}

/** With as many partitions as the control plane would give it. What is wrong with the request is said later. */
function initialTable({ create, items }: LiveTable): InitialTable {
  const parsed = parseRequest("CreateTable", create);
  const schema = parsed.ok && parsed.request.operation === "CreateTable" ? parsed.request.schema : null;
  return { create, items: items as readonly Item[], partitions: schema === null ? 1 : initialPartitionCount(schema) };
}

const virtual = (now: number): Micros => now - EPOCH_MICROS;
