import { describe, expect, it } from "vitest";
import { LATENCY_PROFILES } from "./latency-profiles.ts";

describe("latency profiles", () => {
  it("[NET-2] every table of every profile is ascending whole numbers", () => {
    for (const { sameZone, crossZone, inRegion, crossRegion, pairs, delays } of Object.values(LATENCY_PROFILES)) {
      for (const table of [
        sameZone,
        crossZone,
        inRegion,
        crossRegion,
        ...Object.values(pairs),
        ...Object.values(delays),
      ]) {
        expect(table.length).toBeGreaterThan(0);
        expect(table.every((v, i) => Number.isInteger(v) && v >= (table[i - 1] ?? 0))).toBe(true);
      }
    }
  });
});
