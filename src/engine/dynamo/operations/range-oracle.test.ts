/**
 * Query and Scan of a table, a local index and a global index with several key attributes, against an oracle that knows
 * no storage keys: it filters an array by hand and sorts it by the values of the sort attributes.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answered, index, TinyTable, table } from "../../testing/dynamo-fixtures.ts";
import type { IndexSchema, KeySchema } from "../table.ts";
import { type AttributeValue, compareValues, type Item } from "../values.ts";

const LOCAL = index({
  name: "local",
  kind: "local",
  key: { partition: [{ name: "pk", type: "S" }], sort: [{ name: "l", type: "S" }] },
  projection: { type: "KEYS_ONLY", nonKeyAttributes: [] },
});
const GLOBAL = index({
  name: "global",
  key: {
    partition: [
      { name: "g1", type: "S" },
      { name: "g2", type: "N" },
    ],
    sort: [
      { name: "h1", type: "N" },
      { name: "h2", type: "S" },
      { name: "h3", type: "N" },
    ],
  },
  projection: { type: "INCLUDE", nonKeyAttributes: ["x"] },
});
const SCHEMA = table({ sortKey: "N", indexes: [LOCAL, GLOBAL] });

const number = fc
  .constantFrom("-12.5", "-1", "0", "3", "20", "1e10")
  .map((N): AttributeValue => ({ N: String(Number(N)) }));
const word = fc.constantFrom("a", "ab", "b", "b\u0000", "é", "z").map((S): AttributeValue => ({ S }));
const item: fc.Arbitrary<Item> = fc.record(
  {
    pk: word,
    sk: number,
    l: word,
    g1: fc.constantFrom({ S: "a" }, { S: "b" }),
    g2: fc.constantFrom({ N: "1" }, { N: "2" }),
    h1: number,
    h2: word,
    h3: number,
    x: word,
  },
  { requiredKeys: ["pk", "sk"], noNullPrototype: true },
);

interface Asked {
  readonly place: IndexSchema | null;
  readonly partition: readonly AttributeValue[];
  readonly equal: readonly AttributeValue[];
  readonly range: { readonly comparator: string; readonly values: readonly AttributeValue[] } | null;
  readonly forward: boolean;
  readonly limit: number;
}

const asked: fc.Arbitrary<Asked> = fc.constantFrom(null, LOCAL, GLOBAL).chain((place) => {
  const key = (place ?? SCHEMA).key;
  const valueFor = ({ type, name }: { type: string; name: string }) =>
    name === "g1"
      ? fc.constantFrom({ S: "a" }, { S: "b" })
      : name === "g2"
        ? fc.constantFrom({ N: "1" }, { N: "2" })
        : type === "S"
          ? word
          : number;
  return fc.integer({ min: 0, max: key.sort.length }).chain((equals) => {
    const last = key.sort[equals];
    const comparator = fc.constantFrom("<", "<=", ">", ">=", "BETWEEN", ...(last?.type === "S" ? ["begins_with"] : []));
    return fc.record({
      place: fc.constant(place),
      partition: fc.tuple(...key.partition.map(valueFor)),
      equal: fc.tuple(...key.sort.slice(0, equals).map(valueFor)),
      range:
        last === undefined
          ? fc.constant(null)
          : fc.option(fc.record({ comparator, values: fc.tuple(valueFor(last), valueFor(last)) })),
      forward: fc.boolean(),
      limit: fc.integer({ min: 1, max: 5 }),
    });
  });
});

describe("Query and Scan", () => {
  it("[OP-11, OP-12, EXPR-13, KEY-2, KEY-5, KEY-9] give what filtering and sorting an array gives, page by page", () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 25 }), asked, (items, query) => {
        const world = tableOf(items);
        const expected = oracle(world, query);
        const pages = allPages(world, "Query", requestOf(query), query.limit);
        expect(sortAttributes(pages.flat(), query)).toEqual(sortAttributes(expected, query));
        expect(normal(pages.flat())).toEqual(normal(expected));
        expect(pages.every((page) => page.length <= query.limit)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("[OP-13, KEY-9] a Scan gives every entry once, whatever the page", () => {
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 25 }),
        fc.constantFrom(null, LOCAL, GLOBAL),
        fc.integer({ min: 1, max: 6 }),
        (items, place, limit) => {
          const world = tableOf(items);
          const scanned = allPages(world, "Scan", place === null ? {} : { IndexName: place.name }, limit).flat();
          expect(normal(scanned)).toEqual(normal(entriesOf(world, place)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("[LSI-3] a local index fetches what it does not project", () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 15 }), (items) => {
        const world = tableOf(items);
        const { Items } = answered(world.send("Scan", { IndexName: "local", Select: "ALL_ATTRIBUTES" }));
        expect(normal(Items as Item[])).toEqual(normal([...world.items.values()].filter(({ l }) => l !== undefined)));
      }),
    );
  });

  it("[EXPR-13] sort attributes are used from the left without gaps, the range last", () => {
    const world = tableOf([]);
    const values = { ":a": { S: "a" }, ":n": { N: "1" } };
    const query = (condition: string, used: readonly (keyof typeof values)[] = [":a", ":n"]) =>
      world.send("Query", {
        IndexName: "global",
        KeyConditionExpression: condition,
        ExpressionAttributeValues: Object.fromEntries(used.map((name) => [name, values[name]])),
      });
    const refused = "ValidationException: Query key condition not supported";
    expect(query("g1 = :a AND g2 = :n AND h1 > :n AND h2 = :a")).toBe(refused);
    expect(query("g1 = :a AND g2 = :n AND h1 = :n AND h3 = :n")).toBe(refused);
    expect(query("g1 = :a AND g2 > :n")).toBe(refused);
    expect(query("g1 = :a", [":a"])).toBe("ValidationException: Query condition missed key schema element: g2");
    expect(query("g1 = :a AND g2 = :n AND h1 = :n AND h2 = :a AND h3 < :n")).toMatchObject({ Count: 0 });
  });
});

function tableOf(items: readonly Item[]): TinyTable {
  const world = new TinyTable(SCHEMA);
  for (const each of items) answered(world.send("PutItem", { Item: each }));
  return world;
}

function requestOf({ place, partition, equal, range, forward }: Asked): Record<string, unknown> {
  const key: KeySchema = (place ?? SCHEMA).key;
  const values: Record<string, AttributeValue> = {};
  const value = (one: AttributeValue) => {
    const name = `:v${Object.keys(values).length}`;
    values[name] = one;
    return name;
  };
  const last = key.sort[equal.length];
  const conditions = [
    ...partition.map((one, i) => `${key.partition[i]?.name} = ${value(one)}`),
    ...equal.map((one, i) => `${key.sort[i]?.name} = ${value(one)}`),
  ];
  if (range !== null && last !== undefined) {
    const [low, high] = [...range.values].sort((a, b) => compareValues(a, b) ?? 0) as [AttributeValue, AttributeValue];
    if (range.comparator === "BETWEEN") conditions.push(`${last.name} BETWEEN ${value(low)} AND ${value(high)}`);
    else if (range.comparator === "begins_with") conditions.push(`begins_with(${last.name}, ${value(low)})`);
    else conditions.push(`${last.name} ${range.comparator} ${value(low)}`);
  }
  return {
    ...(place === null ? {} : { IndexName: place.name }),
    KeyConditionExpression: conditions.join(" AND "),
    ExpressionAttributeValues: values,
    ScanIndexForward: forward,
  };
}

/** Every page, one after the other, each from where the one before ended. */
function allPages(world: TinyTable, operation: string, request: object, limit: number): Item[][] {
  const pages: Item[][] = [];
  let ExclusiveStartKey: unknown;
  do {
    const start = ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey };
    const body = answered(world.send(operation, { ...request, ...start, Limit: limit }));
    pages.push(body.Items as Item[]);
    ExclusiveStartKey = body.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined && pages.length < 100);
  return pages;
}

/** What the table or the index shows of its items, in no order. */
function entriesOf(world: TinyTable, place: IndexSchema | null): Item[] {
  const items = [...world.items.values()];
  if (place === null) return items;
  const keys = [...place.key.partition, ...place.key.sort].map(({ name }) => name);
  const shown = new Set(["pk", "sk", ...keys, ...place.projection.nonKeyAttributes]);
  return items
    .filter((one) => keys.every((name) => one[name] !== undefined))
    .map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => shown.has(name))));
}

function oracle(world: TinyTable, { place, partition, equal, range, forward }: Asked): Item[] {
  const { key } = place ?? SCHEMA;
  const same = (a: AttributeValue | undefined, b: AttributeValue) => a !== undefined && compareValues(a, b) === 0;
  const last = key.sort[equal.length]?.name ?? "";
  return entriesOf(world, place)
    .filter((one) => key.partition.every(({ name }, i) => same(one[name], partition[i] as AttributeValue)))
    .filter((one) => equal.every((value, i) => same(one[key.sort[i]?.name ?? ""], value)))
    .filter((one) => range === null || inRange(one[last] as AttributeValue, range))
    .sort((a, b) => (forward ? 1 : -1) * compareSort(key, a, b));
}

function inRange(value: AttributeValue, { comparator, values }: NonNullable<Asked["range"]>): boolean {
  const [low, high] = [...values].sort((a, b) => compareValues(a, b) ?? 0) as [AttributeValue, AttributeValue];
  const order = compareValues(value, low) ?? 0;
  switch (comparator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "BETWEEN":
      return order >= 0 && (compareValues(value, high) ?? 0) <= 0;
    default:
      return (value as { S: string }).S.startsWith((low as { S: string }).S);
  }
}

function compareSort(key: KeySchema, a: Item, b: Item): number {
  for (const { name } of key.sort) {
    const order = compareValues(a[name] as AttributeValue, b[name] as AttributeValue) ?? 0;
    if (order !== 0) return order;
  }
  return 0;
}

/** The values that decide the order; entries that tie in them may come either way. */
function sortAttributes(items: readonly Item[], { place }: Asked): unknown[] {
  return items.map((one) => (place ?? SCHEMA).key.sort.map(({ name }) => one[name]));
}

function normal(items: readonly Item[]): string[] {
  return items.map((one) => JSON.stringify(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
}
