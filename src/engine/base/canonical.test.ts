import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalHash, canonicalJson } from "./canonical.ts";
import { OrderedMap } from "./ordered-map.ts";

/** The same value with the fields of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, shuffled(v)]),
  );
}

describe("canonical text", () => {
  it("[SIM-5] is JSON of the same value, and the same whatever the order of fields", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        expect(JSON.parse(text)).toEqual(plain);
        expect(canonicalJson(shuffled(plain))).toBe(canonicalJson(plain));
      }),
    );
  });

  it("[SIM-5] tells collections by what they hold, not by how they came to hold it", () => {
    const one = new Map([
      ["b", 1],
      ["a", 2],
    ]);
    const two = new Map([
      ["a", 2],
      ["b", 1],
    ]);
    expect(canonicalJson(one)).toBe(canonicalJson(two));
    expect(canonicalJson(new Set(["x", "a"]))).toBe('["a","x"]');
    const tree = OrderedMap.empty<number>();
    for (let i = 0; i < 100; i++) tree.set(`k${i}`, i);
    for (let i = 1; i < 100; i++) tree.delete(`k${i}`);
    const small = OrderedMap.empty<number>();
    small.set("k0", 0);
    expect(canonicalJson(tree)).toBe(canonicalJson(small));
  });

  it("[SIM-5] sorts names by UTF-8 bytes, leaves out what is undefined, and knows one zero", () => {
    expect(canonicalJson({ "😀": 1, "￿": 2, b: undefined, a: -0 })).toBe('{"a":0,"￿":2,"😀":1}');
    expect(canonicalJson([undefined, 12n, new Uint8Array([1, 255])])).toBe('[null,"12n","01ff"]');
    expect(canonicalHash({ a: 1 })).toBe("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
  });
});
