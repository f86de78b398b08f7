import { describe, expect, it } from "vitest";
import { present } from "../../base/assert.ts";
import { Cluster } from "../../testing/cluster.ts";
import { groupId, replicaId, ZONES, type Zone } from "../places.ts";

describe("reads at a copy", () => {
  it("[RD-1] a strongly consistent read comes from the leader, and sees every write acknowledged before it", () => {
    const cluster = new Cluster();
    for (let i = 1; i <= 20; i++) {
      cluster.answerTo(cluster.add("cleo"));
      const read = cluster.answerTo(cluster.get("cleo", true));
      expect([read.leader, read.items[0]?.version]).toEqual([true, i]);
    }
  });

  it("[RD-2] an eventually consistent read may come from any copy, and may be old", () => {
    const cluster = new Cluster();
    const versions = new Map<string, Set<number | null>>(ZONES.map((zone) => [zone, new Set()]));
    for (let i = 1; i <= 120; i++) {
      const write = cluster.add("cleo");
      while (cluster.answer(write) === undefined) cluster.steps(1);
      const read = cluster.get("cleo");
      while (cluster.answer(read) === undefined) cluster.steps(1);
      const { items, replica } = cluster.answer(read) as unknown as {
        items: { version: number | null }[];
        replica: string;
      };
      const behind = i - (items[0]?.version ?? 0);
      versions.get((replica ?? "").slice(-1))?.add(behind);
    }
    const leader = cluster.leaderZone() as Zone;
    expect([...(versions.get(leader) ?? [])]).toEqual([0]);
    for (const zone of cluster.followerZones()) {
      expect(versions.get(zone)?.has(0)).toBe(true);
      expect([...(versions.get(zone) ?? [])].some((behind) => (behind ?? 0) > 0)).toBe(true);
    }
  });

  it("[RD-3] a copy answers from its own items, whatever the others have", () => {
    const cluster = new Cluster();
    cluster.answerTo(cluster.add("cleo"));
    const [behind] = cluster.followerZones() as [Zone];
    cluster.kill(behind);
    cluster.answerTo(cluster.add("cleo"));
    cluster.revive(behind);
    const group = cluster.group();
    for (const zone of ZONES) {
      if (zone !== behind) cluster.routing.suspects.set(replicaId(group, zone), cluster.simulation.now + 60_000_000);
    }
    const read = cluster.get("cleo");
    while (cluster.answer(read) === undefined) cluster.steps(1);
    expect(cluster.answer(read)).toMatchObject({ replica: replicaId(group, behind), items: [{ version: 1 }] });
  });

  it("[RD-5] [RD-1] a strong read sees what was acknowledged, whenever the leader dies and whenever it is asked", () => {
    let waited = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const cluster = new Cluster({ seed });
      cluster.answerTo(cluster.add("cleo"));
      const write = cluster.add("cleo");
      while (cluster.answer(write) === undefined) cluster.steps(1);
      cluster.kill(cluster.leaderZone() as Zone);
      while (cluster.facts("ElectionWon").length === 0) cluster.steps(1);
      const won = present(cluster.facts("ElectionWon")[0], "somebody won");
      const zone = won.zone as Zone;
      const { waitsUntil } = won;
      const reads: string[] = [];
      for (let early = 3_000; early > -2_000; early -= 100) {
        cluster.run(waitsUntil - early);
        cluster.routing.leaders.set(groupId(cluster.group()), replicaId(cluster.group(), zone));
        reads.push(cluster.get("cleo", true), cluster.ask("Scan", { ConsistentRead: true }));
      }
      cluster.run();
      for (const read of reads) {
        const { status, items } = cluster.answer(read) as unknown as { status: number; items: { version: number }[] };
        expect([status, items[0]?.version], `seed ${seed}, ${read}`).toEqual([200, 2]);
      }
      waited += cluster.facts("ReadWaited").length;
    }
    expect(waited).toBeGreaterThan(10);
  });

  it("[RD-4] a deleted item is no item to a reader, though its mark is kept", () => {
    const cluster = new Cluster();
    cluster.answerTo(cluster.put("cleo"));
    cluster.answerTo(cluster.ask("DeleteItem", { Key: { player: { S: "cleo" } } }));
    expect(cluster.answerTo(cluster.get("cleo", true)).body).toEqual({});
    expect(cluster.answerTo(cluster.ask("Scan", { ConsistentRead: true })).body).toMatchObject({
      Count: 0,
      ScannedCount: 0,
    });
    expect(cluster.copy("a").items.size).toBe(1);
    expect(cluster.copy("a").liveItems).toBe(0);
  });
});
