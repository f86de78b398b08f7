import { describe, expect, test } from "vitest";
import { storageKeyOf } from "../../dynamo/keys.ts";
import type { DataRequest } from "../../dynamo/requests.ts";
import { bindRequest, parseRequest } from "../../dynamo/stages.ts";
import { Cluster } from "../../testing/cluster.ts";
import { config, playersTable } from "../../testing/fixtures.ts";
import {
  add,
  answer,
  check,
  counter,
  key,
  leftOver,
  put,
  REGION,
  read,
  remove,
  TableName,
  write,
} from "../../testing/transaction-fixtures.ts";
import type { Command } from "../../world/commands.ts";
import { World } from "../../world/world.ts";
import type { RequestId } from "../messages.ts";
import { FAULTS_ID, replicaId } from "../places.ts";
import type { ReplicaState } from "../replica/replica-state.ts";
import type { StreamShardState } from "../stream-shard.ts";

const missing = { ConditionExpression: "attribute_not_exists(player)" };

describe("both phases", () => {
  test("[TX-5] all actions of a transaction happen, on several partitions", () => {
    const cluster = new Cluster({ partitions: 4 });
    cluster.answerTo(cluster.put("ana", { n: { N: "10" } }));
    cluster.answerTo(cluster.put("bo", { n: { N: "1" } }));
    const request = write(cluster, [
      add("ana", -3),
      add("cleo", 3),
      remove("bo"),
      check("dev", "attribute_not_exists(n)"),
    ]);
    expect(answer(cluster, request)).toEqual({});
    expect(["ana", "cleo", "bo", "dev"].map((player) => counter(cluster, player))).toEqual([
      "7",
      "3",
      undefined,
      undefined,
    ]);
    expect(leftOver(cluster)).toEqual({ prepared: [], unfinished: [] });
    expect(
      cluster
        .facts("ItemPrepared")
        .map(({ label }) => label)
        .sort(),
    ).toEqual(["ana", "bo", "cleo", "dev"]);
    expect(cluster.facts("TransactionCommitted").length).toBe(1);
  });

  test("[TX-12] one action that cannot happen cancels all, with the reasons in order", () => {
    const cluster = new Cluster({ partitions: 4 });
    cluster.answerTo(cluster.put("ana", { n: { N: "10" } }));
    const request = write(cluster, [
      put("bo"),
      put("ana", 0, { ...missing, ReturnValuesOnConditionCheckFailure: "ALL_OLD" }),
      check("cleo", "attribute_exists(n)"),
    ]);
    const { error, message } = cluster.answerTo(request);
    expect({ error, message }).toEqual({
      error: "TransactionCanceledException",
      message:
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed]",
    });
    expect(["ana", "bo"].map((player) => counter(cluster, player))).toEqual(["10", undefined]);
    expect(leftOver(cluster)).toEqual({ prepared: [], unfinished: [] });
  });
});

describe("validation at the front door", () => {
  test("[TX-3] an unknown table, an item named twice, a key that does not fit", () => {
    const cluster = new Cluster({ partitions: 2 });
    expect(answer(cluster, write(cluster, [put("ana"), { Delete: { TableName: "Nobody", Key: key("ana") } }]))).toEqual(
      {
        error: "ResourceNotFoundException",
        message: "Requested resource not found",
      },
    );
    expect(answer(cluster, write(cluster, [put("ana"), check("ana", "attribute_exists(n)")]))).toEqual({
      error: "ValidationException",
      message: "Transaction request cannot include multiple operations on one item",
    });
    const wrongKey = { Put: { TableName, Item: { player: { N: "1" } } } };
    expect(answer(cluster, write(cluster, [put("ana"), wrongKey, wrongKey]))).toEqual({
      error: "TransactionCanceledException",
      message:
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ValidationError, None]",
    });
    const emptyKey = {
      error: "ValidationException",
      message:
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: player",
    };
    for (const action of [put(""), add("", 1), remove(""), check("", "attribute_exists(n)")]) {
      expect(answer(cluster, write(cluster, [wrongKey, action]))).toEqual(emptyKey);
    }
    expect(answer(cluster, read(cluster, [""]))).toMatchObject({ error: "TransactionCanceledException" });
    expect(cluster.facts("TransactionRouted")).toEqual([]);
  });

  test("[TX-3] a table may be named by its ARN, and is named so in ConsumedCapacity", () => {
    const cluster = new Cluster();
    const arn = "arn:aws:dynamodb:us-east-1:000000000000:table/Players";
    const action = { Put: { TableName: arn, Item: key("ana") } };
    expect(answer(cluster, write(cluster, [action], { ReturnConsumedCapacity: "TOTAL" }))).toEqual({
      ConsumedCapacity: [{ TableName: arn, CapacityUnits: 2, WriteCapacityUnits: 2 }],
    });
  });
});

describe("transactional reads", () => {
  test("[TX-11] [TX-10] gives items in order, nothing for what is not there, and is charged twice", () => {
    const cluster = new Cluster({ partitions: 4 });
    cluster.answerTo(cluster.put("ana", { n: { N: "1" } }));
    cluster.answerTo(cluster.put("bo", { n: { N: "2" } }));
    expect(answer(cluster, read(cluster, ["bo", "nobody", "ana"], { ReturnConsumedCapacity: "TOTAL" }))).toEqual({
      Responses: [
        { Item: { player: { S: "bo" }, n: { N: "2" } } },
        {},
        { Item: { player: { S: "ana" }, n: { N: "1" } } },
      ],
      ConsumedCapacity: [{ TableName, CapacityUnits: 6, ReadCapacityUnits: 6 }],
    });
    expect(cluster.facts("ReadConfirmed").length).toBe(3);
  });

  test("[TX-11] an item that changes between the rounds cancels the read", () => {
    const cluster = new Cluster({ partitions: 4 });
    const request = read(cluster, ["ana", "bo"]);
    while (cluster.facts("ItemRead").length < 2) cluster.steps(1);
    // The write overtakes the second round: it goes to the leader by the same ways, and commits before that asks.
    const ana = cluster.facts("ItemRead").find(({ label }) => label === "ana");
    const group = cluster.group(ana?.partition);
    const zone = cluster.leaderZone(group) ?? "a";
    cluster.simulation.deliver(
      replicaId(group, zone),
      {
        type: "CopyWrite",
        id: "c1",
        replyTo: "nobody",
        storageKey: storageKeyOf(cluster.placement.schema.key, key("ana")),
        stored: { item: { ...key("ana") }, version: 1, timestamp: 1, origin: "eu-west-1", label: "ana", bytes: 9 },
        source: { kind: "region", region: "eu-west-1" },
      },
      cluster.simulation.now,
      -77,
    );
    const { message } = cluster.answerTo(request);
    expect(message).toMatch(/\[(TransactionConflict, None|None, TransactionConflict)\]$/);
  });
});

describe("isolation", () => {
  /** A transaction on ana and bo, stopped when both are prepared. */
  function prepared(): { cluster: Cluster; request: RequestId } {
    const cluster = new Cluster({ partitions: 4 });
    cluster.answerTo(cluster.put("ana", { n: { N: "1" } }));
    const request = write(cluster, [add("ana", 5), put("bo", 5)]);
    while (cluster.facts("ItemPrepared").length < 2) cluster.steps(1);
    return { cluster, request };
  }

  test("[TX-9] a single write of a prepared item is refused, a read gives the last committed value", () => {
    const { cluster, request } = prepared();
    // Handed to the leader at once, so that it comes before the commit.
    const group = cluster.group(cluster.facts("ItemPrepared").find(({ label }) => label === "ana")?.partition);
    const leader = replicaId(group, cluster.leaderZone(group) ?? "a");
    const ask = (operation: string, input: object) => {
      const parsed = parseRequest(operation, { TableName, ...input });
      if (!parsed.ok) throw new Error(parsed.error.message);
      const bind = bindRequest(parsed.request as DataRequest, cluster.placement.schema);
      if (!bind.ok || bind.bound.kind !== "item") throw new Error("not bound");
      const { bound } = bind;
      const call = bound.write ? ({ kind: "write", bound } as const) : ({ kind: "read", bound } as const);
      cluster.simulation.deliver(
        leader,
        { type: "StorageRequest", request: "s1", attempt: 1, call },
        cluster.simulation.now,
        -99,
      );
    };
    ask("PutItem", { Item: key("ana") });
    expect(cluster.facts("WriteConflicted").map(({ label }) => label)).toEqual(["ana"]);
    ask("GetItem", { Key: key("ana"), ConsistentRead: true });
    expect(cluster.facts("ItemRead").at(-1)).toMatchObject({ label: "ana", version: 1 });
    expect(answer(cluster, request)).toEqual({});
    expect(counter(cluster, "ana")).toBe("6");
  });

  test("[TX-11] a prepared item cannot be read as of one moment", () => {
    const { cluster, request } = prepared();
    const group = cluster.group(cluster.facts("ItemPrepared").find(({ label }) => label === "bo")?.partition);
    const parsed = parseRequest("GetItem", { TableName, Key: key("bo"), ConsistentRead: true });
    const bind = parsed.ok ? bindRequest(parsed.request as DataRequest, cluster.placement.schema) : parsed;
    if (!("bound" in bind) || bind.bound.kind !== "item" || bind.bound.write) throw new Error("not bound");
    const { bound } = bind;
    for (const step of ["read", "confirm"] as const) {
      const message = { type: "TransactionStep", transaction: "r1", index: 0, step, timestamp: 0, bound } as const;
      const leader = replicaId(group, cluster.leaderZone(group) ?? "a");
      cluster.simulation.deliver(leader, { ...message, replyTo: "nobody" }, cluster.simulation.now, -66);
    }
    expect(cluster.facts("TransactionReadRefused").map(({ reason }) => reason)).toEqual(["prepared", "prepared"]);
    expect(answer(cluster, request)).toEqual({});
  });

  test("[TX-9] of two transactions on one item that run together at most one happens, or one after the other", () => {
    const cluster = new Cluster({ partitions: 4 });
    cluster.answerTo(cluster.put("ana", { n: { N: "1" } }));
    const first = write(cluster, [add("ana", 1), put("bo")]);
    const second = write(cluster, [add("ana", 1), put("cleo")]);
    cluster.run();
    const happened = [first, second].filter((request) => cluster.answer(request)?.status === 200).length;
    const conflicts = [first, second].filter((request) =>
      cluster.answer(request)?.message?.includes("TransactionConflict"),
    );
    expect(happened + conflicts.length).toBe(2);
    expect(conflicts.length).toBeGreaterThan(0);
    expect(counter(cluster, "ana")).toBe(String(1 + happened));
    expect(leftOver(cluster)).toEqual({ prepared: [], unfinished: [] });
  });

  test("[TX-5] an item written after the transaction's timestamp refuses it", () => {
    const cluster = new Cluster({ partitions: 1 });
    const request = write(cluster, [put("ana", 7)]);
    while (cluster.facts("TransactionStarted").length < 1) cluster.steps(1);
    const started = cluster.facts("TransactionStarted")[0]?.timestamp ?? 0;
    cluster.simulation.deliver(
      replicaId(cluster.group(), cluster.leaderZone() ?? "a"),
      {
        type: "CopyWrite",
        id: "c1",
        replyTo: "nobody",
        storageKey: storageKeyOf(cluster.placement.schema.key, key("ana")),
        stored: { item: key("ana"), version: 1, timestamp: started + 1, origin: "eu-west-1", label: "ana", bytes: 9 },
        source: { kind: "region", region: "eu-west-1" },
      },
      cluster.simulation.now,
      -78,
    );
    expect(cluster.answerTo(request).message).toContain("[TransactionConflict]");
    expect(cluster.facts("PrepareRefused").map(({ reason }) => reason)).toEqual(["timestamp"]);
  });
});

test("[TX-14] what a transaction changes is in the index, the stream and the other Region, item by item", () => {
  const regions = ["us-east-1", "eu-west-1"];
  const world = new World({ seed: 3, runtime: null, config: config({ regions, tables: [playersTable({ regions })] }) });
  const player = (name: string, score: number) => ({
    Put: { TableName, Item: { ...key(name), league: { S: "gold" }, score: { N: String(score) } } },
  });
  const input = { TransactItems: [player("ana", 1), player("bo", 2), check("cleo", "attribute_not_exists(n)")] };
  const commands: Command[] = [
    { id: 1, at: 0, kind: "request", region: REGION, operation: "TransactWriteItems", input },
  ];
  while (!world.quiet(commands)) world.step(commands);
  const machines = [...world.simulation.all()];
  const labels = (prefix: string) =>
    machines
      .filter(({ id, kind }) => kind === "replica" && id.startsWith(prefix) && id.endsWith("/a"))
      .flatMap(({ id }) => [...(world.simulation.read(id) as ReplicaState).items.values()].map(({ label }) => label))
      .sort();
  for (const region of regions) {
    expect(labels(`${region}/Players/`)).toEqual(["ana", "bo"]);
    expect(labels(`${region}/Players:byScore/`)).toEqual(["ana", "bo"]);
  }
  const records = machines
    .filter(({ id, kind }) => kind === "stream-shard" && id.startsWith(REGION))
    .flatMap(({ id }) => {
      const shard = (world.simulation.read(id) as StreamShardState).records;
      return shard.slice(shard.first, shard.last).map(({ label, eventName }) => `${eventName} ${label}`);
    });
  expect(records.sort()).toEqual(["INSERT ana", "INSERT bo"]);
});

describe("tokens", () => {
  const token = (ClientRequestToken: string) => ({ ClientRequestToken, ReturnConsumedCapacity: "TOTAL" });

  test("[TX-13] the same again does nothing and is charged as reads, another is refused, after ten minutes it is new", () => {
    const cluster = new Cluster({ partitions: 2 });
    const units = (body: unknown) => (body as { ConsumedCapacity: object[] }).ConsumedCapacity;
    expect(units(answer(cluster, write(cluster, [add("ana", 1)], token("t"))))).toEqual([
      { TableName, CapacityUnits: 2, WriteCapacityUnits: 2 },
    ]);
    expect(units(answer(cluster, write(cluster, [add("ana", 1)], token("t"))))).toEqual([
      { TableName, CapacityUnits: 2, ReadCapacityUnits: 2 },
    ]);
    expect(answer(cluster, write(cluster, [add("ana", 2)], token("t")))).toMatchObject({
      error: "IdempotentParameterMismatchException",
    });
    expect(counter(cluster, "ana")).toBe("1");
    cluster.simulation.deliver(FAULTS_ID, { type: "JumpClock", micros: 1 }, cluster.simulation.now + 601_000_000, -55);
    answer(cluster, write(cluster, [add("ana", 1)], token("t")));
    expect(counter(cluster, "ana")).toBe("2");
  });

  test("[TX-13] one that comes meanwhile is told so; a cancelled one leaves the token free", () => {
    const cluster = new Cluster({ partitions: 2 });
    const first = write(cluster, [add("ana", 1)], token("t"));
    while (cluster.facts("TransactionStarted").length === 0) cluster.steps(1);
    const second = write(cluster, [add("ana", 1)], token("t"));
    cluster.run();
    expect([cluster.answer(first)?.status, cluster.answer(second)?.error]).toEqual([
      200,
      "TransactionInProgressException",
    ]);
    const conditional = [put("bo", 1, { ConditionExpression: "attribute_exists(player)" })];
    expect(answer(cluster, write(cluster, conditional, token("u")))).toMatchObject({
      error: "TransactionCanceledException",
    });
    cluster.answerTo(cluster.put("bo"));
    expect(cluster.answerTo(write(cluster, conditional, token("u"))).status).toBe(200);
  });
});

test("[SIM-4] a cluster brought back to any save goes on exactly as it did", () => {
  const cluster = new Cluster({ partitions: 3, stream: true });
  write(cluster, [add("ana", 1), add("bo", 1), check("cleo", "attribute_not_exists(n)")], { ClientRequestToken: "t" });
  write(cluster, [add("ana", 1), remove("dev")]);
  read(cluster, ["ana", "bo"]);
  const { straight, again } = cluster.runAgainFromSaves(5);
  expect(again.every((one) => one === straight)).toBe(true);
});
