// The AWS SDK for JavaScript v3 as a shop would use it: the low-level client, the document client, the streams client,
// paginators and waiters, on one table of orders.

import assert from "node:assert/strict";
import {
  BatchGetItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  paginateListTables,
  TagResourceCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  paginateScan,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { CLIENT, check, errorOf, eventually } from "./program.mjs";

const client = new DynamoDBClient(CLIENT);
const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
const streams = new DynamoDBStreamsClient(CLIENT);
const TableName = "Orders";
const wait = { client, maxWaitTime: 20, minDelay: 1, maxDelay: 1 };

await check("creates a table with an index and a stream, and waits for it", async () => {
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: ["customer", "order", "status", "placed"].map((AttributeName) => ({
        AttributeName,
        AttributeType: "S",
      })),
      KeySchema: [
        { AttributeName: "customer", KeyType: "HASH" },
        { AttributeName: "order", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-status",
          KeySchema: [
            { AttributeName: "status", KeyType: "HASH" },
            { AttributeName: "placed", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["amount"] },
        },
      ],
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
  assert.equal(TableDescription?.TableName, TableName);
  assert.ok(TableDescription?.CreationDateTime instanceof Date);
  const { state } = await waitUntilTableExists(wait, { TableName });
  assert.equal(state, "SUCCESS");
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  assert.equal(Table?.TableStatus, "ACTIVE");
  assert.match(Table?.TableArn ?? "", new RegExp(`^arn:aws:dynamodb:${CLIENT.region}:\\d{12}:table/Orders$`));
});

await check("says in its own classes that a table exists already, or does not", async () => {
  const again = await errorOf(() =>
    client.send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    ),
  );
  assert.equal(again.name, "ResourceInUseException");
  const missing = await errorOf(() => document.send(new GetCommand({ TableName: "Nowhere", Key: { id: "x" } })));
  assert.equal(missing.name, "ResourceNotFoundException");
  assert.equal(missing.$metadata.httpStatusCode, 400);
  assert.match(missing.$metadata.requestId, /^[A-Z0-9]{52}$/);
});

await check("keeps every type of value", async () => {
  const Item = {
    customer: "types",
    order: "1",
    number: 12.5,
    zero: 0,
    yes: true,
    nothing: null,
    list: [1, "two", [3]],
    map: { deep: { deeper: "x" }, empty: {} },
    text: "ünïcödé 🙂",
    emptyText: "",
    strings: new Set(["b", "a"]),
    numbers: new Set([3, 1]),
    bytes: new Uint8Array([0, 255, 7]),
  };
  await document.send(new PutCommand({ TableName, Item }));
  const { Item: found } = await document.send(
    new GetCommand({ TableName, Key: { customer: "types", order: "1" }, ConsistentRead: true }),
  );
  assert.deepEqual(found, Item);
});

await check("guards a write with a condition, and shows the item that was in the way", async () => {
  const Item = { customer: "ada", order: "0001", status: "open", placed: "2026-01-01", amount: 10 };
  const once = { TableName, Item, ConditionExpression: "attribute_not_exists(customer)" };
  await document.send(new PutCommand(once));
  const error = await errorOf(() =>
    client.send(
      new PutItemCommand({
        TableName,
        Item: { customer: { S: "ada" }, order: { S: "0001" } },
        ConditionExpression: "attribute_not_exists(customer)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    ),
  );
  assert.equal(error.name, "ConditionalCheckFailedException");
  assert.equal(error.message, "The conditional request failed");
  assert.deepEqual(unmarshall(error.Item), Item);
});

await check("counts with an update and returns what changed", async () => {
  const update = {
    TableName,
    Key: { customer: "ada", order: "0001" },
    UpdateExpression: "SET #s = :s, history = list_append(if_not_exists(history, :none), :s1) ADD amount :one",
    ExpressionAttributeNames: { "#s": "status" },
    ExpressionAttributeValues: { ":s": "paid", ":none": [], ":s1": ["paid"], ":one": 1 },
    ReturnValues: "ALL_NEW",
    ReturnConsumedCapacity: "INDEXES",
  };
  const { Attributes, ConsumedCapacity } = await document.send(new UpdateCommand(update));
  assert.deepEqual(Attributes, {
    customer: "ada",
    order: "0001",
    status: "paid",
    placed: "2026-01-01",
    amount: 11,
    history: ["paid"],
  });
  assert.equal(ConsumedCapacity?.CapacityUnits, 3);
  assert.equal(ConsumedCapacity?.GlobalSecondaryIndexes?.["by-status"]?.CapacityUnits, 2);
});

await check("writes in batches of 25 and reads them back", async () => {
  for (let batch = 0; batch < 4; batch++) {
    const requests = Array.from({ length: 25 }, (_, i) => {
      const n = String(batch * 25 + i).padStart(4, "0");
      const Item = { customer: "bulk", order: n, status: i % 2 ? "open" : "paid", placed: n, amount: i };
      return { PutRequest: { Item } };
    });
    const { UnprocessedItems } = await document.send(
      new BatchWriteCommand({ RequestItems: { [TableName]: requests } }),
    );
    assert.deepEqual(UnprocessedItems, {});
  }
  const keys = ["0000", "0042", "9999"].map((order) => ({ customer: { S: "bulk" }, order: { S: order } }));
  const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: keys } } }));
  assert.equal(Responses?.[TableName]?.length, 2);
});

await check("pages through a query, forwards and backwards, and through its index", async () => {
  const query = {
    TableName,
    KeyConditionExpression: "customer = :c",
    ExpressionAttributeValues: { ":c": "bulk" },
  };
  const seen = [];
  let pages = 0;
  for await (const page of paginateQuery({ client: document, pageSize: 30 }, { ...query })) {
    seen.push(...(page.Items ?? []).map(({ order }) => order));
    pages++;
  }
  assert.equal(pages, 4);
  assert.deepEqual(seen, [...seen].sort());
  assert.equal(seen.length, 100);
  const last = await document.send(new QueryCommand({ ...query, ScanIndexForward: false, Limit: 2 }));
  assert.deepEqual(
    last.Items?.map(({ order }) => order),
    ["0099", "0098"],
  );
  const open = await document.send(
    new QueryCommand({
      TableName,
      IndexName: "by-status",
      KeyConditionExpression: "#s = :s AND placed BETWEEN :a AND :b",
      ExpressionAttributeNames: { "#s": "status" },
      ExpressionAttributeValues: { ":s": "open", ":a": "0000", ":b": "0010" },
    }),
  );
  assert.deepEqual(
    open.Items?.map(({ placed }) => placed),
    ["0001", "0003", "0005", "0007", "0009"],
  );
  assert.deepEqual(Object.keys(open.Items?.[0] ?? {}).sort(), ["amount", "customer", "order", "placed", "status"]);
});

await check("scans in parallel segments: everything once", async () => {
  const seen = [];
  const segments = [0, 1, 2].map(async (Segment) => {
    const scan = { TableName, TotalSegments: 3, Segment, ProjectionExpression: "customer, #o" };
    const names = { ExpressionAttributeNames: { "#o": "order" } };
    for await (const page of paginateScan({ client: document, pageSize: 10 }, { ...scan, ...names }))
      seen.push(...(page.Items ?? []).map(({ customer, order }) => `${customer}/${order}`));
  });
  await Promise.all(segments);
  assert.equal(seen.length, 102);
  assert.equal(new Set(seen).size, 102);
});

await check("moves money in one transaction, or not at all", async () => {
  const accounts = ["from", "to"].map((order) => ({ customer: "bank", order }));
  const balance = (order, amount) => ({ Put: { TableName, Item: { customer: "bank", order, amount } } });
  await document.send(new TransactWriteCommand({ TransactItems: [balance("from", 100), balance("to", 0)] }));
  const move = (sum) => ({
    TransactItems: [
      {
        Update: {
          TableName,
          Key: accounts[0],
          UpdateExpression: "SET amount = amount - :n",
          ConditionExpression: "amount >= :n",
          ExpressionAttributeValues: { ":n": sum },
        },
      },
      {
        Update: {
          TableName,
          Key: accounts[1],
          UpdateExpression: "SET amount = amount + :n",
          ExpressionAttributeValues: { ":n": sum },
        },
      },
    ],
  });
  await document.send(new TransactWriteCommand({ ...move(70), ClientRequestToken: "once" }));
  await document.send(new TransactWriteCommand({ ...move(70), ClientRequestToken: "once" }));
  const error = await errorOf(() => document.send(new TransactWriteCommand(move(70))));
  assert.equal(error.name, "TransactionCanceledException");
  assert.deepEqual(
    error.CancellationReasons.map(({ Code }) => Code),
    ["ConditionalCheckFailed", "None"],
  );
  const { Responses } = await document.send(
    new TransactGetCommand({ TransactItems: accounts.map((Key) => ({ Get: { TableName, Key } })) }),
  );
  assert.deepEqual(
    Responses?.map(({ Item }) => Item?.amount),
    [30, 70],
  );
});

await check("reads the changes from the stream, in order", async () => {
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName }));
  const StreamArn = Streams?.[0]?.StreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  assert.equal(StreamDescription?.StreamViewType, "NEW_AND_OLD_IMAGES");
  const records = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    let { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
    );
    for (let empty = 0; ShardIterator !== undefined && empty < 2; ) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
      if (!page.Records?.length) empty++;
      records.push(...(page.Records ?? []));
      ShardIterator = page.NextShardIterator;
    }
  }
  const ofAda = records.filter(({ dynamodb }) => dynamodb?.Keys?.customer?.S === "ada");
  assert.deepEqual(
    ofAda.map(({ eventName, dynamodb }) => [eventName, dynamodb?.OldImage?.amount?.N, dynamodb?.NewImage?.amount?.N]),
    [
      ["INSERT", undefined, "10"],
      ["MODIFY", "10", "11"],
    ],
  );
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const age =
    (ofAda[0]?.dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) - (Table?.CreationDateTime?.getTime() ?? 0);
  // Stream times are whole seconds.
  assert.ok(age > -1_000 && age < 600_000);
});

await check("speaks PartiQL", async () => {
  const { Items } = await client.send(
    new ExecuteStatementCommand({
      Statement: `SELECT amount FROM "Orders" WHERE customer = ? AND "order" = ?`,
      Parameters: [{ S: "bank" }, { S: "to" }],
    }),
  );
  assert.deepEqual(Items, [{ amount: { N: "70" } }]);
});

await check("switches time to live on, adds an index and tags the table", async () => {
  const specification = { TableName, TimeToLiveSpecification: { AttributeName: "expires", Enabled: true } };
  const { TimeToLiveSpecification } = await client.send(new UpdateTimeToLiveCommand(specification));
  assert.deepEqual(TimeToLiveSpecification, { AttributeName: "expires", Enabled: true });
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  assert.match(TimeToLiveDescription?.TimeToLiveStatus ?? "", /^ENABL(ED|ING)$/);
  const { TableDescription } = await client.send(
    new UpdateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: "placed", AttributeType: "S" }],
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: "by-date",
            KeySchema: [{ AttributeName: "placed", KeyType: "HASH" }],
            Projection: { ProjectionType: "KEYS_ONLY" },
          },
        },
      ],
    }),
  );
  await waitUntilTableExists(wait, { TableName });
  const found = await document.send(
    new QueryCommand({
      TableName,
      IndexName: "by-date",
      KeyConditionExpression: "placed = :p",
      ExpressionAttributeValues: { ":p": "0042" },
    }),
  );
  assert.deepEqual(found.Items, [{ customer: "bulk", order: "0042", placed: "0042" }]);
  const ResourceArn = TableDescription?.TableArn;
  await client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "team", Value: "shop" }] }));
  // Tags are eventually consistent: seconds in a world whose latencies are typical.
  await eventually(async () => {
    const { Tags } = await client.send(new ListTagsOfResourceCommand({ ResourceArn }));
    assert.deepEqual(Tags, [{ Key: "team", Value: "shop" }]);
  });
});

await check("lists its tables page by page and deletes one", async () => {
  const names = [];
  for await (const page of paginateListTables({ client, pageSize: 1 }, {})) names.push(...(page.TableNames ?? []));
  assert.ok(names.includes(TableName));
  await client.send(new DeleteTableCommand({ TableName }));
  const { state } = await waitUntilTableNotExists(wait, { TableName });
  assert.equal(state, "SUCCESS");
});
