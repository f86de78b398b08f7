// Real worlds for the stage's tests, its gallery and the home page: scenarios, never made-up views.

import type { CommandBody, InitialTable, Scenario, WorldConfig } from "../../engine/index.ts";

const PLAYERS: readonly (readonly [player: string, score: string, league: string])[] = [
  ["ana", "8840", "gold"],
  ["bo", "6680", "gold"],
  ["cleo", "8610", "gold"],
  ["dev", "6120", "silver"],
  ["eli", "7420", "gold"],
  ["fay", "5870", "silver"],
  ["gus", "9120", "gold"],
  ["hiro", "7990", "gold"],
];

export interface PlayersOptions {
  readonly regions?: readonly string[];
  readonly partitions?: number;
  /** Items besides the eight players. */
  readonly crowd?: number;
  readonly items?: boolean;
  readonly index?: boolean;
  readonly stream?: boolean;
  readonly trigger?: boolean;
  readonly latency?: WorldConfig["latency"];
}

/** The Players table of the lessons as a world. */
export function playersWorld(options: PlayersOptions = {}): WorldConfig {
  const {
    regions = ["us-east-1"],
    partitions = 4,
    crowd = 0,
    items = true,
    index = true,
    stream = true,
    trigger = false,
    latency = "typical",
  } = options;
  const table: InitialTable = {
    create: {
      TableName: "Players",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
      AttributeDefinitions: [
        attribute("player", "S"),
        ...(index ? [attribute("league", "S"), attribute("score", "N")] : []),
      ],
      ...(index ? { GlobalSecondaryIndexes: [BY_SCORE] } : {}),
      ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } } : {}),
    },
    partitions,
    regions,
    triggers: trigger
      ? [
          {
            functionName: "onScore",
            batchSize: 1,
            startingPosition: "TRIM_HORIZON",
            maximumRetryAttempts: -1,
            reportBatchItemFailures: false,
          },
        ]
      : [],
    items: [
      ...(items
        ? PLAYERS.map(([player, score, league]) => ({
            player: { S: player },
            score: { N: score },
            league: { S: league },
            level: { N: "14" },
          }))
        : []),
      ...Array.from({ length: crowd }, (_, i) => ({
        player: { S: `player${i}` },
        score: { N: String((i * 7919) % 10_000) },
        league: { S: i % 3 === 0 ? "gold" : "silver" },
      })),
    ],
  };
  return {
    regions,
    latency,
    tables: [table],
    functions: trigger ? [{ name: "onScore", entry: "on-score.js" }] : [],
    files: trigger
      ? { "on-score.js": "export async function handler(event) { console.log(event.Records.length); }" }
      : {},
  };
}

function attribute(name: string, type: string) {
  return { AttributeName: name, AttributeType: type };
}

const BY_SCORE = {
  IndexName: "byScore",
  KeySchema: [
    { AttributeName: "league", KeyType: "HASH" },
    { AttributeName: "score", KeyType: "RANGE" },
  ],
  Projection: { ProjectionType: "ALL" },
};

export function scoreUpdate(player: string, score: number, region = "us-east-1"): CommandBody {
  return {
    kind: "request",
    region,
    operation: "UpdateItem",
    input: {
      TableName: "Players",
      Key: { player: { S: player } },
      UpdateExpression: "SET score = :s",
      ExpressionAttributeValues: { ":s": { N: String(score) } },
    },
  };
}

export function playerRead(player: string, consistent: boolean, region = "us-east-1"): CommandBody {
  return {
    kind: "request",
    region,
    operation: "GetItem",
    input: { TableName: "Players", Key: { player: { S: player } }, ConsistentRead: consistent },
  };
}

/** A scenario with commands at given virtual times, in microseconds. @param seed 4217 unless the picture needs another */
export function scene(
  name: string,
  world: WorldConfig,
  commands: readonly (readonly [at: number, body: CommandBody])[] = [],
  seed = 4217,
): Scenario {
  const numbered = commands.map(([at, body], i) => ({ id: i + 1, at, ...body }));
  return {
    schema: 1,
    engine: "1.0",
    name,
    seed,
    config: world,
    commands: numbered as Scenario["commands"],
    branches: [{ name: "original", parent: null, forkStep: 0, commands: numbered.map((c) => c.id) }],
    current: 0,
    step: 0,
  };
}
