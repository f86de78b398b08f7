import { describe, expect, it } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import { replicaId, ZONES, type Zone } from "../places.ts";
import { HEARTBEAT_MICROS, LEASE_MICROS, lastHeartbeat, SILENCE_MICROS } from "./election.ts";

const SECOND = 1_000_000;

const timeOf = (cluster: Cluster, kind: string): number =>
  cluster.recorded.find(({ event }) => event.kind === kind)?.at ?? Number.NaN;

/** A cluster whose first leader died at a virtual time, with some writes before. */
function afterDeath(options: { seed?: number; at?: number } = {}): { cluster: Cluster; dead: Zone; diedAt: number } {
  const { seed = 1, at = 3_210_000 } = options;
  const cluster = new Cluster({ seed });
  for (let i = 0; i < 5; i++) cluster.add("cleo");
  cluster.run();
  const dead = cluster.leaderZone() as Zone;
  cluster.simulation.wake("faults", at - cluster.simulation.now, {
    type: "InjectFault",
    fault: { type: "kill-node", replica: replicaId(cluster.group(), dead) },
  });
  cluster.run(at);
  return { cluster, dead, diedAt: at };
}

describe("leadership", () => {
  it("[ELE-1] a dead leader is noticed after two missed heartbeats, and the peers ask each other first", () => {
    const { cluster, dead, diedAt } = afterDeath();
    cluster.run();
    const suspected = timeOf(cluster, "LeaderSuspected");
    expect(suspected).toBeGreaterThanOrEqual(lastHeartbeat(diedAt) + SILENCE_MICROS);
    expect(suspected).toBeLessThan(lastHeartbeat(diedAt) + SILENCE_MICROS + 200_000);
    expect(cluster.facts("LeaderSuspected")[0]?.leader).toBe(replicaId(cluster.group(), dead));
    const started = cluster.recorded.find(({ event }) => event.kind === "ElectionStarted");
    const check = cluster.recorded.find(({ event }) => event.kind === "LeaderSuspected");
    expect(started?.at).toBeGreaterThan(check?.at ?? Number.MAX_SAFE_INTEGER);
  });

  it("[ELE-2] the winner waits until the old lease is over", () => {
    for (const at of [3_000_001, 3_210_000, 3_499_999]) {
      const { cluster } = afterDeath({ at });
      cluster.run();
      expect(timeOf(cluster, "LeaderElected")).toBeGreaterThanOrEqual(lastHeartbeat(at) + LEASE_MICROS);
      expect(timeOf(cluster, "LeaderElected")).toBeLessThan(at + LEASE_MICROS + 2 * HEARTBEAT_MICROS);
    }
  });

  it("[ELE-3] one leader follows, with everything that was acknowledged", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { cluster, dead } = afterDeath({ seed });
      const late = Array.from({ length: 5 }, () => cluster.add("cleo"));
      cluster.run();
      expect(cluster.leaderZone()).not.toBe(dead);
      expect(ZONES.filter((z) => z !== dead && cluster.copy(z).role === "leader")).toHaveLength(1);
      expect(late.map((r) => cluster.answer(r)?.status)).toEqual([200, 200, 200, 200, 200]);
      expect(cluster.counters(cluster.leaderZone() as Zone)).toEqual({ cleo: "10" });
      cluster.revive(dead);
      cluster.run();
      expect(cluster.copy(dead)).toMatchObject({
        role: "follower",
        leader: replicaId(cluster.group(), cluster.leaderZone() as Zone),
      });
      expect(cluster.counters(dead)).toEqual({ cleo: "10" });
    }
  });

  it("[ELE-4] nothing acknowledged is lost, and nothing is done twice, whenever the leader dies", () => {
    for (let steps = 1; steps <= 120; steps++) {
      const cluster = new Cluster({ seed: steps });
      const requests = Array.from({ length: 8 }, (_, i) => cluster.add(i % 2 === 0 ? "cleo" : "dev"));
      cluster.steps(steps);
      const dead = cluster.leaderZone() as Zone;
      cluster.kill(dead);
      cluster.run();
      expect(requests.map((r) => cluster.answer(r)?.status)).toEqual(requests.map(() => 200));
      const { cleo, dev } = cluster.counters(cluster.leaderZone() as Zone);
      expect([steps, cleo, dev]).toEqual([steps, "4", "4"]);
    }
  });

  it("[ELE-5] with two copies down nobody leads once the lease is over, and a write is answered with a 500", () => {
    const cluster = new Cluster();
    const leader = cluster.leaderZone() as Zone;
    const [b, c] = cluster.followerZones() as [Zone, Zone];
    cluster.kill(b);
    cluster.kill(c);
    const read = cluster.get("cleo", true);
    cluster.run(SECOND / 2);
    expect(cluster.answer(read)?.status).toBe(200);
    cluster.run(10 * SECOND);
    expect(cluster.leaderZone()).toBeNull();
    expect(cluster.facts("LeaderSteppedDown")).toMatchObject([{ zone: leader, reason: "no-majority" }]);
    const write = cluster.answerTo(cluster.put("cleo"));
    expect([write.status, write.error]).toEqual([500, "InternalServerError"]);
    expect(write.micros).toBeGreaterThanOrEqual(6 * SECOND);
    const eventual = cluster.answerTo(cluster.get("cleo"));
    expect(eventual.status).toBe(200);
    cluster.revive(b);
    cluster.run();
    expect(cluster.answerTo(cluster.put("cleo")).status).toBe(200);
  });

  it("[ELE-5] a leader that was elected while a copy was down steps down when it is alone", () => {
    const cluster = new Cluster();
    const first = cluster.leaderZone() as Zone;
    const [b, c] = cluster.followerZones() as [Zone, Zone];
    cluster.kill(c);
    cluster.run(5 * SECOND);
    // The follower forgets, by its restart, that c is silent; then the leader restarts, and one of the two is elected.
    cluster.kill(b);
    cluster.revive(b);
    cluster.run();
    cluster.kill(first);
    cluster.revive(first);
    cluster.run();
    const second = cluster.leaderZone() as Zone;
    cluster.kill(second === b ? first : b);
    cluster.run();
    expect(cluster.leaderZone()).toBeNull();
  });

  it("[ELE-6] a restarted leader does not lead on: it asks who does, and an election follows", () => {
    const cluster = new Cluster();
    const leader = cluster.leaderZone() as Zone;
    for (let i = 0; i < 3; i++) cluster.add("cleo");
    cluster.run();
    cluster.kill(leader);
    cluster.revive(leader);
    const write = cluster.answerTo(cluster.add("cleo"));
    expect(write.status).toBe(200);
    expect(cluster.facts("LeaderSteppedDown")).toMatchObject([{ zone: leader, reason: "restart" }]);
    expect(cluster.facts("LeaderElected")).toHaveLength(1);
    expect(cluster.counters(cluster.leaderZone() as Zone)).toEqual({ cleo: "4" });
  });

  it("[ELE-7] a copy whose log lacks committed entries cannot win", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const cluster = new Cluster({ seed });
      const leader = cluster.leaderZone() as Zone;
      const [b, c] = cluster.followerZones() as [Zone, Zone];
      cluster.kill(b);
      for (let i = 0; i < 4; i++) cluster.add("cleo");
      cluster.run();
      cluster.kill(leader);
      cluster.revive(b);
      cluster.run();
      expect(cluster.leaderZone()).toBe(c);
      expect(cluster.counters(b)).toEqual({ cleo: "4" });
    }
  });

  it("[ELE-8] a zone that dies takes every copy in it, and every partition has a leader again", () => {
    const cluster = new Cluster({ partitions: 6 });
    const groups = cluster.placement.partitions.map((p) => cluster.group(p.name));
    for (let i = 0; i < 30; i++) cluster.add(`p${i}`);
    cluster.run();
    cluster.fault({ type: "kill-zone", region: "us-east-1", zone: "b" });
    for (const group of groups) expect(cluster.simulation.isDown(replicaId(group, "b"))).toBe(true);
    cluster.run();
    expect(groups.map((g) => cluster.leaderZone(g)).every((zone) => zone === "a" || zone === "c")).toBe(true);
    const late = Array.from({ length: 30 }, (_, i) => cluster.add(`p${i}`));
    cluster.run();
    expect(late.every((r) => cluster.answer(r)?.status === 200)).toBe(true);
    cluster.fault({ type: "revive-zone", region: "us-east-1", zone: "b" });
    cluster.run();
    for (const group of groups) expect(cluster.counters("b", group)).toEqual(cluster.counters("a", group));
  });
});
