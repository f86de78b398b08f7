import { describe, expect, it } from "vitest";
import { answered, index, table } from "../../testing/dynamo-fixtures.ts";
import { statementTable } from "../../testing/partiql-fixtures.ts";
import { toPartiQL } from "./to-partiql.ts";

const Key = { pk: { S: "it's" }, sk: { N: "1" } };
const schema = table({ sortKey: "N", indexes: [index()] });

function written(
  operation: string,
  input: Record<string, unknown>,
): { input: Record<string, unknown>; difference: string | null } {
  const result = toPartiQL(operation, { TableName: "Music", ...input }, [schema]);
  if (!result.ok) throw new Error(result.reason);
  return result;
}

const values = { ":a": { N: "1" }, ":b": { S: "x" } };

describe("the statement of a request", () => {
  it.each([
    [
      "GetItem",
      { Key, ProjectionExpression: "a.b, c" },
      `SELECT "a"."b", "c" FROM "Music" WHERE "pk" = 'it''s' AND "sk" = 1`,
    ],
    [
      "Query",
      {
        KeyConditionExpression: "pk = :b AND sk BETWEEN :a AND :a",
        FilterExpression: "attribute_exists(n) AND (size(l) > :a OR NOT contains(l, :b))",
        ExpressionAttributeValues: values,
        ScanIndexForward: false,
      },
      `SELECT * FROM "Music" WHERE "pk" = 'x' AND "sk" BETWEEN 1 AND 1 AND ("n" IS NOT MISSING AND (size("l") > 1 OR NOT contains("l", 'x'))) ORDER BY "sk" DESC`,
    ],
    [
      "Query",
      { IndexName: "byArtist", KeyConditionExpression: "artist = :b", ExpressionAttributeValues: { ":b": { S: "x" } } },
      `SELECT * FROM "Music"."byArtist" WHERE "artist" = 'x'`,
    ],
    ["Scan", {}, 'SELECT * FROM "Music"'],
    [
      "PutItem",
      {
        Item: { ...Key, s: { SS: ["a"] }, m: { M: { l: { L: [{ NULL: true }] } } } },
        ConditionExpression: "attribute_not_exists(pk)",
      },
      `INSERT INTO "Music" VALUE {'pk': 'it''s', 'sk': 1, 's': <<'a'>>, 'm': {'l': [NULL]}}`,
    ],
    [
      "UpdateItem",
      {
        Key,
        UpdateExpression: "SET a = list_append(a, :l), n = n + :a REMOVE c[0] DELETE d :s",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeValues: { ":a": { N: "1" }, ":l": { L: [{ BOOL: true }] }, ":s": { NS: ["1"] } },
        ReturnValues: "UPDATED_NEW",
      },
      `UPDATE "Music" SET "a" = list_append("a", [TRUE]) SET "n" = "n" + 1 REMOVE "c"[0] SET "d" = set_delete("d", <<1>>) WHERE "pk" = 'it''s' AND "sk" = 1 AND "pk" IS NOT MISSING RETURNING MODIFIED NEW *`,
    ],
    [
      "DeleteItem",
      { Key, ReturnValues: "ALL_OLD" },
      `DELETE FROM "Music" WHERE "pk" = 'it''s' AND "sk" = 1 RETURNING ALL OLD *`,
    ],
  ])("[PQL-14] %s %#", (operation, input, statement) => {
    expect(written(operation, input)).toMatchObject({ input: { Statement: statement }, difference: null });
  });

  it("[PQL-14] binaries are parameters, in the order in which they are written", () => {
    const input = {
      Key,
      UpdateExpression: "SET a = :a",
      ConditionExpression: "b = :b",
      ExpressionAttributeValues: { ":b": { B: "Ag==" }, ":a": { B: "AQ==" } },
    };
    expect(written("UpdateItem", input).input.Parameters).toEqual([{ B: "AQ==" }, { B: "Ag==" }]);
  });

  it.each([
    ["PutItem", { Item: Key }, "INSERT refuses an item that is there already; PutItem replaces it."],
    [
      "UpdateItem",
      { Key, UpdateExpression: "REMOVE a" },
      "UPDATE changes an item that is there; UpdateItem also creates one that is not.",
    ],
    [
      "DeleteItem",
      { Key, ConditionExpression: "attribute_exists(pk)" },
      "DELETE of an item that is not there succeeds; this DeleteItem fails its condition.",
    ],
  ])("[PQL-14] %s: the difference is said", (operation, input, difference) => {
    expect(written(operation, input).difference).toBe(difference);
  });

  it.each([
    ["Scan", { Select: "COUNT" }, "PartiQL for DynamoDB has no COUNT."],
    ["Scan", { Segment: 0, TotalSegments: 2 }, "PartiQL has no parallel scan."],
    [
      "PutItem",
      { Item: Key, ConditionExpression: "attribute_exists(pk)" },
      "INSERT has no condition: it writes an item that is not there.",
    ],
    ["DescribeTable", {}, "PartiQL reads and writes items; this operation does something else."],
    ["GetItem", {}, "This request is not complete yet."],
  ])("[PQL-14] %s %j has none, with a reason", (operation, input, reason) => {
    expect(toPartiQL(operation, { TableName: "Music", ...input }, [schema])).toEqual({ ok: false, reason });
  });

  it("[PQL-14] batches and transactions become batches and transactions of statements", () => {
    const { pk, sk } = Key;
    const Get = { TableName: "Music", Key };
    expect(toPartiQL("TransactGetItems", { TransactItems: [{ Get }] }, [schema])).toMatchObject({
      operation: "ExecuteTransaction",
      input: { TransactStatements: [{ Statement: `SELECT * FROM "Music" WHERE "pk" = 'it''s' AND "sk" = 1` }] },
    });
    const TransactItems = [
      { ConditionCheck: { ...Get, ConditionExpression: "attribute_exists(a)" } },
      { Delete: { TableName: "Music", Key: { pk, sk: { N: "2" } } } },
    ];
    expect(toPartiQL("TransactWriteItems", { TransactItems, ClientRequestToken: "t" }, [schema])).toMatchObject({
      operation: "ExecuteTransaction",
      input: {
        TransactStatements: [
          { Statement: `EXISTS(SELECT * FROM "Music" WHERE "pk" = 'it''s' AND "sk" = 1 AND "a" IS NOT MISSING)` },
          { Statement: `DELETE FROM "Music" WHERE "pk" = 'it''s' AND "sk" = 2` },
        ],
        ClientRequestToken: "t",
      },
      difference: null,
    });
    expect(
      toPartiQL("BatchWriteItem", { RequestItems: { Music: [{ PutRequest: { Item: { pk, sk } } }] } }, [schema]),
    ).toMatchObject({
      operation: "BatchExecuteStatement",
      input: { Statements: [{ Statement: `INSERT INTO "Music" VALUE {'pk': 'it''s', 'sk': 1}` }] },
      difference: "INSERT refuses an item that is there already; PutItem replaces it.",
    });
    expect(toPartiQL("BatchGetItem", { RequestItems: { Elsewhere: { Keys: [Key] } } }, [schema])).toEqual({
      ok: false,
      reason: "There is no table Elsewhere here.",
    });
  });

  it("[PQL-14] what is written does what the request does", () => {
    const requests: readonly (readonly [string, Record<string, unknown>])[] = [
      [
        "PutItem",
        { Item: { ...Key, n: { N: "1" }, b: { B: "AQ==" } }, ConditionExpression: "attribute_not_exists(pk)" },
      ],
      [
        "UpdateItem",
        {
          Key,
          UpdateExpression: "SET n = n + :a",
          ConditionExpression: "n = :a",
          ExpressionAttributeValues: { ":a": { N: "1" } },
        },
      ],
      [
        "UpdateItem",
        {
          Key,
          UpdateExpression: "ADD s :s",
          ConditionExpression: "attribute_exists(pk)",
          ExpressionAttributeValues: { ":s": { SS: ["q"] } },
        },
      ],
    ];
    const [one, other] = [statementTable([], schema), statementTable([], schema)];
    for (const [operation, input] of requests) {
      answered(one.send(operation, input));
      const { Statement, ...more } = written(operation, input).input;
      answered(other.execute(Statement as string, more));
      expect(other.items).toEqual(one.items);
    }
  });
});
