/**
 * Requests for the request fuzz to spoil: one of every operation of the registry, made from its fields, and by hand
 * those that reach deep into expressions, keys and pages. Whatever is added to the registry is fuzzed by itself.
 */
import type { Random } from "../base/random.ts";
import type { Field } from "../dynamo/operations/operation.ts";
import { OPERATIONS } from "../dynamo/operations/registry.ts";
import type { TableSchema } from "../dynamo/table.ts";
import { index, table } from "./dynamo-fixtures.ts";

export interface SampleRequest {
  readonly operation: string;
  readonly input: unknown;
}

/** Tables that requests are bound to, by name. */
export const FUZZ_TABLES: readonly TableSchema[] = [
  table({
    name: "Music",
    indexes: [
      index(),
      index({
        name: "byYear",
        projection: { type: "KEYS_ONLY", nonKeyAttributes: [] },
        key: { partition: [{ name: "year", type: "N" }], sort: [{ name: "artist", type: "S" }] },
      }),
    ],
  }),
  table({ name: "Plain", sortKey: null }),
  table({ name: "Counted", sortKey: "N" }),
];

const Key = { pk: { S: "a" }, sk: { S: "b" } };
const NAMES = { "#n": "name" };
const VALUES = { ":v": { N: "1" }, ":s": { S: "x" }, ":set": { SS: ["a", "b"] }, ":l": { L: [{ S: "x" }] } };
const ITEM = {
  ...Key,
  n: { N: "-12.5e3" },
  bin: { B: "AAECAw==" },
  yes: { BOOL: true },
  nothing: { NULL: true },
  list: { L: [{ S: "é" }, { N: "0" }, { M: { deep: { NS: ["1", "2.0"] } } }] },
  map: { M: { a: { SS: ["x", "y"] }, b: { BS: ["AA=="] } } },
  artist: { S: "Ella" },
  year: { N: "1961" },
};
const ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/Music/stream/2026-01-01T00:00:00.000";

const BY_HAND: readonly SampleRequest[] = [
  {
    operation: "PutItem",
    input: { TableName: "Music", Item: ITEM, ReturnValues: "ALL_OLD", ReturnConsumedCapacity: "INDEXES" },
  },
  {
    operation: "PutItem",
    input: {
      TableName: "Music",
      Item: ITEM,
      ConditionExpression:
        "attribute_not_exists(pk) OR (#n BETWEEN :v AND :v AND NOT contains(list, :s)) OR size(map.a) IN (:v, :s)",
      ExpressionAttributeNames: NAMES,
      ExpressionAttributeValues: { ":v": VALUES[":v"], ":s": VALUES[":s"] },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  },
  {
    operation: "UpdateItem",
    input: {
      TableName: "Music",
      Key,
      UpdateExpression:
        "SET n = if_not_exists(n, :v) + :v, list = list_append(list, :l), map.a = :s REMOVE list[0].x, #n ADD tags :set DELETE other :set",
      ConditionExpression: "attribute_type(n, :s) OR begins_with(artist, :s) OR list[2].deep[0] <> :v",
      ExpressionAttributeNames: NAMES,
      ExpressionAttributeValues: VALUES,
      ReturnValues: "UPDATED_NEW",
    },
  },
  {
    operation: "DeleteItem",
    input: {
      TableName: "Plain",
      Key: { pk: { S: "a" } },
      Expected: { n: { Value: { N: "1" } }, x: { Exists: false } },
    },
  },
  {
    operation: "GetItem",
    input: {
      TableName: "Counted",
      Key: { pk: { S: "a" }, sk: { N: "1" } },
      ProjectionExpression: "a.b[3], #n",
      ExpressionAttributeNames: NAMES,
    },
  },
  {
    operation: "UpdateItem",
    input: {
      TableName: "Music",
      Key,
      AttributeUpdates: {
        n: { Action: "ADD", Value: { N: "1" } },
        s: { Value: { S: "x" } },
        gone: { Action: "DELETE" },
      },
      Expected: {
        n: { ComparisonOperator: "BETWEEN", AttributeValueList: [{ N: "1" }, { N: "2" }] },
        s: { ComparisonOperator: "NOT_CONTAINS", Value: { S: "y" } },
      },
      ConditionalOperator: "OR",
    },
  },
  {
    operation: "Query",
    input: {
      TableName: "Music",
      KeyConditionExpression: "pk = :p AND begins_with(sk, :s)",
      FilterExpression: "n > :v AND (NOT artist IN (:s, :p))",
      ProjectionExpression: "pk, list[0], map.a",
      ExpressionAttributeValues: { ":p": { S: "a" }, ":s": { S: "b" }, ":v": { N: "-99999" } },
      Limit: 2,
      ExclusiveStartKey: Key,
      ScanIndexForward: false,
      ReturnConsumedCapacity: "TOTAL",
    },
  },
  {
    operation: "Query",
    input: {
      TableName: "Music",
      IndexName: "byYear",
      KeyConditions: {
        year: { ComparisonOperator: "EQ", AttributeValueList: [{ N: "1961" }] },
        artist: { ComparisonOperator: "BEGINS_WITH", AttributeValueList: [{ S: "E" }] },
      },
      AttributesToGet: ["pk"],
    },
  },
  {
    operation: "Scan",
    input: {
      TableName: "Music",
      Segment: 1,
      TotalSegments: 3,
      ScanFilter: { n: { ComparisonOperator: "IN", AttributeValueList: [{ N: "1" }, { N: "2" }] } },
      Select: "COUNT",
    },
  },
  {
    operation: "Scan",
    input: {
      TableName: "Counted",
      IndexName: "byArtist",
      Limit: 5,
      ConsistentRead: true,
      ExclusiveStartKey: { pk: { S: "a" }, sk: { N: "1" } },
    },
  },
  { operation: "DescribeStream", input: { StreamArn: ARN, Limit: 1 } },
  {
    operation: "GetShardIterator",
    input: {
      StreamArn: ARN,
      ShardId: "shardId-00000001767225600000-00000000",
      ShardIteratorType: "AT_SEQUENCE_NUMBER",
      SequenceNumber: "100000000000000000001",
    },
  },
  { operation: "GetRecords", input: { ShardIterator: `${ARN}|1|c2hhcmQ=`, Limit: 10 } },
];

/** A fresh copy, so that it may be spoiled. */
export function sampleRequest(random: Random): SampleRequest {
  if (random.below(3) > 0) return structuredClone(BY_HAND[random.below(BY_HAND.length)] as SampleRequest);
  const { name, fields } = OPERATIONS[random.below(OPERATIONS.length)] as (typeof OPERATIONS)[number];
  return { operation: name, input: objectOf(fields, random) };
}

/** Every required field, and some of the others. */
function objectOf(fields: readonly Field[], random: Random): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const field of fields) if (field.required || random.below(3) === 0) made[field.name] = exampleOf(field, random);
  return made;
}

const STATEMENTS = [
  "SELECT * FROM Music WHERE pk = 'a' AND sk = ?",
  "INSERT INTO Music VALUE {'pk': 'a', 'sk': 'b', 'n': 1}",
  "UPDATE Music SET n = n + 1 WHERE pk = 'a' AND sk = 'b' RETURNING ALL NEW *",
  "DELETE FROM Music WHERE pk = 'a' AND sk = 'b'",
] as const;

function exampleOf(field: Field, random: Random): unknown {
  const pick = <T>(from: readonly T[]): T => from[random.below(from.length)] as T;
  switch (field.type) {
    case "enum":
      return pick(field.options ?? ["NONE"]);
    case "integer":
      return (field.min ?? 0) + random.below(Math.min((field.max ?? 100) - (field.min ?? 0), 1_000) + 1);
    case "boolean":
      return random.below(2) === 0;
    case "item":
      return structuredClone(random.below(2) === 0 ? Key : ITEM);
    case "value":
      return structuredClone(pick(Object.values(VALUES)));
    case "names":
      return { ...NAMES };
    case "values":
      return structuredClone(VALUES);
    case "expression":
      return pick(["#n = :v", "SET n = :v", "pk = :s", "n, list[0], map.a"]);
    case "list":
      return Array.from({ length: 1 + random.below(3) }, () =>
        field.element === undefined ? "x" : exampleOf(field.element, random),
      );
    case "structure":
      return objectOf(field.members ?? [], random);
    case "map": {
      const names = ["Music", "Plain", "a"].slice(0, 1 + random.below(3));
      return Object.fromEntries(
        names.map((name) => [name, field.element === undefined ? "x" : exampleOf(field.element, random)]),
      );
    }
    case "legacy":
      return field.shape === undefined ? {} : exampleOf(field.shape, random);
    case "string":
      if (/Statement/.test(field.name)) return pick(STATEMENTS);
      return /Arn$/.test(field.name)
        ? ARN
        : /Table/.test(field.name)
          ? pick(["Music", "Plain", "Counted"])
          : pick(["byArtist", "byYear", "pk", "HASH", "S", "x"]);
  }
}
