import { describe, expect, it } from "vitest";
import { bound, index, refusal, TinyTable, table } from "../../testing/dynamo-fixtures.ts";
import { applyItemWrite } from "../item-write.ts";
import type { BoundItemWrite } from "../requests.ts";

const Key = { pk: { S: "a" }, sk: { S: "b" } };
const V = { ExpressionAttributeValues: { ":v": { N: "1" } } };

describe("requests for one item", () => {
  it("[OP-4] every violated constraint is named, all in one message", () => {
    expect(refusal("PutItem", { TableName: "a b", ReturnValues: "x", ReturnConsumedCapacity: "y" })).toBe(
      "4 validation errors detected: Value 'a b' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; " +
        "Value null at 'item' failed to satisfy constraint: Member must not be null; " +
        "Value 'x' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; " +
        "Value 'y' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
    );
  });

  it("[OP-4] a wrong JSON type comes before any constraint", () => {
    expect(bound("PutItem", { Item: { pk: { S: 1 } }, ReturnValues: "x" })).toBe(
      "SerializationException: NUMBER_VALUE cannot be converted to String",
    );
    expect(bound("GetItem", { Key, ConsistentRead: "yes" })).toBe(
      "SerializationException: Unexpected token received from parser",
    );
    expect(bound("PutItem", { TableName: {}, Item: Key })).toBe(
      "SerializationException: Start of structure or map found where not expected",
    );
  });

  it("[OP-2] [EXPR-1] a bound request is plain data: it survives a trip as JSON", () => {
    const requests = [
      bound("UpdateItem", {
        Key,
        UpdateExpression: "SET a.b[0] = if_not_exists(c, :v) + :v",
        ConditionExpression: "size(d) > :v",
        ...V,
      }),
      bound("GetItem", { Key, ProjectionExpression: "a.b[0]" }),
      bound("Query", {
        KeyConditionExpression: "pk = :p AND sk BETWEEN :a AND :b",
        ExpressionAttributeValues: { ":p": { S: "é" }, ":a": { S: "a" }, ":b": { S: "b" } },
      }),
    ];
    expect(requests.map((request) => typeof request)).toEqual(["object", "object", "object"]);
    expect(JSON.parse(JSON.stringify(requests))).toEqual(requests);
  });

  it("[OP-2] an unknown operation is an UnknownOperationException", () => {
    expect(bound("MakeTea", {})).toBe("UnknownOperationException: ");
  });

  it("[KEY-7] keys of the wrong shape, type or size", () => {
    const mismatch = "The provided key element does not match the schema";
    expect(refusal("GetItem", { Key: { pk: { S: "a" } } })).toBe(mismatch);
    expect(refusal("GetItem", { Key: { ...Key, x: { S: "" } } })).toBe(mismatch);
    expect(refusal("DeleteItem", { Key: { ...Key, sk: { N: "1" } } })).toBe(mismatch);
    expect(refusal("PutItem", { Item: { pk: { S: "a" } } })).toBe(
      "One or more parameter values were invalid: Missing the key sk in the item",
    );
    expect(refusal("PutItem", { Item: { ...Key, pk: { N: "1" } } })).toBe(
      "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
    );
    expect(refusal("PutItem", { Item: { ...Key, pk: { S: "" } } })).toBe(
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
    );
    expect(refusal("GetItem", { Key: { ...Key, pk: { S: "x".repeat(2_049) } } })).toBe(
      "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes",
    );
    expect(refusal("GetItem", { Key: { ...Key, sk: { S: "x".repeat(1_025) } } })).toBe(
      "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
    );
  });

  it("[KEY-8] index keys of another type, empty or too long are refused; absent ones are not", () => {
    const schema = table({ indexes: [index()] });
    const put = (artist: unknown) => bound("PutItem", { Item: { ...Key, artist } }, schema);
    expect(put({ N: "1" })).toBe(
      "ValidationException: One or more parameter values were invalid: Type mismatch for Index Key artist Expected: S Actual: N IndexName: byArtist",
    );
    expect(put({ S: "" })).toBe(
      "ValidationException: One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: byArtist, IndexKey: artist",
    );
    expect(put({ S: "é".repeat(1_025) })).toBe(
      "ValidationException: One or more parameter values were invalid: Size limit exceeded for Index Key artist Actual Size: 2050 bytes Max Size: 2048 bytes IndexName: byArtist",
    );
    expect(put(null)).toMatchObject({ kind: "item" });
    const update = new TinyTable(schema).send("UpdateItem", {
      Key,
      UpdateExpression: "SET artist = :v",
      ExpressionAttributeValues: { ":v": { S: "" } },
    });
    expect(update).toBe(
      "ValidationException: One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.",
    );
  });

  it("[KEY-10] an update's literals are judged before its condition, what it computes when it is applied", () => {
    const tiny = new TinyTable(table({ indexes: [index()] }));
    tiny.send("PutItem", { Item: { ...Key, n: { N: "1" }, wide: { S: "x".repeat(2_049) } } });
    const update = (UpdateExpression: string, value?: unknown) =>
      tiny.send("UpdateItem", {
        Key,
        UpdateExpression,
        ConditionExpression: "attribute_exists(n)",
        ...(value === undefined ? {} : { ExpressionAttributeValues: { ":v": value } }),
      });
    const mismatch = (actual: string) =>
      `ValidationException: One or more parameter values were invalid: Type mismatch for Index Key artist Expected: S Actual: ${actual} IndexName: byArtist`;
    expect(update("SET artist = :v", { NULL: true })).toBe(mismatch("NULL"));
    expect(update("ADD artist :v", { N: "1" })).toBe(mismatch("N"));
    expect(update("SET artist.x = :v", { S: "x" })).toBe(
      "ValidationException: Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: artist",
    );
    const computed = "ValidationException: The update expression attempted to update the secondary index key";
    expect(update("SET artist = n")).toBe(`${computed} to unsupported type`);
    expect(update("SET artist = if_not_exists(artist, :v)", { BOOL: true })).toBe(`${computed} to unsupported type`);
    expect(update("SET artist = wide")).toBe(`${computed} beyond allowed size limits`);
    tiny.send("DeleteItem", { Key });
    expect(update("SET artist = :v", { N: "1" })).toBe(mismatch("N"));
    expect(update("SET artist = n")).toMatch(/^ConditionalCheckFailedException/);
  });

  it("[OP-7] PutItem replaces the whole item and can return the old one", () => {
    const tiny = new TinyTable();
    expect(tiny.send("PutItem", { Item: { ...Key, a: { S: "1" } }, ReturnValues: "ALL_OLD" })).toEqual({});
    expect(tiny.send("PutItem", { Item: { ...Key, b: { S: "2" } }, ReturnValues: "ALL_OLD" })).toEqual({
      Attributes: { ...Key, a: { S: "1" } },
    });
    expect(tiny.send("GetItem", { Key })).toEqual({ Item: { ...Key, b: { S: "2" } } });
    expect(refusal("PutItem", { Item: Key, ReturnValues: "ALL_NEW" })).toBe("ReturnValues can only be ALL_OLD or NONE");
  });

  it("[OP-8] deleting what is not there succeeds", () => {
    const tiny = new TinyTable();
    expect(tiny.send("DeleteItem", { Key, ReturnValues: "ALL_OLD", ReturnConsumedCapacity: "TOTAL" })).toEqual({
      ConsumedCapacity: { TableName: "Music", CapacityUnits: 1 },
    });
  });

  it("[OP-9] an update with only a key creates the item; the key itself cannot be updated", () => {
    const tiny = new TinyTable();
    expect(tiny.send("UpdateItem", { Key, ReturnValues: "ALL_NEW" })).toEqual({ Attributes: Key });
    expect(refusal("UpdateItem", { Key, UpdateExpression: "SET sk = :v", ...V })).toBe(
      "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key",
    );
  });

  it("[OP-10] GetItem projects, and a missing item costs the minimum", () => {
    const tiny = new TinyTable();
    tiny.send("PutItem", {
      Item: { ...Key, m: { M: { x: { N: "1" }, y: { N: "2" } } }, l: { L: [{ S: "a" }, { S: "b" }] } },
    });
    expect(tiny.send("GetItem", { Key, ProjectionExpression: "m.y, l[1], nope.a" })).toEqual({
      Item: { m: { M: { y: { N: "2" } } }, l: { L: [{ S: "b" }] } },
    });
    expect(tiny.send("GetItem", { Key: { ...Key, sk: { S: "?" } }, ReturnConsumedCapacity: "INDEXES" })).toEqual({
      ConsumedCapacity: { TableName: "Music", CapacityUnits: 0.5, Table: { CapacityUnits: 0.5 } },
    });
  });

  it("[OP-14] a failed condition is charged by the larger item and may return the stored one", () => {
    const put = (ReturnValuesOnConditionCheckFailure: string) =>
      bound("PutItem", {
        Item: { ...Key, x: { S: "y".repeat(5_000) } },
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure,
      }) as BoundItemWrite;
    const error = { name: "ConditionalCheckFailedException", message: "The conditional request failed", status: 400 };
    expect(applyItemWrite(put("NONE"), Key)).toEqual({ outcome: "rejected", error, writeUnits: 5 });
    expect(applyItemWrite(put("ALL_OLD"), Key)).toEqual({
      outcome: "rejected",
      error: { ...error, members: { Item: Key } },
      writeUnits: 5,
    });
  });

  it("[OP-14] a write that changes nothing says so, and is charged all the same", () => {
    const item = { ...Key, tags: { SS: ["a", "b"] } };
    const put = bound("PutItem", { Item: { ...Key, tags: { SS: ["b", "a"] } } }) as BoundItemWrite;
    expect(applyItemWrite(put, item)).toEqual({
      outcome: "written",
      before: item,
      after: item,
      bytesBefore: 12,
      bytesAfter: 12,
      changed: false,
      attributes: undefined,
      writeUnits: 1,
    });
  });

  it("[OP-9] an update that only removes makes no item; one with nothing but a key does", () => {
    const tiny = new TinyTable();
    expect(tiny.send("UpdateItem", { Key, UpdateExpression: "REMOVE a", ReturnValues: "ALL_NEW" })).toEqual({});
    expect(
      tiny.send("UpdateItem", {
        Key,
        UpdateExpression: "REMOVE a DELETE s :s",
        ExpressionAttributeValues: { ":s": { SS: ["x"] } },
      }),
    ).toEqual({});
    expect(tiny.send("GetItem", { Key })).toEqual({});
  });

  it("[SIZE-5] moving an index key costs two units, an identical overwrite none", () => {
    const tiny = new TinyTable(table({ indexes: [index()] }));
    const put = (artist: string | null) => {
      const Item = artist === null ? Key : { ...Key, artist: { S: artist } };
      return tiny.send("PutItem", { Item, ReturnConsumedCapacity: "INDEXES" });
    };
    const capacity = (units: number) => ({
      ConsumedCapacity: {
        TableName: "Music",
        CapacityUnits: 1 + units,
        Table: { CapacityUnits: 1 },
        ...(units === 0 ? {} : { GlobalSecondaryIndexes: { byArtist: { CapacityUnits: units } } }),
      },
    });
    expect([put(null), put("x"), put("x"), put("y"), put(null)]).toEqual([0, 1, 0, 2, 1].map(capacity));
  });
});
