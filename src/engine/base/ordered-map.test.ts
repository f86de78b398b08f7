import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OrderedMap } from "./ordered-map.ts";

const key = fc.string({ unit: fc.constantFrom("0", "1", "a", "f"), maxLength: 4 });
const act = fc.oneof(
  fc.record({ do: fc.constant("set" as const), key, value: fc.nat(99) }),
  fc.record({ do: fc.constant("delete" as const), key }),
  fc.record({ do: fc.constant("clone" as const) }),
);

const ascending = ([a]: readonly [string, number], [b]: readonly [string, number]): number => (a < b ? -1 : 1);

describe("an ordered map", () => {
  it("behaves as a sorted list of entries; a clone shares no later change", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 200 }), key, (acts, bound) => {
        let map = OrderedMap.empty<number>();
        const oracle = new Map<string, number>();
        const left: { map: OrderedMap<number>; entries: [string, number][] }[] = [];
        for (const next of acts) {
          if (next.do === "set") {
            map.set(next.key, next.value);
            oracle.set(next.key, next.value);
          } else if (next.do === "delete") expect(map.delete(next.key)).toBe(oracle.delete(next.key));
          else {
            left.push({ map, entries: [...oracle].sort(ascending) });
            map = map.clone();
          }
        }
        const entries = [...oracle].sort(ascending);
        expect([...map.entries()]).toEqual(entries);
        expect([...map.values()]).toEqual(entries.map(([, value]) => value));
        expect([map.size, map.firstKey(), map.lastKey()]).toEqual([
          entries.length,
          entries[0]?.[0],
          entries.at(-1)?.[0],
        ]);
        expect([map.get(bound), map.has(bound)]).toEqual([oracle.get(bound), oracle.has(bound)]);
        expect([...map.entriesFrom(bound)]).toEqual(entries.filter(([k]) => k >= bound));
        expect([...map.entriesBefore(bound)]).toEqual(entries.filter(([k]) => k < bound).reverse());
        expect([...map.entriesBefore(null)]).toEqual([...entries].reverse());
        for (const each of left) expect([...each.map.entries()]).toEqual(each.entries);
      }),
    );
  });
});

describe("a place in the order", () => {
  it("is reached by its rank, in trees of any shape and in their clones", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.boolean()), { maxLength: 400 }),
        fc.nat(450),
        (changes, rank) => {
          const map = OrderedMap.empty<number>();
          for (const [at, [key, keep]] of changes.entries()) keep ? map.set(key, at) : map.delete(key);
          const clone = map.clone();
          map.set("after the clone", -1);
          expect([...clone.entriesFromRank(rank)]).toEqual([...clone.entries()].slice(rank));
        },
      ),
    );
  });

  it("does not cost a walk", () => {
    const map = OrderedMap.empty<number>();
    for (let n = 0; n < 5_000; n++) map.set(String(n).padStart(5, "0"), n);
    expect(map.entriesFromRank(4_321).next().value).toEqual(["04321", 4_321]);
    expect(map.entriesFromRank(5_000).next().done).toBe(true);
  });
});
