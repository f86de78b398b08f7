/** Worlds for tests. Everything has a default, so each option a test sets is the point of the test. */

import type { CommandBody } from "../world/commands.ts";
import type { InitialTable, WorldConfig } from "../world/config.ts";
import { newScenario, type Scenario } from "../world/scenario.ts";

/** The Players table of the lessons: key `player`, index byScore (league, score), a stream. */
export function playersTable(
  options: Partial<InitialTable> & { readonly index?: boolean; readonly stream?: boolean } = {},
): InitialTable {
  const { index = true, stream = true, ...rest } = options;
  return {
    create: {
      TableName: "Players",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
      AttributeDefinitions: [
        { AttributeName: "player", AttributeType: "S" },
        ...(index
          ? [
              { AttributeName: "league", AttributeType: "S" },
              { AttributeName: "score", AttributeType: "N" },
            ]
          : []),
      ],
      ...(index
        ? {
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
          }
        : {}),
      ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } } : {}),
    },
    partitions: 4,
    ...rest,
  };
}

/** Scores by player and game, a composite key: a local index byScore that projects `n`, and a stream where asked. */
export function boardsTable(
  options: Partial<InitialTable> & { readonly name?: string; readonly stream?: boolean } = {},
): InitialTable {
  const { name = "Boards", stream = false, ...rest } = options;
  return {
    create: {
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [
        { AttributeName: "player", KeyType: "HASH" },
        { AttributeName: "game", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "player", AttributeType: "S" },
        { AttributeName: "game", AttributeType: "S" },
        { AttributeName: "score", AttributeType: "N" },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: "byScore",
          KeySchema: [
            { AttributeName: "player", KeyType: "HASH" },
            { AttributeName: "score", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["n"] },
        },
      ],
      ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } } : {}),
    },
    partitions: 2,
    ...rest,
  };
}

export function config(options: Partial<WorldConfig> = {}): WorldConfig {
  return { regions: ["us-east-1"], latency: "typical", tables: [playersTable()], functions: [], files: {}, ...options };
}

export function scenario(options: { readonly seed?: number; readonly config?: Partial<WorldConfig> } = {}): Scenario {
  return newScenario({ name: "test", seed: options.seed ?? 4217, config: config(options.config) });
}

export function put(player: string, attributes: Record<string, unknown> = {}, region = "us-east-1"): CommandBody {
  return {
    kind: "request",
    region,
    operation: "PutItem",
    input: { TableName: "Players", Item: { player: { S: player }, ...attributes } },
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
