/**
 * A bench on which one machine of the service is tried: a simulation with that machine and scripted peers around it.
 * A peer is a function; what it has been told, and what it remembers, is state like any other, so a bench can be
 * saved and restored. For tests only.
 */

import type { Event, EventKind } from "../service/events.ts";
import { LATENCY_PROFILES, type LatencyProfileName } from "../service/latency-profiles.ts";
import type { Message } from "../service/messages.ts";
import { placeIn } from "../service/places.ts";
import type { ActorKind, Context } from "../sim/actor.ts";
import type { ActorId, Micros } from "../sim/message.ts";
import { type Recorded, Simulation } from "../sim/simulation.ts";

export interface PeerState {
  readonly seen: { readonly at: Micros; readonly from: ActorId; readonly message: Message }[];
  readonly memory: Map<string, unknown>;
}

export type Peer = (message: Message, context: Context<Message, Event>, memory: Map<string, unknown>) => void;

type Told<T extends Message["type"]> = Extract<Message, { readonly type: T }>;
type Fact<K extends EventKind> = Extract<Event, { readonly kind: K }>;

const STEPS_MAX = 50_000;

export class MachineBench {
  readonly simulation: Simulation<Message, Event>;
  readonly recorded: Recorded<Event>[] = [];
  private readonly peers = new Map<ActorId, Peer>();
  private outside = 0;

  constructor(options: {
    kinds: readonly ActorKind<never, Message, Event>[];
    latency?: LatencyProfileName;
    seed?: number;
  }) {
    const peer: ActorKind<PeerState, Message, Event> = {
      kind: "peer",
      handle: (state, message, context) => {
        state.seen.push({ at: context.now, from: context.delivery.from, message });
        this.peers.get(context.self)?.(message, context, state.memory);
      },
    };
    this.simulation = new Simulation<Message, Event>({
      seed: options.seed ?? 1,
      profile: LATENCY_PROFILES[options.latency ?? "typical"],
      kinds: [...options.kinds, peer],
      onEvent: (recorded) => this.recorded.push(recorded),
    });
  }

  spawn(kind: string, id: ActorId, state: object, region = "us-east-1"): void {
    this.simulation.spawn(kind, id, placeIn(region), state);
  }

  /** A peer that answers as `behaviour` says; a silent one when absent. */
  peer(id: ActorId, behaviour: Peer = () => {}, region = "us-east-1"): void {
    this.peers.set(id, behaviour);
    this.simulation.spawn("peer", id, placeIn(region), { seen: [], memory: new Map() });
  }

  /** Hands a message over now, as from outside. */
  tell(to: ActorId, message: Message): void {
    this.simulation.deliver(to, message, this.simulation.now, -++this.outside);
  }

  /** Hands a message over at a later virtual time, on the addressee's own clock. */
  tellLater(to: ActorId, delayMicros: Micros, message: Message): void {
    this.simulation.wake(to, delayMicros, message);
  }

  /** Steps until nothing but background work is pending, or until that virtual time. Returns the steps taken. */
  run(until: Micros = Number.MAX_SAFE_INTEGER): number {
    for (let steps = 0; steps < STEPS_MAX; steps++) {
      const next = this.simulation.peek();
      if (next === undefined || next.at > until || (until === Number.MAX_SAFE_INTEGER && this.simulation.quiet))
        return steps;
      this.simulation.step();
    }
    throw new Error(`not quiet after ${STEPS_MAX} steps`);
  }

  /** So many steps, or fewer when the simulation comes to rest before. */
  steps(count: number): void {
    for (let i = 0; i < count && !this.simulation.quiet; i++) this.simulation.step();
  }

  facts<K extends EventKind>(kind: K): Fact<K>[] {
    return this.recorded.map(({ event }) => event).filter((event): event is Fact<K> => event.kind === kind);
  }

  told<T extends Message["type"]>(peer: ActorId, type: T): Told<T>[] {
    return this.seenBy(peer)
      .map(({ message }) => message)
      .filter((message): message is Told<T> => message.type === type);
  }

  seenBy(peer: ActorId): PeerState["seen"] {
    return (this.simulation.read(peer) as PeerState).seen;
  }

  memoryOf(peer: ActorId): Map<string, unknown> {
    return (this.simulation.read(peer) as PeerState).memory;
  }

  state<S>(id: ActorId): S {
    return this.simulation.read(id) as S;
  }

  /**
   * Runs to the end, goes back to every `every`-th step and runs again from there.
   * @returns the recorded events of the straight run, and of each continuation with the events before it
   */
  runAgainFromSaves(every = 7): { straight: string; again: string[] } {
    const saves: { saved: ReturnType<Simulation<Message, Event>["save"]>; events: number }[] = [];
    for (let steps = 0; !this.simulation.quiet && steps < STEPS_MAX; steps++) {
      if (steps % every === 0) saves.push({ saved: this.simulation.save(), events: this.recorded.length });
      this.simulation.step();
    }
    const straight = JSON.stringify(this.recorded);
    const again = saves.map(({ saved, events }) => {
      this.simulation.restore(saved);
      this.recorded.length = events;
      this.run();
      return JSON.stringify(this.recorded);
    });
    return { straight, again };
  }
}
