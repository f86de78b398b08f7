import { md5 as noble } from "@noble/hashes/legacy.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToHex } from "./bytes.ts";
import { md5, md5Hex } from "./md5.ts";
import { utf8Encode } from "./utf8.ts";

const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes);

describe("md5", () => {
  it("is the one of everybody else, for any bytes of any length", () => {
    for (const length of [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128]) {
      const bytes = new Uint8Array(length).fill(200);
      expect(md5(textOf(bytes)), `${length} bytes`).toBe(textOf(noble(bytes)));
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(md5(textOf(bytes))).toBe(textOf(noble(bytes)));
      }),
    );
  });

  it("takes any other text by its bytes in UTF-8", () => {
    expect(md5Hex("")).toBe("d41d8cd98f00b204e9800998ecf8427e");
    expect(md5Hex("zürich → 東京")).toBe(bytesToHex(noble(utf8Encode("zürich → 東京"))));
  });
});
