/** Inflating within limits, against the library's own deflate; and the checksum. */

import fc from "fast-check";
import { deflateSync } from "fflate";
import { describe, expect, test } from "vitest";
import { crc32 } from "./crc32.ts";
import { inflateWithin } from "./inflate.ts";
import { utf8Decode, utf8Encode } from "./utf8.ts";

const dictionary = utf8Encode("what both sides know beforehand");
const options = { outputMax: 1 << 20, dictionary };

describe("inflateWithin", () => {
  test("gives back what was deflated", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ maxLength: 40 }).map((text) => utf8Encode(text.repeat(2000))),
    );
    fc.assert(
      fc.property(bytes, (given) => {
        const input = deflateSync(given, { dictionary });
        expect(inflateWithin(input, options)).toEqual({ bytes: given, ended: "input-over", taken: input.length });
      }),
    );
  });

  test("of a beginning, gives a beginning, longer for longer", () => {
    const text = Array.from({ length: 150 }, (_, i) => `line ${(i * 48271) % 9973}`).join("\n");
    const given = utf8Encode(text);
    const input = deflateSync(given, { dictionary });
    let before = 0;
    for (let length = 0; length < input.length; length += 5) {
      const { bytes, ended } = inflateWithin(input.subarray(0, length), options);
      expect(ended).toBe("input-over");
      expect(text.startsWith(utf8Decode(bytes))).toBe(true);
      expect(bytes.length).toBeGreaterThanOrEqual(before);
      before = bytes.length;
    }
    expect(before).toBeGreaterThan(given.length - 20);
  });

  test("stops soon after the limit", () => {
    const { bytes, ended, taken } = inflateWithin(deflateSync(new Uint8Array(1 << 24)), options);
    expect({ bytes: bytes.length, ended }).toEqual({ bytes: 0, ended: "too-large" });
    expect(taken).toBeLessThan(2000);
  });

  test("keeps what came before a fault", () => {
    const block = (length: number, value: number) => [
      0,
      length,
      0,
      255 - length,
      255,
      ...new Array<number>(length).fill(value),
    ];
    const noSuchBlock = 0b110;
    const { bytes, ended } = inflateWithin(Uint8Array.of(...block(100, 7), ...block(100, 8), noSuchBlock), options);
    expect({ read: [...bytes.subarray(0, 100)], ended }).toEqual({
      read: new Array<number>(100).fill(7),
      ended: "invalid",
    });
  });

  test("any bytes get an answer", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (input) => {
        expect(inflateWithin(input, options).taken).toBeLessThanOrEqual(input.length);
      }),
      { numRuns: 500 },
    );
  });
});

test("crc32 of the standard's example", () => {
  expect(crc32(utf8Encode("123456789"))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});
