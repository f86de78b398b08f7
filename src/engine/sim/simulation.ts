/**
 * The one scheduler: takes the next delivery in `(at, seq)` order, moves the clock there, calls one actor. That is a
 * step. It can be saved in O(actors) and restored exactly; equal state and equal inputs give equal steps. It knows
 * nothing of DynamoDB, of branches or of commands. [SIM-1..7, NET-3, NET-4]
 */
import { assert, present } from "../base/assert.ts";
import { hash32, Random } from "../base/random.ts";
import type { ActorKind, Machines, SendOptions, Timer } from "./actor.ts";
import type { ActorId, AnyEvent, AnyMessage, Delivery, Micros } from "./message.ts";
import {
  drawLatency,
  HEALTHY_LINK,
  type LatencyProfile,
  type LinkFault,
  linkName,
  type Place,
  tableFor,
} from "./network.ts";
import { DeliveryQueue } from "./queue.ts";
import { cloneState } from "./state.ts";
import { type LostSend, NO_LOST_SENDS, StepContext, type StepPowers } from "./step-context.ts";

/** An actor as the world keeps it. Replaced, never changed, when its state is copied. */
interface Slot {
  readonly kind: string;
  readonly place: Place;
  readonly state: object;
  /** Save epoch in which `state` was last copied: older means shared with a save. */
  readonly epoch: number;
}

/** A recorded event with its header. */
export interface Recorded<E extends AnyEvent> {
  readonly seq: number;
  readonly step: number;
  readonly at: Micros;
  readonly actor: ActorId;
  /** The event that caused this one, or -1. */
  readonly cause: number;
  readonly event: E;
}

/** One executed step: which delivery, and which events it recorded (`[firstEvent, firstEvent + events)`). */
export interface StepRecord<M extends AnyMessage> {
  readonly step: number;
  readonly delivery: Delivery<M>;
  /** False when the addressee was down or gone: the message was lost on arrival. */
  readonly arrived: boolean;
  readonly firstEvent: number;
  readonly events: number;
  /** Messages this step put on the wire that were lost at once (cut link, loss). */
  readonly lostSends: readonly LostSend[];
}

/** Everything that makes a world continue the same way. Opaque; hand it back to `restore`. */
export interface Saved<M extends AnyMessage> {
  readonly now: Micros;
  readonly steps: number;
  readonly seq: number;
  readonly serial: number;
  readonly events: number;
  readonly slots: ReadonlyMap<ActorId, Slot>;
  readonly down: ReadonlySet<ActorId>;
  readonly links: ReadonlyMap<string, LinkFault>;
  readonly streams: ReadonlyMap<string, number>;
  readonly queue: DeliveryQueue<M>;
}

export interface SimulationOptions<M extends AnyMessage, E extends AnyEvent> {
  readonly seed: number;
  readonly profile: LatencyProfile;
  /** The machines that can exist, by kind. */
  readonly kinds: readonly ActorKind<never, M, E>[];
  /** Virtual time of the start; 0 when absent. */
  readonly startAt?: Micros;
  /** Called for every recorded event, in order. */
  readonly onEvent?: (recorded: Recorded<E>) => void;
}

export class Simulation<M extends AnyMessage, E extends AnyEvent> implements Machines, StepPowers<M, E> {
  readonly profile: LatencyProfile;
  private nowMicros: Micros = 0;
  private stepCount = 0;
  private nextSeq = 1;
  private nextSerial = 1;
  private eventCount = 0;
  private slots = new Map<ActorId, Slot>();
  private downActors = new Set<ActorId>();
  private linkFaults = new Map<string, LinkFault>();
  private streams = new Map<string, Random>();
  private queue = new DeliveryQueue<M>();
  /** Raised by every save; a slot or queue copied in an older epoch is shared and must be copied before a change. */
  private epoch = 1;
  private queueEpoch = 1;
  private readonly kinds: ReadonlyMap<string, ActorKind<never, M, E>>;
  private readonly seed: number;
  private readonly onEvent: ((recorded: Recorded<E>) => void) | undefined;
  /** Random streams of the wires, so that sending builds no name and looks none up. */
  private wires = new Map<Place, Map<Place, Random>>();

  constructor(options: SimulationOptions<M, E>) {
    this.seed = options.seed;
    this.profile = options.profile;
    this.nowMicros = options.startAt ?? 0;
    this.kinds = new Map(options.kinds.map((k) => [k.kind, k]));
    this.onEvent = options.onEvent;
  }

  get now(): Micros {
    return this.nowMicros;
  }

  /** Steps executed so far; the last executed step has this number. */
  get steps(): number {
    return this.stepCount;
  }

  get events(): number {
    return this.eventCount;
  }

  /** True when nothing but background deliveries is pending. */
  get quiet(): boolean {
    return this.queue.foregroundSize === 0;
  }

  /** Next delivery, or undefined when nothing is pending. */
  peek(): Delivery<M> | undefined {
    return this.queue.peek();
  }

  /** Pending deliveries in order. */
  pending(): Delivery<M>[] {
    return this.queue.inOrder();
  }

  /** State of an actor, to be read only. Undefined when there is none. */
  read(id: ActorId): object | undefined {
    return this.slots.get(id)?.state;
  }

  /** What decides how the world goes on, besides the machines: plain data, in a fixed order. */
  vitals(): Readonly<Record<string, unknown>> {
    const counters = [...this.streams].map(([name, { counter }]) => [name, counter] as const);
    return {
      now: this.nowMicros,
      steps: this.stepCount,
      nextSeq: this.nextSeq,
      nextSerial: this.nextSerial,
      links: new Map(this.linkFaults),
      streams: new Map(counters),
      pending: this.queue.inOrder(),
    };
  }

  placeOf(id: ActorId): Place | undefined {
    return this.slots.get(id)?.place;
  }

  *all(): Iterable<{ readonly id: ActorId; readonly kind: string; readonly place: Place }> {
    for (const [id, slot] of this.slots) yield { id, kind: slot.kind, place: slot.place };
  }

  exists(id: ActorId): boolean {
    return this.slots.has(id);
  }

  isDown(id: ActorId): boolean {
    return this.downActors.has(id);
  }

  linkBetween(a: string, b: string): LinkFault {
    return this.linkFaults.get(linkName(a, b)) ?? HEALTHY_LINK;
  }

  spawn(kind: string, id: ActorId, place: Place, state: object): void {
    assert(this.kinds.has(kind), `no actor kind ${kind}`);
    assert(!this.slots.has(id), `actor ${id} exists already`);
    this.slots.set(id, { kind, place, state, epoch: this.epoch });
  }

  retire(id: ActorId): void {
    this.slots.delete(id);
    this.downActors.delete(id);
  }

  setDown(id: ActorId, down: boolean): void {
    if (down) this.downActors.add(id);
    else this.downActors.delete(id);
  }

  setLink(a: string, b: string, fault: LinkFault): void {
    if (!fault.cut && fault.extraMicros === 0 && fault.lossPerMillion === 0) this.linkFaults.delete(linkName(a, b));
    else this.linkFaults.set(linkName(a, b), fault);
  }

  wake(id: ActorId, delayMicros: Micros, message: M, options: { readonly background?: boolean } = {}): Timer {
    return this.schedule(id, id, delayMicros, message, -1, "timer", options.background ?? false);
  }

  /** Executes the next pending delivery. Returns undefined when nothing is pending. */
  step(): StepRecord<M> | undefined {
    if (this.queue.size === 0) return undefined;
    return this.execute(present(this.ownQueue().pop(), "queue not empty"));
  }

  /** Executes a message from outside as the next step. @param seq negative: an outside message is no one's reply */
  deliver(to: ActorId, message: M, at: Micros, seq: number): StepRecord<M> {
    assert(at >= this.nowMicros, `cannot act in the past: ${at} < ${this.nowMicros}`);
    return this.execute({
      seq,
      at,
      from: "outside",
      to,
      sentAt: at,
      message,
      cause: -1,
      via: "command",
      background: false,
    });
  }

  /** Lets time pass in which nothing is due. An earlier time changes nothing. */
  passTo(at: Micros): void {
    const next = this.queue.peek();
    assert(next === undefined || next.at >= at, "what is due happens first");
    this.nowMicros = Math.max(this.nowMicros, at);
  }

  /** A save of the whole world in O(actors + pending deliveries), sharing all item data. */
  save(): Saved<M> {
    this.epoch++;
    const streams = new Map<string, number>();
    for (const [name, random] of this.streams) streams.set(name, random.counter);
    return {
      now: this.nowMicros,
      steps: this.stepCount,
      seq: this.nextSeq,
      serial: this.nextSerial,
      events: this.eventCount,
      slots: new Map(this.slots),
      down: new Set(this.downActors),
      links: new Map(this.linkFaults),
      streams,
      queue: this.queue,
    };
  }

  /** Goes back (or forward) to a save. The save stays usable. */
  restore(saved: Saved<M>): void {
    this.epoch++;
    this.nowMicros = saved.now;
    this.stepCount = saved.steps;
    this.nextSeq = saved.seq;
    this.nextSerial = saved.serial;
    this.eventCount = saved.events;
    this.slots = new Map(saved.slots);
    this.downActors = new Set(saved.down);
    this.linkFaults = new Map(saved.links);
    this.streams = new Map();
    this.wires = new Map();
    for (const [name, counter] of saved.streams) this.streams.set(name, new Random(hash32(name, this.seed), counter));
    this.queue = saved.queue;
  }

  /** For StepContext (StepPowers). */
  serial(): number {
    return this.nextSerial++;
  }

  /** For StepContext (StepPowers). */
  stream(name: string): Random {
    let random = this.streams.get(name);
    if (random === undefined) {
      random = new Random(hash32(name, this.seed));
      this.streams.set(name, random);
    }
    return random;
  }

  /** For StepContext (StepPowers). */
  schedule(
    from: ActorId,
    to: ActorId,
    delay: Micros,
    message: M,
    cause: number,
    via: "wire" | "timer",
    background: boolean,
  ): Timer {
    assert(Number.isInteger(delay) && delay >= 0, `a delay is a whole number of microseconds, not ${delay}`);
    const seq = this.nextSeq++;
    this.ownQueue().push({
      seq,
      at: this.nowMicros + delay,
      from,
      to,
      sentAt: this.nowMicros,
      message,
      cause,
      via,
      background,
    });
    return { seq, background };
  }

  /** For StepContext (StepPowers). */
  cancel(timer: Timer): void {
    this.ownQueue().cancel(timer.seq, timer.background);
  }

  /** For StepContext (StepPowers). Returns the loss, or null when the message is on its way. */
  transmit(
    from: ActorId,
    place: Place,
    to: ActorId,
    message: M,
    cause: number,
    options: SendOptions | undefined,
  ): LostSend | null {
    const there = this.slots.get(to)?.place ?? place;
    const random = this.wire(place, there);
    let micros = drawLatency(tableFor(this.profile, place, there), random);
    if (place.region !== there.region) {
      const link = this.linkBetween(place.region, there.region);
      const reason = link.cut ? "cut" : link.lossPerMillion > 0 && random.chance(link.lossPerMillion) ? "loss" : null;
      if (reason !== null) return { to, type: message.type, reason };
      micros += link.extraMicros;
    }
    this.schedule(from, to, micros + (options?.delayMicros ?? 0), message, cause, "wire", options?.background ?? false);
    return null;
  }

  /** For StepContext (StepPowers). */
  recordEvent(actor: ActorId, cause: number, fact: E | (() => E)): number {
    const seq = this.eventCount++;
    if (this.onEvent === undefined) return seq;
    const event = typeof fact === "function" ? fact() : fact;
    this.onEvent({ seq, step: this.stepCount, at: this.nowMicros, actor, cause, event });
    return seq;
  }

  private execute(delivery: Delivery<M>): StepRecord<M> {
    assert(delivery.at >= this.nowMicros, "time never runs backwards");
    this.nowMicros = delivery.at;
    this.stepCount++;
    const firstEvent = this.eventCount;
    const slot = this.slots.get(delivery.to);
    const arrived = slot !== undefined && !this.downActors.has(delivery.to);
    let lostSends = NO_LOST_SENDS;
    if (arrived) {
      const kind = present(this.kinds.get(slot.kind), slot.kind) as unknown as ActorKind<object, M, E>;
      const context = new StepContext(this, delivery, slot.place);
      kind.handle(this.ownState(delivery.to, slot), delivery.message, context);
      lostSends = context.lostSends;
    }
    return { step: this.stepCount, delivery, arrived, firstEvent, events: this.eventCount - firstEvent, lostSends };
  }

  private wire(from: Place, to: Place): Random {
    let there = this.wires.get(from);
    if (there === undefined) {
      there = new Map();
      this.wires.set(from, there);
    }
    let random = there.get(to);
    if (random === undefined) {
      random = this.stream(`${from.region}/${from.zone ?? "*"}>${to.region}/${to.zone ?? "*"}`);
      there.set(to, random);
    }
    return random;
  }

  private ownState(id: ActorId, slot: Slot): object {
    if (slot.epoch === this.epoch) return slot.state;
    const state = cloneState(slot.state);
    this.slots.set(id, { ...slot, state, epoch: this.epoch });
    return state;
  }

  private ownQueue(): DeliveryQueue<M> {
    if (this.queueEpoch !== this.epoch) {
      this.queue = this.queue.clone();
      this.queueEpoch = this.epoch;
    }
    return this.queue;
  }
}
