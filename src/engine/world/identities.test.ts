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
    expect(letters.slice(0, 4)).toEqual(["C", "Ca", "Cb", "Cc"]);
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters.every((letter) => letter.length > 0)).toBe(true);
  });

  it("[TT-10] no letter can be read together with the version behind it", () => {
    const identities = new ItemIdentities();
    const letters = ["cleo · 1", "cleo · 2", "cleo · 3", "7", "42 · 1", "2026 · bob"].map((label) => {
      identities.meet("T", label);
      return identities.of("T", label).letter;
    });
    expect(letters).toEqual(["C", "Ce", "Ca", "#", "#a", "B"]);
  });

  it("[TT-10] of many alike, each takes the shortest ending that is free", () => {
    const identities = new ItemIdentities();
    const letters = Array.from({ length: 30 }, (_, i) => {
      identities.meet("T", `x${i}`);
      return identities.of("T", `x${i}`).letter;
    });
    expect([0, 1, 23, 24, 29].map((i) => letters[i])).toEqual(["X", "Xa", "Xz", "Xaa", "Xaf"]);
    expect(new Set(letters).size).toBe(30);
  });

  it("[TT-10] an item that was never met has a look all the same", () => {
    expect(new ItemIdentities().of("T", "zoe")).toEqual({ hue: 0, notches: 0, letter: "Z" });
  });
});
