/** Real scenarios for the gallery: the players of the lessons, with an index, a stream and what a state asks for. */
import { type CommandBody, type Item, newScenario, type Scenario, type WorldConfig } from "../engine/index.ts";

const LEAGUES: readonly (readonly [string, number, string])[] = [
  ["ana", 8840, "gold"],
  ["bo", 6680, "gold"],
  ["cleo", 8610, "gold"],
  ["dev", 6120, "silver"],
  ["eli", 7420, "gold"],
  ["fay", 5870, "silver"],
  ["gus", 9120, "gold"],
  ["hiro", 7990, "gold"],
];

export const PLAYERS: readonly Item[] = LEAGUES.map(([player, score, league], at) => ({
  player: { S: player },
  score: { N: String(score) },
  level: { N: String(9 + at) },
  league: { S: league },
}));

export interface ExampleOptions {
  readonly regions?: readonly string[];
  readonly items?: readonly Item[];
  readonly triggers?: boolean;
  readonly config?: Partial<WorldConfig>;
  /** Each is carried out at its time, in microseconds. */
  readonly commands?: readonly (CommandBody & { readonly at?: number })[];
}

const COUNTER = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export async function handler(event) {
  console.log(event.Records.length, "records");
}
`;

/** The Players table: four partitions, index byScore, stream. */
export function playersScenario({
  regions = ["us-east-1"],
  items = PLAYERS,
  triggers = false,
  config,
  commands = [],
}: ExampleOptions = {}): Scenario {
  const scenario = newScenario({
    name: "Players",
    seed: 4217,
    config: {
      regions,
      latency: "typical",
      tables: [
        {
          create: {
            TableName: "Players",
            BillingMode: "PAY_PER_REQUEST",
            AttributeDefinitions: [
              { AttributeName: "player", AttributeType: "S" },
              { AttributeName: "league", AttributeType: "S" },
              { AttributeName: "score", AttributeType: "N" },
            ],
            KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
            GlobalSecondaryIndexes: [
              {
                IndexName: "byScore",
                KeySchema: [
                  { AttributeName: "league", KeyType: "HASH" },
                  { AttributeName: "score", KeyType: "RANGE" },
                ],
                Projection: { ProjectionType: "ALL" },
              },
            ],
            StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
          },
          partitions: 4,
          regions,
          items,
          ...(triggers
            ? {
                triggers: [
                  {
                    functionName: "onScore",
                    batchSize: 10,
                    startingPosition: "TRIM_HORIZON",
                    maximumRetryAttempts: 2,
                    reportBatchItemFailures: false,
                  } as const,
                ],
              }
            : {}),
        },
      ],
      functions: triggers ? [{ name: "onScore", entry: "on-score.mjs" }] : [],
      files: triggers ? { "on-score.mjs": COUNTER } : {},
      ...config,
    },
  });
  const listed = commands.map((command, at) => ({ id: at + 1, ...command, at: command.at ?? 1 + at * 20_000 }));
  return {
    ...scenario,
    commands: listed,
    branches: [{ name: "original", parent: null, forkStep: 0, commands: listed.map((command) => command.id) }],
  };
}

export function update(player: string, score: number, region = "us-east-1"): CommandBody {
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

export function get(player: string, consistent = false, region = "us-east-1"): CommandBody {
  return {
    kind: "request",
    region,
    operation: "GetItem",
    input: { TableName: "Players", Key: { player: { S: player } }, ConsistentRead: consistent },
  };
}

/** Threads of two forums, with two local indexes; a thread in three has no likes yet. */
export const THREADS = {
  create: {
    TableName: "Threads",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "forum", AttributeType: "S" },
      { AttributeName: "post", AttributeType: "S" },
      { AttributeName: "likes", AttributeType: "N" },
      { AttributeName: "author", AttributeType: "S" },
    ],
    KeySchema: [
      { AttributeName: "forum", KeyType: "HASH" },
      { AttributeName: "post", KeyType: "RANGE" },
    ],
    LocalSecondaryIndexes: [localIndex("byAuthor", "author"), localIndex("byLikes", "likes")],
  },
  partitions: 3,
  items: Array.from(
    { length: 12 },
    (_, n): Item => ({
      forum: { S: n % 2 === 0 ? "reef" : "cave" },
      post: { S: `p${String(n).padStart(2, "0")}` },
      author: { S: n % 4 === 0 ? "bo" : "ana" },
      ...(n % 3 === 0 ? {} : { likes: { N: String((n * 7) % 11) } }),
    }),
  ),
};

/** A write with which a thread moves in one of its local indexes and leaves the other. */
export const CHANGED_THREAD: CommandBody = {
  kind: "request",
  region: "us-east-1",
  operation: "UpdateItem",
  input: {
    TableName: "Threads",
    Key: { forum: { S: "reef" }, post: { S: "p02" } },
    UpdateExpression: "SET author = :a REMOVE likes",
    ExpressionAttributeValues: { ":a": { S: "cleo" } },
  },
};

function localIndex(name: string, sort: string) {
  return {
    IndexName: name,
    KeySchema: [
      { AttributeName: "forum", KeyType: "HASH" },
      { AttributeName: sort, KeyType: "RANGE" },
    ],
    Projection: { ProjectionType: "KEYS_ONLY" },
  };
}
