/** The sandbox behind the engine's port: a program and a function with the AWS SDK, inside a whole world. */
import "../engine/later.ts";
import { expect, test } from "vitest";
import { type Command, type Event, World } from "../engine/index.ts";
import { loadFunctionRuntime } from "./function-runtime.ts";

const PROGRAM = `
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
const client = new DynamoDBClient({});
for (const id of ["cleo", "dan", "cleo"]) {
  await client.send(new PutItemCommand({ TableName: "Players", Item: { id: { S: id }, at: { N: String(Date.now()) } } }));
}
console.log("done");
`;

const HANDLER = `
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
const client = new DynamoDBClient({});
export const handler = async (event) => {
  for (const record of event.Records) {
    await client.send(new UpdateItemCommand({
      TableName: "Totals", Key: { name: { S: record.eventName } },
      UpdateExpression: "ADD #n :one", ExpressionAttributeNames: { "#n": "count" }, ExpressionAttributeValues: { ":one": { N: "1" } },
    }));
  }
};
`;

const table = (name: string, key: string, stream: boolean) => ({
  TableName: name,
  AttributeDefinitions: [{ AttributeName: key, AttributeType: "S" }],
  KeySchema: [{ AttributeName: key, KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
  ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } } : {}),
});

test("[FN-1] a program's writes reach a function through the stream, and what the function writes is in the table", async () => {
  const runtime = await loadFunctionRuntime();
  const events: Event[] = [];
  const world = new World({
    seed: 1,
    runtime,
    onEvent: ({ event }) => events.push(event),
    config: {
      regions: ["us-east-1"],
      latency: "typical",
      tables: [
        {
          create: table("Players", "id", true),
          partitions: 1,
          triggers: [
            {
              functionName: "count",
              batchSize: 100,
              startingPosition: "TRIM_HORIZON",
              maximumRetryAttempts: -1,
              reportBatchItemFailures: false,
            },
          ],
        },
        { create: table("Totals", "name", false), partitions: 1 },
      ],
      functions: [{ name: "count", entry: "count.ts" }],
      files: { "count.ts": HANDLER },
    },
  });
  const commands: Command[] = [
    { id: 1, at: 0, kind: "run", region: "us-east-1", entry: "main.ts", files: { "main.ts": PROGRAM } },
    {
      id: 2,
      at: 10_000_000,
      kind: "request",
      region: "us-east-1",
      operation: "Scan",
      input: { TableName: "Totals", ConsistentRead: true },
    },
  ];
  while (!world.quiet(commands)) world.step(commands);
  const failures = events.filter(({ kind }) => kind === "FunctionFailed" || kind === "BatchGivenUp");
  expect(failures).toEqual([]);
  expect(
    events.flatMap((e): unknown[] =>
      e.kind === "ConsoleWritten" ? [e.line.text] : e.kind === "ProgramEnded" ? [e.error] : [],
    ),
  ).toEqual(["done", null]);
  const scanned = events.findLast((e) => e.kind === "ResponseReceived" && e.operation === "Scan");
  expect(scanned?.kind === "ResponseReceived" ? scanned.body : null).toMatchObject({
    Items: expect.arrayContaining([
      { name: { S: "INSERT" }, count: { N: "2" } },
      { name: { S: "MODIFY" }, count: { N: "1" } },
    ]),
  });
});

const STATEMENTS = `
import { BatchExecuteStatementCommand, DynamoDBClient, ExecuteStatementCommand, ExecuteTransactionCommand } from "@aws-sdk/client-dynamodb";
const client = new DynamoDBClient({});
await client.send(new ExecuteStatementCommand({ Statement: "INSERT INTO Players VALUE {'id': ?, 'n': 1}", Parameters: [{ S: "cleo" }] }));
await client.send(new ExecuteTransactionCommand({ TransactStatements: [
  { Statement: "UPDATE Players SET n = n + 1 WHERE id = 'cleo'" },
  { Statement: "INSERT INTO Players VALUE {'id': 'dan', 'n': 5}" },
] }));
const { Responses } = await client.send(new BatchExecuteStatementCommand({ Statements: [{ Statement: "SELECT n FROM Players WHERE id = 'cleo'" }] }));
console.log(Responses[0].Item.n.N);
const { Items } = await client.send(new ExecuteStatementCommand({ Statement: "SELECT * FROM Players WHERE n > 1" }));
console.log(Items.map((item) => item.id.S).sort().join());
try {
  await client.send(new ExecuteStatementCommand({ Statement: "INSERT INTO Players VALUE {'id': 'cleo'}" }));
} catch (error) {
  console.log(error.name, error.message);
}
`;

test("[PQL-1, SBX-8] the SDK's PartiQL commands work in a program, errors included", async () => {
  const events: Event[] = [];
  const world = new World({
    seed: 1,
    runtime: await loadFunctionRuntime(),
    onEvent: ({ event }) => events.push(event),
    config: {
      regions: ["us-east-1"],
      latency: "typical",
      tables: [{ create: table("Players", "id", false), partitions: 2 }],
      functions: [],
      files: {},
    },
  });
  const commands: Command[] = [
    { id: 1, at: 0, kind: "run", region: "us-east-1", entry: "main.ts", files: { "main.ts": STATEMENTS } },
  ];
  while (!world.quiet(commands)) world.step(commands);
  expect(
    events.flatMap((e): unknown[] =>
      e.kind === "ConsoleWritten" ? [e.line.text] : e.kind === "ProgramEnded" ? [e.error] : [],
    ),
  ).toEqual(["2", "cleo,dan", "DuplicateItemException Duplicate primary key exists in table", null]);
  const sent = events.flatMap((e) => (e.kind === "RequestSent" ? [`${e.operation} ${e.table}`] : []));
  expect(sent).toEqual([
    "ExecuteStatement Players",
    "ExecuteTransaction Players",
    "BatchExecuteStatement Players",
    "ExecuteStatement Players",
    "ExecuteStatement Players",
  ]);
});
