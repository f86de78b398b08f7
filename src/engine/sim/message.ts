/**
 * What travels between actors. The simulation knows messages as opaque, serialisable values with a `type`; what they
 * mean is the service's business. [SIM-1]
 */

/** Virtual time or a duration, in whole microseconds. */
export type Micros = number;

/** Name of an actor, unique in a world: "us-east-1/Players/P2/a". */
export type ActorId = string;

/** Every message has a `type`; the rest is the service's. Messages are never changed after they are sent. */
export interface AnyMessage {
  readonly type: string;
}

/** Every event has a `kind`; the rest is the service's. */
export interface AnyEvent {
  readonly kind: string;
}

/** One message on its way. Deliveries happen in the total order `(at, seq)`. */
export interface Delivery<M extends AnyMessage = AnyMessage> {
  readonly seq: number;
  readonly at: Micros;
  readonly from: ActorId;
  readonly to: ActorId;
  readonly sentAt: Micros;
  readonly message: M;
  /** Event that caused the sending, or -1. */
  readonly cause: number;
  /** A timer or a command has no wire: it is not drawn between two places. */
  readonly via: "wire" | "timer" | "command";
  /** Background deliveries (a retention timer, an idle poll) do not keep the world from being quiet. */
  readonly background: boolean;
}
