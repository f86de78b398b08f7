import { expect, test } from "vitest";
import { shared } from "./shared-structure.ts";

test("an equal value is the old object itself", () => {
  const before = { a: [1, { b: 2 }], c: null };
  expect(shared(before, structuredClone(before))).toBe(before);
});

test("only the parts that changed are new", () => {
  const before = { same: { x: 1 }, list: [{ id: 1 }, { id: 2 }] };
  const after = { same: { x: 1 }, list: [{ id: 1 }, { id: 3 }] };
  const kept = shared(before, after);
  expect(kept).toEqual(after);
  expect([
    kept.same === before.same,
    kept.list === before.list,
    kept.list[0] === before.list[0],
    kept.list[1] === before.list[1],
  ]).toEqual([true, false, true, false]);
});

test("a missing or added field makes a new object", () => {
  const before: Record<string, unknown> = { a: 1, b: undefined };
  expect(shared(before, { a: 1 })).not.toBe(before);
  expect(shared<Record<string, unknown>>({ a: 1 }, { a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
});

test("what has an id is known again at another place", () => {
  const before = [{ id: 1 }, { id: 2, of: { x: 1 } }, { id: 3 }];
  const kept = shared(before, [{ id: 2, of: { x: 1 } }, { id: 3, of: { x: 2 } }, { id: 4 }]);
  expect(kept).toEqual([{ id: 2, of: { x: 1 } }, { id: 3, of: { x: 2 } }, { id: 4 }]);
  expect([kept[0] === before[1], kept[1] === before[2]]).toEqual([true, false]);
});
