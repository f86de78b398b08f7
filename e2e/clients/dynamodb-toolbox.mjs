// dynamodb-toolbox: typed entities on one table, with computed keys, update extensions, conditions and pagination.

import assert from "node:assert/strict";
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import {
  $add,
  $append,
  $remove,
  $sum,
  BatchGetCommand,
  BatchGetRequest,
  BatchPutRequest,
  BatchWriteCommand,
  ConditionCheck,
  DeleteItemCommand,
  Entity,
  executeBatchGet,
  executeBatchWrite,
  executeTransactGet,
  executeTransactWrite,
  GetItemCommand,
  GetTransaction,
  item,
  list,
  map,
  number,
  PutItemCommand,
  PutTransaction,
  prefix,
  QueryCommand,
  ScanCommand,
  set,
  string,
  Table,
  UpdateItemCommand,
} from "dynamodb-toolbox";
import { CLIENT, check, errorOf } from "./program.mjs";

const client = new DynamoDBClient(CLIENT);
const name = "toolbox";
const table = new Table({
  name,
  documentClient: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
  partitionKey: { name: "pk", type: "string" },
  sortKey: { name: "sk", type: "string" },
  indexes: {
    byType: {
      type: "global",
      partitionKey: { name: "kind", type: "string" },
      sortKey: { name: "level", type: "number" },
    },
  },
});
const pokemon = new Entity({
  name: "Pokemon",
  table,
  schema: item({
    trainer: string().key().savedAs("pk").transform(prefix("TRAINER")),
    name: string().key().savedAs("sk"),
    kind: string().enum("fire", "water").optional(),
    level: number().default(1),
    moves: list(string()).optional(),
    tags: set(string()).optional(),
    stats: map({ hp: number(), speed: number().optional() }).optional(),
  }),
});

await check("makes its table", async () => {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
        { AttributeName: "kind", AttributeType: "S" },
        { AttributeName: "level", AttributeType: "N" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "byType",
          KeySchema: [
            { AttributeName: "kind", KeyType: "HASH" },
            { AttributeName: "level", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 1 }, { TableName: name });
});

await check("puts under a condition and gets the same entity back", async () => {
  const ember = { trainer: "ash", name: "Ember", kind: "fire", level: 5, moves: ["scratch"], stats: { hp: 30 } };
  const put = () =>
    pokemon
      .build(PutItemCommand)
      .item(ember)
      .options({ condition: { attr: "name", exists: false }, capacity: "TOTAL" })
      .send();
  const { ConsumedCapacity } = await put();
  assert.equal(ConsumedCapacity?.CapacityUnits, 2);
  assert.equal((await errorOf(put)).name, "ConditionalCheckFailedException");
  const { Item } = await pokemon
    .build(GetItemCommand)
    .key({ trainer: "ash", name: "Ember" })
    .options({ consistent: true })
    .send();
  const { created, modified, entity, ...rest } = Item ?? {};
  assert.deepEqual(rest, ember);
  assert.ok(Number.isFinite(Date.parse(created)) && Number.isFinite(Date.parse(modified)));
});

await check("updates with its extensions", async () => {
  const { Attributes } = await pokemon
    .build(UpdateItemCommand)
    .item({
      trainer: "ash",
      name: "Ember",
      level: $add(2),
      moves: $append(["flame"]),
      tags: $add(new Set(["starter"])),
      stats: { hp: $sum(30, 5), speed: 12 },
      kind: $remove(),
    })
    .options({ returnValues: "ALL_NEW" })
    .send();
  assert.equal(Attributes?.level, 7);
  assert.deepEqual(Attributes?.moves, ["scratch", "flame"]);
  assert.deepEqual(Attributes?.tags, new Set(["starter"]));
  assert.deepEqual(Attributes?.stats, { hp: 35, speed: 12 });
  assert.equal(Attributes?.kind, undefined);
});

await check("queries the table and its index, with ranges, filters and pages", async () => {
  for (let level = 1; level <= 9; level++)
    await pokemon
      .build(PutItemCommand)
      .item({ trainer: "misty", name: `W${level}`, kind: "water", level })
      .send();
  const strong = await table
    .build(QueryCommand)
    .query({ index: "byType", partition: "water", range: { gte: 5 } })
    .entities(pokemon)
    .options({ reverse: true, filters: { Pokemon: { attr: "name", ne: "W7" } } })
    .send();
  assert.deepEqual(
    strong.Items?.map(({ level }) => level),
    [9, 8, 6, 5],
  );
  const names = [];
  let exclusiveStartKey;
  do {
    const page = await table
      .build(QueryCommand)
      .query({ partition: "TRAINER#misty" })
      .entities(pokemon)
      .options({ limit: 4, exclusiveStartKey })
      .send();
    names.push(...(page.Items ?? []).map(({ name }) => name));
    exclusiveStartKey = page.LastEvaluatedKey;
  } while (exclusiveStartKey !== undefined);
  assert.deepEqual(names, ["W1", "W2", "W3", "W4", "W5", "W6", "W7", "W8", "W9"]);
  const { Items } = await table.build(ScanCommand).entities(pokemon).send();
  assert.equal(Items?.length, 10);
});

await check("writes and reads a batch", async () => {
  const names = ["B1", "B2", "B3"];
  await executeBatchWrite(
    table
      .build(BatchWriteCommand)
      .requests(...names.map((name) => pokemon.build(BatchPutRequest).item({ trainer: "brock", name }))),
  );
  const { Responses } = await executeBatchGet(
    table
      .build(BatchGetCommand)
      .requests(...names.map((name) => pokemon.build(BatchGetRequest).key({ trainer: "brock", name }))),
  );
  assert.deepEqual(
    Responses?.[0]?.map(({ name }) => name),
    names,
  );
});

await check("writes and reads a transaction", async () => {
  const gary = (level) =>
    executeTransactWrite(
      pokemon.build(PutTransaction).item({ trainer: "gary", name: "Eevee", level: 3 }),
      pokemon.build(ConditionCheck).key({ trainer: "ash", name: "Ember" }).condition({ attr: "level", gte: level }),
    );
  assert.equal((await errorOf(() => gary(99))).name, "TransactionCanceledException");
  await gary(7);
  const { Responses } = await executeTransactGet(
    pokemon.build(GetTransaction).key({ trainer: "gary", name: "Eevee" }),
    pokemon.build(GetTransaction).key({ trainer: "nobody", name: "Eevee" }),
  );
  assert.deepEqual(
    Responses?.map(({ Item }) => Item?.level),
    [3, undefined],
  );
});

await check("deletes and returns what was there", async () => {
  const { Attributes } = await pokemon
    .build(DeleteItemCommand)
    .key({ trainer: "ash", name: "Ember" })
    .options({ returnValues: "ALL_OLD" })
    .send();
  assert.equal(Attributes?.level, 7);
});
