import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answered, index, refusal, TinyTable, table } from "../../testing/dynamo-fixtures.ts";
import type { Item } from "../values.ts";

function filled(count: number, options: Parameters<typeof table>[0] = {}): TinyTable {
  const tiny = new TinyTable(table({ sortKey: "N", ...options }));
  for (let i = 0; i < count; i++) {
    tiny.send("PutItem", {
      Item: {
        pk: { S: i % 2 === 0 ? "even" : "odd" },
        sk: { N: String(i) },
        n: { N: String(i) },
        artist: { S: `a${i % 3}` },
      },
    });
  }
  return tiny;
}

const sks = (response: Record<string, unknown> | string) =>
  (answered(response).Items as Item[]).map((item) => Number((item.sk as { N: string }).N));

function query(
  tiny: TinyTable,
  condition: string,
  values: Record<string, unknown>,
  more: Record<string, unknown> = {},
) {
  return tiny.send("Query", {
    KeyConditionExpression: `pk = :pk${condition === "" ? "" : ` AND ${condition}`}`,
    ExpressionAttributeValues: { ":pk": { S: "even" }, ...values },
    ...more,
  });
}

const n = (value: number) => ({ N: String(value) });

describe("queries", () => {
  it.each([
    ["", {}, [0, 2, 4, 6, 8, 10]],
    ["sk = :a", { ":a": n(4) }, [4]],
    ["sk < :a", { ":a": n(4) }, [0, 2]],
    ["sk <= :a", { ":a": n(4) }, [0, 2, 4]],
    ["sk > :a", { ":a": n(4) }, [6, 8, 10]],
    ["sk >= :a", { ":a": n(4) }, [4, 6, 8, 10]],
    [":a > sk", { ":a": n(4) }, [0, 2]],
    ["sk BETWEEN :a AND :b", { ":a": n(3), ":b": n(8) }, [4, 6, 8]],
  ])("[OP-12] the sort key condition '%s' selects %j", (condition, values, expected) => {
    expect(sks(query(filled(12), condition, values))).toEqual(expected);
    expect(sks(query(filled(12), condition, values, { ScanIndexForward: false }))).toEqual([...expected].reverse());
  });

  it("[OP-12] any comparison selects what comparing the sort keys one by one selects", () => {
    const keys = fc.uniqueArray(
      fc.string({ unit: fc.constantFrom("\0", "\x01", "a", "b", "\xff", "€", "😀"), minLength: 1, maxLength: 4 }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        keys,
        fc.string({ unit: fc.constantFrom("\0", "a", "\xff", "😀"), minLength: 1, maxLength: 3 }),
        (all, pivot) => {
          const tiny = new TinyTable();
          for (const sk of all) tiny.send("PutItem", { Item: { pk: { S: "even" }, sk: { S: sk } } });
          const bytes = (text: string) => Buffer.from(text, "utf8");
          const order = (text: string) => Buffer.compare(bytes(text), bytes(pivot));
          const expected: Record<string, (text: string) => boolean> = {
            "sk < :a": (text) => order(text) < 0,
            "sk <= :a": (text) => order(text) <= 0,
            "sk > :a": (text) => order(text) > 0,
            "sk >= :a": (text) => order(text) >= 0,
            "sk = :a": (text) => text === pivot,
            "begins_with(sk, :a)": (text) => text.startsWith(pivot),
          };
          for (const [condition, selects] of Object.entries(expected)) {
            const found = answered(query(tiny, condition, { ":a": { S: pivot } })).Items as Item[];
            const sorted = all.filter(selects).sort((a, b) => Buffer.compare(bytes(a), bytes(b)));
            expect(found.map((item) => (item.sk as { S: string }).S)).toEqual(sorted);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("[OP-12, KEY-7] key conditions the service does not take", () => {
    const refused = (KeyConditionExpression: string, values: Record<string, unknown>) =>
      refusal("Query", { KeyConditionExpression, ExpressionAttributeValues: values });
    const S = { S: "x" };
    expect(refusal("Query", {})).toBe(
      "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
    );
    expect(refused("sk = :a", { ":a": S })).toBe("Query condition missed key schema element: pk");
    for (const condition of ["sk > :e", "sk BETWEEN :e AND :a", "begins_with(sk, :e)"]) {
      expect(
        refused(`pk = :p AND ${condition}`, {
          ":p": S,
          ":e": { S: "" },
          ...(condition.includes(":a") ? { ":a": S } : {}),
        }),
      ).toBe(
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk",
      );
    }
    expect(refused("pk > :a", { ":a": S })).toBe("Query key condition not supported");
    expect(refused("pk = :a AND extra = :a", { ":a": S })).toBe("Query condition missed key schema element: sk");
    expect(refused("pk = :a OR sk = :a", { ":a": S })).toBe("Invalid operator used in KeyConditionExpression: OR");
    expect(refused("pk = :a AND pk = :b", { ":a": S, ":b": { S: "y" } })).toBe(
      "Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key",
    );
    expect(refused("pk = :a AND sk <> :a", { ":a": S })).toBe("Invalid operator used in KeyConditionExpression: <>");
    expect(refused("pk = :a", { ":a": n(1) })).toBe(
      "One or more parameter values were invalid: Condition parameter type does not match schema type",
    );
    expect(refused("pk = :a AND sk.x = :a", { ":a": S })).toBe(
      "Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes",
    );
    expect(refused("pk = :a AND size(sk) = :b", { ":a": S, ":b": n(1) })).toBe(
      "Invalid KeyConditionExpression: KeyConditionExpressions cannot contain nested operations",
    );
  });

  it("[OP-12] a multi-attribute index key: = from the left without gaps, the range last", () => {
    const key = {
      partition: [
        { name: "a", type: "S" as const },
        { name: "b", type: "S" as const },
      ],
      sort: [
        { name: "c", type: "N" as const },
        { name: "d", type: "N" as const },
      ],
    };
    const tiny = new TinyTable(table({ indexes: [index({ key })] }));
    for (const [c, d] of [
      [1, 1],
      [1, 2],
      [2, 1],
      [-1, 5],
    ]) {
      tiny.send("PutItem", {
        Item: {
          pk: { S: `${c}${d}` },
          sk: { S: "x" },
          a: { S: "A" },
          b: { S: "B" },
          c: n(c as number),
          d: n(d as number),
        },
      });
    }
    const run = (tail: string, values: Record<string, unknown>) =>
      tiny.send("Query", {
        IndexName: "byArtist",
        KeyConditionExpression: `a = :a AND b = :b${tail}`,
        ExpressionAttributeValues: { ":a": { S: "A" }, ":b": { S: "B" }, ...values },
      });
    const pks = (response: ReturnType<typeof run>) =>
      (answered(response).Items as Item[]).map((item) => (item.pk as { S: string }).S);
    expect(pks(run("", {}))).toEqual(["-15", "11", "12", "21"]);
    expect(pks(run(" AND c = :c", { ":c": n(1) }))).toEqual(["11", "12"]);
    expect(pks(run(" AND c = :c AND d > :d", { ":c": n(1), ":d": n(1) }))).toEqual(["12"]);
    expect(run(" AND d = :d", { ":d": n(1) })).toBe(
      "ValidationException: Query condition missed key schema element: c",
    );
    expect(run(" AND c > :c AND d = :d", { ":c": n(1), ":d": n(1) })).toBe(
      "ValidationException: Query key condition not supported",
    );
  });

  it("[OP-11] a filter drops items after they were counted and charged", () => {
    const answer = query(
      filled(12),
      "",
      { ":n": n(6) },
      { FilterExpression: "n > :n", ReturnConsumedCapacity: "TOTAL" },
    );
    expect(answered(answer)).toMatchObject({ Count: 2, ScannedCount: 6, ConsumedCapacity: { CapacityUnits: 0.5 } });
    expect(query(filled(2), "", { ":n": n(6) }, { FilterExpression: "sk > :n" })).toBe(
      "ValidationException: Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
    );
  });

  it("[OP-11] pages by Limit visit every item once, in both directions, and the last full page still has a key", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.boolean(), (Limit, ScanIndexForward) => {
        const tiny = filled(12);
        const seen: number[] = [];
        let ExclusiveStartKey: unknown;
        do {
          const page = answered(
            query(tiny, "", {}, { Limit, ScanIndexForward, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) }),
          );
          seen.push(...sks(page));
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey !== undefined);
        const all = [0, 2, 4, 6, 8, 10];
        expect(seen).toEqual(ScanIndexForward ? all : all.reverse());
      }),
    );
    const exact = answered(query(filled(12), "", {}, { Limit: 6 }));
    expect(exact.LastEvaluatedKey).toEqual({ pk: { S: "even" }, sk: n(10) });
  });

  it("[OP-11] a page ends with the item that takes it past 1 MB", () => {
    const tiny = new TinyTable();
    const big = 300 * 1024;
    for (const sk of ["a", "b", "c", "d", "e"]) {
      tiny.send("PutItem", { Item: { pk: { S: "even" }, sk: { S: sk }, x: { S: "y".repeat(big) } } });
    }
    const page = answered(query(tiny, "", {}, { Select: "COUNT", ReturnConsumedCapacity: "TOTAL" }));
    expect(page).toEqual({
      Count: 4,
      ScannedCount: 4,
      LastEvaluatedKey: { pk: { S: "even" }, sk: { S: "d" } },
      ConsumedCapacity: { TableName: "Music", CapacityUnits: Math.ceil((4 * (big + 11)) / 4096) / 2 },
    });
  });

  it("[OP-12] a start key of another shape or outside the conditions is refused", () => {
    const start = (ExclusiveStartKey: unknown, condition = "") =>
      query(filled(4), condition, condition === "" ? {} : { ":a": n(1) }, { ExclusiveStartKey });
    const invalid = "ValidationException: The provided starting key is invalid";
    expect(start({ pk: { S: "even" } })).toBe(invalid);
    expect(start({ pk: {}, sk: n(1) })).toBe(
      `${invalid}: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes`,
    );
    expect(filled(4).send("Scan", { ExclusiveStartKey: { pk: { S: "even" } } })).toBe(
      `${invalid}: The provided key element does not match the schema`,
    );
    const onIndex = { IndexName: "byArtist", ExclusiveStartKey: { artist: { S: "a1" } } };
    expect(filled(4, { indexes: [index()] }).send("Scan", onIndex)).toBe(invalid);
    expect(start({ pk: { S: "odd" }, sk: n(1) })).toBe(
      "ValidationException: The provided starting key is outside query boundaries based on provided conditions",
    );
    expect(start({ pk: { S: "even" }, sk: n(0) }, "sk > :a")).toBe(
      "ValidationException: The provided starting key does not match the range key predicate",
    );
  });

  it.each([
    [
      { Select: "SPECIFIC_ATTRIBUTES" },
      "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
    ],
    [
      { Select: "COUNT", ProjectionExpression: "n" },
      "Cannot specify the ProjectionExpression when choosing to get only the Count",
    ],
    [
      { Select: "ALL_PROJECTED_ATTRIBUTES" },
      "One or more parameter values were invalid: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
    ],
  ])("[OP-20] %j is refused: a Query says so in the envelope of constraints, a Scan bare", (input, wrong) => {
    const condition = { KeyConditionExpression: "pk = :a", ExpressionAttributeValues: { ":a": { S: "x" } } };
    expect(refusal("Query", { ...condition, ...input })).toBe(`1 validation error detected: ${wrong}`);
    expect(refusal("Scan", input)).toBe(wrong);
  });
});

describe("indexes", () => {
  const indexed = (options: Parameters<typeof index>[0] = {}) => filled(12, { indexes: [index(options)] });
  const byArtist = (tiny: TinyTable, more: Record<string, unknown> = {}) =>
    tiny.send("Query", {
      IndexName: "byArtist",
      KeyConditionExpression: "artist = :a",
      ExpressionAttributeValues: { ":a": { S: "a1" } },
      ...more,
    });

  it("[KEY-9] an index holds the items that have its key, ordered by the table's key after its own", () => {
    expect(sks(byArtist(indexed()))).toEqual([4, 10, 1, 7]);
    expect(answered(byArtist(indexed(), { Limit: 1, ReturnConsumedCapacity: "INDEXES" }))).toMatchObject({
      LastEvaluatedKey: { artist: { S: "a1" }, pk: { S: "even" }, sk: n(4) },
      ConsumedCapacity: {
        CapacityUnits: 0.5,
        Table: { CapacityUnits: 0 },
        GlobalSecondaryIndexes: { byArtist: { CapacityUnits: 0.5 } },
      },
    });
  });

  it("[KEY-9, OP-21] KEYS_ONLY and INCLUDE hold no other attributes, and what they lack cannot be asked for", () => {
    const keysOnly = indexed({ projection: { type: "KEYS_ONLY", nonKeyAttributes: [] } });
    expect((answered(byArtist(keysOnly)).Items as Item[])[0]).toEqual({
      pk: { S: "even" },
      sk: n(4),
      artist: { S: "a1" },
    });
    expect(byArtist(keysOnly, { ProjectionExpression: "n" })).toBe(
      "ValidationException: One or more parameter values were invalid: Global secondary index byArtist does not project [n]",
    );
    expect(byArtist(keysOnly, { Select: "ALL_ATTRIBUTES" })).toBe(
      "ValidationException: One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index byArtist because its projection type is not ALL",
    );
    expect(
      byArtist(keysOnly, {
        FilterExpression: "attribute_exists(n) AND attribute_exists(#s)",
        ExpressionAttributeNames: { "#s": "sk" },
      }),
    ).toBe(
      "ValidationException: One or more parameter values were invalid: Secondary index byArtist does not project one or more filter attributes: [n]",
    );
    const include = indexed({ projection: { type: "INCLUDE", nonKeyAttributes: ["n"] } });
    expect((answered(byArtist(include)).Items as Item[])[0]).toMatchObject({ n: n(4) });
  });

  it("[OP-12] unknown indexes and strong reads of a global one are refused", () => {
    expect(byArtist(filled(1))).toBe("ValidationException: The table does not have the specified index: byArtist");
    expect(byArtist(indexed(), { ConsistentRead: true })).toBe(
      "ValidationException: Consistent reads are not supported on global secondary indexes",
    );
  });
});

describe("scans", () => {
  it("[OP-13] the segments of a parallel scan are a partition of the table", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (TotalSegments) => {
        const tiny = filled(20, { key: { partition: [{ name: "sk", type: "N" }], sort: [] } });
        const found = Array.from({ length: TotalSegments }, (_, Segment) =>
          sks(tiny.send("Scan", { Segment, TotalSegments })),
        );
        expect(found.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
      }),
    );
  });

  it("[OP-13] Segment and TotalSegments come together and in range", () => {
    expect(refusal("Scan", { Segment: 0 })).toBe(
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    );
    expect(refusal("Scan", { Segment: 2, TotalSegments: 2 })).toBe(
      "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2",
    );
    expect(refusal("Scan", { Limit: 0 })).toBe(
      "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
  });
});
