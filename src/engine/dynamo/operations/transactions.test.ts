import { describe, expect, test } from "vitest";
import { parseRequest } from "../stages.ts";

const Item = { pk: { S: "a" } };
const TableName = "Music";
const Put = { TableName, Item };
const names = { ExpressionAttributeNames: { "#x": "y" } };

/** The refusal's text, or the operations of the actions. */
function write(TransactItems: unknown, rest: object = {}): unknown {
  const parsed = parseRequest("TransactWriteItems", { TransactItems, ...rest });
  if (!parsed.ok) return `${parsed.error.name}: ${parsed.error.message}`;
  return parsed.request.operation === "TransactWriteItems" ? parsed.request.actions.map((a) => a.operation) : null;
}
function read(TransactItems: unknown): unknown {
  const parsed = parseRequest("TransactGetItems", { TransactItems });
  return parsed.ok ? "read" : `${parsed.error.name}: ${parsed.error.message}`;
}
const oneError = (rest: string) => `ValidationException: 1 validation error detected: ${rest}`;

describe("the shape of a transaction", () => {
  test("[TX-1] takes the four actions", () => {
    const Key = Item;
    expect(
      write([
        { Put },
        { Update: { TableName, Key, UpdateExpression: "SET n = :n", ExpressionAttributeValues: { ":n": { N: "1" } } } },
        { Delete: { TableName, Key } },
        { ConditionCheck: { TableName, Key, ConditionExpression: "attribute_exists(pk)" } },
      ]),
    ).toEqual(["PutItem", "UpdateItem", "DeleteItem", "ConditionCheck"]);
  });

  test("[TX-1] has 1 to 100 actions", () => {
    expect(write([])).toBe(
      oneError(
        "Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ),
    );
    expect(write(Array(101).fill({ Put }))).toContain("Member must have length less than or equal to 100");
    expect(read([])).toContain("at 'transactItems' failed to satisfy constraint: Member must have length greater");
    expect(write(undefined)).toBe(
      oneError("Value null at 'transactItems' failed to satisfy constraint: Member must not be null"),
    );
  });

  test("[TX-1] each member is exactly one action", () => {
    expect(write([{ Put, Delete: { TableName, Key: Item } }])).toBe(
      "ValidationException: TransactItems can only contain one of Check, Put, Update or Delete",
    );
    expect(write([{}])).toBe(
      "ValidationException: Invalid Request: TransactWriteRequest should contain Delete or Put or Update request",
    );
    expect(read([{}])).toBe(
      oneError("Value null at 'transactItems.1.member.get' failed to satisfy constraint: Member must not be null"),
    );
  });

  test("[TX-1] what is sent has 4 MB at most", () => {
    const big = (pk: number) => ({
      Put: { TableName, Item: { pk: { S: String(pk) }, s: { S: "x".repeat(400_000) } } },
    });
    expect(write(Array.from({ length: 10 }, (_, i) => big(i)))).toHaveLength(10);
    expect(write(Array.from({ length: 11 }, (_, i) => big(i)))).toContain("size cannot exceed");
    const update = (pk: number) => ({
      Update: {
        TableName,
        Key: { pk: { S: String(pk) } },
        UpdateExpression: "SET s = :s",
        ExpressionAttributeValues: { ":s": { S: "x".repeat(400_000) } },
      },
    });
    expect(write(Array.from({ length: 11 }, (_, i) => update(i)))).toContain("size cannot exceed");
  });

  test("[TX-2] missing members, enumerations and lengths are told together, before anything else", () => {
    expect(
      write(
        [
          { Put: { ...Put, ConditionExpression: "nonsense", ReturnValuesOnConditionCheckFailure: "ALL" } },
          { Delete: { TableName } },
        ],
        {
          ClientRequestToken: "x".repeat(37),
        },
      ),
    ).toBe(
      "ValidationException: 3 validation errors detected: " +
        "Value 'ALL' at 'transactItems.1.member.put.returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]; " +
        "Value null at 'transactItems.2.member.delete.key' failed to satisfy constraint: Member must not be null; " +
        `Value '${"x".repeat(37)}' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36`,
    );
  });

  test("[TX-2] then the first problem in the order of the actions", () => {
    const unused = { Put: { ...Put, ConditionExpression: "attribute_exists(pk)", ...names } };
    const syntax = { Put: { ...Put, ConditionExpression: "pk =" } };
    const value = { Put: { TableName, Item: { pk: { N: "x" } } } };
    const unusedText =
      "ValidationException: Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}";
    expect(write([unused, syntax])).toBe(unusedText);
    expect(write([syntax, unused])).toMatch(/^ValidationException: Invalid ConditionExpression: Syntax error/);
    expect(write([value, syntax])).toBe("ValidationException: The parameter cannot be converted to a numeric value: x");
  });

  test("[TX-2] placeholders without an expression are not looked at", () => {
    const Key = Item;
    expect(write([{ Put: { ...Put, ...names } }, { Delete: { TableName, Key, ...names } }])).toEqual([
      "PutItem",
      "DeleteItem",
    ]);
    expect(read([{ Get: { TableName, Key, ...names } }])).toBe("read");
  });

  test("[TX-2] a wrong JSON type is told before everything", () => {
    expect(write([{ Put: { ...Put, TableName: 7 } }, {}])).toMatch(/^SerializationException/);
    expect(write({ Put })).toMatch(/^SerializationException/);
  });

  test("[TX-2] a Put of more than 400 KB is refused", () => {
    expect(write([{ Put: { TableName, Item: { ...Item, s: { S: "x".repeat(409_600) } } } }])).toBe(
      "ValidationException: Item size has exceeded the maximum allowed size",
    );
  });
});
