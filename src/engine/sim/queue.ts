/**
 * Pending deliveries as a binary heap ordered by `(at, seq)`. Copying it is one array slice, so checkpoints may share
 * it until the next change. `seq` is unique, hence the order is total. [SIM-1]
 */
import type { AnyMessage, Delivery } from "./message.ts";

export class DeliveryQueue<M extends AnyMessage> {
  private heap: Delivery<M>[] = [];
  private foreground = 0;
  /** Cancelled deliveries still in the heap, by seq: removing from the middle of a heap would cost a search. */
  private cancelled = new Map<number, boolean>();

  get size(): number {
    return this.heap.length - this.cancelled.size;
  }

  /** Deliveries that keep the world from being quiet. */
  get foregroundSize(): number {
    return this.foreground;
  }

  peek(): Delivery<M> | undefined {
    this.dropCancelledTop();
    return this.heap[0];
  }

  /** Takes back a pending delivery (a timer that is no longer needed). */
  cancel(seq: number, background: boolean): void {
    this.cancelled.set(seq, true);
    if (!background) this.foreground--;
    if (this.cancelled.size > 64 && this.cancelled.size * 2 > this.heap.length) this.compact();
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
    if (!delivery.background) this.foreground++;
  }

  pop(): Delivery<M> | undefined {
    this.dropCancelledTop();
    const top = this.removeTop();
    if (top !== undefined && !top.background) this.foreground--;
    return top;
  }

  /** All pending deliveries in delivery order. */
  inOrder(): Delivery<M>[] {
    return this.heap.filter((d) => !this.cancelled.has(d.seq)).sort((a, b) => (before(a, b) ? -1 : 1));
  }

  clone(): DeliveryQueue<M> {
    const copy = new DeliveryQueue<M>();
    copy.heap = this.heap.slice();
    copy.foreground = this.foreground;
    copy.cancelled = new Map(this.cancelled);
    return copy;
  }

  private removeTop(): Delivery<M> | undefined {
    const heap = this.heap;
    const top = heap[0];
    if (top === undefined) return undefined;
    const last = heap.pop() as Delivery<M>;
    if (heap.length > 0) this.sink(last);
    return top;
  }

  private dropCancelledTop(): void {
    while (this.cancelled.size > 0) {
      const top = this.heap[0];
      if (top === undefined || !this.cancelled.delete(top.seq)) return;
      this.removeTop();
    }
  }

  private compact(): void {
    const live = this.heap.filter((d) => !this.cancelled.has(d.seq));
    live.sort((a, b) => (before(a, b) ? -1 : 1)); // a sorted array is a heap
    this.heap = live;
    this.cancelled.clear();
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
