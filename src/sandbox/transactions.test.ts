/** The unmodified AWS SDK and transactions: what its exceptions carry, inside a whole world. */
import "../engine/later.ts";
import { expect, test } from "vitest";
import { type Command, type Event, World } from "../engine/index.ts";
import { loadFunctionRuntime } from "./function-runtime.ts";

const PROGRAM = `
import { DynamoDBClient, GetItemCommand, PutItemCommand, TransactionCanceledException, TransactGetItemsCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
const client = new DynamoDBClient({});
const TableName = "Players";
const Item = (id) => ({ id: { S: id } });
await client.send(new PutItemCommand({ TableName, Item: Item("cleo") }));
const ConditionExpression = "attribute_not_exists(id)";
try {
  await client.send(new TransactWriteItemsCommand({ TransactItems: [
    { Put: { TableName, Item: Item("dan") } },
    { Put: { TableName, Item: Item("cleo"), ConditionExpression, ReturnValuesOnConditionCheckFailure: "ALL_OLD" } },
  ] }));
} catch (error) {
  console.log(error instanceof TransactionCanceledException, error.message);
  console.log(JSON.stringify(error.CancellationReasons));
}
await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: Item("eli") } }] }));
const Get = (id) => ({ Get: { TableName, Key: Item(id) } });
const { Responses } = await client.send(new TransactGetItemsCommand({ TransactItems: [Get("dan"), Get("eli")] }));
console.log(JSON.stringify(Responses));
`;

test("[TX-12] [FN-2] the SDK's TransactionCanceledException has the reasons in order, with the item", async () => {
  const lines: string[] = [];
  const world = new World({
    seed: 1,
    runtime: await loadFunctionRuntime(),
    onEvent: ({ event }: { event: Event }) => {
      if (event.kind === "ConsoleWritten") lines.push(event.line.text);
      if (event.kind === "ProgramEnded" && event.error !== null) lines.push(event.error.message);
    },
    config: {
      regions: ["us-east-1"],
      latency: "typical",
      tables: [
        {
          create: {
            TableName: "Players",
            AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
            KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
            BillingMode: "PAY_PER_REQUEST",
          },
          partitions: 3,
        },
      ],
      functions: [],
      files: {},
    },
  });
  const commands: Command[] = [
    { id: 1, at: 0, kind: "run", region: "us-east-1", entry: "main.ts", files: { "main.ts": PROGRAM } },
  ];
  while (!world.quiet(commands)) world.step(commands);
  expect(lines).toEqual([
    "true Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
    JSON.stringify([
      { Code: "None" },
      { Item: { id: { S: "cleo" } }, Code: "ConditionalCheckFailed", Message: "The conditional request failed" },
    ]),
    JSON.stringify([{}, { Item: { id: { S: "eli" } } }]),
  ]);
});
