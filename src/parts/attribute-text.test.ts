import { expect, test } from "vitest";
import type { AttributeValue } from "../engine/index.ts";
import { draftsOf, editText, itemOf, readValue, shortText, typeOfValue } from "./attribute-text.ts";

const VALUES: readonly AttributeValue[] = [
  { S: "gold" },
  { S: "" },
  { N: "-12.50" },
  { B: "AAEC" },
  { BOOL: false },
  { NULL: true },
  { SS: ["a", "b b"] },
  { NS: ["1", "2"] },
  { BS: ["AA==", "AQ=="] },
  { L: [{ S: "x" }, { M: { y: { N: "1" } } }] },
  { M: { deep: { L: [{ NULL: true }] } } },
];

test("a value survives being shown in a form and read back", () => {
  for (const value of VALUES) {
    expect(readValue({ type: typeOfValue(value), text: editText(value) })).toEqual({ ok: true, value });
  }
});

test("values are short in tables, and say how much they hold", () => {
  expect(VALUES.map(shortText)).toEqual([
    "gold",
    '""',
    "-12.50",
    "3 bytes",
    "false",
    "null",
    "{2 strings}",
    "{2 numbers}",
    "{2 binaries}",
    "[2 values]",
    "{1 key}",
  ]);
});

test("of a long string its beginning is shown, with no half of a character, and how long it is", () => {
  expect(shortText({ S: "x".repeat(300) })).toBe("x".repeat(300));
  expect(shortText({ S: "x".repeat(400) })).toBe(`${"x".repeat(300)}… (400 characters)`);
  expect(shortText({ S: `${"x".repeat(299)}${"😀".repeat(2)}` })).toBe(`${"x".repeat(299)}… (303 characters)`);
});

test("a map that is not one says how it is written", () => {
  expect(readValue({ type: "M", text: "[]" })).toEqual({
    ok: false,
    fault: 'A map is written as {"name": {"S": "a"}}.',
  });
  expect(readValue({ type: "L", text: "{oops" })).toMatchObject({
    ok: false,
    fault: expect.stringContaining("Not JSON"),
  });
});

test("drafts put the key first and become the item again", () => {
  const item = { score: { N: "1" }, player: { S: "cleo" } };
  const drafts = draftsOf(item, ["player"]);
  expect(drafts.map((draft) => draft.name)).toEqual(["player", "score"]);
  expect(itemOf(drafts)).toEqual({ ok: true, item });
});

test("an attribute without a name, or named twice, is a fault of its row", () => {
  const rows = [
    { name: "a", type: "S", text: "" },
    { name: "", type: "S", text: "" },
    { name: "a", type: "N", text: "1" },
  ] as const;
  expect(itemOf(rows)).toEqual({
    ok: false,
    faults: { 1: "An attribute needs a name.", 2: "There is another attribute called a." },
  });
});
