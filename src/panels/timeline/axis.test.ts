import { describe, expect, test } from "vitest";
import { FOLD_WIDTH, gapWords, layAxis, niceAbove, quietGaps, seconds } from "./axis.ts";
import { crosses } from "./labels.ts";
import { nearestIndex } from "./nearest.ts";

const times = [0, 500, 1000, 1500, 2000, 500_000, 500_500, 501_000];
const room = { left: 100, right: 700, end: 760 };

describe("quiet time", () => {
  test("a gap of more than 20 times the median is quiet, one of exactly 20 times is not", () => {
    expect(quietGaps(times)).toEqual([{ from: 2000, to: 500_000 }]);
    expect(quietGaps([0, 100, 200, 300, 2300])).toEqual([]);
    expect(quietGaps([0, 100, 200, 300, 2301])).toEqual([{ from: 300, to: 2301 }]);
  });

  test("two moments alone have no median to compare with", () => {
    expect(quietGaps([0, 9_000_000])).toEqual([]);
    expect(quietGaps([])).toEqual([]);
  });

  test("a fold takes 22 px and the rest keeps one scale", () => {
    const axis = layAxis({ times, ...room, fold: true });
    expect(axis.x(500_000) - axis.x(2000)).toBeCloseTo(FOLD_WIDTH);
    expect(axis.x(1000) - axis.x(500)).toBeCloseTo(axis.x(501_000) - axis.x(500_500));
  });

  test("an opened gap, and all of them without folding, take their true length", () => {
    const opened = layAxis({ times, ...room, fold: true, opened: new Set([2000]) });
    expect(opened.folds).toEqual([]);
    expect(layAxis({ times, ...room, fold: false }).folds).toEqual([]);
    expect(opened.x(500_000) - opened.x(2000)).toBeGreaterThan(400);
  });

  test("a position leads back to its time, and a place inside a fold to the nearer edge", () => {
    const axis = layAxis({ times, ...room, fold: true });
    for (const t of times) expect(Math.abs(axis.timeAt(axis.x(t)) - t)).toBeLessThanOrEqual(1);
    const fold = axis.folds[0];
    expect(axis.timeAt((fold?.x ?? 0) + 3)).toBe(2000);
    expect(axis.timeAt((fold?.x ?? 0) + FOLD_WIDTH - 3)).toBe(500_000);
  });

  test("the scale stands still while the length grows a little", () => {
    expect(new Set([410, 450, 499].map(niceAbove))).toEqual(new Set([500]));
    expect(niceAbove(1)).toBe(1);
  });
});

test("times are written with the decimals their step needs", () => {
  expect([seconds(391_000, 2000), seconds(1_234_500, 100), seconds(120_000_000, 10_000_000)]).toEqual([
    "0.391",
    "1.2345",
    "120",
  ]);
  expect([
    gapWords({ from: 0, to: 828_000 }),
    gapWords({ from: 0, to: 900_000_000 }),
    gapWords({ from: 0, to: 86_400_000_000 }),
  ]).toEqual(["+828 ms", "+15 min", "+24 h"]);
});

test("a slanted line crosses the box it passes through, not the one beside it", () => {
  const line = { x1: 0, y1: 0, x2: 100, y2: 100 };
  expect(crosses(line, { x: 40, y: 40, width: 10, height: 10 })).toBe(true);
  expect(crosses(line, { x: 60, y: 20, width: 10, height: 10 })).toBe(false);
});

test("an arrow key finds the nearest mark in its direction, and none where there is none", () => {
  const points = [
    { x: 10, y: 0 },
    { x: 12, y: 40 },
    { x: 60, y: 20 },
  ];
  expect([
    nearestIndex(points, { x: 0, y: 0 }, "ArrowRight"),
    nearestIndex(points, { x: 10, y: 0 }, "ArrowDown"),
    nearestIndex(points, { x: 0, y: 0 }, "ArrowUp"),
  ]).toEqual([0, 1, -1]);
});
