import { describe, expect, it } from "vitest";
import { matchedPieces } from "./palette-match.ts";

describe("what was typed, in a label of the palette", () => {
  it("is found whatever its case, at its first place", () => {
    expect(matchedPieces("Close shard, then close", "CLOSE")).toEqual([
      { at: 0, text: "Close", isMatch: true },
      { at: 5, text: " shard, then close", isMatch: false },
    ]);
    expect(matchedPieces("PutItem with cleo", " cl ")).toEqual([
      { at: 0, text: "PutItem with ", isMatch: false },
      { at: 13, text: "cl", isMatch: true },
      { at: 15, text: "eo", isMatch: false },
    ]);
  });

  it.each(["", "  ", "xyz"])("leaves the label whole for %o", (query) => {
    expect(matchedPieces("cleo", query)).toEqual([{ at: 0, text: "cleo", isMatch: false }]);
  });
});
