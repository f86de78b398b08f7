import { describe, expect, it } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import { playersTable } from "../../testing/fixtures.ts";
import { replicaId } from "../places.ts";

const SECOND = 1_000_000;
const GAMES = { ...(playersTable({ index: false, stream: false }).create as object), TableName: "Games" };

type Body = { Table: Record<string, unknown>; TableDescription: Record<string, unknown>; TableNames: string[] };
const bodyOf = (answer: { body: unknown }): Body => answer.body as Body;

/** Runs until the request is answered, and no further. */
function ask(cluster: Cluster, operation: string, input: object) {
  const request = cluster.ask(operation, input);
  while (cluster.answer(request) === undefined) cluster.steps(1);
  return cluster.answer(request) as NonNullable<ReturnType<Cluster["answer"]>>;
}

describe("the control plane", () => {
  it("[CP-1] a table is CREATING first, takes no data, and is ACTIVE some seconds later", () => {
    const cluster = new Cluster();
    const created = ask(cluster, "CreateTable", GAMES);
    expect(bodyOf(created).TableDescription).toMatchObject({
      TableName: "Games",
      TableStatus: "CREATING",
      ItemCount: 0,
    });
    expect(ask(cluster, "DescribeTable", { TableName: "Games" }).body).toMatchObject({
      Table: { TableStatus: "CREATING" },
    });
    const early = ask(cluster, "PutItem", { TableName: "Games", Item: { player: { S: "x" } } });
    expect([early.error, early.message]).toEqual(["ResourceNotFoundException", "Requested resource not found"]);
    cluster.run();
    expect(cluster.simulation.now).toBeGreaterThan(4 * SECOND);
    expect(cluster.simulation.now).toBeLessThan(6 * SECOND);
    expect(ask(cluster, "DescribeTable", { TableName: "Games" }).body).toMatchObject({
      Table: { TableStatus: "ACTIVE" },
    });
    const put = ask(cluster, "PutItem", { TableName: "Games", Item: { player: { S: "x" } } });
    expect(put.status).toBe(200);
    expect(cluster.facts("RequestRetried")).toEqual([]);
  });

  it("[CP-2] a table that exists, or is being made, cannot be made again nor deleted", () => {
    const cluster = new Cluster();
    ask(cluster, "CreateTable", GAMES);
    expect(ask(cluster, "CreateTable", GAMES)).toMatchObject({
      error: "ResourceInUseException",
      message: "Table already exists: Games",
    });
    expect(ask(cluster, "DeleteTable", { TableName: "Games" })).toMatchObject({
      error: "ResourceInUseException",
      message: "Attempt to change a resource which is still in use: Table is being created: Games",
    });
  });

  it("[CP-3, CP-13] a deleted table is DELETING, then gone with all its machines; asking again is no error", () => {
    const cluster = new Cluster({ index: true, stream: true });
    cluster.answerTo(cluster.put("cleo"));
    const deleted = ask(cluster, "DeleteTable", { TableName: "Players" });
    expect(bodyOf(deleted).TableDescription.TableStatus).toBe("DELETING");
    expect(bodyOf(deleted).TableDescription).not.toHaveProperty("KeySchema");
    expect(ask(cluster, "DeleteTable", { TableName: "Players" })).toMatchObject({
      status: 200,
      body: { TableDescription: { TableStatus: "DELETING" } },
    });
    expect(ask(cluster, "GetItem", { Key: { player: { S: "cleo" } } }).error).toBe("ResourceNotFoundException");
    cluster.run();
    expect(ask(cluster, "DescribeTable", {})).toMatchObject({
      error: "ResourceNotFoundException",
      message: "Requested resource not found: Table: Players not found",
    });
    // Its stream can be read for a day.
    expect([...cluster.simulation.all()].map(({ id }) => id).filter((id) => id.includes("Players"))).toEqual([
      "us-east-1/Players/stream/S1",
    ]);
  });

  it("[CP-3] requests that were on their way when the table was deleted are all answered", () => {
    const cluster = new Cluster();
    const requests = Array.from({ length: 40 }, () => cluster.add("cleo"));
    cluster.steps(150);
    cluster.ask("DeleteTable", {});
    cluster.run();
    for (const request of requests) expect([200, 400, 500]).toContain(cluster.answer(request)?.status);
  });

  it("[CP-3] a protected table is not deleted", () => {
    const cluster = new Cluster();
    ask(cluster, "CreateTable", { ...GAMES, DeletionProtectionEnabled: true });
    cluster.run();
    expect(ask(cluster, "DeleteTable", { TableName: "Games" })).toMatchObject({
      error: "ValidationException",
      message:
        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    });
  });

  it("[CP-3] a table deleted and made again starts empty and works", () => {
    const cluster = new Cluster({ partitions: 3 });
    cluster.answerTo(cluster.put("cleo"));
    cluster.answerTo(cluster.ask("DeleteTable", {}));
    cluster.answerTo(cluster.ask("CreateTable", playersTable({ index: false, stream: false }).create as object));
    expect(cluster.answerTo(cluster.get("cleo", true)).body).toEqual({});
    expect(cluster.answerTo(cluster.put("cleo")).status).toBe(200);
  });

  it("[CP-4] DescribeTable counts the items of a copy that is up and has applied most, whoever leads", () => {
    const cluster = new Cluster();
    for (const player of ["ana", "bo"]) cluster.put(player);
    cluster.run();
    const first = cluster.leaderZone() as "a";
    cluster.kill(first);
    cluster.put("cleo");
    cluster.run();
    expect(ask(cluster, "DescribeTable", {}).body).toMatchObject({ Table: { ItemCount: 3 } });
    expect(cluster.simulation.isDown(replicaId(cluster.group(), first))).toBe(true);
  });

  it("[CP-5] ListTables names the tables in order, whatever their state", () => {
    const cluster = new Cluster();
    ask(cluster, "CreateTable", GAMES);
    expect(bodyOf(ask(cluster, "ListTables", { TableName: undefined })).TableNames).toEqual(["Games", "Players"]);
  });

  it("[CP-6] a table's id and stream label are a function of where and when it was made", () => {
    const described = (seed: number): unknown => {
      const cluster = new Cluster({ seed, stream: true });
      return bodyOf(ask(cluster, "DescribeTable", {})).Table;
    };
    expect(described(1)).toEqual(described(2));
    expect(described(1)).toMatchObject({
      TableId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
      LatestStreamLabel: "2026-01-01T00:00:00.000",
    });
  });
});
