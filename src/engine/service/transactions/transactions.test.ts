import { describe, expect, test } from "vitest";
import { storageKeyOf } from "../../dynamo/keys.ts";
import type { DataRequest } from "../../dynamo/requests.ts";
import { bindRequest, parseRequest } from "../../dynamo/stages.ts";
import { Cluster } from "../../testing/cluster.ts";
import { config, playersTable } from "../../testing/fixtures.ts";
import type { Command } from "../../world/commands.ts";
import { World } from "../../world/world.ts";
import type { RequestId } from "../messages.ts";
import { coordinatorId, FAULTS_ID, ledgerId, replicaId, ZONES } from "../places.ts";
import type { ReplicaState } from "../replica/replica-state.ts";
import type { StreamShardState } from "../stream-shard.ts";
import type { LedgerState } from "./ledger.ts";

const REGION = "us-east-1";
const TableName = "Players";
const key = (player: string) => ({ player: { S: player } });

const put = (player: string, n = 0, rest: object = {}) => ({
  Put: { TableName, Item: { ...key(player), n: { N: String(n) } }, ...rest },
});
const add = (player: string, n: number, rest: object = {}) => ({
  Update: {
    TableName,
    Key: key(player),
    UpdateExpression: "ADD n :n",
    ExpressionAttributeValues: { ":n": { N: String(n) } },
    ...rest,
  },
});
const remove = (player: string, rest: object = {}) => ({ Delete: { TableName, Key: key(player), ...rest } });
const check = (player: string, ConditionExpression: string, rest: object = {}) => ({
  ConditionCheck: { TableName, Key: key(player), ConditionExpression, ...rest },
});
const missing = { ConditionExpression: "attribute_not_exists(player)" };

function write(cluster: Cluster, TransactItems: object[], rest: object = {}): RequestId {
  return cluster.ask("TransactWriteItems", { TransactItems, ...rest });
}
function read(cluster: Cluster, players: readonly string[], rest: object = {}): RequestId {
  const TransactItems = players.map((player) => ({ Get: { TableName, Key: key(player) } }));
  return cluster.ask("TransactGetItems", { TransactItems, ...rest });
}

/** The counter of an item, by a strongly consistent read. */
function counter(cluster: Cluster, player: string): string | undefined {
  const { body } = cluster.answerTo(cluster.get(player, true));
  return (body as { Item?: { n: { N: string } } }).Item?.n.N;
}

const answer = (cluster: Cluster, request: RequestId) => {
  const { status, error, message, body } = cluster.answerTo(request);
  return status === 200 ? body : { error, message };
};

/** The prepared items of every copy, and the transactions the ledger still has to finish. */
function leftOver(cluster: Cluster): { prepared: string[]; unfinished: string[] } {
  const groups = cluster.placement.partitions.map(({ name }) => cluster.group(name));
  const prepared = groups.flatMap((group) => ZONES.flatMap((zone) => [...cluster.copy(zone, group).prepared.keys()]));
  const { entries } = cluster.state<LedgerState>(ledgerId(REGION));
  return { prepared, unfinished: [...entries.values()].filter((e) => e.outcome === null).map((e) => e.transaction) };
}

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

test("[SIM-4] a cluster brought back to any save goes on exactly as it did", () => {
  const cluster = new Cluster({ partitions: 3, stream: true });
  write(cluster, [add("ana", 1), add("bo", 1), check("cleo", "attribute_not_exists(n)")], { ClientRequestToken: "t" });
  write(cluster, [add("ana", 1), remove("dev")]);
  read(cluster, ["ana", "bo"]);
  const { straight, again } = cluster.runAgainFromSaves(5);
  expect(again.every((one) => one === straight)).toBe(true);
});
