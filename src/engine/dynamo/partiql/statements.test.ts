import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answered, index, table } from "../../testing/dynamo-fixtures.ts";
import { statementTable } from "../../testing/partiql-fixtures.ts";
import type { Item } from "../values.ts";

const item = (pk: string, sk: number, more: Record<string, unknown> = {}) => ({
  pk: { S: pk },
  sk: { N: String(sk) },
  ...more,
});
const six = () =>
  statementTable(
    ["a", "b"].flatMap((pk) =>
      [1, 2, 3].map((sk) => item(pk, sk, { n: { N: String(sk) }, m: { M: { x: { S: pk } } } })),
    ),
  );
const keys = (answer: Record<string, unknown> | string) =>
  (answered(answer).Items as Item[]).map((each) => `${(each.pk as { S: string }).S}${(each.sk as { N: string }).N}`);

/** One token after another, to the end. */
function pages(tiny: ReturnType<typeof six>, statement: string, more: Record<string, unknown> = {}): string[][] {
  const all: string[][] = [];
  let token: unknown;
  do {
    const page = answered(tiny.execute(statement, token === undefined ? more : { ...more, NextToken: token }));
    all.push(keys(page));
    token = page.NextToken;
  } while (token !== undefined);
  return all;
}

describe("SELECT", () => {
  it.each([
    ["pk = 'a'", ["a1", "a2", "a3"]],
    ["'a' = pk AND sk >= 2", ["a2", "a3"]],
    ["pk = 'a' AND sk BETWEEN 2 AND 9", ["a2", "a3"]],
    ["pk = 'a' AND sk > 1 AND sk < 3", ["a2"]],
    ["pk = 'a' AND (sk = 1 OR sk = 3)", ["a1", "a3"]],
    ["pk = 'a' AND n IN [1, 3]", ["a1", "a3"]],
    ["pk = 'a' AND NOT n = 2 ORDER BY sk DESC", ["a3", "a1"]],
    ["pk IN ['b', 'a', 'b'] AND sk < 2", ["b1", "a1"]],
    ["(pk = 'b' OR pk = 'a') AND sk = 3", ["b3", "a3"]],
    ["pk IN ['a', 'b'] ORDER BY pk DESC, sk DESC", ["b3", "b2", "b1", "a3", "a2", "a1"]],
    ["pk = 'a' AND m.x = 'a' AND size(m) = 1 AND attribute_type(n, 'N')", ["a1", "a2", "a3"]],
    ["pk = 'a' AND gone IS MISSING AND n IS NOT MISSING AND n IS NOT NULL", ["a1", "a2", "a3"]],
    ["pk = 'a' AND contains(m.x, 'b')", []],
    ["pk = 'a' AND begins_with(m.x, 'a') AND sk < 2", ["a1"]],
  ])("[PQL-7] WHERE %s reads the partitions it names", (where, expected) => {
    expect(keys(six().execute(`SELECT * FROM Music WHERE ${where}`))).toEqual(expected);
    expect(six().planned(`SELECT * FROM Music WHERE ${where}`)).toBe("Query");
  });

  it.each(["sk = 1", "pk > 'a'", "pk = 'a' OR n = 1", "NOT pk = 'a'", "pk <> 'a'", "pk = m.x", "m.pk = 'a'"])(
    "[PQL-7] WHERE %s does not pin the partition key and scans",
    (where) => expect(six().planned(`SELECT * FROM Music WHERE ${where}`)).toBe("Scan"),
  );

  it.each([
    ["pk = 'a' AND sk = 2", ["a2"]],
    ["sk = 2 AND 'a' = pk AND n = 2", ["a2"]],
    ["sk = 2 AND 'a' = pk AND n = 3", []],
    ["pk = 'z' AND sk = 2", []],
  ])("[PQL-7] WHERE %s names one item and gets it", (where, expected) => {
    expect(keys(six().execute(`SELECT * FROM Music WHERE ${where}`, { Limit: 1 }))).toEqual(expected);
    expect(six().planned(`SELECT * FROM Music WHERE ${where}`)).toBe("GetItem");
  });

  it("[PQL-7] without WHERE every item is read", () => {
    expect(keys(six().execute("SELECT * FROM Music"))).toHaveLength(6);
  });

  it("[PQL-10] columns are named by the last step of their path, and those that lead nowhere are left out", () => {
    const answer = six().execute("SELECT sk, m.x, gone FROM Music WHERE pk = 'a' AND sk = 1");
    expect(answered(answer).Items).toEqual([{ sk: { N: "1" }, x: { S: "a" } }]);
  });

  it("[PQL-10] an index is read by its own key, and only with what it projects", () => {
    const indexes = [index({ projection: { type: "KEYS_ONLY", nonKeyAttributes: [] } })];
    const tiny = statementTable(
      [item("a", 1, { artist: { S: "x" }, n: { N: "1" } })],
      table({ sortKey: "N", indexes }),
    );
    const where = `FROM "Music"."byArtist" WHERE artist = 'x'`;
    expect(answered(tiny.execute(`SELECT * ${where}`)).Items).toEqual([item("a", 1, { artist: { S: "x" } })]);
    expect(tiny.execute(`SELECT n ${where}`)).toContain("byArtist does not project [n]");
    expect(tiny.execute(`SELECT * ${where}`, { ConsistentRead: true })).toBe(
      "ValidationException: Strongly consistent read is not supported on Global Secondary Indexes",
    );
    expect(tiny.execute('SELECT * FROM Music."by"')).toBe(
      "ValidationException: The table does not have the specified index: by",
    );
  });

  it("[PQL-11] Limit counts what is read, and the token goes on from there", () => {
    expect(pages(six(), "SELECT * FROM Music WHERE pk = 'a' AND n = 3", { Limit: 2 })).toEqual([[], ["a3"]]);
    const page = answered(six().execute("SELECT * FROM Music WHERE pk = 'a'", { Limit: 1 }));
    expect(page.LastEvaluatedKey).toEqual(item("a", 1));
  });

  it("[PQL-11] a walk over several partition keys has pages of ten and loses nothing between them", () => {
    const many = statementTable(["a", "b", "c"].flatMap((pk) => [1, 2, 3, 4, 5].map((sk) => item(pk, sk))));
    const found = pages(many, "SELECT * FROM Music WHERE pk IN ['c', 'a', 'b'] ORDER BY pk");
    expect(found.map((page) => page.length)).toEqual([10, 5]);
    expect(found.flat()).toEqual([
      "a1",
      "a2",
      "a3",
      "a4",
      "a5",
      "b1",
      "b2",
      "b3",
      "b4",
      "b5",
      "c1",
      "c2",
      "c3",
      "c4",
      "c5",
    ]);
    const small = pages(many, "SELECT * FROM Music WHERE pk IN ['c', 'a'] AND sk >= 2 ORDER BY pk DESC, sk DESC", {
      Limit: 3,
    });
    expect(small.flat()).toEqual(["c5", "c4", "c3", "c2", "a5", "a4", "a3", "a2"]);
  });

  it("[PQL-11] a token is good for its own statement only", () => {
    const tiny = six();
    const { NextToken } = answered(
      tiny.execute("SELECT * FROM Music WHERE pk = ?", { Parameters: [{ S: "a" }], Limit: 1 }),
    );
    const again = (statement: string, more: object) => tiny.execute(statement, { NextToken, ...more });
    expect(again("SELECT * FROM Music WHERE pk = ?", { Parameters: [{ S: "b" }] })).toBe(
      "ValidationException: NextToken does not match request",
    );
    expect(again("SELECT * FROM Music", {})).toBe("ValidationException: NextToken does not match request");
    for (const bad of ["x", "AAAA", "e30=", "WzEsMl0="]) {
      expect(tiny.execute("SELECT * FROM Music", { NextToken: bad })).toMatch(
        /Invalid NextToken|does not match request/,
      );
    }
  });

  it.each([
    ["SELECT * FROM Music ORDER BY sk", "Must have WHERE clause in the statement when using ORDER BY clause."],
    [
      "SELECT * FROM Music WHERE pk = 'a' ORDER BY n",
      "Variable reference n in ORDER BY clause must be part of the primary key",
    ],
    [
      "SELECT * FROM Music WHERE n = 1 ORDER BY sk",
      "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.",
    ],
    [
      "SELECT * FROM Music WHERE pk = 5",
      "One or more parameter values were invalid: Condition parameter type does not match schema type",
    ],
    ["EXISTS(SELECT * FROM Music WHERE pk = 'a' AND sk = 1)", "EXISTS is only supported in ExecuteTransaction."],
    ["SELECT * FROM Music WHERE pk = ?", "Number of parameters in request and statement don't match."],
    ["SELECT * FROM Music WHERE lower(pk) = 'a'", "Invalid function name; function: lower"],
  ])("[PQL-3] %s is refused", (statement, message) => {
    expect(six().execute(statement)).toBe(`ValidationException: ${message}`);
  });
});

describe("writes by statement", () => {
  it("[PQL-9] INSERT puts an item that is not there, of every type", () => {
    const tiny = statementTable();
    const value =
      "{'pk': ?, 'sk': 1.0, 's': 'it''s', 'l': [1, 'a', <<'x', 'y'>>], 'm': {'n': NULL, 't': true}, 'ns': <<2, 1>>, 'b': ?}";
    expect(tiny.execute(`INSERT INTO "Music" VALUE ${value}`, { Parameters: [{ S: "a" }, { B: "AAE=" }] })).toEqual({
      Items: [],
    });
    expect([...tiny.items.values()]).toEqual([
      {
        ...item("a", 1),
        s: { S: "it's" },
        l: { L: [{ N: "1" }, { S: "a" }, { SS: ["x", "y"] }] },
        m: { M: { n: { NULL: true }, t: { BOOL: true } } },
        ns: { NS: ["1", "2"] },
        b: { B: "AAE=" },
      },
    ]);
    expect(tiny.execute("INSERT INTO Music VALUE {'pk': 'a', 'sk': 1}")).toBe(
      "DuplicateItemException: Duplicate primary key exists in table",
    );
  });

  it("[PQL-9] INSERT obeys the rules of items and keys", () => {
    const tiny = statementTable();
    expect(tiny.execute("INSERT INTO Music VALUE {'pk': 'a'}")).toContain("Missing the key sk in the item");
    expect(tiny.execute("INSERT INTO Music VALUE {'pk': 'a', 'sk': 1, 's': <<1, 1>>}")).toContain("duplicates");
    expect(tiny.execute("INSERT INTO Music VALUE {'pk': 'a', 'sk': 1, 's': <<1, 'a'>>}")).toContain("Set members");
    expect(tiny.execute(`INSERT INTO Music VALUE {'pk': 'a', 'sk': 1${"0".repeat(200)}}`)).toContain("Number overflow");
    expect(tiny.execute("INSERT INTO Music VALUE 5")).toContain("wasn't well formed");
  });

  it("[PQL-9] UPDATE changes an item that is there and creates none", () => {
    const tiny = statementTable([
      item("a", 1, { n: { N: "1" }, l: { L: [] }, s: { SS: ["x"] }, m: { M: {} }, old: { S: "o" } }),
    ]);
    const where = "WHERE pk = 'a' AND sk = 1";
    const update = `UPDATE Music SET n = n + 4 SET l = list_append(l, [1]) SET s = set_add(s, <<'y'>>) SET m.x = 'z' REMOVE old ${where}`;
    expect(tiny.execute(`${update} RETURNING ALL NEW *`)).toEqual({
      Items: [
        item("a", 1, { n: { N: "5" }, l: { L: [{ N: "1" }] }, s: { SS: ["x", "y"] }, m: { M: { x: { S: "z" } } } }),
      ],
    });
    expect(
      tiny.execute(`UPDATE Music SET s = set_delete(s, <<'x'>>) SET n = n - 1 ${where} RETURNING MODIFIED OLD *`),
    ).toEqual({
      Items: [{ s: { SS: ["x", "y"] }, n: { N: "5" } }],
    });
    expect(tiny.execute(`UPDATE Music REMOVE gone ${where} RETURNING MODIFIED NEW *`)).toEqual({ Items: [] });
    for (const missed of [`${where} AND n = 99`, "WHERE pk = 'b' AND sk = 1"]) {
      expect(tiny.execute(`UPDATE Music SET n = 0 ${missed}`)).toBe(
        "ConditionalCheckFailedException: The conditional request failed",
      );
    }
    expect(tiny.items.size).toBe(1);
  });

  it("[PQL-9] DELETE removes an item, or none without complaint; a false condition fails", () => {
    const tiny = statementTable([item("a", 1, { n: { N: "1" } })]);
    const del = (where: string) => tiny.execute(`DELETE FROM Music WHERE pk = 'a' AND ${where} RETURNING ALL OLD *`);
    expect(del("sk = 2")).toEqual({ Items: [] });
    expect(del("sk = 2 AND n = 7")).toEqual({ Items: [] });
    expect(del("sk = 1 AND n = 7")).toBe("ConditionalCheckFailedException: The conditional request failed");
    expect(del("sk = 1 AND n = 1")).toEqual({ Items: [item("a", 1, { n: { N: "1" } })] });
    expect(tiny.items.size).toBe(0);
  });

  it.each([
    [
      "UPDATE Music SET n = 1 WHERE pk = 'a'",
      "Where clause does not contain a mandatory equality on all key attributes",
    ],
    ["UPDATE Music SET n = 1", "Where clause does not contain a mandatory equality on all key attributes"],
    [
      "DELETE FROM Music WHERE pk = 'a' AND sk > 1",
      "Where clause does not contain a mandatory equality on all key attributes",
    ],
    [
      "DELETE FROM Music WHERE pk = 'a' OR sk = 1",
      "Where clause does not contain a mandatory equality on all key attributes",
    ],
    ['DELETE FROM Music."byArtist" WHERE pk = 1', "This operation is not supported on an index"],
    [
      "UPDATE Music SET pk = 'b' WHERE pk = 'a' AND sk = 1",
      "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key",
    ],
    ["DELETE FROM Music WHERE pk = 1 AND sk = 1", "The provided key element does not match the schema"],
  ])("[PQL-8] %s is refused", (statement, message) => {
    expect(six().execute(statement)).toBe(`ValidationException: ${message}`);
  });

  it("[PQL-9] the stored item comes back with a failed condition when asked for", () => {
    const tiny = six();
    const answer = tiny.carry("UPDATE Music SET n = 1 WHERE pk = 'a' AND sk = 1 AND n = 9", {
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    expect(answer).toMatchObject({ error: { members: { Item: { pk: { S: "a" }, sk: { N: "1" } } } } });
  });

  it("[PQL-12] capacity is that of the operation carried out", () => {
    const tiny = six();
    const units = (statement: string) =>
      (
        answered(tiny.execute(statement, { ReturnConsumedCapacity: "TOTAL" })).ConsumedCapacity as {
          CapacityUnits: number;
        }
      ).CapacityUnits;
    expect(units("SELECT * FROM Music WHERE pk = 'a'")).toBe(0.5);
    expect(units("INSERT INTO Music VALUE {'pk': 'z', 'sk': 1}")).toBe(1);
  });
});

describe("statements and expressions", () => {
  it("[PQL-6] a SELECT finds what a Query or a Scan with the same condition finds", () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom("a", "b", "ab"));
    const rows = fc.array(fc.record({ pk: fc.constantFrom("a", "b"), sk: fc.nat(4), x: fc.option(value) }), {
      maxLength: 10,
    });
    const leaf = fc.oneof(
      fc.tuple(fc.constantFrom("=", "<>", "<", "<=", ">", ">="), value).map(([op, v]) => ({ op, v: [v] })),
      fc.tuple(fc.constantFrom("IN"), fc.array(value, { minLength: 1, maxLength: 3 })).map(([op, v]) => ({ op, v })),
      fc.constantFrom({ op: "MISSING", v: [] }, { op: "EXISTS", v: [] }),
    );
    const wire = (v: string | number) => (typeof v === "number" ? { N: String(v) } : { S: v });
    const literal = (v: string | number) => (typeof v === "number" ? String(v) : `'${v}'`);
    fc.assert(
      fc.property(rows, leaf, fc.boolean(), fc.option(fc.nat(4)), (all, { op, v }, negated, sk) => {
        const tiny = statementTable(all.map(({ pk, sk: key, x }) => item(pk, key, x === null ? {} : { x: wire(x) })));
        const values = Object.fromEntries(v.map((each, i) => [`:v${i}`, wire(each)]));
        const names = v.map((_, i) => `:v${i}`);
        const filter =
          op === "MISSING"
            ? "attribute_not_exists(x)"
            : op === "EXISTS"
              ? "attribute_exists(x)"
              : op === "IN"
                ? `x IN (${names.join(", ")})`
                : `x ${op} :v0`;
        const asked =
          op === "MISSING"
            ? "x IS MISSING"
            : op === "EXISTS"
              ? "x IS NOT MISSING"
              : op === "IN"
                ? `x IN [${v.map(literal).join(", ")}]`
                : `x ${op} ${literal(v[0] as string)}`;
        const not = (text: string) => (negated ? `NOT (${text})` : text);
        const scan = tiny.send("Scan", {
          FilterExpression: not(filter),
          ...(v.length === 0 ? {} : { ExpressionAttributeValues: values }),
        });
        expect(tiny.execute(`SELECT * FROM Music WHERE ${not(asked)}`)).toEqual({ Items: answered(scan).Items });
        const query = tiny.send("Query", {
          KeyConditionExpression: sk === null ? "pk = :pk" : "pk = :pk AND sk >= :sk",
          FilterExpression: not(filter),
          ExpressionAttributeValues: { ":pk": { S: "a" }, ...(sk === null ? {} : { ":sk": wire(sk) }), ...values },
        });
        const key = sk === null ? "pk = 'a'" : `pk = 'a' AND sk >= ${sk}`;
        expect(tiny.execute(`SELECT * FROM Music WHERE ${not(asked)} AND ${key}`)).toEqual({
          Items: answered(query).Items,
        });
      }),
      { numRuns: 300 },
    );
  });
});
