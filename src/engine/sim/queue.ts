/**
 * Pending deliveries as a binary heap ordered by `(at, seq)`. Copying it is one array slice, so checkpoints may share
 * it until the next change. `seq` is unique, hence the order is total. Timers can be taken back: the queue knows which
 * of them are armed, and what is not armed any more is dropped when it reaches the top. [SIM-1, SIM-6]
 */
import { assert } from "../base/assert.ts";
import type { AnyMessage, Delivery } from "./message.ts";

export class DeliveryQueue<M extends AnyMessage> {
  private heap: Delivery<M>[] = [];
  private foreground = 0;
  /** Timers in the heap that have not been cancelled, by seq. */
  private armed = new Set<number>();
  /** Cancelled timers still in the heap: removing one from the middle would cost a search. */
  private dead = 0;

  get size(): number {
    return this.heap.length - this.dead;
  }

  /** Deliveries that keep the world from being quiet. */
  get foregroundSize(): number {
    return this.foreground;
  }

  peek(): Delivery<M> | undefined {
    this.dropDeadTop();
    return this.heap[0];
  }

  /** Takes back a pending timer. @throws {AssertionFailed} when it has fired, or was cancelled before */
  cancel(seq: number, background: boolean): void {
    assert(this.armed.delete(seq), `timer ${seq} is not pending`);
    this.dead++;
    if (!background) this.foreground--;
    if (this.dead > 64 && this.dead * 2 > this.heap.length) this.compact();
  }

  push(delivery: Delivery<M>): void {
    const heap = this.heap;
    let i = heap.length;
    heap.push(delivery);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent] as Delivery<M>;
      if (before(above, delivery)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = delivery;
    if (delivery.via === "timer") this.armed.add(delivery.seq);
    if (!delivery.background) this.foreground++;
  }

  pop(): Delivery<M> | undefined {
    this.dropDeadTop();
    const top = this.removeTop();
    if (top === undefined) return undefined;
    if (top.via === "timer") this.armed.delete(top.seq);
    if (!top.background) this.foreground--;
    return top;
  }

  /** All pending deliveries in delivery order. */
  inOrder(): Delivery<M>[] {
    return this.heap.filter((d) => this.alive(d)).sort((a, b) => (before(a, b) ? -1 : 1));
  }

  clone(): DeliveryQueue<M> {
    const copy = new DeliveryQueue<M>();
    copy.heap = this.heap.slice();
    copy.foreground = this.foreground;
    copy.armed = new Set(this.armed);
    copy.dead = this.dead;
    return copy;
  }

  private alive(delivery: Delivery<M>): boolean {
    return delivery.via !== "timer" || this.armed.has(delivery.seq);
  }

  private removeTop(): Delivery<M> | undefined {
    const heap = this.heap;
    const top = heap[0];
    if (top === undefined) return undefined;
    const last = heap.pop() as Delivery<M>;
    if (heap.length > 0) this.sink(last);
    return top;
  }

  private dropDeadTop(): void {
    while (this.dead > 0) {
      const top = this.heap[0] as Delivery<M>;
      if (this.alive(top)) return;
      this.removeTop();
      this.dead--;
    }
  }

  private compact(): void {
    this.heap = this.inOrder(); // a sorted array is a heap
    this.armed = new Set(this.armed); // and its table no longer hangs on those before it, see emptied-map.ts
    this.dead = 0;
  }

  private sink(delivery: Delivery<M>): void {
    const heap = this.heap;
    const n = heap.length;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= n) break;
      const right = child + 1;
      if (right < n && before(heap[right] as Delivery<M>, heap[child] as Delivery<M>)) child = right;
      const below = heap[child] as Delivery<M>;
      if (before(delivery, below)) break;
      heap[i] = below;
      i = child;
    }
    heap[i] = delivery;
  }
}

function before(a: Delivery, b: Delivery): boolean {
  return a.at < b.at || (a.at === b.at && a.seq < b.seq);
}
