import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draw32, hash32, Random } from "./random.ts";

describe("random streams", () => {
  it("[SIM-3] the counter is the whole state: a stream continued from its counter goes on the same", () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(200), fc.nat(50), (seed, before, after) => {
        const one = new Random(seed);
        for (let i = 0; i < before; i++) one.next32();
        const two = new Random(seed, one.counter);
        for (let i = 0; i < after; i++) expect(two.next32()).toBe(one.next32());
      }),
    );
  });

  it("[SIM-3] draws are unsigned 32-bit integers, the same on every platform", () => {
    expect([0, 1, 2, 3].map((i) => draw32(hash32("us-east-1/router#replica", 4217), i))).toMatchInlineSnapshot(`
      [
        3248553209,
        2445718746,
        2156467662,
        3180844832,
      ]
    `);
    expect(["", "a", "é😀"].map((text) => hash32(text))).toMatchInlineSnapshot(`
      [
        2872998923,
        444641715,
        4159213040,
      ]
    `);
  });

  it("[SIM-3] a bounded draw stays below its bound and reaches all of it evenly", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, bound) => {
        const random = new Random(seed);
        for (let i = 0; i < 20; i++) {
          const draw = random.below(bound);
          expect(Number.isInteger(draw) && draw >= 0 && draw < bound).toBe(true);
        }
      }),
    );
    const counts = new Array<number>(16).fill(0);
    const random = new Random(hash32("even"));
    for (let i = 0; i < 32_000; i++) {
      const draw = random.below(16);
      counts[draw] = (counts[draw] ?? 0) + 1;
    }
    const spread = Math.max(...counts) - Math.min(...counts);
    expect(spread).toBeLessThan(400);
  });

  it("[SIM-3] streams of different names, or of neighbouring seeds, have nothing to do with each other", () => {
    const first = (seed: number): string => {
      const random = new Random(seed);
      return Array.from({ length: 64 }, () => random.below(2)).join("");
    };
    const seen = new Set<string>();
    for (let i = 0; i < 2_000; i++) {
      seen.add(first(hash32(`actor/${i}`, 1)));
      seen.add(first(i));
    }
    expect(seen.size).toBe(4_000);
    const a = first(hash32("a", 7));
    const agreeing = (b: string): number => [...b].filter((bit, i) => bit === a[i]).length;
    for (const name of ["b", "c", "aa", "A"]) {
      expect(agreeing(first(hash32(name, 7)))).toBeGreaterThan(14);
      expect(agreeing(first(hash32(name, 7)))).toBeLessThan(50);
    }
  });

  it("[SIM-3] a chance per million is met about as often as it says", () => {
    const random = new Random(hash32("chance"));
    let met = 0;
    for (let i = 0; i < 50_000; i++) if (random.chance(300_000)) met++;
    expect(met).toBeGreaterThan(14_500);
    expect(met).toBeLessThan(15_500);
    expect(new Random(1).chance(0)).toBe(false);
    expect(new Random(1).chance(1_000_000)).toBe(true);
  });
});
