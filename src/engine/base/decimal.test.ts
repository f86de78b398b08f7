import Big from "big.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDecimals, canonicalDecimal, compareDecimals, subtractDecimals } from "./decimal.ts";

Big.DP = 400;
Big.NE = -400;
Big.PE = 400;

const canonical = (text: string) => {
  const result = canonicalDecimal(text);
  return typeof result === "string" ? `fault: ${result}` : result.text;
};

/** Texts of numbers DynamoDB accepts: up to 38 digits, any exponent that keeps them in range. */
const decimals = fc
  .record({
    negative: fc.boolean(),
    digits: fc.bigInt({ min: 1n, max: 10n ** 38n - 1n }),
    power: fc.integer({ min: -130, max: 87 }),
  })
  .map(({ negative, digits, power }) => `${negative ? "-" : ""}${digits}E${power}`);

describe("decimals", () => {
  it.each([
    ["0", "0"],
    ["-0", "0"],
    ["0.000", "0"],
    ["+5", "5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1.e5", "100000"],
    ["007.50", "7.5"],
    ["-1E-3", "-0.001"],
    ["1e0000000000000000000001", "10"],
    ["0e125", "0"],
    ["0e126", "fault: overflow"],
    ["0e-131", "fault: underflow"],
    ["9.9999999999999999999999999999999999999E+125", `99999999999999999999999999999999999999${"0".repeat(88)}`],
    ["1E126", "fault: overflow"],
    ["1E-130", `0.${"0".repeat(129)}1`],
    ["1E-131", "fault: underflow"],
    [`1${"0".repeat(37)}1`, "fault: digits"],
    [`1${"0".repeat(37)}1e90`, "fault: overflow"],
    ["1e99999999999999999", "fault: overflow"],
    ["1e99999999999999999999", "fault: syntax"],
    ["", "fault: syntax"],
    [" 1", "fault: syntax"],
    ["1_000", "fault: syntax"],
    ["0x5", "fault: syntax"],
    ["1e", "fault: syntax"],
    ["-", "fault: syntax"],
    [".", "fault: syntax"],
    ["1.2.3", "fault: syntax"],
    ["NaN", "fault: syntax"],
  ])("[VAL-3] %s reads as %s", (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it("[VAL-3] one value has one text, and it is a fixed point", () => {
    fc.assert(
      fc.property(decimals, (text) => {
        const once = canonical(text);
        expect(once).toBe(new Big(text).toFixed());
        expect(canonical(once)).toBe(once);
      }),
    );
  });

  it("[VAL-5] order agrees with exact arithmetic", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(Math.sign(compareDecimals(canonical(a), canonical(b)))).toBe(new Big(a).cmp(new Big(b)));
      }),
    );
  });

  it("[EXPR-11] sums and differences are exact or refused", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const pairs = [
          [addDecimals(canonical(a), canonical(b)), new Big(a).plus(b)],
          [subtractDecimals(canonical(a), canonical(b)), new Big(a).minus(b)],
        ] as const;
        for (const [ours, exact] of pairs) {
          const expected = canonical(exact.toFixed());
          expect(typeof ours === "string" ? `fault: ${ours}` : ours.text).toBe(expected);
        }
      }),
    );
  });
});
