import { describe, expect, it } from "vitest";
import { ItemIdentities } from "./identities.ts";

describe("item identities", () => {
  it("[TT-10] gives eight hues in order of appearance, then the same again with a notch", () => {
    const identities = new ItemIdentities();
    for (let i = 0; i < 20; i++) identities.meet("T", `p${i}`);
    expect([0, 7, 8, 19].map((i) => identities.of("T", `p${i}`)).map(({ hue, notches }) => [hue, notches])).toEqual([
      [0, 0],
      [7, 0],
      [0, 1],
      [3, 2],
    ]);
  });

  it("[TT-10] keeps an item's look, and tells items of two tables apart", () => {
    const identities = new ItemIdentities();
    identities.meet("T", "cleo");
    const look = identities.of("T", "cleo");
    identities.meet("U", "cleo");
    identities.meet("T", "cleo");
    expect(identities.of("T", "cleo")).toBe(look);
    expect(identities.of("U", "cleo")).not.toEqual(look);
    expect(identities.size).toBe(2);
  });

  it("[TT-10] letters are as short as they can be and never the same twice", () => {
    const identities = new ItemIdentities();
    const letters = ["cleo", "carl", "c", "c·1", "😀", "", "élan", "cleo · 1"].map((label) => {
      identities.meet("T", label);
      return identities.of("T", label).letter;
    });
    expect(letters.slice(0, 3)).toEqual(["C", "Ca", "C2"]);
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters.every((letter) => letter.length > 0)).toBe(true);
  });

  it("[TT-10] of many alike, each takes the least number that is free", () => {
    const identities = new ItemIdentities();
    const letters = ["x", "x3", "x!", "x?", "x-", "x+"].map((label) => {
      identities.meet("T", label);
      return identities.of("T", label).letter;
    });
    expect(letters).toEqual(["X", "X3", "X2", "X4", "X5", "X6"]);
  });

  it("[TT-10] an item that was never met has a look all the same", () => {
    expect(new ItemIdentities().of("T", "zoe")).toEqual({ hue: 0, notches: 0, letter: "Z" });
  });
});
