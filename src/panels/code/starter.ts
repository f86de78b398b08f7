// The program a place begins with when its scenario has none: a call the learner can run at once, on a table that is
// there. Pure text.

import type { StarterTable } from "./view.ts";

export const STARTER_FILE = "app.ts";

export function starterProgram(table: StarterTable | null): string {
  return table === null ? WITHOUT_TABLE : withTable(table);
}

function withTable({ name, partitionKey, sortKey }: StarterTable): string {
  const key = [partitionKey, ...(sortKey === null ? [] : [sortKey])];
  const item = key.map((one) => `${property(one.name)}: ${example(one)}`).join(", ");
  return `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";

// Press Run, or change this first. Requests go to the simulated DynamoDB.
const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));

await ddb.send(new PutCommand({
  TableName: ${quoted(name)},
  Item: { ${item}, score: 8610 },
}));

// A strong read: it is answered by the leader.
const { Items } = await ddb.send(new QueryCommand({
  TableName: ${quoted(name)},
  KeyConditionExpression: "#key = :key",
  ExpressionAttributeNames: { "#key": ${quoted(partitionKey.name)} },
  ExpressionAttributeValues: { ":key": ${example(partitionKey)} },
  ConsistentRead: true,
}));

console.table(Items);
`;
}

const WITHOUT_TABLE = `import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

// Press Run, or change this first. This world has no table yet, so the program makes one.
const client = new DynamoDBClient({});
const ddb = DynamoDBDocumentClient.from(client);

await client.send(new CreateTableCommand({
  TableName: "Players",
  AttributeDefinitions: [{ AttributeName: "player", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "player", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
}));
await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName: "Players" });

await ddb.send(new PutCommand({ TableName: "Players", Item: { player: "cleo", score: 8610 } }));
`;

function example({ type }: { readonly type: string }): string {
  if (type === "N") return "1";
  return type === "B" ? "new Uint8Array([1])" : '"cleo"';
}

function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

const quoted = (text: string): string => JSON.stringify(text);
