import { describe, expect, test } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import { add, counter, leftOver, REGION, write } from "../../testing/transaction-fixtures.ts";
import { coordinatorId, ZONES } from "../places.ts";

describe("faults", () => {
  /** Everything that can be done to a transaction at one step, and what has to be mended afterwards. */
  const BREAKS: readonly [string, (cluster: Cluster) => () => void][] = [
    [
      "the leader of an item",
      (cluster) => {
        const zone = cluster.leaderZone() ?? "a";
        cluster.kill(zone);
        return () => cluster.revive(zone);
      },
    ],
    ...ZONES.map((zone): [string, (cluster: Cluster) => () => void] => [
      `zone ${zone}`,
      (cluster) => {
        cluster.fault({ type: "kill-zone", region: REGION, zone });
        return () => cluster.fault({ type: "revive-zone", region: REGION, zone });
      },
    ]),
    [
      "all coordinators",
      (cluster) => {
        for (const zone of ZONES) cluster.fault({ type: "kill-node", replica: coordinatorId(REGION, zone) });
        return () => {
          for (const zone of ZONES) cluster.fault({ type: "revive-node", replica: coordinatorId(REGION, zone) });
        };
      },
    ],
  ];

  test.each(BREAKS)("[TX-7] [TX-8] all or nothing, once, when %s dies at any step", (_name, breakIt) => {
    for (let at = 1; ; at++) {
      const cluster = new Cluster({ partitions: 3, seed: at });
      cluster.answerTo(cluster.put("ana", { n: { N: "10" } }));
      const request = write(cluster, [add("ana", -1), add("bo", 1), add("cleo", 0)]);
      cluster.steps(at);
      if (cluster.answer(request) !== undefined) break;
      const mend = breakIt(cluster);
      cluster.run(cluster.simulation.now + 30_000_000);
      mend();
      cluster.run();
      const status = cluster.answer(request)?.status;
      const [ana, bo] = [counter(cluster, "ana"), counter(cluster, "bo")];
      expect(["10/undefined", "9/1"], `step ${at}`).toContain(`${ana}/${bo}`);
      if (status === 200) expect(`${ana}/${bo}`, `step ${at}`).toBe("9/1");
      expect(leftOver(cluster), `step ${at}`).toEqual({ prepared: [], unfinished: [] });
    }
  });

  test("[TX-8] what a dead coordinator left undone is finished by another one", () => {
    const cluster = new Cluster({ partitions: 3 });
    const request = write(cluster, [add("ana", 1), add("bo", 1)]);
    while (cluster.facts("TransactionCommitted").length === 0) cluster.steps(1);
    const dead = cluster.facts("TransactionStarted")[0]?.coordinator ?? "";
    cluster.fault({ type: "kill-node", replica: dead });
    expect(cluster.answerTo(request).status).toBe(200);
    expect(cluster.facts("TransactionHandedOver").map(({ coordinator }) => coordinator)).not.toContain(dead);
    expect([counter(cluster, "ana"), counter(cluster, "bo")]).toEqual(["1", "1"]);
  });
});
