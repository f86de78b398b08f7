/** Transactions on players, for tests: their actions, their requests, and what one may leave behind. */
import type { RequestId } from "../service/messages.ts";
import { ledgerId, ZONES } from "../service/places.ts";
import type { LedgerState } from "../service/transactions/ledger-state.ts";
import type { Cluster } from "./cluster.ts";

export const REGION = "us-east-1";
export const TableName = "Players";
export const key = (player: string) => ({ player: { S: player } });

export const put = (player: string, n = 0, rest: object = {}) => ({
  Put: { TableName, Item: { ...key(player), n: { N: String(n) } }, ...rest },
});
export const add = (player: string, n: number, rest: object = {}) => ({
  Update: {
    TableName,
    Key: key(player),
    UpdateExpression: "ADD n :n",
    ExpressionAttributeValues: { ":n": { N: String(n) } },
    ...rest,
  },
});
export const remove = (player: string, rest: object = {}) => ({ Delete: { TableName, Key: key(player), ...rest } });
export const check = (player: string, ConditionExpression: string, rest: object = {}) => ({
  ConditionCheck: { TableName, Key: key(player), ConditionExpression, ...rest },
});

export function write(cluster: Cluster, TransactItems: object[], rest: object = {}): RequestId {
  return cluster.ask("TransactWriteItems", { TransactItems, ...rest });
}
export function read(cluster: Cluster, players: readonly string[], rest: object = {}): RequestId {
  const TransactItems = players.map((player) => ({ Get: { TableName, Key: key(player) } }));
  return cluster.ask("TransactGetItems", { TransactItems, ...rest });
}

/** The counter of an item, by a strongly consistent read. */
export function counter(cluster: Cluster, player: string): string | undefined {
  const { body } = cluster.answerTo(cluster.get(player, true));
  return (body as { Item?: { n: { N: string } } }).Item?.n.N;
}

export const answer = (cluster: Cluster, request: RequestId) => {
  const { status, error, message, body } = cluster.answerTo(request);
  return status === 200 ? body : { error, message };
};

/** The prepared items of every copy, and the transactions the ledger still has to finish. */
export function leftOver(cluster: Cluster): { prepared: string[]; unfinished: string[] } {
  const groups = cluster.placement.partitions.map(({ name }) => cluster.group(name));
  const prepared = groups.flatMap((group) => ZONES.flatMap((zone) => [...cluster.copy(zone, group).prepared.keys()]));
  const { entries } = cluster.state<LedgerState>(ledgerId(REGION));
  return { prepared, unfinished: [...entries.values()].filter((e) => e.outcome === null).map((e) => e.transaction) };
}
