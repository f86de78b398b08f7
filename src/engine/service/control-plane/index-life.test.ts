import { describe, expect, it } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import { askNow, itemsIn } from "../../testing/control-calls.ts";

const BY_LEAGUE = {
  AttributeDefinitions: [
    { AttributeName: "player", AttributeType: "S" },
    { AttributeName: "league", AttributeType: "S" },
  ],
  GlobalSecondaryIndexUpdates: [
    {
      Create: {
        IndexName: "byLeague",
        KeySchema: [{ AttributeName: "league", KeyType: "HASH" }],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    },
  ],
};
const DELETE = { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "byLeague" } }] };
const PLAYERS = Array.from({ length: 40 }, (_, i) => `p${i}`);

function seeded(options: ConstructorParameters<typeof Cluster>[0] = {}): Cluster {
  const cluster = new Cluster({ partitions: 2, ...options });
  for (const [i, player] of PLAYERS.entries()) cluster.put(player, { league: { S: i % 2 === 0 ? "gold" : "silver" } });
  cluster.run();
  return cluster;
}

const describeIndex = (cluster: Cluster): Record<string, unknown> | undefined =>
  (
    (askNow(cluster, "DescribeTable", {}).body as { Table: { GlobalSecondaryIndexes?: Record<string, unknown>[] } })
      .Table.GlobalSecondaryIndexes ?? []
  ).find((index) => index.IndexName === "byLeague");

const tableStatus = (cluster: Cluster): string =>
  (askNow(cluster, "DescribeTable", {}).body as { Table: { TableStatus: string } }).Table.TableStatus;

const byLeague = (cluster: Cluster) =>
  askNow(cluster, "Query", {
    IndexName: "byLeague",
    KeyConditionExpression: "league = :l",
    ExpressionAttributeValues: { ":l": { S: "gold" } },
  });

describe("an index that joins a table", () => {
  it("[GSI-1] is CREATING while its table is UPDATING, then backfilled while the table is ACTIVE, then ACTIVE", () => {
    const cluster = seeded();
    const start = cluster.simulation.now;
    expect(askNow(cluster, "UpdateTable", BY_LEAGUE).body).toMatchObject({
      TableDescription: {
        TableStatus: "UPDATING",
        GlobalSecondaryIndexes: [{ IndexName: "byLeague", IndexStatus: "CREATING", Backfilling: false, ItemCount: 0 }],
      },
    });
    expect(byLeague(cluster).message).toBe("The table does not have the specified index: byLeague");
    while (cluster.facts("BackfillStarted").length === 0) cluster.steps(1);
    expect(tableStatus(cluster)).toBe("ACTIVE");
    expect(describeIndex(cluster)).toMatchObject({ IndexStatus: "CREATING", Backfilling: true });
    expect(byLeague(cluster).message).toBe("Cannot read from backfilling global secondary index: byLeague");
    cluster.run();
    expect(describeIndex(cluster)).toMatchObject({ IndexStatus: "ACTIVE", ItemCount: 40 });
    expect(describeIndex(cluster)).not.toHaveProperty("Backfilling");
    expect(cluster.simulation.now - start).toBeGreaterThan(507_000_000);
    expect(byLeague(cluster).body).toMatchObject({ Count: 20 });
  });

  it("[GSI-3] every item that was there gets its entry by the usual way, marked as a backfill, page by page", () => {
    const cluster = seeded();
    askNow(cluster, "UpdateTable", BY_LEAGUE);
    cluster.run();
    const queued = cluster.facts("IndexEntryQueued").filter(({ backfill }) => backfill);
    expect(queued.map(({ label }) => label).sort()).toEqual([...PLAYERS].sort());
    const progress = cluster.facts("BackfillProgressed");
    expect(progress.filter(({ done }) => done).reduce((sum, { walked }) => sum + walked, 0)).toBe(40);
    expect(progress.length).toBeGreaterThan(2);
    expect(itemsIn(cluster, "byLeague").size).toBe(40);
  });

  it("[GSI-5] writes during the backfill reach the index, whichever entry comes first", () => {
    for (let seed = 1; seed <= 6; seed++) {
      const cluster = seeded({ seed });
      askNow(cluster, "UpdateTable", BY_LEAGUE);
      while (cluster.facts("BackfillStarted").length === 0) cluster.steps(1);
      for (const [i, player] of PLAYERS.entries()) {
        if (i % 3 === 0) cluster.ask("DeleteItem", { Key: { player: { S: player } } });
        else if (i % 3 === 1) cluster.put(player, { league: { S: "bronze" } });
        cluster.steps(7);
      }
      cluster.run();
      const expected = PLAYERS.flatMap((player, i) =>
        i % 3 === 0 ? [] : [`${i % 3 === 1 ? "bronze" : i % 2 === 0 ? "gold" : "silver"} ${player}`],
      );
      const entries = [...itemsIn(cluster, "byLeague").values()].map(
        (item) => `${(item.league as { S: string }).S} ${(item.player as { S: string }).S}`,
      );
      expect(entries.sort(), `seed ${seed}`).toEqual(expected.sort());
    }
  });

  it("[GSI-4] items that do not fit the index's key are left out and told of; items without it are just not there", () => {
    const cluster = new Cluster();
    cluster.put("good", { league: { S: "gold" } });
    cluster.put("wrong", { league: { N: "1" } });
    cluster.put("hollow", { league: { S: "" } });
    cluster.put("long", { league: { S: "x".repeat(2_049) } });
    cluster.put("none");
    cluster.run();
    askNow(cluster, "UpdateTable", BY_LEAGUE);
    cluster.run();
    expect([...itemsIn(cluster, "byLeague").values()]).toEqual([{ player: { S: "good" }, league: { S: "gold" } }]);
    expect(Object.fromEntries(cluster.facts("IndexEntrySkipped").map(({ label, reason }) => [label, reason]))).toEqual({
      wrong: "wrong type",
      hollow: "empty",
      long: "too long",
    });
  });

  it("[GSI-2] a write that does not fit the key passes while the index is built, and is refused when it is ACTIVE", () => {
    const cluster = seeded();
    const bad = { Item: { player: { S: "bad" }, league: { N: "1" } } };
    askNow(cluster, "UpdateTable", BY_LEAGUE);
    while (cluster.facts("BackfillStarted").length === 0) cluster.steps(1);
    expect(askNow(cluster, "PutItem", bad).status).toBe(200);
    cluster.run();
    expect(askNow(cluster, "PutItem", bad).message).toBe(
      "One or more parameter values were invalid: Type mismatch for Index Key league Expected: S Actual: N IndexName: byLeague",
    );
    expect(itemsIn(cluster, "byLeague").size).toBe(40);
  });

  it("[GSI-5] leaders that die during the backfill lose nothing of it", () => {
    for (let seed = 1; seed <= 4; seed++) {
      const cluster = seeded({ seed });
      askNow(cluster, "UpdateTable", BY_LEAGUE);
      while (cluster.facts("BackfillStarted").length === 0) cluster.steps(1);
      cluster.steps(seed * 9);
      const zone = cluster.leaderZone() ?? "a";
      cluster.kill(zone);
      for (const player of PLAYERS.slice(0, 10)) cluster.put(player, { league: { S: "iron" } });
      cluster.run();
      cluster.revive(zone);
      cluster.run();
      expect(itemsIn(cluster, "byLeague").size, `seed ${seed}`).toBe(40);
      expect(describeIndex(cluster)).toMatchObject({ IndexStatus: "ACTIVE" });
    }
  });

  it("[GSI-5] a copy that was down while the index came knows of it when it leads", () => {
    const cluster = seeded();
    const [down] = cluster.followerZones();
    cluster.kill(down as "a");
    cluster.run();
    askNow(cluster, "UpdateTable", BY_LEAGUE);
    cluster.run();
    cluster.revive(down as "a");
    cluster.run();
    for (const zone of ["a", "b", "c"] as const) if (zone !== down) cluster.kill(zone);
    cluster.run();
    for (const zone of ["a", "b", "c"] as const) if (zone !== down) cluster.revive(zone);
    cluster.put("late", { league: { S: "gold" } });
    cluster.run();
    expect(itemsIn(cluster, "byLeague").size).toBe(41);
    for (const zone of ["a", "b", "c"] as const) expect(cluster.copy(zone).schema.indexes).toHaveLength(1);
  });
});

describe("an index that leaves a table", () => {
  it("[GSI-6] cannot be read at once, and its machines are gone some seconds later", () => {
    const cluster = seeded();
    askNow(cluster, "UpdateTable", BY_LEAGUE);
    cluster.run();
    expect(askNow(cluster, "UpdateTable", DELETE).body).toMatchObject({
      TableDescription: { TableStatus: "UPDATING", GlobalSecondaryIndexes: [{ IndexStatus: "DELETING" }] },
    });
    cluster.steps(2);
    expect(byLeague(cluster).message).toBe("The table does not have the specified index: byLeague");
    cluster.put("p1", { league: { S: "iron" } });
    cluster.run();
    expect(describeIndex(cluster)).toBeUndefined();
    expect(askNow(cluster, "DescribeTable", {}).body).toMatchObject({
      Table: { AttributeDefinitions: [{ AttributeName: "player", AttributeType: "S" }], TableStatus: "ACTIVE" },
    });
    const left = [...cluster.simulation.all()].map(({ id }) => id);
    expect(left.filter((id) => id.includes("byLeague") || id.includes("index-writer"))).toEqual([]);
  });

  it("[GSI-6] is made again from nothing, and kept up to date again", () => {
    const cluster = seeded();
    for (let round = 0; round < 2; round++) {
      askNow(cluster, "UpdateTable", BY_LEAGUE);
      cluster.run();
      cluster.put(`new${round}`, { league: { S: "gold" } });
      cluster.run();
      expect(itemsIn(cluster, "byLeague").size).toBe(41 + round);
      askNow(cluster, "UpdateTable", DELETE);
      cluster.run();
    }
  });

  it("[GSI-6] may leave while it is backfilled, and not before", () => {
    const cluster = seeded();
    askNow(cluster, "UpdateTable", BY_LEAGUE);
    expect(askNow(cluster, "UpdateTable", DELETE)).toMatchObject({
      error: "ResourceInUseException",
      message:
        "Attempt to change a resource which is still in use: Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index is active. Table: Players Index: byLeague",
    });
    while (cluster.facts("BackfillStarted").length === 0) cluster.steps(1);
    cluster.steps(5);
    expect(askNow(cluster, "UpdateTable", DELETE).status).toBe(200);
    cluster.run();
    expect(describeIndex(cluster)).toBeUndefined();
    expect([...cluster.simulation.all()].filter(({ kind }) => kind === "backfill")).toEqual([]);
    expect(tableStatus(cluster)).toBe("ACTIVE");
  });

  it("[GSI-7] one index at a time, and not beside what it does not bear", () => {
    const cluster = seeded();
    askNow(cluster, "UpdateTable", BY_LEAGUE);
    const second = structuredClone(BY_LEAGUE);
    (second.GlobalSecondaryIndexUpdates[0] as { Create: { IndexName: string } }).Create.IndexName = "again";
    expect(askNow(cluster, "UpdateTable", second)).toMatchObject({
      error: "LimitExceededException",
      message: "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
    });
    expect(askNow(cluster, "DeleteTable", {}).message).toBe(
      "Attempt to change a resource which is still in use: Cannot delete table while indexes are being created, updated, or deleted.",
    );
    expect(
      askNow(cluster, "UpdateTable", { StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } })
        .message,
    ).toBe(
      "Attempt to change a resource which is still in use: Can't change stream status when an index is being created",
    );
    cluster.run();
    expect(askNow(cluster, "UpdateTable", BY_LEAGUE).message).toBe(
      "One or more parameter values were invalid: Attempting to create an index which already exists",
    );
    expect(
      askNow(cluster, "UpdateTable", { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "nobody" } }] }),
    ).toMatchObject({
      error: "ResourceNotFoundException",
      message: "Requested resource not found: Index nobody for table Players",
    });
  });
});
