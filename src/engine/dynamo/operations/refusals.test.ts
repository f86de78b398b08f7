import { describe, expect, it } from "vitest";
import { bound, index, table } from "../../testing/dynamo-fixtures.ts";

const Key = { pk: { S: "a" }, sk: { S: "b" } };
const V = { ExpressionAttributeValues: { ":v": { S: "x" } } };
const P = { KeyConditionExpression: "pk = :v" };
const schema = table({ indexes: [index({ projection: { type: "KEYS_ONLY", nonKeyAttributes: [] } })] });

const violated = (member: string, shown: string, constraint: string) =>
  `ValidationException: 1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: Member must ${constraint}`;
const MAP = "SerializationException: Unrecognized collection type java.util.Map<java.lang.String, ";

describe("what is wrong with a request, in the service's words", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["GetItem", { Key, TableName: 5 }, "SerializationException: NUMBER_VALUE cannot be converted to String"],
    ["GetItem", { Key, TableName: [] }, "SerializationException: Unrecognized collection type class java.lang.String"],
    ["GetItem", { Key: "x" }, "SerializationException: Unexpected field type"],
    ["GetItem", { Key: [] }, `${MAP}com.amazonaws.dynamodb.v20120810.AttributeValue>`],
    ["GetItem", { Key: { pk: "a" } }, "SerializationException: Unexpected value type in payload"],
    ["GetItem", { Key, ExpressionAttributeNames: [] }, `${MAP}java.lang.String>`],
    ["GetItem", { Key, ConsistentRead: 1 }, "SerializationException: NUMBER_VALUE cannot be converted to Boolean"],
    [
      "PutItem",
      { Item: { pk: { B: 1 } } },
      "SerializationException: only base-64-encoded strings are convertible to bytes",
    ],
    ["PutItem", { Item: { pk: { SS: "a" } } }, "SerializationException: Unexpected field type"],
    ["Scan", { Limit: "1" }, "SerializationException: STRING_VALUE cannot be converted to Integer"],
  ])("[VAL-2] [OP-4] JSON types: %s %j", (operation, input, message) => {
    expect(bound(operation, input, schema)).toBe(message);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["GetItem", { Key, TableName: null }, violated("tableName", "null", "not be null")],
    ["GetItem", { Key: null }, violated("key", "null", "not be null")],
    ["Scan", { Limit: 0 }, violated("limit", "'0'", "have value greater than or equal to 1")],
    [
      "Scan",
      { TotalSegments: 0, Segment: 0 },
      violated("totalSegments", "'0'", "have value greater than or equal to 1"),
    ],
    ["Scan", { Segment: -1, TotalSegments: 1 }, violated("segment", "'-1'", "have value greater than or equal to 0")],
    ["Scan", { IndexName: "ab" }, violated("indexName", "'ab'", "have length greater than or equal to 3")],
  ])("[OP-4] constraints: %s %j", (operation, input, message) => {
    expect(bound(operation, input, schema)).toBe(message);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["PutItem", { Item: Key, ReturnValues: "UPDATED_NEW" }, "ReturnValues can only be ALL_OLD or NONE"],
    ["DeleteItem", { Key, ReturnValues: "ALL_NEW" }, "ReturnValues can only be ALL_OLD or NONE"],
    [
      "PutItem",
      { Item: Key, ...V },
      "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
    ],
    [
      "PutItem",
      { Item: { a: {} }, ExpressionAttributeNames: {} },
      "ExpressionAttributeNames can only be specified when using expressions",
    ],
    [
      "PutItem",
      { Item: { a: {} }, ConditionExpression: "", ExpressionAttributeNames: {} },
      "1 validation error detected: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
    ],
    ["Query", { ...P, ...V, IndexName: "nope" }, "The table does not have the specified index: nope"],
    [
      "Query",
      { KeyConditionExpression: "artist = :v", ...V, IndexName: "byArtist", ConsistentRead: true },
      "Consistent reads are not supported on global secondary indexes",
    ],
    [
      "Query",
      { KeyConditionExpression: "artist = :v", ...V, IndexName: "byArtist", Select: "ALL_ATTRIBUTES" },
      "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index byArtist because its projection type is not ALL",
    ],
    [
      "Query",
      { KeyConditionExpression: "pk = :v AND sk = :v AND x = :v", ...V },
      "Conditions can be of length 1 or 2 only",
    ],
    [
      "Query",
      { ...P, ...V, FilterExpression: "sk = :v" },
      "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
    ],
    [
      "Scan",
      { Segment: 2, TotalSegments: 2 },
      "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2",
    ],
    [
      "Scan",
      { ExclusiveStartKey: { pk: {} } },
      "The provided starting key is invalid: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
    ],
  ])("[OP-4] one by one: %s %j", (operation, input, message) => {
    expect(bound(operation, input, schema)).toBe(`ValidationException: ${message}`);
  });

  it("[OP-4] members that the service does not know are ignored", () => {
    expect(bound("GetItem", { Key, Colour: "red" }, schema)).toMatchObject({ operation: "GetItem" });
  });
});
