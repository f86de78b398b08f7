import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalDecimal } from "../base/decimal.ts";
import { TinyTable } from "../testing/dynamo-fixtures.ts";
import { itemBytes, readUnits, valueBytes, writeUnits } from "./sizes.ts";

describe("sizes", () => {
  it("[SIZE-1] the Developer Guide's example item is 23 bytes", () => {
    expect(itemBytes({ "shirt-color": { S: "R" }, "shirt-size": { S: "M" } })).toBe(23);
  });

  it.each([
    [{ S: "é€😀" }, 9],
    [{ B: "AQID" }, 3],
    [{ BOOL: true }, 1],
    [{ NULL: true }, 1],
    [{ L: [] }, 3],
    [{ M: {} }, 3],
    [{ L: [{ S: "ab" }, { N: "1" }] }, 3 + 3 + 3],
    [{ M: { ab: { BOOL: true } } }, 3 + 1 + 2 + 1],
    [{ SS: ["a", "bc"] }, 3],
    [{ BS: ["AQ==", "AQI="] }, 3],
    [{ NS: ["1", "100"] }, 4],
  ] as const)("[SIZE-1] %j takes %i bytes", (value, bytes) => {
    expect(valueBytes(value)).toBe(bytes);
  });

  it.each([
    ["0", 1],
    ["42", 2],
    ["-42", 3],
    ["0.0000001", 2],
    ["100", 2],
    ["123", 3],
    ["100.5", 4],
    ["-0.05", 3],
    ["1.05", 3],
  ])("[SIZE-2] the number %s takes %i bytes", (N, bytes) => {
    expect(valueBytes({ N })).toBe(bytes);
  });

  it("[SIZE-2] a number's size is that of its significant digits, half a byte each, per side of the point", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.integer({ min: 0, max: 15 }),
        (digits, scale) => {
          const sent = canonicalDecimal(`${digits}e-${scale}`);
          if (typeof sent === "string") return;
          const [whole = "", fraction = ""] = sent.text.replace("-", "").split(".");
          const left = fraction === "" ? whole.replace(/0+$/, "") : whole.replace(/^0+/, "");
          const right = left === "" ? fraction.replace(/^0+/, "") : fraction;
          const expected =
            1 + Math.ceil(left.length / 2) + Math.ceil(right.length / 2) + (sent.text.startsWith("-") ? 1 : 0);
          expect(valueBytes({ N: sent.text })).toBe(sent.text === "0" ? 1 : expected);
        },
      ),
    );
  });

  it("[SIZE-3] an item of 409,600 bytes is accepted and one byte more is not", () => {
    const put = (bytes: number) =>
      new TinyTable().send("PutItem", { Item: { pk: { S: "a" }, sk: { S: "b" }, x: { S: "y".repeat(bytes - 7) } } });
    expect(put(409_600)).toEqual({});
    expect(put(409_601)).toBe("ValidationException: Item size has exceeded the maximum allowed size");
  });

  it("[SIZE-3] an update that grows an item past the limit is refused in other words", () => {
    const tiny = new TinyTable();
    const Key = { pk: { S: "a" }, sk: { S: "b" } };
    tiny.send("PutItem", { Item: { ...Key, x: { S: "y".repeat(400_000) } } });
    const grown = tiny.send("UpdateItem", {
      Key,
      UpdateExpression: "SET z = :z",
      ExpressionAttributeValues: { ":z": { S: "y".repeat(10_000) } },
    });
    expect(grown).toBe("ValidationException: Item size to update has exceeded the maximum allowed size");
  });

  it("[SIZE-4] units: per started 4 KB read, halved when eventually consistent; per started 1 KB written", () => {
    expect([0, 1, 4096, 4097].map((bytes) => readUnits(bytes, true))).toEqual([1, 1, 1, 2]);
    expect([0, 4096, 4097].map((bytes) => readUnits(bytes, false))).toEqual([0.5, 0.5, 1]);
    expect([0, 1024, 1025].map(writeUnits)).toEqual([1, 1, 2]);
  });
});
