import { describe, expect, it } from "vitest";
import { localIndexFaults } from "../../testing/checkers.ts";
import { Cluster } from "../../testing/cluster.ts";
import { boardsTable } from "../../testing/fixtures.ts";
import { ZONES, type Zone } from "../places.ts";

const boards = (options: ConstructorParameters<typeof Cluster>[0] = {}): Cluster =>
  new Cluster({ create: boardsTable({ name: "Players" }).create, ...options });

const key = (game: string) => ({ player: { S: "cleo" }, game: { S: game } });

function put(cluster: Cluster, game: string, attributes: object = {}, more: object = {}): string {
  return cluster.ask("PutItem", { Item: { ...key(game), ...attributes }, ...more });
}

function query(cluster: Cluster, more: object = {}): Record<string, unknown> {
  const { body } = cluster.answerTo(
    cluster.ask("Query", {
      IndexName: "byScore",
      KeyConditionExpression: "player = :p",
      ExpressionAttributeValues: { ":p": { S: "cleo" } },
      ReturnConsumedCapacity: "INDEXES",
      ...more,
    }),
  );
  return body as Record<string, unknown>;
}

const faults = (cluster: Cluster): string[] => ZONES.flatMap((zone) => localIndexFaults(cluster.copy(zone)));

describe("local secondary indexes", () => {
  it("[LSI-1] are the projection of their copy at every step, through a leader's death and return", () => {
    const cluster = boards();
    const games = ["chess", "go", "poker"];
    for (let i = 0; i < 30; i++) {
      const game = games[i % 3] as string;
      if (i % 7 === 6) cluster.ask("DeleteItem", { Key: key(game) });
      else if (i % 5 === 4) cluster.ask("UpdateItem", { Key: key(game), UpdateExpression: "REMOVE score" });
      else put(cluster, game, { score: { N: String(30 - i) }, n: { N: String(i) } });
    }
    const dead = cluster.leaderZone() as Zone;
    for (let step = 0; !cluster.simulation.quiet; step++) {
      if (step === 60) cluster.kill(dead);
      if (step === 400) cluster.revive(dead);
      cluster.steps(1);
      expect([step, faults(cluster)]).toEqual([step, []]);
    }
    cluster.revive(dead);
    cluster.run();
    expect(faults(cluster)).toEqual([]);
    for (const zone of ZONES)
      expect([...cluster.copy(zone).localEntries.entries()]).toEqual([...cluster.copy("a").localEntries.entries()]);
  });

  it("[LSI-2] may be read consistently, in the order of their own sort key, page by page", () => {
    const cluster = boards();
    for (const [game, score] of [
      ["chess", "3"],
      ["go", "1"],
      ["poker", "20"],
    ] as const)
      put(cluster, game, { score: { N: score } });
    put(cluster, "dice");
    cluster.run();
    const first = query(cluster, { ConsistentRead: true, Limit: 2 }) as { Items: object[]; LastEvaluatedKey: object };
    expect(first.Items).toEqual([
      { ...key("go"), score: { N: "1" } },
      { ...key("chess"), score: { N: "3" } },
    ]);
    expect(first.LastEvaluatedKey).toEqual({ ...key("chess"), score: { N: "3" } });
    const rest = query(cluster, { ConsistentRead: true, ExclusiveStartKey: first.LastEvaluatedKey });
    expect(rest).toMatchObject({ Items: [{ ...key("poker"), score: { N: "20" } }] });
    expect(rest.LastEvaluatedKey).toBeUndefined();
    const scan = cluster.answerTo(cluster.ask("Scan", { IndexName: "byScore", ConsistentRead: true }));
    expect(scan.body).toMatchObject({ Count: 3 });
  });

  it("[LSI-3] give attributes that they do not project, each item fetched and charged beside the entries", () => {
    const cluster = boards();
    for (let i = 0; i < 4; i++) put(cluster, `g${i}`, { score: { N: String(i) }, note: { S: "x".repeat(3_000) } });
    cluster.run();
    const shown = query(cluster);
    expect(shown.Items).toEqual([0, 1, 2, 3].map((i) => ({ ...key(`g${i}`), score: { N: String(i) } })));
    expect(shown.ConsumedCapacity).toEqual({
      TableName: "Players",
      CapacityUnits: 0.5,
      Table: { CapacityUnits: 0 },
      LocalSecondaryIndexes: { byScore: { CapacityUnits: 0.5 } },
    });
    const fetched = query(cluster, { Select: "ALL_ATTRIBUTES", ConsistentRead: true });
    expect(fetched.Items).toMatchObject(
      [0, 1, 2, 3].map((i) => ({ game: { S: `g${i}` }, note: { S: "x".repeat(3_000) } })),
    );
    expect(fetched.ConsumedCapacity).toMatchObject({
      CapacityUnits: 5,
      Table: { CapacityUnits: 4 },
      LocalSecondaryIndexes: { byScore: { CapacityUnits: 1 } },
    });
    expect(query(cluster, { ProjectionExpression: "note" }).ConsumedCapacity).toMatchObject({ CapacityUnits: 2.5 });
    expect(query(cluster, { ProjectionExpression: "score" }).ConsumedCapacity).toMatchObject({ CapacityUnits: 0.5 });
    expect(query(cluster, { Select: "COUNT" }).ConsumedCapacity).toMatchObject({ CapacityUnits: 0.5 });
  });

  it("[SIZE-5] charge the write for the entry, under their own name", () => {
    const cluster = boards();
    const written = cluster.answerTo(put(cluster, "go", { score: { N: "1" } }, { ReturnConsumedCapacity: "INDEXES" }));
    expect(written.body).toEqual({
      ConsumedCapacity: {
        TableName: "Players",
        CapacityUnits: 2,
        Table: { CapacityUnits: 1 },
        LocalSecondaryIndexes: { byScore: { CapacityUnits: 1 } },
      },
    });
  });

  it("[LSI-4] tell the size of the item collection when asked", () => {
    const cluster = boards();
    const asked = { ReturnItemCollectionMetrics: "SIZE" };
    expect(cluster.answerTo(put(cluster, "go", {}, asked)).body).toEqual({
      ItemCollectionMetrics: { ItemCollectionKey: { player: { S: "cleo" } }, SizeEstimateRangeGB: [0, 1] },
    });
    expect(cluster.answerTo(put(cluster, "go")).body).toEqual({});
    const plain = new Cluster();
    expect(plain.answerTo(plain.ask("PutItem", { Item: { player: { S: "x" } }, ...asked })).body).toEqual({});
    const batch = cluster.ask("BatchWriteItem", {
      TableName: undefined,
      RequestItems: { Players: [{ PutRequest: { Item: key("dice") } }, { DeleteRequest: { Key: key("go") } }] },
      ...asked,
    });
    const metrics = { ItemCollectionKey: { player: { S: "cleo" } }, SizeEstimateRangeGB: [0, 1] };
    expect(cluster.answerTo(batch).body).toEqual({
      UnprocessedItems: {},
      ItemCollectionMetrics: { Players: [metrics] },
    });
  });

  it("[LSI-4] a collection grows to its limit and no further; shrinking and reading go on", () => {
    const cluster = boards({ collectionBytesMax: 10_000 });
    const note = (bytes: number) => ({ note: { S: "x".repeat(bytes) } });
    expect(cluster.answerTo(put(cluster, "go", note(9_000))).status).toBe(200);
    const refused = cluster.answerTo(put(cluster, "chess", note(2_000)));
    expect([refused.status, refused.error, refused.message]).toEqual([
      400,
      "ItemCollectionSizeLimitExceededException",
      "Collection size exceeded.",
    ]);
    expect(cluster.answerTo(put(cluster, "go", note(8_000))).status).toBe(200);
    expect(cluster.answerTo(put(cluster, "chess", note(1_500))).status).toBe(200);
  });

  it("[LSI-5] an item is measured together with its entries", () => {
    const cluster = boards();
    const big = { note: { S: "x".repeat(409_400) } };
    expect(cluster.answerTo(put(cluster, "go", big)).status).toBe(200);
    const refused = cluster.answerTo(put(cluster, "go", { ...big, score: { N: "1" }, n: { S: "x".repeat(150) } }));
    expect([refused.error, refused.message]).toEqual([
      "ValidationException",
      "Item size has exceeded the maximum allowed size",
    ]);
  });

  it("[TABLE-7] are described without status and throughput of their own", () => {
    const cluster = boards();
    put(cluster, "go", { score: { N: "1" } });
    cluster.run();
    const { body } = cluster.answerTo(cluster.ask("DescribeTable", {}));
    expect((body as { Table: object }).Table).toMatchObject({
      LocalSecondaryIndexes: [
        {
          IndexName: "byScore",
          KeySchema: [
            { AttributeName: "player", KeyType: "HASH" },
            { AttributeName: "score", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["n"] },
          IndexSizeBytes: 23,
          ItemCount: 1,
          IndexArn: "arn:aws:dynamodb:us-east-1:000000000000:table/Players/index/byScore",
        },
      ],
    });
  });
});
