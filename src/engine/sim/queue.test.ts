import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnyMessage, Delivery } from "./message.ts";
import { DeliveryQueue } from "./queue.ts";

function delivery(seq: number, at: number, options: Partial<Delivery> = {}): Delivery {
  const message: AnyMessage = { type: "M" };
  return { seq, at, from: "a", to: "b", sentAt: 0, message, cause: -1, via: "timer", background: false, ...options };
}

const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("push" as const),
      at: fc.nat(40),
      background: fc.boolean(),
      timer: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("pop" as const) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("cancel" as const), which: fc.nat(1_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("clone" as const), keep: fc.boolean() }) },
);

const inOrder = (list: readonly Delivery[]): Delivery[] => [...list].sort((a, b) => a.at - b.at || a.seq - b.seq);

function expectSame(queue: DeliveryQueue<AnyMessage>, oracle: readonly Delivery[]): void {
  const sorted = inOrder(oracle);
  expect(queue.inOrder()).toEqual(sorted);
  expect(queue.peek()).toEqual(sorted[0]);
  expect([queue.size, queue.foregroundSize]).toEqual([sorted.length, sorted.filter((d) => !d.background).length]);
}

describe("the delivery queue", () => {
  it("[SIM-1] gives deliveries in the order of (time, sequence), whatever was pushed, cancelled and cloned", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 400 }), (acts) => {
        let queue = new DeliveryQueue<AnyMessage>();
        let oracle: Delivery[] = [];
        const left: { queue: DeliveryQueue<AnyMessage>; oracle: Delivery[] }[] = [];
        let seq = 0;
        for (const next of acts) {
          if (next.do === "push") {
            const d = delivery(++seq, next.at, { background: next.background, via: next.timer ? "timer" : "wire" });
            queue.push(d);
            oracle.push(d);
          } else if (next.do === "pop") {
            const [first, ...rest] = inOrder(oracle);
            expect(queue.pop()).toEqual(first);
            oracle = rest;
          } else if (next.do === "cancel") {
            const timers = oracle.filter(({ via }) => via === "timer");
            const victim = timers[next.which % Math.max(1, timers.length)];
            if (victim === undefined) continue;
            queue.cancel(victim.seq, victim.background);
            oracle = oracle.filter((d) => d !== victim);
          } else {
            const copy = queue.clone();
            left.push({ queue: next.keep ? queue : copy, oracle: [...oracle] });
            if (next.keep) queue = copy;
          }
          expectSame(queue, oracle);
        }
        for (const each of left) expectSame(each.queue, each.oracle);
      }),
      { numRuns: 60 },
    );
  });

  it("[SIM-6] stays small when timer after timer is cancelled", () => {
    const queue = new DeliveryQueue<AnyMessage>();
    queue.push(delivery(1, 9_999_999));
    for (let seq = 2; seq < 5_000; seq++) {
      queue.push(delivery(seq, 1_000_000 + seq));
      queue.cancel(seq, false);
    }
    expect(queue.size).toBe(1);
    expect((queue as unknown as { heap: unknown[] }).heap.length).toBeLessThan(200);
    expect(queue.pop()?.seq).toBe(1);
    expect([queue.size, queue.foregroundSize]).toEqual([0, 0]);
  });

  it("[SIM-6] cancelling a timer that has fired, or was cancelled, is a mistake and changes nothing", () => {
    const queue = new DeliveryQueue<AnyMessage>();
    for (const seq of [1, 2, 3]) queue.push(delivery(seq, seq));
    queue.pop();
    expect(() => queue.cancel(1, false)).toThrow("timer 1 is not pending");
    queue.cancel(2, false);
    expect(() => queue.cancel(2, false)).toThrow("timer 2 is not pending");
    expect([queue.size, queue.foregroundSize]).toEqual([1, 1]);
  });
});
