// The Code panel in its fixed states: real scenarios, run by the real engine and the real sandbox.

import type { CommandBody, Scenario } from "../../engine/index.ts";
import { get, playersScenario } from "../../parts/example-worlds.ts";

const PUT_AND_QUERY = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient, PutCommand, QueryCommand,
} from "@aws-sdk/lib-dynamodb";

const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const top3 = () => ddb.send(new QueryCommand({
  TableName: "Players",
  IndexName: "byScore",
  KeyConditionExpression: "league = :g",
  ExpressionAttributeValues: { ":g": "gold" },
  ScanIndexForward: false,
  Limit: 3,
}));

console.table((await top3()).Items);

await ddb.send(new PutCommand({
  TableName: "Players",
  Item: { player: "fay", score: 9410, league: "gold" },
  ConditionExpression: "score < :new",
  ExpressionAttributeValues: { ":new": 9410 },
}));

console.table((await top3()).Items); // is fay first?
`;

const RETURNS = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { gold } from "./leagues";

const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));

async function main() {
  const { Items } = await ddb.send(new ScanCommand({ TableName: "Players" }));
  return Items.filter(gold);
}

main(); // what it returns is shown
`;

const LEAGUES = `export const gold = ({ league }) => league === "gold";
`;

const ENDLESS = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";

const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const { Items } = await ddb.send(new ScanCommand({ TableName: "Players" }));
console.log(Items.length, "players");

let page;
while (page === undefined) {
  Items.reverse();
}
`;

const REFUSED = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";

const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
await ddb.send(new GetCommand({
  TableName: "Players",
  Key: { name: "cleo" },
}));
`;

const HANDLER = `export async function handler(event) {
  for (const { dynamodb } of event.Records) {
    console.log(dynamodb.Keys.player.S, dynamodb.NewImage?.score?.N);
  }
}
`;

function running(
  code: string,
  options: {
    readonly config?: Parameters<typeof playersScenario>[0];
    readonly files?: Readonly<Record<string, string>>;
  } = {},
): Scenario {
  const files = { "app.ts": code, ...options.files };
  const run: CommandBody = { kind: "run", region: "us-east-1", entry: "app.ts", files };
  return playersScenario({ commands: [run], ...options.config });
}

export const STATES: readonly {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
  readonly width?: number;
  readonly height?: number;
}[] = [
  { id: "empty", title: "Nothing has run", scenario: playersScenario({ commands: [get("cleo")] }), step: 0 },
  { id: "paused", title: "A request is on its way", scenario: running(PUT_AND_QUERY), step: 18 },
  { id: "done", title: "The run is over", scenario: running(PUT_AND_QUERY), step: "end" },
  {
    id: "result",
    title: "What the program returns is a table",
    scenario: running(RETURNS, { files: { "leagues.ts": LEAGUES } }),
    step: "end",
  },
  { id: "endless", title: "A loop that never ends", scenario: running(ENDLESS), step: "end" },
  { id: "refused", title: "The service refuses", scenario: running(REFUSED), step: "end" },
  {
    id: "functions",
    title: "With a function, in two Regions",
    scenario: running(PUT_AND_QUERY, {
      config: {
        regions: ["us-east-1", "eu-west-1"],
        triggers: true,
        commands: [
          {
            kind: "run",
            region: "us-east-1",
            entry: "app.ts",
            files: { "app.ts": PUT_AND_QUERY, "on-score.mjs": HANDLER },
          },
        ],
        config: { functions: [{ name: "onScore", entry: "on-score.mjs" }], files: { "on-score.mjs": HANDLER } },
      },
    }),
    step: "end",
  },
];
