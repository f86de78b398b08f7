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

describe("batches at work", () => {
  const written = (cluster: Cluster, RequestItems: object, more: object = {}) =>
    cluster.answerTo(cluster.ask("BatchWriteItem", { TableName: undefined, RequestItems, ...more }));

  it("[OP-17] missing items are not in the answer, and the capacity is summed by table", () => {
    const cluster = filled(3);
    const RequestItems = { Players: { Keys: keys(5), ConsistentRead: true, ProjectionExpression: "player" } };
    const request = cluster.ask("BatchGetItem", {
      TableName: undefined,
      RequestItems,
      ReturnConsumedCapacity: "INDEXES",
    });
    expect(cluster.answerTo(request).body).toEqual({
      Responses: { Players: keys(3) },
      UnprocessedKeys: {},
      ConsumedCapacity: [{ TableName: "Players", CapacityUnits: 5, Table: { CapacityUnits: 5 } }],
    });
    const none = cluster.ask("BatchGetItem", {
      TableName: undefined,
      RequestItems: { Players: { Keys: [{ player: { S: "nobody" } }] } },
    });
    expect(cluster.answerTo(none).body).toEqual({ Responses: { Players: [] }, UnprocessedKeys: {} });
  });

  it("[OP-19] puts and deletes happen one by one, and are charged so", () => {
    const cluster = filled(2);
    const Item = { player: { S: "big" }, note: { S: "x".repeat(1_500) } };
    const { body, writeUnits } = written(
      cluster,
      { Players: [{ PutRequest: { Item } }, { DeleteRequest: { Key: { player: { S: "p0" } } } }] },
      { ReturnConsumedCapacity: "TOTAL" },
    );
    expect(body).toEqual({ UnprocessedItems: {}, ConsumedCapacity: [{ TableName: "Players", CapacityUnits: 3 }] });
    expect(writeUnits).toBe(3);
    expect(cluster.answerTo(cluster.ask("Scan", { ConsistentRead: true })).body).toMatchObject({ Count: 2 });
  });

  it("[OP-16] one table that is not there, or one item twice, refuses the whole", () => {
    const cluster = filled(1);
    const put = (player: string) => ({ PutRequest: { Item: { player: { S: player }, n: { N: "7" } } } });
    expect(written(cluster, { Players: [put("p0")], Nowhere: [put("x")] }).error).toBe("ResourceNotFoundException");
    const twice = written(cluster, { Players: [put("p0"), { DeleteRequest: { Key: { player: { S: "p0" } } } }] });
    expect(twice.message).toBe("Provided list of item keys contains duplicates");
    const keyless = written(cluster, { Players: [put("p0"), { PutRequest: { Item: { n: { N: "1" } } } }] });
    expect(keyless.message).toBe("The provided key element does not match the schema");
    const oddKey = written(cluster, { Players: [{ PutRequest: { Item: { player: { N: "1" } } } }] });
    expect(oddKey.message).toBe("The provided key element does not match the schema");
    expect(cluster.facts("ItemLogged")).toHaveLength(1);
  });

  it("[OP-18] writes whose partition is gone come back as they were asked, and may be sent again", () => {
    const cluster = filled(0);
    const puts = Array.from({ length: 12 }, (_, i) => ({ PutRequest: { Item: { player: { S: `p${i}` } } } }));
    for (const zone of ZONES) cluster.kill(zone, cluster.group("P3"));
    const { status, body } = written(cluster, { Players: puts });
    const undone = (body as { UnprocessedItems: { Players: object[] } }).UnprocessedItems;
    expect(status).toBe(200);
    expect(undone.Players.length).toBeGreaterThan(0);
    for (const zone of ZONES) cluster.revive(zone, cluster.group("P3"));
    expect(written(cluster, undone).body).toEqual({ UnprocessedItems: {} });
    expect(cluster.answerTo(cluster.ask("Scan", { ConsistentRead: true })).body).toMatchObject({ Count: 12 });
  });

  it("[OP-18] one partition key gives a megabyte at most, the rest comes back", () => {
    const AttributeDefinitions = [
      { AttributeName: "player", AttributeType: "S" },
      { AttributeName: "game", AttributeType: "N" },
    ];
    const KeySchema = [
      { AttributeName: "player", KeyType: "HASH" },
      { AttributeName: "game", KeyType: "RANGE" },
    ];
    const create = { TableName: "Players", AttributeDefinitions, KeySchema, BillingMode: "PAY_PER_REQUEST" };
    const cluster = new Cluster({ partitions: 1, create });
    const Keys = ["p0", "p1"].flatMap((player) =>
      [0, 1, 2, 3].map((n) => ({ player: { S: player }, game: { N: `${n}` } })),
    );
    for (const Item of Keys) cluster.ask("PutItem", { Item: { ...Item, note: { S: "x".repeat(400_000) } } });
    cluster.run();
    const asked = cluster.ask("BatchGetItem", { TableName: undefined, RequestItems: { Players: { Keys } } });
    const { Responses, UnprocessedKeys } = cluster.answerTo(asked).body as Answer;
    expect(Responses.Players).toHaveLength(6);
    expect(UnprocessedKeys.Players?.Keys).toEqual([Keys[3], Keys[7]]);
  });

  it("[OP-18] the answer has 16 MB at most, the rest comes back: of a hundred items of 300 KB 52 are read", () => {
    const cluster = new Cluster({ partitions: 4, latency: "instant" });
    const bytes = 300 * 1024;
    for (const { player } of keys(100)) cluster.put(player.S, { note: { S: "x".repeat(bytes - 13) } });
    cluster.run();
    const { Responses, UnprocessedKeys } = cluster.answerTo(batch(cluster, 100, { ConsistentRead: true }))
      .body as Answer;
    expect(Responses.Players).toHaveLength(52);
    expect(UnprocessedKeys.Players).toMatchObject({ ConsistentRead: true });
    expect(UnprocessedKeys.Players?.Keys).toHaveLength(48);
  });
});
