import { describe, expect, it } from "vitest";
import { rovingIndex } from "./roving.ts";

describe("the focus in a row that is one tab stop", () => {
  it.each([
    ["ArrowRight", 0, 1],
    ["ArrowRight", 2, 0],
    ["ArrowLeft", 0, 2],
    ["Home", 2, 0],
    ["End", 0, 2],
    ["Enter", 1, null],
  ])("%s from %d of 3 goes to %s", (key, index, next) => {
    expect(rovingIndex(key, { index, count: 3 })).toBe(next);
  });

  it("stays nowhere in an empty row", () => {
    expect(rovingIndex("ArrowRight", { index: -1, count: 0 })).toBeNull();
  });
});
