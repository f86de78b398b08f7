/** UTF-8 against the platform's own coder. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { utf8Decode, utf8Encode } from "./utf8.ts";

describe("utf8Decode", () => {
  test("gives back what was encoded", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(utf8Decode(utf8Encode(text))).toBe(text);
      }),
    );
  });

  test("agrees with TextDecoder on any bytes", () => {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0x41, 0x80, 0xbf, 0xc3, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 40 }), (bytes) => {
        const given = Uint8Array.from(bytes);
        expect(utf8Decode(given)).toBe(decoder.decode(given));
      }),
      { numRuns: 1000 },
    );
  });

  test("reads texts longer than one batch of characters", () => {
    const text = "añ😀€".repeat(9000);
    expect(utf8Decode(utf8Encode(text))).toBe(text);
  });
});
