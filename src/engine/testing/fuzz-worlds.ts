/**
 * Random worlds for the simulation fuzz: a config, a workload and faults drawn from one seed. Every world ends healed
 * (nodes revived, links whole), so that the checkers may ask for convergence.
 */
import { Random } from "../base/random.ts";
import type { Fault } from "../service/messages.ts";
import { replicaId, ZONES } from "../service/places.ts";
import type { Command, CommandBody } from "../world/commands.ts";
import type { InitialTable, WorldConfig } from "../world/config.ts";
import { newScenario, type Scenario } from "../world/scenario.ts";
import { withExpiry } from "./expiry-workload.ts";
import { boardsTable, playersTable } from "./fixtures.ts";
import { withStreamSwitches } from "./stream-workload.ts";
import { accountItems, transactionCommands } from "./transaction-workload.ts";

/** Long after any index that was asked for is active, or on its way still if its table is broken. */
const INDEX_MADE_MICROS = 3_600_000_000;

const KEYS = ["ana", "bo", "cleo", "dev", "eli", "fay"];
const LEAGUES = ["gold", "silver", "bronze"];

/** Worlds up to this seed stay as they were when some of them found the bugs that fuzz.test.ts names: without Boards and transactions. */
const KEPT_SEEDS = 200;

/** A scenario that is a function of the seed. */
export function randomScenario(seed: number): Scenario {
  const random = new Random(seed ^ 0x5eed);
  const regions = random.chance(350_000) ? ["us-east-1", "eu-west-1"] : ["us-east-1"];
  if (regions.length === 2 && random.chance(200_000)) regions.push("ap-south-1");
  const config: WorldConfig = {
    regions,
    latency: random.chance(150_000) ? "instant" : random.chance(300_000) ? "slow" : "typical",
    tables: [
      playersTable({
        index: random.chance(700_000),
        stream: random.chance(800_000) || regions.length > 1,
        partitions: 1 + random.below(5),
        indexPartitions: { byScore: 1 + random.below(3) },
        regions,
        items: KEYS.slice(0, random.below(KEYS.length)).map((k) => item(k, random)),
      }),
      ...(seed > KEPT_SEEDS ? [randomBoards(regions, random)] : []),
    ],
    functions: [],
    files: {},
  };
  const withTrigger = random.chance(400_000);
  const table = config.tables[0];
  const hasStream = regions.length > 1 || JSON.stringify(table).includes("StreamSpecification");
  let full: WorldConfig =
    withTrigger && hasStream && table !== undefined
      ? {
          ...config,
          functions: [{ name: "onScore", entry: "on-score.ts" }],
          files: { "on-score.ts": "export const handler = async () => {};" },
          tables: [
            {
              ...table,
              triggers: [
                {
                  functionName: "onScore",
                  batchSize: 1 + random.below(10),
                  startingPosition: "TRIM_HORIZON",
                  maximumRetryAttempts: random.below(4),
                  reportBatchItemFailures: false,
                },
              ],
            },
            ...config.tables.slice(1),
          ],
        }
      : config;
  const transactions = seed > KEPT_SEEDS ? new Random(seed ^ 0x7a) : null;
  if (transactions !== null) full = withAccounts(full);
  let commands = withIndexChanges(randomCommands(full, random, transactions), full, new Random(seed ^ 0x1d7));
  if (seed > KEPT_SEEDS) {
    commands = withExpiry(commands, full, new Random(seed ^ 0x77));
    commands = withStreamSwitches(commands, full, new Random(seed ^ 0x57e));
  }
  return {
    ...newScenario({ name: `fuzz ${seed}`, seed, config: full }),
    commands,
    branches: [{ name: "original", parent: null, forkStep: 0, commands: commands.map((c) => c.id) }],
  };
}

function randomBoards(regions: readonly string[], random: Random): InitialTable {
  return boardsTable({
    stream: regions.length > 1,
    partitions: 1 + random.below(3),
    regions,
    items: KEYS.slice(0, random.below(3)).map((k) => board(k, "chess", random)),
  });
}

function withAccounts(config: WorldConfig): WorldConfig {
  const [table, ...others] = config.tables;
  if (table === undefined) return config;
  return { ...config, tables: [{ ...table, items: [...(table.items ?? []), ...accountItems()] }, ...others] };
}

function randomCommands(config: WorldConfig, random: Random, transactions: Random | null): Command[] {
  const unit = config.latency === "slow" ? 400_000 : config.latency === "instant" ? 200 : 4_000;
  const faulty = random.chance(700_000);
  const bodies: { at: number; body: CommandBody }[] = [];
  let at = 0;
  const count = 15 + random.below(60);
  for (let i = 0; i < count; i++) {
    at += random.chance(300_000) ? 0 : random.below(unit * 2);
    if (faulty && random.chance(80_000)) at += random.below(3_000_000);
    bodies.push({ at, body: randomRequest(config, random, i) });
    if (faulty && random.chance(120_000))
      bodies.push({ at, body: { kind: "fault", fault: randomFault(config, random) } });
  }
  if (transactions !== null) {
    bodies.push(...transactionCommands(config, KEYS, at, transactions));
    bodies.sort((a, b) => a.at - b.at);
  }
  const end = Math.max(at, bodies.at(-1)?.at ?? 0) + 4_000_000;
  for (const fault of healing(config)) bodies.push({ at: end, body: { kind: "fault", fault } });
  return bodies.map(({ at: when, body }, i) => ({ id: i + 1, at: when, ...body }) as Command);
}

/** An index that comes while writes go on, and sometimes goes again. */
function withIndexChanges(commands: readonly Command[], config: WorldConfig, random: Random): Command[] {
  if (!random.chance(350_000)) return [...commands];
  const region = config.regions[random.below(config.regions.length)] as string;
  const last = commands.at(-1)?.at ?? 0;
  const update = (at: number, input: object): Command => ({
    id: 0,
    at,
    kind: "request",
    region,
    operation: "UpdateTable",
    input: { TableName: "Players", ...input },
  });
  const AttributeDefinitions = [{ AttributeName: "lastWrite", AttributeType: "S" }];
  const KeySchema = [{ AttributeName: "lastWrite", KeyType: "HASH" }];
  const Create = { IndexName: "byWrite", KeySchema, Projection: { ProjectionType: "ALL" } };
  const added = [
    update(random.below(last), { AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create }] }),
    ...(random.chance(600_000)
      ? [
          update(random.chance(300_000) ? random.below(last) : last + INDEX_MADE_MICROS, {
            GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "byWrite" } }],
          }),
        ]
      : []),
  ];
  return [...commands, ...added].toSorted((a, b) => a.at - b.at).map((command, i) => ({ ...command, id: i + 1 }));
}

function randomRequest(config: WorldConfig, random: Random, i: number): CommandBody {
  const region = config.regions[random.below(config.regions.length)] as string;
  if (config.tables.length > 1 && random.chance(200_000)) return randomBoardRequest(region, random);
  const player = KEYS[random.below(random.chance(500_000) ? 2 : KEYS.length)] as string;
  const Key = { player: { S: player } };
  const kind = random.below(100);
  const request = (operation: string, input: unknown): CommandBody => ({ kind: "request", region, operation, input });
  if (kind < 45) {
    return request("UpdateItem", {
      TableName: "Players",
      Key,
      UpdateExpression: "ADD n :one SET lastWrite = :id, league = :l, score = :s",
      ExpressionAttributeValues: {
        ":one": { N: "1" },
        ":id": { S: `w${i}` },
        ":l": { S: pickLeague(random) },
        ":s": { N: String(random.below(50)) },
      },
    });
  }
  if (kind < 55)
    return request("PutItem", {
      TableName: "Players",
      Item: item(player, random),
      ConditionExpression: "attribute_not_exists(player)",
    });
  if (kind < 62) return request("DeleteItem", { TableName: "Players", Key });
  if (kind < 66) return request("UpdateItem", { TableName: "Players", Key, UpdateExpression: "REMOVE league" });
  if (kind < 82) return request("GetItem", { TableName: "Players", Key, ConsistentRead: random.chance(500_000) });
  if (kind < 90)
    return request("Scan", {
      TableName: "Players",
      Limit: 1 + random.below(5),
      ConsistentRead: random.chance(300_000),
    });
  return request("Query", {
    TableName: "Players",
    KeyConditionExpression: "player = :p",
    ExpressionAttributeValues: { ":p": { S: player } },
  });
}

const GAMES = ["chess", "go", "poker"];

/** Requests to the table with a local index, batches among them. */
function randomBoardRequest(region: string, random: Random): CommandBody {
  const request = (operation: string, input: unknown): CommandBody => ({ kind: "request", region, operation, input });
  const player = KEYS[random.below(2)] as string;
  const game = GAMES[random.below(GAMES.length)] as string;
  const Key = { player: { S: player }, game: { S: game } };
  switch (random.below(6)) {
    case 0:
      return request("UpdateItem", {
        TableName: "Boards",
        Key,
        UpdateExpression: "SET score = :s ADD n :one",
        ExpressionAttributeValues: { ":s": { N: String(random.below(20)) }, ":one": { N: "1" } },
      });
    case 1:
      return request("UpdateItem", { TableName: "Boards", Key, UpdateExpression: "REMOVE score" });
    case 2:
      return request("DeleteItem", { TableName: "Boards", Key });
    case 3:
      return request("BatchWriteItem", {
        RequestItems: {
          Boards: GAMES.map((each) =>
            random.chance(300_000)
              ? { DeleteRequest: { Key: { ...Key, game: { S: each } } } }
              : { PutRequest: { Item: board(player, each, random) } },
          ),
        },
      });
    case 4:
      return request("BatchGetItem", {
        RequestItems: {
          Boards: {
            Keys: GAMES.map((each) => ({ ...Key, game: { S: each } })),
            ConsistentRead: random.chance(500_000),
          },
          Players: { Keys: [{ player: { S: player } }] },
        },
      });
    default:
      return request("Query", {
        TableName: "Boards",
        IndexName: "byScore",
        KeyConditionExpression: "player = :p AND score > :s",
        ExpressionAttributeValues: { ":p": { S: player }, ":s": { N: "3" } },
        Select: random.chance(500_000) ? "ALL_ATTRIBUTES" : "ALL_PROJECTED_ATTRIBUTES",
        ConsistentRead: random.chance(500_000),
      });
  }
}

function board(player: string, game: string, random: Random): Record<string, { S: string } | { N: string }> {
  const scored: Record<string, { N: string }> = random.chance(800_000)
    ? { score: { N: String(random.below(20)) } }
    : {};
  return { player: { S: player }, game: { S: game }, n: { N: "0" }, note: { S: "x" }, ...scored };
}

function randomFault(config: WorldConfig, random: Random): Fault {
  const region = config.regions[random.below(config.regions.length)] as string;
  const zone = ZONES[random.below(3)] as "a" | "b" | "c";
  const partition = `P${1 + random.below(config.tables[0]?.partitions ?? 1)}`;
  const replica = replicaId({ region, table: "Players", index: null, partition }, zone);
  const kind = random.below(config.regions.length > 1 ? 7 : 4);
  const other = config.regions.find((r) => r !== region) ?? region;
  switch (kind) {
    case 0:
      return { type: "kill-node", replica };
    case 1:
      return { type: "revive-node", replica };
    case 2:
      return { type: "kill-zone", region, zone };
    case 3:
      return { type: "revive-zone", region, zone };
    case 4:
      return { type: "cut-link", a: region, b: other };
    case 5:
      return {
        type: "slow-link",
        a: region,
        b: other,
        extraMicros: random.below(500_000),
        lossPerMillion: random.below(400_000),
      };
    default:
      return { type: "heal-link", a: region, b: other };
  }
}

function healing(config: WorldConfig): Fault[] {
  const faults: Fault[] = [];
  for (const region of config.regions) {
    for (const zone of ZONES) faults.push({ type: "revive-zone", region, zone });
    for (const other of config.regions) if (region < other) faults.push({ type: "heal-link", a: region, b: other });
  }
  return faults;
}

function item(player: string, random: Random): Record<string, { S: string } | { N: string }> {
  return {
    player: { S: player },
    n: { N: "0" },
    league: { S: pickLeague(random) },
    score: { N: String(random.below(50)) },
  };
}

function pickLeague(random: Random): string {
  return LEAGUES[random.below(LEAGUES.length)] as string;
}
