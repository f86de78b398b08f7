import { describe, expect, test } from "vitest";
import { seenPart } from "./seen-part.ts";

const EDGES = { from: 100, to: 800 };

describe("the part of a line that can be seen", () => {
  test("a line inside is whole", () => {
    const line = { x1: 120, y1: 10, x2: 400, y2: 60 };
    expect(seenPart(line, EDGES)).toEqual(line);
    expect(seenPart({ ...line, x2: 120 }, EDGES)).toEqual({ ...line, x2: 120 });
  });

  test("a message that arrives far to the right is cut a little outside, on its own slope", () => {
    const seen = seenPart({ x1: 200, y1: 0, x2: 1_000_200, y2: 100 }, EDGES);
    expect(seen).toMatchObject({ x1: 200, y1: 0 });
    expect(seen?.x2).toBeCloseTo(816);
    expect(seen?.y2).toBeCloseTo(0.0616);
  });

  test("a message sent long ago is cut at a whole number of dashes, so that those that are seen stay in place", () => {
    const seen = seenPart({ x1: -100_000, y1: 50, x2: 500, y2: 50 }, EDGES);
    expect(seen).toMatchObject({ y1: 50, x2: 500, y2: 50 });
    const cut = (seen?.x1 ?? 0) + 100_000;
    expect(cut / 6).toBeCloseTo(Math.round(cut / 6));
    expect(84 - (seen?.x1 ?? 0)).toBeGreaterThanOrEqual(0);
    expect(84 - (seen?.x1 ?? 0)).toBeLessThan(6);
  });

  test("of a line on one side nothing is drawn", () => {
    expect(seenPart({ x1: -400, y1: 0, x2: 60, y2: 10 }, EDGES)).toBeNull();
    expect(seenPart({ x1: 900, y1: 0, x2: 4_000, y2: 10 }, EDGES)).toBeNull();
  });
});
