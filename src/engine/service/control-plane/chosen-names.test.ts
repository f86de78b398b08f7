import { expect, it } from "vitest";
import "../../later.ts";
import { LiveWorld } from "../../world/live-world.ts";

const NAMES = ["constructor", "__proto__", "toString"];
const UNITS = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
type Body = Readonly<Record<string, unknown>>;

const START = 1_800_000_000_000_000;
const MINUTE = 60_000_000;

const index = (IndexName: string) => ({
  IndexName,
  KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
  Projection: { ProjectionType: "ALL" },
  ProvisionedThroughput: UNITS,
});

it("[TABLE-12] a table and its indexes may be called constructor or __proto__", () => {
  const world = new LiveWorld({ seed: 1, latency: "instant", startAt: START, regions: new Map([["us-east-1", []]]) });
  let now = START;
  /** The input as JSON text: in a literal `__proto__` would be no member. */
  const ask = (operation: string, input: object | string): Body => {
    let body: unknown;
    now += MINUTE;
    const parsed = JSON.parse(typeof input === "string" ? input : JSON.stringify(input));
    world.call({ region: "us-east-1", operation, input: parsed }, now, (answer) => {
      expect(answer.error).toBeNull();
      body = answer.body;
    });
    now += MINUTE;
    world.advance(now);
    return body as Body;
  };
  const TableName = "__proto__";
  ask("CreateTable", {
    TableName,
    AttributeDefinitions: ["pk", "g"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    ProvisionedThroughput: UNITS,
    GlobalSecondaryIndexes: NAMES.map(index),
  });
  const put = (pk: string) => ({ PutRequest: { Item: { pk: { S: pk }, g: { S: "g" } } } });
  const requests = JSON.stringify([put("a"), put("b")]);
  const written = ask(
    "BatchWriteItem",
    `{"RequestItems":{"${TableName}":${requests}},"ReturnConsumedCapacity":"INDEXES"}`,
  );
  const arms = NAMES.map((name) => `"${name}":{"CapacityUnits":2}`).join(",");
  expect(JSON.stringify(written.ConsumedCapacity)).toBe(
    `[{"TableName":"__proto__","CapacityUnits":8,"Table":{"CapacityUnits":2},"GlobalSecondaryIndexes":{${arms}}}]`,
  );
  const query = { TableName, KeyConditionExpression: "g = :g", ExpressionAttributeValues: { ":g": { S: "g" } } };
  for (const IndexName of NAMES) expect(ask("Query", { ...query, IndexName }).Count).toBe(2);

  const ProvisionedThroughput = { ReadCapacityUnits: 7, WriteCapacityUnits: 7 };
  const enlarge = (IndexName: string) => ({ Update: { IndexName, ProvisionedThroughput } });
  ask("UpdateTable", { TableName, GlobalSecondaryIndexUpdates: NAMES.slice(0, 2).map(enlarge) });
  ask("UpdateTable", { TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "toString" } }] });
  const { Table } = ask("DescribeTable", { TableName });
  expect((Table as Body).GlobalSecondaryIndexes).toMatchObject(
    NAMES.slice(0, 2).map((IndexName) => ({ IndexName, IndexStatus: "ACTIVE", ItemCount: 2, ProvisionedThroughput })),
  );
});
