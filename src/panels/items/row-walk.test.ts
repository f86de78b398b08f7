import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CommandBody, type Item, Reader, Timeline } from "../../engine/index.ts";
import { playersScenario } from "../../parts/example-worlds.ts";
import { type CollectionRow, type ItemRow, type ItemsParams, type ItemsView, itemsView } from "./view.ts";

const ATTRIBUTES = ["player", "match", "map", "score"];

/** Matches of players: three partitions, a global index by map and a local one by score. */
const CREATE = {
  TableName: "Matches",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: ATTRIBUTES.map((name) => ({ AttributeName: name, AttributeType: "S" })),
  KeySchema: keys("player", "match"),
  GlobalSecondaryIndexes: [index("byMap", "map", "match")],
  LocalSecondaryIndexes: [index("byScore", "player", "score")],
};

function keys(partition: string, sort: string) {
  return [
    { AttributeName: partition, KeyType: "HASH" },
    { AttributeName: sort, KeyType: "RANGE" },
  ];
}

function index(name: string, partition: string, sort: string) {
  return { IndexName: name, KeySchema: keys(partition, sort), Projection: { ProjectionType: "ALL" } };
}

interface Match {
  readonly player: string;
  readonly match: string;
  /** null: no entry in the global index. */
  readonly map: string | null;
  /** null: no entry in the local index. */
  readonly score: string | null;
}

function itemOf(match: Match): Item {
  return Object.fromEntries(
    Object.entries(match).flatMap(([name, text]) => (text === null ? [] : [[name, { S: text }]])),
  );
}

function worldOf(matches: readonly Match[], commands: readonly CommandBody[] = []) {
  const table = { create: CREATE, partitions: 3, items: matches.map(itemOf) };
  const timeline = new Timeline(playersScenario({ config: { tables: [table], latency: "instant" }, commands }), null);
  const reader = new Reader(timeline);
  const params: ItemsParams = { table: null, region: null, index: null, offset: 0, count: 20, filter: "", open: null };
  const look = (wanted: Partial<ItemsParams> = {}) => itemsView(reader, { ...params, ...wanted });
  /** All lines, window after window. */
  const lines = (wanted: Partial<ItemsParams>, count = 7) => {
    const { lines: total } = look(wanted);
    const rows: ItemsView["rows"][number][] = [];
    while (rows.length < total) rows.push(...look({ ...wanted, count, offset: rows.length }).rows);
    return rows;
  };
  const finish = () => {
    while (!timeline.quiet && timeline.forward());
  };
  return { timeline, look, lines, finish };
}

function write(operation: "PutItem" | "DeleteItem", match: Match): CommandBody {
  const item = itemOf(match);
  const input =
    operation === "PutItem"
      ? { TableName: "Matches", Item: item }
      : { TableName: "Matches", Key: { player: item.player, match: item.match } };
  return { kind: "request", region: "us-east-1", operation, input };
}

const isItem = (row: ItemsView["rows"][number]): row is ItemRow => row.kind === "item";
const isHead = (row: ItemsView["rows"][number]): row is CollectionRow => row.kind === "collection";
const labels = (rows: ItemsView["rows"]) => rows.filter(isItem).map(({ label }) => label);

const MANY = 45_000;
/** More than one answer looks at. */
const many = () =>
  worldOf(
    Array.from({ length: MANY }, (_, n) => ({ player: `p${n % 9}`, match: `${n}`, map: null, score: null })),
    [],
  );

/** What the view says at last, and how often it had to be asked. */
function counted(look: () => ItemsView): { readonly view: ItemsView; readonly asked: number } {
  for (let asked = 1; ; asked++) {
    const view = look();
    if (view.counting === null) return { view, asked };
    expect(view.counting.total).toBe(view.total);
    expect(view.counting.done).toBeLessThan(view.total);
    expect(asked).toBeLessThan(100);
  }
}

describe("collections of rows", () => {
  const name = fc.constantFrom("ana", "bo", "cleo", "dev", "eli");
  const place = fc.option(fc.constantFrom("cave", "reef", "dunes"), { nil: null });
  const match = fc.record({
    player: name,
    match: fc.nat(40).map((n) => `m${n}`),
    map: place,
    score: fc.option(
      fc.nat(30).map((n) => `${n}`),
      { nil: null },
    ),
  });
  const change = fc.tuple(fc.constantFrom("PutItem" as const, "DeleteItem" as const), match);

  it("hold what a walk through all rows holds, whatever was written, deleted, filtered or opened before", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(match, { selector: (one) => `${one.player} ${one.match}`, maxLength: 60 }),
        fc.array(change, { maxLength: 12 }),
        fc.constantFrom(null, "byMap", "byScore"),
        fc.constantFrom("", "M1", "an", "nobody"),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(30),
        (matches, changes, index, filter, count, back) => {
          const { timeline, look, lines, finish } = worldOf(
            matches,
            changes.map(([operation, one]) => write(operation, one)),
          );
          const check = () => {
            const rows = lines({ index }, count).filter(isItem);
            expect(rows).toHaveLength(look({ index }).total);
            const matching = rows.filter(({ label }) => label.toLowerCase().includes(filter.toLowerCase()));
            expect(labels(lines({ index, filter }, count))).toEqual(matching.map(({ label }) => label));
            // The partition key is the first column of each row.
            const groups = new Map<string, ItemRow[]>();
            for (const row of matching)
              groups.set(row.cells[0] ?? "", [...(groups.get(row.cells[0] ?? "") ?? []), row]);
            const heads = lines({ index, filter, open: [] }, count).filter(isHead);
            expect(heads.map((head) => [head.name, head.items, head.bytes])).toEqual(
              [...groups].map(([key, group]) => [key, group.length, group.reduce((sum, { bytes }) => sum + bytes, 0)]),
            );
            const open = heads.filter((_, at) => at % 2 === 1).map(({ collection }) => collection);
            const opened = lines({ index, filter, open }, count);
            expect(opened.map((row) => (isItem(row) ? row.label : row.name))).toEqual(
              [...groups].flatMap(([key, group], at) => [
                key,
                ...(at % 2 === 1 ? group.map(({ label }) => label) : []),
              ]),
            );
          };
          check();
          finish();
          check();
          timeline.seek(Math.min(back, timeline.step));
          check();
        },
      ),
      { numRuns: 60 },
    );
  });

  it("a row of an index is grouped by the index's key, and an item without it is in no collection", () => {
    const { lines } = worldOf([
      { player: "ana", match: "m1", map: "cave", score: "10" },
      { player: "ana", match: "m2", map: "reef", score: null },
      { player: "bo", match: "m1", map: "cave", score: "30" },
      { player: "bo", match: "m2", map: null, score: "20" },
    ]);
    const names = (index: string | null) =>
      lines({ index, open: [] })
        .filter(isHead)
        .map((head) => `${head.name} ${head.items}`)
        .sort();
    expect(names(null)).toEqual(["ana 2", "bo 2"]);
    expect(names("byMap")).toEqual(["cave 2", "reef 1"]);
    expect(names("byScore")).toEqual(["ana 1", "bo 2"]);
  });
});

describe("rows that are too many for one look", () => {
  it("are counted a piece at a time, and the window shows what there is so far", () => {
    const { look } = many();
    const first = look({ open: [] });
    expect(first.counting).toMatchObject({ total: MANY });
    expect(first.rows.length).toBeGreaterThan(0);
    const { view, asked } = counted(() => look({ open: [] }));
    expect(asked).toBeGreaterThan(1);
    expect(view).toMatchObject({ collections: 9, lines: 9, matched: MANY });
    expect(view.rows.filter(isHead).map(({ items }) => items)).toEqual(Array.from({ length: 9 }, () => MANY / 9));
    expect(counted(() => look({ open: [] })).asked).toBe(1);
  });

  it("an opened collection is as long as it is, and its last row is reached", () => {
    const { look } = many();
    const { view } = counted(() => look({ open: [] }));
    const last = view.rows.filter(isHead).at(-1) as CollectionRow;
    const opened = look({ open: [last.collection], offset: 8 + MANY / 9, count: 5 });
    expect(opened.lines).toBe(9 + MANY / 9);
    expect(opened.rows).toHaveLength(1);
    expect(opened.rows[0]).toMatchObject({ kind: "item", cells: expect.arrayContaining([last.name]) });
  });

  it("a filter looks at all of them", () => {
    const { look } = many();
    const { view, asked } = counted(() => look({ filter: "4444" }));
    expect(asked).toBeGreaterThan(1);
    expect(view).toMatchObject({ lines: 14, matched: 14 });
    expect(labels(view.rows).every((label) => label.includes("4444"))).toBe(true);
  });

  it("a change costs no second count, and stepping back shows what was there", () => {
    const { timeline, look, finish } = many();
    const before = counted(() => look({ open: [] })).view;
    timeline.issue(write("DeleteItem", { player: "p3", match: "3", map: null, score: null }));
    finish();
    const after = counted(() => look({ open: [] }));
    expect(after.asked).toBe(1);
    expect(after.view).toMatchObject({ total: MANY - 1, matched: MANY - 1, collections: 9 });
    timeline.seek(0);
    expect(look({ open: [] })).toEqual(before);
  });

  it("a change while they are counted is counted", () => {
    const { timeline, look, finish } = many();
    expect(look({ open: [] }).counting).not.toBeNull();
    timeline.issue(write("PutItem", { player: "new", match: "1", map: null, score: null }));
    finish();
    expect(counted(() => look({ open: [] })).view).toMatchObject({ matched: MANY + 1, collections: 10 });
  });

  it("among marks of deleted items, the place of a row is counted, and all lines can be scrolled through", () => {
    const { timeline, look, finish } = many();
    const first = look({ count: 2 });
    expect(first.counting).toBeNull();
    const [gone, next] = first.rows as ItemRow[];
    const [player, match] = (gone as ItemRow).cells as string[];
    timeline.issue(write("DeleteItem", { player: player as string, match: match as string, map: null, score: null }));
    finish();
    expect(look({ count: 1 })).toMatchObject({ lines: MANY - 1, rows: [{ label: next?.label }] });
    const { view } = counted(() => look({ offset: MANY - 3, count: 20 }));
    expect(view.rows).toHaveLength(2);
  });
});
