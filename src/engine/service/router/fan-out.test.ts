import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../base/canonical.ts";
import { Cluster } from "../../testing/cluster.ts";
import { ZONES, type Zone } from "../places.ts";

type Answer = {
  Responses: Record<string, { player: { S: string } }[]>;
  UnprocessedKeys: Record<string, { Keys: object[] }>;
};

const keys = (count: number) => Array.from({ length: count }, (_, i) => ({ player: { S: `p${i}` } }));

function filled(count: number): Cluster {
  const cluster = new Cluster({ partitions: 4 });
  for (let i = 0; i < count; i++) cluster.add(`p${i}`);
  cluster.run();
  return cluster;
}

function batch(cluster: Cluster, count: number, more: object = {}): string {
  return cluster.ask("BatchGetItem", {
    TableName: undefined,
    RequestItems: { Players: { Keys: keys(count), ...more } },
  });
}

describe("a fan-out", () => {
  it("[RT-9] is answered once, when all its parts have settled, and nothing of it is left", () => {
    const cluster = filled(20);
    const request = batch(cluster, 20);
    const answer = cluster.answerTo(request);
    expect((answer.body as Answer).Responses.Players).toHaveLength(20);
    expect(answer.items).toHaveLength(20);
    expect(canonicalJson([cluster.routing.pending, cluster.routing.fanOuts])).toBe("[[],[]]");
  });

  it("[RT-9] everything recorded names the client's request; on the wire each part has a name of its own", () => {
    const cluster = filled(5);
    const request = batch(cluster, 5);
    const names = new Set<string>();
    while (!cluster.simulation.quiet) {
      for (const { message } of cluster.simulation.pending())
        if (message.type === "StorageRequest") names.add(message.request);
      cluster.steps(1);
    }
    expect([...names].sort()).toEqual([0, 1, 2, 3, 4].map((part) => `${request}/${part}`));
    const recorded = cluster.recorded.flatMap(({ event }) => ("request" in event ? [event.request] : []));
    expect(recorded.filter((name) => name === request)).toHaveLength(1 + 5 + 5 + 1);
    expect(recorded.some((name) => name?.includes("/"))).toBe(false);
  });

  it("[RT-9] a part whose copy died is tried elsewhere, alone", () => {
    const cluster = filled(12);
    cluster.fault({ type: "kill-zone", region: "us-east-1", zone: cluster.followerZones()[0] as Zone });
    const request = batch(cluster, 12);
    const answer = cluster.answerTo(request);
    expect((answer.body as Answer).Responses.Players).toHaveLength(12);
    const retried = cluster.facts("RequestRetried").length;
    expect(retried).toBeGreaterThan(0);
    expect(retried).toBeLessThan(12);
  });

  it("[OP-18] parts whose partition has no copy left come back unprocessed, as they were asked", () => {
    const cluster = filled(20);
    for (const zone of ZONES) cluster.kill(zone, cluster.group("P2"));
    const request = batch(cluster, 20, { ConsistentRead: true });
    const { status, body } = cluster.answerTo(request);
    const { Responses, UnprocessedKeys } = body as Answer;
    const left = UnprocessedKeys.Players?.Keys.length ?? 0;
    expect(status).toBe(200);
    expect(left).toBeGreaterThan(0);
    expect(Responses.Players).toHaveLength(20 - left);
    expect(UnprocessedKeys.Players).toMatchObject({ ConsistentRead: true });
  });

  it("[OP-18] a batch of which nothing could be done is answered with the failure, once", () => {
    const cluster = filled(6);
    for (const partition of cluster.placement.partitions)
      for (const zone of ZONES) cluster.kill(zone, cluster.group(partition.name));
    const answer = cluster.answerTo(batch(cluster, 6));
    expect([answer.status, answer.error]).toEqual([500, "InternalServerError"]);
    expect(cluster.facts("RequestRejected")).toHaveLength(1);
  });
});
