import { describe, expect, test } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import type { RequestId } from "../messages.ts";
import { coordinatorId, ledgerId, ZONES } from "../places.ts";
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
