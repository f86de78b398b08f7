import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../base/canonical.ts";
import { compareValues, type Item, itemsEqual, valuesEqual } from "./values.ts";

const leaf = fc.oneof(
  fc.constantFrom("", "a", "b").map((S) => ({ S })),
  fc.constantFrom("0", "1", "-1").map((N) => ({ N })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true as const }),
);
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie("value"), { maxLength: 2 }).map((L) => ({ L })),
    fc.dictionary(fc.constantFrom("x", "y", "z"), tie("value"), { maxKeys: 3 }).map((M) => ({ M })),
  ),
})).value as fc.Arbitrary<never>;

describe("equality and order of values", () => {
  it("[VAL-4] two values are equal exactly when their canonical texts are", () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(valuesEqual(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
        expect(valuesEqual(a, structuredClone(a))).toBe(true);
      }),
    );
  });

  it("[VAL-4] the order of map keys does not matter, a missing one does", () => {
    const a: Item = { x: { S: "1" }, y: { S: "2" } };
    expect(itemsEqual(a, { y: { S: "2" }, x: { S: "1" } })).toBe(true);
    expect(itemsEqual(a, { x: { S: "1" } })).toBe(false);
    expect(itemsEqual({ x: { S: "1" } }, a)).toBe(false);
    expect(itemsEqual({}, JSON.parse('{"toString":{"S":"x"}}'))).toBe(false);
  });

  it("[VAL-5] values of different types, and types without order, do not compare", () => {
    expect(compareValues({ S: "1" }, { N: "1" })).toBeUndefined();
    expect(compareValues({ BOOL: true }, { BOOL: false })).toBeUndefined();
    expect(compareValues({ N: "9" }, { N: "10" })).toBeLessThan(0);
    expect(compareValues({ B: "gA==" }, { B: "AQ==" })).toBeGreaterThan(0);
    expect(compareValues({ S: "\uffff" }, { S: "\u{10000}" })).toBeLessThan(0);
  });
});
