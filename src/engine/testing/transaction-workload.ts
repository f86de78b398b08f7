/**
 * Transactions for random worlds: accounts that only transfers touch the balances of, transactional reads of all of them,
 * single writes and strong reads in between, checks on the other players, tokens sent twice, and coordinators that die.
 */
import type { Random } from "../base/random.ts";
import { coordinatorId, ZONES } from "../service/places.ts";
import type { CommandBody } from "../world/commands.ts";
import type { WorldConfig } from "../world/config.ts";

export const ACCOUNTS = ["acct-a", "acct-b", "acct-c", "acct-d"] as const;
export const BALANCE = 100;

const TableName = "Players";

export function accountItems(): Record<string, { S: string } | { N: string }>[] {
  return ACCOUNTS.map((player) => ({ player: { S: player }, balance: { N: String(BALANCE) }, visits: { N: "0" } }));
}

/** @param until the time of the last other command */
export function transactionCommands(
  config: WorldConfig,
  players: readonly string[],
  until: number,
  random: Random,
): { at: number; body: CommandBody }[] {
  const region = config.regions[0] as string;
  const request = (operation: string, input: object): CommandBody => ({ kind: "request", region, operation, input });
  const out: { at: number; body: CommandBody }[] = [];
  const count = 5 + random.below(30);
  const dying = random.chance(500_000);
  for (let i = 0; i < count; i++) {
    const at = random.below(until + 1);
    const kind = random.below(100);
    if (kind < 55) {
      const body = request("TransactWriteItems", transfer(players, i, random));
      out.push({ at, body });
      if (random.chance(200_000)) out.push({ at: at + random.below(3_000_000), body });
    } else if (kind < 75) out.push({ at, body: request("TransactGetItems", { TransactItems: ACCOUNTS.map(get) }) });
    else if (kind < 90) {
      const Key = { player: { S: pick(ACCOUNTS, random) } };
      const one = { ":one": { N: "1" } };
      const UpdateExpression = "SET visits = visits + :one";
      out.push({
        at,
        body: request("UpdateItem", { TableName, Key, UpdateExpression, ExpressionAttributeValues: one }),
      });
    } else {
      const Key = { player: { S: pick(ACCOUNTS, random) } };
      out.push({ at, body: request("GetItem", { TableName, Key, ConsistentRead: true }) });
    }
    if (dying && random.chance(200_000)) {
      const replica = coordinatorId(region, pick(ZONES, random));
      out.push({ at: at + random.below(5_000), body: { kind: "fault", fault: { type: "kill-node", replica } } });
      const back = at + random.below(6_000_000);
      out.push({ at: back, body: { kind: "fault", fault: { type: "revive-node", replica } } });
    }
  }
  return out;
}

/** Moves money between two accounts that have enough, and now and then looks at, or marks, a player. */
function transfer(players: readonly string[], i: number, random: Random): object {
  const from = random.below(ACCOUNTS.length);
  const to = (from + 1 + random.below(ACCOUNTS.length - 1)) % ACCOUNTS.length;
  const amount = 1 + random.below(40);
  const TransactItems: object[] = [move(ACCOUNTS[from] as string, -amount), move(ACCOUNTS[to] as string, amount)];
  const Key = { player: { S: pick(players, random) } };
  const extra = random.below(5);
  if (extra === 0)
    TransactItems.push({ ConditionCheck: { TableName, Key, ConditionExpression: "attribute_not_exists(banned)" } });
  if (extra === 1)
    TransactItems.push({ ConditionCheck: { TableName, Key, ConditionExpression: "attribute_exists(league)" } });
  if (extra === 2) {
    const ExpressionAttributeValues = { ":t": { S: `t${i}` } };
    TransactItems.push({ Update: { TableName, Key, UpdateExpression: "SET mark = :t", ExpressionAttributeValues } });
  }
  return random.chance(500_000) ? { TransactItems, ClientRequestToken: `token-${i}` } : { TransactItems };
}

function move(player: string, amount: number): object {
  return {
    Update: {
      TableName,
      Key: { player: { S: player } },
      UpdateExpression: "SET balance = balance + :amount",
      ConditionExpression: "balance >= :least",
      ExpressionAttributeValues: { ":amount": { N: String(amount) }, ":least": { N: String(Math.max(0, -amount)) } },
    },
  };
}

function get(player: string): object {
  return { Get: { TableName, Key: { player: { S: player } } } };
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[random.below(from.length)] as T;
}
