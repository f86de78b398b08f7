import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToBase64 } from "../base/bytes.ts";
import { canonicalDecimal } from "../base/decimal.ts";
import { bound, index, table } from "../testing/dynamo-fixtures.ts";
import {
  afterPrefix,
  encodeKeyPrefix,
  encodeKeyValue,
  hashOf,
  hashPrefix,
  hashRange,
  indexStorageKeyOf,
  rangeContains,
  segmentRange,
  storageKeyOf,
} from "./keys.ts";
import type { BoundGet } from "./requests.ts";
import { type AttributeValue, compareValues } from "./values.ts";

const strings = fc.string({ unit: "grapheme", maxLength: 6 }).map((S): AttributeValue => ({ S }));
const zeros = fc
  .array(fc.constantFrom(0, 1, 254, 255), { maxLength: 5 })
  .map((b): AttributeValue => ({ B: bytesToBase64(Uint8Array.from(b)) }));
const numbers = fc
  .tuple(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), fc.integer({ min: -130, max: 87 }))
  .map(([digits, power]): AttributeValue => {
    const canonical = canonicalDecimal(`${digits}e${power}`);
    return { N: typeof canonical === "string" ? "0" : canonical.text };
  });
const smallNumbers = fc.integer({ min: -200, max: 200 }).map((n): AttributeValue => ({ N: String(n) }));

const sign = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

describe("storage keys", () => {
  for (const [what, values] of Object.entries({ strings, zeros, numbers, smallNumbers })) {
    it(`[KEY-2] encoded ${what} sort as the values do`, () => {
      fc.assert(
        fc.property(values, values, (a, b) => {
          expect(sign(encodeKeyValue(a), encodeKeyValue(b))).toBe(Math.sign(compareValues(a, b) as number));
        }),
      );
    });
  }

  it("[KEY-2] the extremes of numbers are in order", () => {
    const ordered = ["-9.9E125", "-1E125", "-1", "-1E-130", "0", "1E-130", "0.1", "1", "1.5", "10", "1E125", "9.9E125"];
    const encoded = ordered.map((text) => encodeKeyValue({ N: (canonicalDecimal(text) as { text: string }).text }));
    expect([...encoded].sort()).toEqual(encoded);
  });

  it("[KEY-3] no encoding is a prefix of another, so a sort key may follow a partition key", () => {
    fc.assert(
      fc.property(zeros, zeros, (a, b) => {
        const one = encodeKeyValue(a);
        const other = encodeKeyValue(b);
        expect(one !== other && other.startsWith(one)).toBe(false);
      }),
    );
  });

  it("[KEY-3] what begins with a value lies between its prefix and the end of its prefix", () => {
    fc.assert(
      fc.property(strings, strings, (a, b) => {
        const beginning = encodeKeyPrefix(a);
        const inside = rangeContains({ from: beginning, to: afterPrefix(beginning) }, encodeKeyValue(b));
        expect(inside).toBe((b as { S: string }).S.startsWith((a as { S: string }).S));
      }),
    );
  });

  it("[KEY-1] starts with the MD5 of the partition key, so equal numbers share a place", () => {
    const schema = table({ sortKey: null });
    const key = storageKeyOf(schema.key, { pk: { S: "Arturus Ardvarkian" } });
    expect(hashPrefix(key)).toMatch(/^[0-9A-F]{4}$/);
    expect(hashOf(key)).toBe(Number.parseInt(hashPrefix(key), 16));
    expect(key.slice(16)).toBe("Arturus Ardvarkian\x00\x01");
    expect([...key].every((c) => c.charCodeAt(0) < 256)).toBe(true);
  });

  it("[KEY-4] hash ranges and scan segments cut the ring without gap or overlap", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 65_536 }),
        (pk, total, cut) => {
          const key = storageKeyOf(table({ sortKey: null }).key, { pk: { S: pk } });
          const segments = Array.from({ length: total }, (_, i) => segmentRange(i, total));
          expect(segments.filter((segment) => rangeContains(segment, key)).length).toBe(1);
          const halves = [hashRange(0, cut), hashRange(cut, 65_536)];
          expect(halves.map((half) => rangeContains(half, key))).toEqual([hashOf(key) < cut, hashOf(key) >= cut]);
        },
      ),
    );
  });

  it("[KEY-6] a number has one place, however it was written", () => {
    const schema = table({ key: { partition: [{ name: "pk", type: "N" }], sort: [] } });
    const keys = ["1", "1.0", "01", "10e-1"].map((N) => bound("GetItem", { Key: { pk: { N } } }, schema));
    expect(new Set(keys.map((request) => (request as BoundGet).storageKey)).size).toBe(1);
  });

  it("[KEY-5] two items with one index key have two index entries, in the order of the table's key", () => {
    const schema = table();
    const entry = (sk: string) => ({ pk: { S: "p" }, sk: { S: sk }, artist: { S: "same" } });
    const [a, b] = [entry("1"), entry("2")].map((item) => indexStorageKeyOf(index().key, schema.key, item));
    expect(sign(a as string, b as string)).toBe(-1);
  });
});
