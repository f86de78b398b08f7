// OneTable: accounts and users in one table, by a schema with value templates, unique attributes and pages.

import assert from "node:assert/strict";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Table } from "dynamodb-onetable";
import { CLIENT, check, errorOf } from "./program.mjs";

const table = new Table({
  client: new DynamoDBClient(CLIENT),
  name: "onetable",
  partial: true,
  schema: {
    format: "onetable:1.1.0",
    version: "0.0.1",
    indexes: {
      primary: { hash: "pk", sort: "sk" },
      gs1: { hash: "gs1pk", sort: "gs1sk", project: "all" },
    },
    models: {
      Account: {
        pk: { type: String, value: "account:${id}" },
        sk: { type: String, value: "account:" },
        id: { type: String, generate: "ulid" },
        name: { type: String, required: true },
        status: { type: String, default: "active" },
        balance: { type: Number, default: 0 },
      },
      User: {
        pk: { type: String, value: "account:${accountId}" },
        sk: { type: String, value: "user:${email}" },
        gs1pk: { type: String, value: "user:" },
        gs1sk: { type: String, value: "user:${email}" },
        accountId: { type: String, required: true },
        email: { type: String, required: true },
        age: { type: Number },
        address: { type: Object, schema: { city: { type: String }, zip: { type: String } } },
      },
      Login: {
        pk: { type: String, value: "login:${name}" },
        sk: { type: String, value: "login:" },
        name: { type: String, required: true },
        nick: { type: String, unique: true },
      },
    },
    params: { isoDates: true, timestamps: true },
  },
  logger: false,
});
const Account = table.getModel("Account");
const User = table.getModel("User");
const Login = table.getModel("Login");
let account;

await check("makes its table", async () => {
  await table.createTable();
  assert.equal(await table.exists(), true);
});

await check("creates an account and users, with generated keys and dates", async () => {
  account = await Account.create({ name: "Acme" });
  assert.match(account.id, /^[0-9A-Z]{26}$/);
  assert.equal(account.status, "active");
  assert.ok(account.created instanceof Date);
  for (const [i, email] of ["ann@x.io", "bea@x.io", "cem@x.io", "dan@x.io", "eva@x.io"].entries())
    await User.create({ accountId: account.id, email, age: 20 + i, address: { city: "Rome", zip: String(i) } });
  const found = await Account.get({ id: account.id });
  assert.deepEqual([found.name, found.created.getTime()], ["Acme", account.created.getTime()]);
  await errorOf(() => Account.create({ id: account.id, name: "Acme again" }));
});

await check("finds by key, by index and by filter, page by page", async () => {
  assert.equal((await User.find({ accountId: account.id })).length, 5);
  const old = await User.find({ accountId: account.id }, { where: "${age} > {22}" });
  assert.deepEqual(old.map(({ age }) => age).sort(), [23, 24]);
  const seen = [];
  let next;
  do {
    const page = await User.find({}, { index: "gs1", limit: 2, next });
    seen.push(...page.map(({ email }) => email));
    next = page.next;
  } while (next);
  assert.deepEqual(seen, ["ann@x.io", "bea@x.io", "cem@x.io", "dan@x.io", "eva@x.io"]);
  const [after] = await User.find({ accountId: account.id, sk: { begins: "user:d" } });
  assert.equal(after.email, "dan@x.io");
});

await check("updates parts, counts, and guards with a condition", async () => {
  const ann = { accountId: account.id, email: "ann@x.io" };
  const updated = await User.update({ ...ann, age: 30 }, { set: { "address.city": "Oslo" } });
  assert.deepEqual([updated.age, updated.address], [30, { city: "Oslo", zip: "0" }]);
  const richer = await Account.update({ id: account.id }, { add: { balance: 10 } });
  assert.equal(richer.balance, 10);
  await errorOf(() => Account.update({ id: account.id }, { add: { balance: -20 }, where: "${balance} >= {20}" }));
});

await check("writes and reads batches", async () => {
  const batch = {};
  await User.create({ accountId: "other", email: "x@y.z" }, { batch });
  await User.create({ accountId: "other", email: "z@y.x" }, { batch });
  await table.batchWrite(batch);
  const read = {};
  await User.get({ accountId: "other", email: "x@y.z" }, { batch: read });
  await User.get({ accountId: "other", email: "z@y.x" }, { batch: read });
  const found = await table.batchGet(read, { parse: true, hidden: false });
  assert.deepEqual(found.map(({ email }) => email).sort(), ["x@y.z", "z@y.x"]);
});

await check("moves money in a transaction and keeps a name unique with one", async () => {
  const transaction = {};
  await Account.update({ id: account.id }, { add: { balance: -3 }, transaction });
  await Account.create({ id: "second", name: "Second", balance: 3 }, { transaction });
  await table.transact("write", transaction);
  assert.equal((await Account.get({ id: account.id })).balance, 7);
  await Login.create({ name: "one", nick: "fox" });
  const error = await errorOf(() => Login.create({ name: "two", nick: "fox" }));
  assert.match(error.message, /unique/i);
  assert.equal(await Login.get({ name: "two" }), undefined);
});

await check("scans a model and removes", async () => {
  assert.ok((await User.scan({})).length >= 5);
  await User.remove({ accountId: account.id, email: "ann@x.io" });
  assert.equal(await User.get({ accountId: account.id, email: "ann@x.io" }), undefined);
});

await check("deletes its table", async () => {
  await table.deleteTable("DeleteTableForever");
  assert.equal(await table.exists(), false);
});
