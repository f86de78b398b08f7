/** Where marks go when the text was edited since it ran. */
import { describe, expect, test } from "vitest";
import { lineMap } from "./line-map.ts";

const RAN = ["import a", "", "await one()", "await two()", "end"].join("\n");

describe("lineMap", () => {
  test("is the same line where nothing changed", () => {
    expect([1, 3, 5].map(lineMap(RAN, RAN))).toEqual([1, 3, 5]);
  });
  test("shifts what stands after lines that came or went", () => {
    const longer = RAN.replace("await two()", "// new\n// lines\nawait two()");
    expect([1, 3, 4, 5].map(lineMap(RAN, longer))).toEqual([1, 3, 6, 7]);
    const shorter = RAN.replace("\n\n", "\n");
    expect([1, 3, 4, 5].map(lineMap(RAN, shorter))).toEqual([1, 2, 3, 4]);
  });
  test("forgets a line that was changed", () => {
    const changed = RAN.replace("await two()", "await three()");
    expect([3, 4, 5].map(lineMap(RAN, changed))).toEqual([3, null, 5]);
    expect([1, 5].map(lineMap(RAN, "something else"))).toEqual([null, null]);
  });
});
