import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRequest } from "../dynamo/stages.ts";
import type { TableSchema } from "../dynamo/table.ts";
import { Cluster } from "../testing/cluster.ts";
import { playersTable } from "../testing/fixtures.ts";
import { cutHashSpace, initialPartitionCount, partitionFor } from "./placement.ts";
import { firstLeaderZone, groupsOf } from "./table-machines.ts";

function schemaOf(over: object): TableSchema {
  const parsed = parseRequest("CreateTable", { ...(playersTable({ index: false }).create as object), ...over });
  if (!parsed.ok || parsed.request.operation !== "CreateTable") throw new Error("not valid");
  return parsed.request.schema;
}

const provisioned = (ReadCapacityUnits: number, WriteCapacityUnits: number): TableSchema =>
  schemaOf({ BillingMode: "PROVISIONED", ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits } });

describe("placement", () => {
  it("[PART-1] partitions cut the hash space without gap or overlap, and every hash has one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 256 }), fc.nat(65_535), (count, hash) => {
        const partitions = cutHashSpace("P", count);
        expect(partitions.map(({ name }) => name)).toEqual(Array.from({ length: count }, (_, i) => `P${i + 1}`));
        expect([partitions[0]?.range.from, partitions.at(-1)?.range.to]).toEqual([0, 65_536]);
        for (const [i, { range }] of partitions.entries()) expect(range.from).toBe(partitions[i - 1]?.range.to ?? 0);
        const { range } = partitionFor(partitions, hash);
        expect(hash >= range.from && hash < range.to).toBe(true);
      }),
    );
  });

  it("[PART-2] ranges are equal to within one hash", () => {
    for (const count of [3, 7, 64]) {
      const sizes = cutHashSpace("I", count).map(({ range }) => range.to - range.from);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });

  it("[PART-3] a new table has partitions for its provisioned rate, or four when on demand", () => {
    expect(initialPartitionCount(schemaOf({}))).toBe(4);
    expect(
      [provisioned(5, 5), provisioned(3_000, 0 + 1), provisioned(6_000, 2_000), provisioned(1_500, 500)].map(
        initialPartitionCount,
      ),
    ).toEqual([1, 2, 4, 1]);
  });

  it("[PART-4] each partition of the table and of its indexes has three copies in three zones, and one that leads", () => {
    const cluster = new Cluster({ partitions: 6, index: true, stream: true });
    const groups = groupsOf(cluster.placement);
    expect(groups).toHaveLength(7);
    for (const { group, zone } of groups) {
      for (const each of ["a", "b", "c"] as const)
        expect(cluster.copy(each, group).role).toBe(each === zone ? "leader" : "follower");
    }
    const kinds = [...cluster.simulation.all()].map(({ kind }) => kind);
    const count = (kind: string): number => kinds.filter((k) => k === kind).length;
    expect([count("replica"), count("index-writer"), count("stream-shard")]).toEqual([21, 6, 6]);
  });

  it("[PART-5] leaders are spread over the zones at the start", () => {
    expect([0, 1, 2, 3, 4, 5].map(firstLeaderZone)).toEqual(["b", "c", "a", "b", "c", "a"]);
  });
});
