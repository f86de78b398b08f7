// dynamoose: models that make their own table, with an index, timestamps, conditions, batches and transactions.

import assert from "node:assert/strict";
import dynamoose from "dynamoose";
import { CLIENT, check, errorOf } from "./program.mjs";

dynamoose.aws.ddb.set(new dynamoose.aws.ddb.DynamoDB(CLIENT));

const schema = new dynamoose.Schema(
  {
    shelf: { type: String, hashKey: true },
    title: { type: String, rangeKey: true },
    author: { type: String, index: { name: "by-author", type: "global", rangeKey: "pages" } },
    pages: Number,
    lent: { type: Boolean, default: false },
    tags: { type: Set, schema: [String] },
    printed: Date,
    cover: { type: Object, schema: { colour: String, hard: Boolean } },
  },
  { timestamps: true },
);
const Book = dynamoose.model("Book", schema, { throughput: "ON_DEMAND" });
const emma = { shelf: "a", title: "Emma", author: "austen", pages: 474 };

await check("makes its table with the first write, and reads the document back", async () => {
  const printed = new Date("1815-12-23T00:00:00.000Z");
  await Book.create({ ...emma, tags: new Set(["novel"]), printed, cover: { colour: "red", hard: true } });
  const found = await Book.get({ shelf: "a", title: "Emma" });
  assert.equal(found.pages, 474);
  assert.equal(found.lent, false);
  assert.deepEqual(found.tags, new Set(["novel"]));
  assert.deepEqual(found.cover, { colour: "red", hard: true });
  assert.equal(found.printed.getTime(), printed.getTime());
  assert.ok(Math.abs(new Date(found.createdAt).getTime() - Date.now()) < 60_000);
});

await check("does not create twice", async () => {
  const error = await errorOf(() => Book.create(emma));
  assert.equal(error.name, "ConditionalCheckFailedException");
});

await check("updates with $SET, $ADD and a condition", async () => {
  const unlent = new dynamoose.Condition().where("lent").eq(false);
  const lend = () =>
    Book.update({ shelf: "a", title: "Emma" }, { $SET: { lent: true }, $ADD: { pages: 1 } }, { condition: unlent });
  const updated = await lend();
  assert.deepEqual([updated.lent, updated.pages], [true, 475]);
  assert.equal((await errorOf(lend)).name, "ConditionalCheckFailedException");
});

await check("queries keys and index with conditions, limits and a last key", async () => {
  for (let i = 1; i <= 7; i++)
    await new Book({ shelf: "b", title: `Vol ${i}`, author: "woolf", pages: i * 100 }).save();
  const long = await Book.query("author").eq("woolf").where("pages").gt(300).sort("descending").exec();
  assert.deepEqual(
    long.map(({ pages }) => pages),
    [700, 600, 500, 400],
  );
  const first = await Book.query("shelf").eq("b").limit(4).exec();
  const second = await Book.query("shelf").eq("b").limit(4).startAt(first.lastKey).exec();
  assert.deepEqual([...first, ...second].length, 7);
  const counted = await Book.query("shelf").eq("b").where("title").beginsWith("Vol").count().exec();
  assert.equal(counted.count, 7);
});

await check("scans with a filter", async () => {
  const found = await Book.scan("pages").between(200, 500).exec();
  assert.deepEqual(found.map(({ pages }) => pages).sort(), [200, 300, 400, 475, 500]);
});

await check("puts, gets and deletes in batches", async () => {
  const titles = ["X", "Y", "Z"];
  await Book.batchPut(titles.map((title) => ({ shelf: "c", title })));
  const keys = titles.map((title) => ({ shelf: "c", title }));
  assert.equal((await Book.batchGet(keys)).length, 3);
  await Book.batchDelete(keys);
  assert.equal((await Book.query("shelf").eq("c").exec()).length, 0);
});

await check("writes a transaction, or none of it", async () => {
  const swap = () =>
    dynamoose.transaction([
      Book.transaction.create({ shelf: "d", title: "New" }),
      Book.transaction.delete({ shelf: "b", title: "Vol 1" }),
    ]);
  await swap();
  assert.equal((await errorOf(swap)).name, "TransactionCanceledException");
  assert.equal(await Book.get({ shelf: "b", title: "Vol 1" }), undefined);
});

await check("makes a table whose items expire", async () => {
  const Session = dynamoose.model("Session", new dynamoose.Schema({ id: String }), {
    throughput: "ON_DEMAND",
    expires: { ttl: 3_600_000, attribute: "until" },
  });
  await Session.create({ id: "s1" });
  const { until } = await Session.get("s1");
  assert.ok(Math.abs(new Date(until).getTime() - Date.now() - 3_600_000) < 60_000);
});

await check("deletes", async () => {
  await Book.delete({ shelf: "a", title: "Emma" });
  assert.equal(await Book.get({ shelf: "a", title: "Emma" }), undefined);
});
