// ElectroDB: one table for employees, tasks and offices, in the single-table style, with collections.

import assert from "node:assert/strict";
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Entity, Service } from "electrodb";
import { CLIENT, check, errorOf } from "./program.mjs";

const base = new DynamoDBClient(CLIENT);
const client = DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } });
const table = "electro";

const employee = new Entity(
  {
    model: { entity: "employee", version: "1", service: "company" },
    attributes: {
      id: { type: "string", required: true },
      office: { type: "string", required: true },
      name: { type: "string", required: true },
      salary: { type: "number", default: 1000 },
      skills: { type: "set", items: "string" },
      team: { type: ["jupiter", "saturn"], required: true },
    },
    indexes: {
      employee: { pk: { field: "pk", composite: ["id"] }, sk: { field: "sk", composite: [] } },
      staff: {
        index: "gsi1",
        collection: "workplace",
        pk: { field: "gsi1pk", composite: ["office"] },
        sk: { field: "gsi1sk", composite: ["team", "id"] },
      },
    },
  },
  { client, table },
);
const task = new Entity(
  {
    model: { entity: "task", version: "1", service: "company" },
    attributes: {
      task: { type: "string", required: true },
      project: { type: "string", required: true },
      office: { type: "string", required: true },
      points: { type: "number", required: true },
      status: { type: ["open", "closed"], default: "open" },
      notes: { type: "list", items: { type: "string" } },
    },
    indexes: {
      task: { pk: { field: "pk", composite: ["project"] }, sk: { field: "sk", composite: ["task"] } },
      work: {
        index: "gsi1",
        collection: "workplace",
        pk: { field: "gsi1pk", composite: ["office"] },
        sk: { field: "gsi1sk", composite: ["project", "task"] },
      },
    },
  },
  { client, table },
);
const company = new Service({ employee, task });

await check("makes the table its entities share", async () => {
  await base.send(
    new CreateTableCommand({
      TableName: table,
      AttributeDefinitions: ["pk", "sk", "gsi1pk", "gsi1sk"].map((AttributeName) => ({
        AttributeName,
        AttributeType: "S",
      })),
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "gsi1",
          KeySchema: [
            { AttributeName: "gsi1pk", KeyType: "HASH" },
            { AttributeName: "gsi1sk", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  await waitUntilTableExists({ client: base, maxWaitTime: 20, minDelay: 1 }, { TableName: table });
});

await check("creates once, and refuses the second time", async () => {
  const ada = { id: "ada", office: "berlin", name: "Ada", team: "jupiter", skills: ["math", "engines"] };
  const { data } = await employee.create(ada).go();
  assert.equal(data.salary, 1000);
  const error = await errorOf(() => employee.create(ada).go());
  assert.match(error.message, /The conditional request failed/);
  await employee.upsert({ id: "bob", office: "berlin", name: "Bob", team: "saturn", salary: 900 }).go();
  const { data: found } = await employee.get({ id: "ada" }).go({ consistent: true });
  assert.deepEqual(found, { ...ada, salary: 1000, skills: ["engines", "math"] });
});

await check("updates with arithmetic, sets and conditions", async () => {
  const { data } = await employee
    .patch({ id: "ada" })
    .data(({ salary, skills }, { add }) => {
      add(salary, 500);
      add(skills, ["poetry"]);
    })
    .go({ response: "all_new" });
  assert.equal(data.salary, 1500);
  assert.deepEqual(data.skills, ["engines", "math", "poetry"]);
  await task.create({ task: "t0", project: "p0", office: "berlin", points: 3, notes: ["first"] }).go();
  const closing = (points) =>
    task
      .update({ project: "p0", task: "t0" })
      .set({ status: "closed" })
      .append({ notes: ["done"] })
      .where((attributes, { eq }) => eq(attributes.points, points))
      .go({ response: "all_new" });
  await errorOf(() => closing(4));
  const { data: closed } = await closing(3);
  assert.deepEqual([closed.status, closed.notes], ["closed", ["first", "done"]]);
});

await check("queries a key with operators and filters, page by page", async () => {
  for (let i = 1; i <= 12; i++)
    await task.put({ task: `t${i}`.padEnd(3, "x"), project: "p1", office: "paris", points: i }).go();
  const some = await task.query.task({ project: "p1" }).begins({ task: "t1" }).go();
  assert.deepEqual(
    some.data.map(({ points }) => points),
    [10, 11, 12, 1],
  );
  const all = [];
  let cursor = null;
  do {
    const page = await task.query
      .task({ project: "p1" })
      .where(({ points }, { gt }) => gt(points, 2))
      .go({ cursor, limit: 5 });
    all.push(...page.data);
    cursor = page.cursor;
  } while (cursor !== null);
  assert.equal(all.length, 10);
});

await check("reads a collection: employees and tasks of an office together", async () => {
  const { data } = await company.collections.workplace({ office: "berlin" }).go();
  assert.deepEqual(data.employee.map(({ id }) => id).sort(), ["ada", "bob"]);
  assert.deepEqual(
    data.task.map(({ task }) => task),
    ["t0"],
  );
});

await check("puts, gets and deletes in batches", async () => {
  const items = Array.from({ length: 30 }, (_, i) => ({ task: `b${i}`, project: "p2", office: "rome", points: i }));
  const put = await task.put(items).go();
  assert.deepEqual(put.unprocessed, []);
  const keys = items.map(({ task, project }) => ({ task, project }));
  const got = await task.get(keys).go();
  assert.equal(got.data.length, 30);
  await task.delete(keys.slice(0, 29)).go();
  const left = await task.query.task({ project: "p2" }).go();
  assert.equal(left.data.length, 1);
});

await check("commits a transaction over two entities, or rejects all of it", async () => {
  const write = (id) =>
    company.transaction
      .write(({ employee, task }) => [
        employee.create({ id, office: "oslo", name: "Cy", team: "saturn" }).commit(),
        task.patch({ project: "p0", task: "t0" }).add({ points: 1 }).commit(),
      ])
      .go();
  const first = await write("cy");
  assert.equal(first.canceled, false);
  const second = await write("cy");
  assert.equal(second.canceled, true);
  assert.deepEqual(
    second.data.map(({ code }) => code),
    ["ConditionalCheckFailed", "None"],
  );
  const { data } = await company.transaction
    .get(({ employee, task }) => [
      employee.get({ id: "cy" }).commit(),
      task.get({ project: "p0", task: "t0" }).commit(),
    ])
    .go();
  assert.deepEqual([data[0].item.name, data[1].item.points], ["Cy", 4]);
});

await check("scans one entity of the table, and removes", async () => {
  const { data } = await employee.scan.go({ pages: "all" });
  assert.ok(data.some(({ id }) => id === "ada"));
  await employee.remove({ id: "bob" }).go();
  const { data: gone } = await employee.get({ id: "bob" }).go();
  assert.equal(gone, null);
});
