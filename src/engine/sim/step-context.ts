/**
 * The context of one step: what the addressed actor may do, kept to that actor, that time and that cause. The powers
 * are the simulation's; this file only narrows them. [SIM-2]
 */
import type { Random } from "../base/random.ts";
import type { Context, Machines, SendOptions, Timer } from "./actor.ts";
import type { ActorId, AnyEvent, AnyMessage, Delivery, Micros } from "./message.ts";
import type { LatencyProfile, Place } from "./network.ts";

/** A message that was put on the wire and lost at once. */
export interface LostSend {
  readonly to: ActorId;
  readonly type: string;
  readonly reason: "cut" | "loss";
}

export const NO_LOST_SENDS: readonly LostSend[] = [];

/** What a step needs of the simulation. */
export interface StepPowers<M extends AnyMessage, E extends AnyEvent> {
  readonly now: Micros;
  readonly steps: number;
  readonly profile: LatencyProfile;
  stream(name: string): Random;
  serial(): number;
  schedule(
    from: ActorId,
    to: ActorId,
    delay: Micros,
    message: M,
    cause: number,
    via: "wire" | "timer",
    background: boolean,
  ): Timer;
  cancel(timer: Timer): void;
  /** Returns the loss, or null when the message is on its way. */
  transmit(
    from: ActorId,
    place: Place,
    to: ActorId,
    message: M,
    cause: number,
    options: SendOptions | undefined,
  ): LostSend | null;
  recordEvent(actor: ActorId, cause: number, event: E | (() => E)): number;
}

/** The context of one step. */
export class StepContext<M extends AnyMessage, E extends AnyEvent> implements Context<M, E> {
  lostSends = NO_LOST_SENDS;
  private cause: number;

  constructor(
    private readonly simulation: StepPowers<M, E>,
    readonly delivery: Delivery<M>,
    readonly place: Place,
  ) {
    this.cause = delivery.cause;
  }

  get now(): Micros {
    return this.simulation.now;
  }
  get step(): number {
    return this.simulation.steps;
  }
  get self(): ActorId {
    return this.delivery.to;
  }
  get profile(): LatencyProfile {
    return this.simulation.profile;
  }
  get machines(): Machines {
    return this.simulation as unknown as Machines;
  }

  random(name: string): Random {
    return this.simulation.stream(`${this.delivery.to}#${name}`);
  }

  serial(): number {
    return this.simulation.serial();
  }

  send(to: ActorId, message: M, options?: SendOptions): boolean {
    const lost = this.simulation.transmit(this.delivery.to, this.place, to, message, this.cause, options);
    if (lost === null) return true;
    this.lostSends = [...this.lostSends, lost];
    return lost.reason !== "cut";
  }

  after(delayMicros: Micros, message: M, options?: { readonly background?: boolean }): Timer {
    return this.simulation.schedule(
      this.delivery.to,
      this.delivery.to,
      delayMicros,
      message,
      this.cause,
      "timer",
      options?.background ?? false,
    );
  }

  cancel(timer: Timer): void {
    this.simulation.cancel(timer);
  }

  record(event: E | (() => E)): number {
    this.cause = this.simulation.recordEvent(this.delivery.to, this.cause, event);
    return this.cause;
  }
}
