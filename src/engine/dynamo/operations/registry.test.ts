import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bound } from "../../testing/dynamo-fixtures.ts";
import type { Field } from "./operation.ts";
import { OPERATIONS, operationForTarget } from "./registry.ts";

describe("the registry of operations", () => {
  it("[OP-3] every operation is found by its target, and nothing else is", () => {
    expect(OPERATIONS.map(({ target }) => operationForTarget(target)?.name)).toEqual(
      OPERATIONS.map(({ name }) => name),
    );
    expect(operationForTarget("DynamoDB_20120810.MakeTea")).toBeUndefined();
    expect(operationForTarget("Kinesis.PutItem")).toBeUndefined();
  });

  it("[OP-3] fields are complete enough to draw a form", () => {
    const incomplete = (field: Field): string[] => [
      ...(field.doc === "" ? [`${field.name} has no line of documentation`] : []),
      ...(field.type === "enum" && (field.options ?? []).length === 0 ? [`${field.name} has no options`] : []),
      ...(field.type === "list" && field.element === undefined ? [`${field.name} has no element`] : []),
      ...(field.type === "structure" && (field.members ?? []).length === 0 ? [`${field.name} has no members`] : []),
      ...[...(field.members ?? []), ...(field.element === undefined ? [] : [field.element])].flatMap(incomplete),
    ];
    expect(OPERATIONS.flatMap(({ fields }) => fields.flatMap(incomplete))).toEqual([]);
  });

  it("[OP-1] a request with anything in the place of any part of it is answered, never thrown at", () => {
    const places = VALID.flatMap(([name, input]) => pathsOf(input).map((path) => ({ name, input, path })));
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.oneof(fc.constantFrom(...HOSTILE), fc.jsonValue({ maxDepth: 2 })),
        (place, value) => {
          const answer = bound(place.name, replaced(place.input, place.path, value) as Record<string, unknown>);
          expect(["string", "object"]).toContain(typeof answer);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

const S = { S: "a" };
const EXPRESSION = { ExpressionAttributeNames: { "#a": "a" }, ExpressionAttributeValues: { ":v": { N: "1" } } };
const KEY = { pk: S, sk: S };

const VALID: readonly (readonly [string, Record<string, unknown>])[] = [
  [
    "PutItem",
    { Item: { ...KEY, m: { M: { l: { L: [{ SS: ["x"] }] } } } }, ConditionExpression: "#a = :v", ...EXPRESSION },
  ],
  [
    "UpdateItem",
    { Key: KEY, UpdateExpression: "SET #a = list_append(b, c[1].d) ADD e :v", ReturnValues: "ALL_NEW", ...EXPRESSION },
  ],
  ["DeleteItem", { Key: KEY, ConditionExpression: "#a < :v", ...EXPRESSION }],
  [
    "GetItem",
    { Key: KEY, ProjectionExpression: "#a[0].b", ExpressionAttributeNames: { "#a": "a" }, ConsistentRead: true },
  ],
  [
    "Query",
    {
      KeyConditionExpression: "pk = :p AND begins_with(sk, :p)",
      FilterExpression: "contains(#a, :p)",
      ExpressionAttributeNames: { "#a": "a" },
      ExpressionAttributeValues: { ":p": S },
      ExclusiveStartKey: KEY,
      Limit: 1,
    },
  ],
  ["Scan", { Segment: 0, TotalSegments: 1, Select: "COUNT", Limit: 5 }],
  ["ExecuteStatement", { Statement: "SELECT * FROM Music WHERE pk = ?", Parameters: [S], Limit: 1, NextToken: "e30=" }],
  ["ExecuteTransaction", { TransactStatements: [{ Statement: "INSERT INTO T VALUE {'pk': ?}", Parameters: [S] }] }],
  ["BatchExecuteStatement", { Statements: [{ Statement: "SELECT * FROM T WHERE pk = ?", Parameters: [S] }] }],
  [
    "CreateTable",
    {
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
      GlobalSecondaryIndexes: [
        {
          IndexName: "byPk",
          KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["x"] },
          ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
    },
  ],
  ["DescribeTable", {}],
  ["DeleteTable", {}],
  ["ListTables", { Limit: 5, ExclusiveStartTableName: "abc" }],
];

const HOSTILE: readonly unknown[] = [
  null,
  0,
  -1,
  1.5,
  "",
  "#",
  ":",
  "[",
  "SET",
  true,
  [],
  {},
  [null],
  { S: null },
  { "": S },
];

function pathsOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, below]) => pathsOf(below).map((path) => [key, ...path]))];
}

function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value))
    return value.map((element, i) => (String(i) === step ? replaced(element, rest, by) : element));
  const members = value as Record<string, unknown>;
  return { ...members, [step]: replaced(members[step], rest, by) };
}
