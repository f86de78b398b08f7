import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OrderedMap } from "./ordered-map.ts";
import { OrderedSums } from "./ordered-sums.ts";

const key = fc.nat(3_000).map((n) => String(n).padStart(4, "0"));
const edge = fc.option(key, { nil: null });

describe("sums over an ordered map", () => {
  it("are those of a walk, in changed maps, their clones and older ones, whatever was learnt before", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, fc.integer({ min: -1, max: 9 }))),
        key,
        edge,
        fc.nat(2_500),
        (acts, a, to, most) => {
          const sums = new OrderedSums<number, number>({
            none: 0,
            of: ({ values }, from, end) => values.slice(from, end).reduce((sum, value) => sum + value, 0),
            plus: (x, y) => x + y,
          });
          const map = OrderedMap.empty<number>();
          for (let n = 0; n < 3_000; n += 2) map.set(String(n).padStart(4, "0"), n % 7);
          const old = map.clone();
          const from = a < "0300" ? "" : a;
          const check = (one: OrderedMap<number>) => {
            const inside = [...one.entries()].filter(([k]) => k >= from && (to === null || k < to));
            const total = inside.reduce((sum, [, value]) => sum + value, 0);
            expect(sums.sum(one, { from, to })).toBe(total);
            const sumTo = (at: number) => inside.slice(0, at + 1).reduce((sum, [, value]) => sum + value, 0);
            const reached = inside.find((_, at) => sumTo(at) > total / 2)?.[0];
            expect(sums.reach(one, { from, to }, (so) => so > total / 2)).toBe(reached);
          };
          sums.learn(map, { from, to }, most);
          check(map);
          for (const [k, value] of acts) value < 0 ? map.delete(k) : map.set(k, value);
          check(map);
          check(old);
        },
      ),
    );
  });
});
