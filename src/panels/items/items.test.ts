import { expect, test } from "vitest";
import { type Item, Reader, Timeline } from "../../engine/index.ts";
import { PLAYERS, playersScenario, THREADS, update } from "../../parts/example-worlds.ts";
import { editRequest, requestWords } from "./edit-request.ts";
import { editedItemView } from "./item-view.ts";
import { type ItemsParams, itemsView } from "./view.ts";

const PARAMS: ItemsParams = { table: null, region: null, index: null, offset: 0, count: 20, filter: "", open: null };

function world(options: Parameters<typeof playersScenario>[0] = {}) {
  const timeline = new Timeline(playersScenario(options), null);
  const reader = new Reader(timeline);
  return { timeline, reader, look: (params: Partial<ItemsParams> = {}) => itemsView(reader, { ...PARAMS, ...params }) };
}

const MATCHES = {
  create: {
    TableName: "Matches",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "player", AttributeType: "S" },
      { AttributeName: "match", AttributeType: "S" },
    ],
    KeySchema: [
      { AttributeName: "player", KeyType: "HASH" },
      { AttributeName: "match", KeyType: "RANGE" },
    ],
  },
  partitions: 3,
  items: ["ana", "bo", "cleo"].flatMap((player, at) =>
    Array.from(
      { length: 10 * (at + 1) },
      (_, n): Item => ({ player: { S: player }, match: { S: `m${String(n).padStart(3, "0")}` } }),
    ),
  ),
};

test("rows come in hash order with their place, keys first, and windows fit together", () => {
  const { look } = world();
  const all = look();
  expect(all).toMatchObject({ total: 8, lines: 8, matched: 8, groupable: false });
  expect(all.columns.map((column) => column.name)).toEqual(["player", "score", "level", "league"]);
  const hashes = all.rows.map((row) => row.hash);
  expect(hashes).toEqual([...hashes].sort());
  const windows = [0, 3, 6].flatMap((offset) => look({ offset, count: 3 }).rows);
  expect(windows).toEqual(all.rows);
});

test("an index shows its own order and its own key", () => {
  const { look } = world();
  const view = look({ index: "byScore" });
  expect(view.columns.slice(0, 3).map((column) => [column.name, column.role])).toEqual([
    ["league", "partition key"],
    ["score", "sort key"],
    ["player", null],
  ]);
  const gold = view.rows
    .filter((row) => row.kind === "item" && row.cells[0] === "gold")
    .map((row) => (row.kind === "item" ? Number(row.cells[1]) : 0));
  expect(gold).toEqual([...gold].sort((a, b) => a - b));
});

test("a local index shows its entries, in its own order, where their items are", () => {
  const { look } = world({ config: { tables: [THREADS] } });
  expect(look().tables[0]?.indexes).toEqual([
    { name: "byAuthor", kind: "local", keyText: "forum, author" },
    { name: "byLikes", kind: "local", keyText: "forum, likes" },
  ]);
  const view = look({ index: "byLikes" });
  expect(view).toMatchObject({ total: 8, items: 12, lines: 8, bytes: null, groupable: true });
  const places = new Map(look().rows.map((row) => (row.kind === "item" ? [row.label, row.place] : ["", ""])));
  for (const row of view.rows) if (row.kind === "item") expect(row.place).toBe(places.get(row.label));
  const likes = (forum: string) =>
    view.rows.flatMap((row) => (row.kind === "item" && row.cells[0] === forum ? [Number(row.cells[1])] : []));
  for (const forum of ["reef", "cave"]) expect(likes(forum)).toEqual([...likes(forum)].sort((a, b) => a - b));
  const windows = [0, 3, 6].flatMap((offset) => look({ index: "byLikes", offset, count: 3 }).rows);
  expect(windows).toEqual(view.rows);
  expect(look({ index: "byAuthor" }).total).toBe(12);
});

test("a collection of a table with local indexes is measured with its entries", () => {
  const { look } = world({ config: { tables: [{ ...THREADS, collectionBytesMax: 6_000 }] } });
  for (const row of look({ open: [] }).rows) {
    if (row.kind !== "collection") throw new Error("only collections are listed");
    expect(row.limit?.max).toBe(6_000);
    expect(row.limit?.bytes).toBeGreaterThan(row.bytes);
  }
  expect(look({ index: "byLikes", open: [] }).rows).toMatchObject([{ limit: null }, { limit: null }]);
});

test("a filter looks at the key's text; none may match", () => {
  const { look } = world();
  expect(
    look({ filter: "E" })
      .rows.map((row) => (row.kind === "item" ? row.label : ""))
      .sort(),
  ).toEqual(["cleo", "dev", "eli"]);
  expect(look({ filter: "nobody" })).toMatchObject({ total: 8, matched: 0, rows: [] });
});

test("a row says what is not settled yet", () => {
  const { timeline, reader, look } = world({ commands: [update("cleo", 9340)], regions: ["us-east-1", "eu-west-1"] });
  const seen = new Set<string>();
  while (!timeline.quiet && timeline.forward()) {
    const row = look().rows.find((one) => one.kind === "item" && one.label === "cleo");
    seen.add(row?.kind === "item" ? (row.state?.text ?? "settled") : "");
  }
  expect([...seen].some((text) => /^az [abc]( [abc])? behind$/.test(text))).toBe(true);
  expect(seen).toContain("index waits");
  expect(seen).toContain("copying");
  expect(look().rows.every((row) => row.kind === "item" && row.state === null)).toBe(true);
  expect(reader.quiet).toBe(true);
});

test("collections group what has the same partition key", () => {
  const { look } = world({ config: { tables: [MATCHES] } });
  const closed = look({ open: [] });
  expect(closed).toMatchObject({ total: 60, matched: 60, collections: 3, lines: 3, groupable: true });
  expect(closed.rows.map((row) => (row.kind === "collection" ? [row.name, row.items] : null)).sort()).toEqual([
    ["ana", 10],
    ["bo", 20],
    ["cleo", 30],
  ]);
  const bo = closed.rows.flatMap((row) => (row.kind === "collection" && row.name === "bo" ? [row.collection] : []));
  const open = look({ open: bo, count: 100 });
  expect(open.lines).toBe(23);
  expect(
    open.rows.filter((row) => row.kind === "item").map((row) => (row.kind === "item" ? row.cells[1] : "")),
  ).toEqual(Array.from({ length: 20 }, (_, n) => `m${String(n).padStart(3, "0")}`));
});

test("a world of many items is cut into windows without walking what lies before", () => {
  const items = Array.from({ length: 5_000 }, (_, n): Item => ({ player: { S: `p${n}` } }));
  const { look } = world({ items });
  const view = look({ offset: 4_990, count: 50 });
  expect(view.rows).toHaveLength(10);
  expect(view.lines).toBe(5_000);
});

test("a world without tables has no rows", () => {
  expect(world({ config: { tables: [] } }).look()).toMatchObject({ table: null, tables: [], rows: [] });
});

const BEFORE = PLAYERS[2] as Item;

test("an edit sends what changed, under the condition that nobody changed it since", () => {
  const request = editRequest({
    table: "Players",
    keys: ["player"],
    before: BEFORE,
    after: { ...BEFORE, score: { N: "9410" } },
    guarded: true,
  });
  expect(request).toEqual({
    operation: "UpdateItem",
    input: {
      TableName: "Players",
      Key: { player: { S: "cleo" } },
      UpdateExpression: "SET #score = :score",
      ConditionExpression: "#score = :scoreWas",
      ExpressionAttributeNames: { "#score": "score" },
      ExpressionAttributeValues: { ":score": { N: "9410" }, ":scoreWas": { N: "8610" } },
    },
  });
  expect(request && requestWords(request)).toEqual({
    head: "UpdateItem SET score = :score",
    condition: "score = :scoreWas",
  });
});

test("adding, removing and renaming attributes is one update that the engine accepts", () => {
  const { level: _, ...rest } = BEFORE;
  const after = { ...rest, "odd name": { BOOL: true } } as Item;
  const request = editRequest({ table: "Players", keys: ["player"], before: BEFORE, after, guarded: true });
  const { timeline, reader } = world();
  timeline.issue({ kind: "request", region: "us-east-1", operation: request?.operation ?? "", input: request?.input });
  while (!timeline.quiet && timeline.forward());
  expect(editedItemView(reader, { table: "Players", region: null, label: "cleo" })).toMatchObject({
    item: after,
    version: 2,
  });
});

test("no change is no request; another key is another item", () => {
  const edit = { table: "Players", keys: ["player"], before: BEFORE, guarded: true };
  expect(editRequest({ ...edit, after: BEFORE })).toBeNull();
  expect(editRequest({ ...edit, after: { ...BEFORE, player: { S: "zoe" } } })).toMatchObject({
    operation: "PutItem",
    input: { ConditionExpression: "attribute_not_exists(#key)" },
  });
});
