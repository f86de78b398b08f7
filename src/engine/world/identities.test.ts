import { describe, expect, it } from "vitest";
import { ItemIdentities } from "./identities.ts";

describe("item identities", () => {
  it("[TT-10] numbers items in order of appearance", () => {
    const identities = new ItemIdentities();
    for (let i = 0; i < 20; i++) identities.meet("T", `p${i}`);
    expect([0, 7, 8, 19].map((i) => identities.of("T", `p${i}`).ordinal)).toEqual([0, 7, 8, 19]);
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

  it("[TT-10] an item that was never met has a letter, and the look of none", () => {
    expect(new ItemIdentities().of("T", "zoe")).toEqual({ ordinal: null, letter: "Z" });
  });

  it("[TT-10] of a great many items at the start each table's first are met, and another when something happens", () => {
    const identities = new ItemIdentities();
    const items = (table: string) => Array.from({ length: 1_000 }, (_, i) => ({ table, label: `p${i}` }));
    identities.meetAtStart([...items("T"), ...items("U")]);
    const ordinals = (label: string) => ["T", "U"].map((table) => identities.of(table, label).ordinal);
    expect(ordinals("p255")).toEqual([255, 511]);
    expect(ordinals("p256")).toEqual([null, null]);
    identities.meet("T", "p999");
    expect(ordinals("p999")).toEqual([512, null]);
    expect(identities.of("T", "p999").letter).not.toBe(identities.of("T", "p0").letter);
  });
});
