import { describe, expect, it } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import { shardId, type Zone } from "../places.ts";
import type { StreamShardState } from "../stream-shard.ts";

const shardOf = (cluster: Cluster): StreamShardState =>
  cluster.state<StreamShardState>(shardId("us-east-1", "Players", "P1"));

const versions = (cluster: Cluster): string[] => {
  const { records } = shardOf(cluster);
  return records.slice(records.first, records.last).map(({ label, version }) => `${label} ${version}`);
};

describe("the change feed", () => {
  it("[FEED-1] every committed change goes to every subscriber once, in log order; what changes nothing does not", () => {
    const cluster = new Cluster({ stream: true, index: true });
    const order: string[] = [];
    for (let i = 0; i < 40; i++) cluster.add(`p${i % 3}`);
    cluster.put("same", { league: { S: "gold" }, score: { N: "1" } });
    cluster.run();
    cluster.put("same", { league: { S: "gold" }, score: { N: "1.0" } });
    cluster.run();
    for (const { label, version, changed } of cluster.facts("MajorityReached")) {
      if (changed && order.at(-1) !== `${label} ${version}`) order.push(`${label} ${version}`);
    }
    const ofTable = order.filter((o) => !o.startsWith("same") || o === "same 1");
    expect(versions(cluster)).toEqual([...new Set(ofTable)]);
    expect(cluster.facts("IndexEntryConfirmed")).toHaveLength(1);
    expect(shardOf(cluster).lastLsn).toBe(42);
  });

  it("[FEED-2] one batch at a time is on its way to a subscriber", () => {
    const cluster = new Cluster({ stream: true });
    let onTheWay = 0;
    for (let i = 0; i < 60; i++) cluster.add(`p${i}`);
    while (!cluster.simulation.quiet) {
      cluster.steps(1);
      const feeds = cluster.simulation.pending().filter(({ message }) => message.type === "FeedChanges").length;
      onTheWay = Math.max(onTheWay, feeds);
    }
    expect(onTheWay).toBe(1);
  });

  it("[FEED-3] a new leader asks where the subscriber is and goes on from there: nothing lost, nothing twice", () => {
    for (let steps = 5; steps <= 150; steps += 5) {
      const cluster = new Cluster({ stream: true, seed: steps });
      for (let i = 0; i < 12; i++) cluster.add(i % 2 === 0 ? "cleo" : "dev");
      cluster.steps(steps);
      cluster.kill(cluster.leaderZone() as Zone);
      cluster.run();
      const seen = versions(cluster);
      const expected = (player: string): string[] => Array.from({ length: 6 }, (_, i) => `${player} ${i + 1}`);
      expect(seen.filter((v) => v.startsWith("cleo"))).toEqual(expected("cleo"));
      expect(seen.filter((v) => v.startsWith("dev"))).toEqual(expected("dev"));
    }
  });
});
