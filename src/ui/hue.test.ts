import { describe, expect, it } from "vitest";
import { chipPath, hueOf } from "./hue.ts";

describe("the hue of an item", () => {
  it("follows the order of first appearance, then begins again with a notch", () => {
    expect([0, 7, 8, 15, 16].map(hueOf)).toEqual([
      { hue: "a", notches: 0 },
      { hue: "h", notches: 0 },
      { hue: "a", notches: 1 },
      { hue: "h", notches: 1 },
      { hue: "a", notches: 2 },
    ]);
  });

  it("is none before it has appeared", () => {
    expect(hueOf(null)).toEqual({ hue: "none", notches: 0 });
  });

  it.each([-1, 1.5, Number.NaN])("refuses %d as an ordinal", (ordinal) => {
    expect(() => hueOf(ordinal)).toThrow(RangeError);
  });

  it("draws another outline for every number of notches", () => {
    const outlines = [0, 1, 2].map((notches) => chipPath({ width: 26, height: 16, notches }));
    expect(new Set(outlines).size).toBe(3);
  });
});
