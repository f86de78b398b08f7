import { describe, expect, test } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import { boardsTable } from "../../testing/fixtures.ts";
import type { Zone } from "../places.ts";

const TableName = "Players";
const LIMIT = 10_000;
const boards = (collectionBytesMax = LIMIT, seed = 1): Cluster =>
  new Cluster({ create: boardsTable({ name: TableName }).create, collectionBytesMax, seed });

const key = (game: string, player = "cleo") => ({ player: { S: player }, game: { S: game } });
const item = (game: string, bytes: number, player?: string) => ({
  ...key(game, player),
  note: { S: "x".repeat(bytes) },
});
const put = (cluster: Cluster, game: string, bytes: number) => cluster.ask("PutItem", { Item: item(game, bytes) });
const transact = (cluster: Cluster, TransactItems: readonly object[], more: object = {}) =>
  cluster.ask("TransactWriteItems", { TableName: undefined, TransactItems, ...more });
const putAction = (game: string, bytes: number, player?: string) => ({
  Put: { TableName, Item: item(game, bytes, player) },
});

function collection(cluster: Cluster): number {
  return Math.max(
    0,
    ...[...cluster.copy(cluster.leaderZone() as Zone).collections.entries()].map(([, bytes]) => bytes),
  );
}

describe("[LSI-4] a collection does not grow past its limit", () => {
  test("by writes that are carried out at once", () => {
    const cluster = boards();
    const writes = ["chess", "go", "poker"].map((game) => put(cluster, game, 4_500));
    cluster.run();
    const errors = writes.map((write) => cluster.answer(write)?.error ?? null);
    expect(errors.filter((error) => error === "ItemCollectionSizeLimitExceededException")).toHaveLength(1);
    expect(errors.filter((error) => error === null)).toHaveLength(2);
    expect(collection(cluster)).toBeLessThanOrEqual(LIMIT);
  });

  test("by a write beside a promise to a transaction, at whatever step it comes", () => {
    for (let at = 0; ; at++) {
      const cluster = boards(LIMIT, at + 1);
      const transaction = transact(cluster, [putAction("chess", 6_000), putAction("go", 100, "ana")]);
      cluster.steps(at);
      if (cluster.answer(transaction) !== undefined) break;
      const write = put(cluster, "poker", 6_000);
      cluster.run();
      expect(collection(cluster), `step ${at}`).toBeLessThanOrEqual(LIMIT);
      const statuses = [cluster.answer(transaction)?.status, cluster.answer(write)?.status];
      expect(statuses, `step ${at}`).toContain(200);
      expect(statuses, `step ${at}`).toContain(400);
    }
  });

  test("by a transaction: it is cancelled with the reason of the action that would", () => {
    const cluster = boards();
    cluster.answerTo(put(cluster, "chess", 9_000));
    const request = transact(cluster, [putAction("go", 100, "ana"), putAction("go", 2_000)]);
    const { error, body } = cluster.answerTo(request);
    expect(error).toBe("TransactionCanceledException");
    expect(body).toEqual({
      CancellationReasons: [
        { Code: "None" },
        { Code: "ItemCollectionSizeLimitExceeded", Message: "Collection size exceeded." },
      ],
    });
    expect(cluster.answerTo(transact(cluster, [putAction("chess", 8_000)])).status).toBe(200);
  });

  test("by the actions of one transaction together", () => {
    const cluster = boards();
    const { error } = cluster.answerTo(transact(cluster, [putAction("chess", 6_000), putAction("go", 6_000)]));
    expect(error).toBe("TransactionCanceledException");
    expect(collection(cluster)).toBe(0);
  });
});

test("[TX-10] [LSI-4] a transaction tells the sizes of the collections by table, one for each write, when asked", () => {
  const cluster = boards(10_737_418_240);
  const actions = [
    putAction("chess", 10),
    { ConditionCheck: { TableName, Key: key("go"), ConditionExpression: "attribute_not_exists(game)" } },
    { Delete: { TableName, Key: key("go", "ana") } },
  ];
  const SIZE = { ReturnItemCollectionMetrics: "SIZE" };
  const metrics = (player: string) => ({
    ItemCollectionKey: { player: { S: player } },
    SizeEstimateRangeGB: [0, 1],
  });
  expect(cluster.answerTo(transact(cluster, actions, SIZE)).body).toEqual({
    ItemCollectionMetrics: { Players: [metrics("cleo"), metrics("ana")] },
  });
  expect(cluster.answerTo(transact(cluster, [putAction("chess", 10)])).body).toEqual({});
});
