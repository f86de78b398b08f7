import { describe, expect, it } from "vitest";
import type { PlacedLine } from "./layout.ts";
import { dotsAt, toldApart } from "./told-apart.ts";

const EDGES = { from: 104, to: 768 };

function line(seq: number, changed: Partial<PlacedLine> = {}): PlacedLine {
  const sent = { seq, step: 0, from: 0, to: 1, sentAt: 0, at: 100_000, who: null, main: false, meetsMark: false };
  return { ...sent, x1: 20, y1: 40, x2: 9_000, y2: 60, ...changed };
}

const seqs = (lines: readonly { readonly seq: number }[]) => lines.map((each) => each.seq);

describe("messages on their way that can be told apart", () => {
  it("draws once what lies within half a pixel all along the part that is seen, wherever it began outside", () => {
    expect(seqs(toldApart([line(1), line(2, { x1: 21 }), line(3, { x2: 9_010 })], EDGES))).toEqual([1]);
  });

  it("keeps what starts elsewhere inside, leaves the edge elsewhere, or looks different", () => {
    const who = { ordinal: 3, letter: "C" } as NonNullable<PlacedLine["who"]>;
    const lines = [
      line(1),
      line(2, { x1: 150 }),
      line(3, { x2: 2_000 }),
      line(4, { who }),
      line(5, { main: true }),
      line(6, { quiet: true }),
    ];
    expect(seqs(toldApart(lines, EDGES))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("keeps every message that arrived or was lost: each has an end of its own", () => {
    expect(seqs(toldApart([line(1, { step: 7 }), line(2, { step: 7 }), line(3, { lost: true })], EDGES))).toEqual([
      1, 2, 3,
    ]);
  });

  it("leaves out what is on its way outside the edges", () => {
    expect(toldApart([line(1, { x1: 900 })], EDGES)).toEqual([]);
  });

  it("puts one dot where several would cover each other, on the line of the first", () => {
    const dots = dotsAt(300, [line(1), line(2, { x1: 21 }), line(3, { y2: 4_000 }), line(4, { step: 9 })]);
    expect(seqs(dots)).toEqual([1, 3]);
    expect(dots[0]?.y).toBeCloseTo(40 + (20 * 280) / 8_980);
  });

  it("puts no dot on what has not left or has arrived", () => {
    expect(dotsAt(300, [line(1, { x1: 300 }), line(2, { x2: 300 }), line(3, { x1: 300, x2: 300 })])).toEqual([]);
  });
});
