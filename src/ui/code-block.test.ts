import { describe, expect, it } from "vitest";
import { linesOf, markedPieces } from "./code-block.tsx";

describe("marks in code", () => {
  const code = "get({ Key, ConsistentRead: true })";

  it.each([[[]], [["Key"]], [["ConsistentRead: true", "Key"]], [["absent", ""]], [["Key, Con", "ConsistentRead"]]])(
    "never change the code: %o",
    (marks) => {
      const pieces = markedPieces(code, marks);
      expect(pieces.map((piece) => piece.text).join("")).toBe(code);
    },
  );

  it("stand in the order of the code, each at its first place, the later of two that overlap left out", () => {
    const marked = markedPieces(code, ["ConsistentRead", "Key, Con"]).filter((piece) => piece.marked);
    expect(marked).toEqual([{ at: 6, text: "Key, Con", marked: true }]);
  });
});

describe("code line by line", () => {
  it("keeps each line's text, place and indent, and cuts a mark that goes over the end of a line", () => {
    const lines = linesOf(markedPieces("put({\n  Key,\n\n})", ["Key,\n"]));
    expect(
      lines.map(({ at, indent, pieces }) => [at, indent, pieces.map((p) => (p.marked ? `[${p.text}]` : p.text))]),
    ).toEqual([
      [0, 0, ["put({"]],
      [6, 2, ["  ", "[Key,]"]],
      [13, 0, []],
      [14, 0, ["})"]],
    ]);
  });
});
