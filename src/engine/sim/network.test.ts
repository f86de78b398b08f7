import { describe, expect, it } from "vitest";
import { Random } from "../base/random.ts";
import { drawLatency, type LatencyProfile, linkName, tableFor } from "./network.ts";

const profile: LatencyProfile = {
  name: "test",
  sameZone: [1],
  crossZone: [2],
  inRegion: [3],
  crossRegion: [4],
  pairs: { "eu-west-1|us-east-1": [5] },
  delays: {},
};

describe("the network", () => {
  it("[NET-1] the way decides the table: same zone, other zone, the Region as a whole, another Region, a known pair", () => {
    const place = (region: string, zone: string | null = null) => ({ region, zone });
    const way = (a: ReturnType<typeof place>, b: ReturnType<typeof place>) => tableFor(profile, a, b)[0];
    expect(way(place("us-east-1", "a"), place("us-east-1", "a"))).toBe(1);
    expect(way(place("us-east-1", "a"), place("us-east-1", "b"))).toBe(2);
    expect(way(place("us-east-1"), place("us-east-1", "b"))).toBe(3);
    expect(way(place("us-east-1", "a"), place("ap-south-1", "a"))).toBe(4);
    expect(way(place("us-east-1", "a"), place("eu-west-1", "a"))).toBe(5);
    expect(way(place("eu-west-1"), place("us-east-1"))).toBe(5);
    expect(linkName("us-east-1", "eu-west-1")).toBe(linkName("eu-west-1", "us-east-1"));
  });

  it("[NET-2] a latency is a whole number between the table's ends, spread as its quantiles say", () => {
    const table = [100, 200, 1_000];
    const random = new Random(7);
    const draws = Array.from({ length: 10_000 }, () => drawLatency(table, random));
    expect(draws.every((d) => Number.isInteger(d) && d >= 100 && d <= 1_000)).toBe(true);
    const median = draws.sort((a, b) => a - b)[5_000] as number;
    expect(median).toBeGreaterThan(185);
    expect(median).toBeLessThan(240);
  });

  it("[NET-2] a table of one value costs no draw", () => {
    const random = new Random(7);
    expect(drawLatency([0], random)).toBe(0);
    expect(random.counter).toBe(0);
  });
});
