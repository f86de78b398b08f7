/**
 * An actor is a machine with one synchronous entry: it gets a message, changes its own state, sends messages and
 * records events. Time, randomness and ids come from the context; there is no other way to get them. [SIM-2]
 */
import type { Random } from "../base/random.ts";
import type { ActorId, AnyEvent, AnyMessage, Delivery, Micros } from "./message.ts";
import type { LatencyProfile, LinkFault, Place } from "./network.ts";

/** A pending timer, to be cancelled with `Context.cancel`. Plain data: it may live in actor state. */
export interface Timer {
  readonly seq: number;
  readonly background: boolean;
}

/** What an actor may do while it handles one message. */
export interface Context<M extends AnyMessage, E extends AnyEvent> {
  readonly now: Micros;
  /** Number of the step being executed, from 1. */
  readonly step: number;
  readonly self: ActorId;
  readonly place: Place;
  /** The delivery being handled. */
  readonly delivery: Delivery<M>;
  readonly profile: LatencyProfile;
  /** This actor's stream of that name; its counter is part of the world. */
  random(name: string): Random;
  /** A number that no other call in this world has returned, from 1. */
  serial(): number;
  /**
   * Puts a message on the network. It may be lost, and the sender is not told.
   * @returns false when the link is cut: that much a sender notices, because no connection comes about
   */
  send(to: ActorId, message: M, options?: SendOptions): boolean;
  /** Delivers a message to this actor after a delay, with no network between. */
  after(delayMicros: Micros, message: M, options?: { readonly background?: boolean }): Timer;
  /** Takes a timer back that has not fired yet. Cancelling one that has fired is a mistake of the caller. */
  cancel(timer: Timer): void;
  /**
   * Records a fact. Returns its sequence number; later sends of this step carry it as their cause. What happens at every
   * request is given as a function: nobody builds it where nobody listens.
   */
  record(event: E | (() => E)): number;
  readonly machines: Machines;
}

export interface SendOptions {
  readonly background?: boolean;
  /** Time the sender spends before the message leaves it (a disk, a batch window). */
  readonly delayMicros?: Micros;
}

/** Power over other machines. For the control plane and the faults only. */
export interface Machines {
  /** @throws {AssertionFailed} if the id is taken */
  spawn(kind: string, id: ActorId, place: Place, state: object): void;
  /** Ends an actor. Messages still on their way to it are lost. */
  retire(id: ActorId): void;
  exists(id: ActorId): boolean;
  /** State of another machine, to be read only. For facts that the service keeps centrally (metrics, metadata), and for records. */
  read(id: ActorId): object | undefined;
  /** Actor ids in order of creation, with their kind and place. */
  all(): Iterable<{ readonly id: ActorId; readonly kind: string; readonly place: Place }>;
  /** A machine that is down keeps its state, and every message that reaches it is lost. */
  setDown(id: ActorId, down: boolean): void;
  isDown(id: ActorId): boolean;
  setLink(a: string, b: string, fault: LinkFault): void;
  /** Puts a message on an actor's own clock, with no network between. */
  wake(id: ActorId, delayMicros: Micros, message: AnyMessage, options?: { readonly background?: boolean }): void;
}

/** A kind of machine. `S` is its copy-on-write state (see state.ts). */
export interface ActorKind<S extends object, M extends AnyMessage, E extends AnyEvent> {
  readonly kind: string;
  handle(state: S, message: M, context: Context<M, E>): void;
}
