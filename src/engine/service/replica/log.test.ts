import { describe, expect, it } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import { ZONES } from "../places.ts";

const times = (count: number, act: (i: number) => void): void => {
  for (let i = 0; i < count; i++) act(i);
};

describe("the replicated log", () => {
  it("[REP-2] a write is answered when two of three logs have it, not before and not later", () => {
    const cluster = new Cluster();
    const [dead] = cluster.followerZones();
    cluster.kill(dead as "a");
    const { status } = cluster.answerTo(cluster.put("cleo"));
    expect(status).toBe(200);
    const kinds = cluster.recorded.map(({ event }) => event.kind);
    expect(kinds.indexOf("MajorityReached")).toBeGreaterThan(kinds.indexOf("LogPersisted"));
    expect(kinds.indexOf("ResponseReceived")).toBeGreaterThan(kinds.indexOf("MajorityReached"));
    expect(cluster.facts("LogPersisted").map(({ zone }) => zone)).not.toContain(dead);
  });

  it("[REP-3] what comes while a batch is on its way to a follower shares the next one", () => {
    const cluster = new Cluster();
    times(20, (i) => cluster.put(`p${i}`));
    cluster.run();
    const [follower] = cluster.followerZones();
    const persisted = cluster.facts("LogPersisted").filter(({ zone }) => zone === follower);
    expect(persisted.length).toBeLessThan(20);
    expect(persisted.flatMap(({ labels }) => labels)).toHaveLength(20);
    expect(cluster.copy(follower as "a").log.last).toBe(20);
  });

  it("[REP-4] a follower applies what is committed, in order, some time after the leader", () => {
    const cluster = new Cluster();
    times(10, () => cluster.add("cleo"));
    cluster.run();
    const leader = cluster.leaderZone();
    for (const zone of ZONES) {
      const applied = cluster.recorded.filter(({ event }) => event.kind === "ItemApplied" && event.zone === zone);
      const lsns = applied.map(({ event }) => (event.kind === "ItemApplied" ? event.lsn : 0));
      expect(lsns).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      if (zone !== leader) {
        const majority = cluster.recorded.find(({ event }) => event.kind === "MajorityReached");
        expect(applied[0]?.at).toBeGreaterThan(majority?.at ?? Number.MAX_SAFE_INTEGER);
      }
    }
    expect(ZONES.map((zone) => cluster.counters(zone))).toEqual(ZONES.map(() => ({ cleo: "10" })));
  });

  it("[REP-5] a copy that was down gets what it missed when it is back", () => {
    const cluster = new Cluster();
    const [dead] = cluster.followerZones() as ["a", "b"];
    times(3, () => cluster.add("cleo"));
    cluster.run();
    cluster.kill(dead);
    times(400, (i) => cluster.add(`p${i % 7}`));
    cluster.run();
    expect(cluster.counters(dead)).toEqual({ cleo: "3" });
    cluster.revive(dead);
    cluster.run();
    expect(cluster.counters(dead)).toEqual(cluster.counters(cluster.leaderZone() as "a"));
    expect(cluster.facts("ReplicaCaughtUp").map(({ zone }) => zone)).toEqual([dead]);
  });

  it.each(["typical", "instant", "slow"] as const)(
    "[REP-5] a copy killed in the middle of many writes catches up, although it knows little of what is committed (%s)",
    (latency) => {
      const cluster = new Cluster({ latency });
      const [dead] = cluster.followerZones() as ["a", "b"];
      times(1_200, (i) => cluster.add(`p${i % 300}`));
      const { log } = cluster.copy(dead);
      while (log !== undefined && cluster.copy(dead).log.last < 500) cluster.steps(1);
      cluster.kill(dead);
      cluster.run();
      cluster.revive(dead);
      cluster.run();
      times(700, (i) => cluster.add(`p${i % 300}`));
      cluster.run();
      expect(cluster.counters(dead)).toEqual(cluster.counters(cluster.leaderZone() as "a"));
      expect(cluster.copy(dead).log.last).toBe(cluster.copy(cluster.leaderZone() as "a").log.last);
    },
  );

  it("[REP-5] a new leader that knows little of what is committed brings the third copy along", () => {
    for (let seed = 1; seed <= 8; seed++) {
      const cluster = new Cluster({ seed, latency: "instant" });
      const first = cluster.leaderZone() as "a";
      times(900, (i) => cluster.add(`p${i % 250}`));
      cluster.steps(2_000 + seed * 613);
      cluster.kill(first);
      cluster.run();
      expect(cluster.leaderZone()).not.toBeNull();
      cluster.revive(first);
      cluster.run();
      expect(cluster.counters(first)).toEqual(cluster.counters(cluster.leaderZone() as "a"));
    }
  });

  it("[REP-6] entries that no majority held are cut when another leader's take their place", () => {
    const cluster = new Cluster();
    const old = cluster.leaderZone() as "a";
    const [b, c] = cluster.followerZones() as ["a", "b"];
    cluster.put("kept");
    cluster.run();
    cluster.kill(b);
    cluster.kill(c);
    const lost = cluster.put("lost");
    cluster.steps(6);
    expect(cluster.copy(old).log.last).toBe(2);
    cluster.kill(old);
    cluster.revive(b);
    cluster.revive(c);
    cluster.run();
    expect(cluster.answer(lost)?.status === 200 ? cluster.counters(b) : { kept: "-" }).toEqual(cluster.counters(b));
    cluster.revive(old);
    cluster.run();
    expect(cluster.facts("LogCut")).toMatchObject([{ zone: old, fromLsn: 2, entries: 1 }]);
    expect(cluster.counters(old)).toEqual(cluster.counters(b));
  });

  it("[REP-7] the log keeps what somebody still lacks and a tail behind it, and forgets the rest", () => {
    const cluster = new Cluster();
    times(3_000, (i) => cluster.put(`p${i % 50}`));
    cluster.run();
    for (const zone of ZONES) expect(cluster.copy(zone).log.size).toBeLessThan(1_500);
    expect(cluster.copy(cluster.leaderZone() as "a").seen.size).toBeLessThan(1_500);
    const [dead] = cluster.followerZones() as ["a"];
    cluster.kill(dead);
    const from = cluster.copy(dead).log.last;
    times(2_000, (i) => cluster.put(`p${i % 50}`));
    cluster.run();
    expect(cluster.copy(cluster.leaderZone() as "a").log.first).toBeLessThanOrEqual(from);
  });
});
