import { describe, expect, it } from "vitest";
import { Cluster } from "../testing/cluster.ts";
import { replicaId, type Zone } from "./places.ts";

describe("faults", () => {
  it("[FLT-1] a node that dies keeps what is on its disk, and gets no message", () => {
    const cluster = new Cluster();
    cluster.answerTo(cluster.put("cleo"));
    const [dead] = cluster.followerZones() as [Zone];
    const before = cluster.copy(dead).log.last;
    cluster.kill(dead);
    cluster.put("dev");
    while (!cluster.simulation.quiet) {
      const record = cluster.simulation.step();
      if (record?.delivery.to === replicaId(cluster.group(), dead)) expect(record.arrived).toBe(false);
    }
    expect(cluster.copy(dead).log.last).toBe(before);
    expect(cluster.copy(dead).items.size).toBe(1);
  });

  it("[FLT-2] killing what is dead, reviving what lives, and naming what is not there change nothing", () => {
    const cluster = new Cluster();
    const group = cluster.group();
    cluster.kill("b");
    cluster.run();
    const known = cluster.recorded.length;
    cluster.kill("b");
    cluster.revive("a");
    for (const replica of ["us-east-1/router", "us-east-1/client", "nowhere", replicaId(group, "a").slice(0, -2)]) {
      cluster.fault({ type: "kill-node", replica });
      cluster.fault({ type: "revive-node", replica });
    }
    cluster.fault({ type: "kill-zone", region: "eu-north-1", zone: "a" });
    cluster.run();
    expect(new Set(cluster.recorded.slice(known).map(({ event }) => event.kind))).toEqual(new Set(["FaultInjected"]));
    expect(cluster.answerTo(cluster.put("cleo")).status).toBe(200);
  });

  it("[FLT-3] a copy that is killed and revived at once is not taken for dead", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const cluster = new Cluster({ seed });
      const [follower] = cluster.followerZones() as [Zone];
      cluster.put("cleo");
      cluster.steps(seed);
      cluster.kill(follower);
      cluster.revive(follower);
      cluster.run();
      const late = cluster.answerTo(cluster.put("dev"));
      expect(late.status).toBe(200);
      expect(cluster.facts("LeaderElected")).toEqual([]);
      expect(cluster.counters(follower)).toEqual(cluster.counters(cluster.leaderZone() as Zone));
    }
  });

  it("[FLT-4] an index partition without a majority holds its entries back; the world rests, and goes on when it is mended", () => {
    const cluster = new Cluster({ index: true });
    const index = cluster.group("I1", "byScore");
    cluster.kill("a", index);
    cluster.kill("b", index);
    cluster.put("cleo", { league: { S: "gold" }, score: { N: "1" } });
    cluster.run();
    expect(cluster.facts("IndexEntryQueued")).toHaveLength(1);
    expect(cluster.facts("IndexEntryConfirmed")).toHaveLength(0);
    cluster.revive("a", index);
    cluster.run();
    expect(cluster.facts("IndexEntryConfirmed")).toHaveLength(1);
    expect(cluster.copy("a", index).liveItems).toBe(1);
  });
});
