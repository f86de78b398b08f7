import { describe, expect, it } from "vitest";
import { parseRequest } from "./stages.ts";
import type { TableSchema } from "./table.ts";
import { describeTable, listTables, type TableFacts } from "./table-description.ts";

const S = (AttributeName: string) => ({ AttributeName, AttributeType: "S" });
const HASH = (AttributeName: string) => ({ AttributeName, KeyType: "HASH" });
const RANGE = (AttributeName: string) => ({ AttributeName, KeyType: "RANGE" });

function create(input: Record<string, unknown>): TableSchema | string {
  const result = parseRequest("CreateTable", {
    TableName: "Music",
    AttributeDefinitions: [S("pk")],
    KeySchema: [HASH("pk")],
    BillingMode: "PAY_PER_REQUEST",
    ...input,
  });
  if (!result.ok) return result.error.message;
  if (result.request.operation !== "CreateTable") throw new Error("another operation");
  return result.request.schema;
}

const invalid = (message: string) => `One or more parameter values were invalid: ${message}`;
const gsi = (more: Record<string, unknown> = {}) => ({
  IndexName: "byQ",
  KeySchema: [HASH("q")],
  Projection: { ProjectionType: "ALL" },
  ...more,
});
const withIndexes = (...GlobalSecondaryIndexes: unknown[]) =>
  create({ AttributeDefinitions: [S("pk"), S("q")], GlobalSecondaryIndexes });

describe("CreateTable", () => {
  it("[TABLE-1] a valid request becomes a schema", () => {
    const schema = create({
      AttributeDefinitions: [S("pk"), { AttributeName: "sk", AttributeType: "N" }, S("q")],
      KeySchema: [HASH("pk"), RANGE("sk")],
      GlobalSecondaryIndexes: [
        {
          IndexName: "byQ",
          KeySchema: [HASH("q"), RANGE("sk")],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["x"] },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    });
    expect(schema).toEqual({
      name: "Music",
      key: { partition: [{ name: "pk", type: "S" }], sort: [{ name: "sk", type: "N" }] },
      attributeDefinitions: [
        { name: "pk", type: "S" },
        { name: "sk", type: "N" },
        { name: "q", type: "S" },
      ],
      indexes: [
        {
          name: "byQ",
          kind: "global",
          key: { partition: [{ name: "q", type: "S" }], sort: [{ name: "sk", type: "N" }] },
          projection: { type: "INCLUDE", nonKeyAttributes: ["x"] },
          throughput: { readUnits: 0, writeUnits: 0 },
        },
      ],
      billingMode: "PAY_PER_REQUEST",
      throughput: { readUnits: 0, writeUnits: 0 },
      stream: "NEW_AND_OLD_IMAGES",
      deletionProtection: false,
      tableClass: "STANDARD",
    });
  });

  it.each([
    [{ TableName: null }, "The parameter 'TableName' is required but was not present in the request"],
    [{ TableName: "ab" }, "TableName must be at least 3 characters long and at most 255 characters long"],
    [
      { KeySchema: [{ AttributeName: "pk", KeyType: "hash" }], BillingMode: "FREE" },
      "2 validation errors detected: Value 'hash' at 'keySchema.1.member.keyType' failed to satisfy constraint: Member must satisfy enum value set: [HASH, RANGE]; Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]",
    ],
    [
      { BillingMode: "PROVISIONED", ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 1 } },
      "1 validation error detected: Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      { BillingMode: "PROVISIONED", ProvisionedThroughput: { ReadCapacityUnits: 0 } },
      "2 validation errors detected: Value null at 'provisionedThroughput.writeCapacityUnits' failed to satisfy constraint: Member must not be null; Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      { KeySchema: [HASH("pk"), RANGE("sk"), { AttributeName: "x" }] },
      "2 validation errors detected: Value '[KeySchemaElement(attributeName=pk, keyType=HASH), KeySchemaElement(attributeName=sk, keyType=RANGE), KeySchemaElement(attributeName=x, keyType=null)]' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2; Value null at 'keySchema.3.member.keyType' failed to satisfy constraint: Member must not be null",
    ],
  ])("[TABLE-1] shapes: %j", (input, message) => {
    expect(create(input)).toBe(message);
  });

  it("[TABLE-11] the table's name is judged before every other constraint, and after the JSON types", () => {
    const bad = { KeySchema: [], BillingMode: "FREE" };
    expect(create({ ...bad, TableName: undefined })).toMatch(/^The parameter 'TableName' is required/);
    expect(create({ ...bad, TableName: "a;" })).toMatch(/^TableName must be at least 3 characters long/);
    expect(create({ ...bad, TableName: "ab;" })).toMatch(/^3 validation errors detected: Value 'ab;' at 'tableName'/);
    expect(create({ ...bad, TableName: "a", DeletionProtectionEnabled: "x" })).toMatch(/^Unexpected token/);
  });

  it("[CAP-5] caps on demand have a range", () => {
    const outside = (of: string) =>
      invalid(`Requested MaxWriteRequestUnits for OnDemandThroughput for ${of} is outside of valid range`);
    const OnDemandThroughput = { MaxReadRequestUnits: -1, MaxWriteRequestUnits: 0 };
    expect(create({ OnDemandThroughput })).toBe(outside("table"));
    expect(withIndexes(gsi({ OnDemandThroughput }))).toBe(outside("index byQ"));
  });

  it("[TABLE-2] capacity units are numbers of 64 bits", () => {
    const units = (ReadCapacityUnits: unknown) => ({
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits: 1 },
    });
    expect(create(units("1"))).toBe("STRING_VALUE cannot be converted to Long");
    expect(create(units(-3_000_000_000.5))).toMatch(/^1 validation error detected: Value '-3000000000' at/);
  });

  it.each([
    [
      { BillingMode: "PROVISIONED" },
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    ],
    [
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    ],
    [
      { AttributeDefinitions: [S("pk"), S("q")] },
      "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    ],
  ])("[TABLE-2] keys and capacity: %j", (input, message) => {
    expect(create(input)).toBe(invalid(message));
  });

  const TWO = { AttributeDefinitions: [S("pk"), S("q")] };
  it.each([
    [{ AttributeDefinitions: [S("pk"), S("pk")] }, "Attribute Name is duplicated: pk"],
    [{ KeySchema: [RANGE("pk")] }, "Invalid KeySchema: The first KeySchemaElement is not a HASH key type"],
    [
      { ...TWO, KeySchema: [HASH("pk"), HASH("q")] },
      "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type",
    ],
    [
      { KeySchema: [HASH("pk"), HASH("pk")] },
      "Both the Hash Key and the Range Key element in the KeySchema have the same name",
    ],
    [{ KeySchema: [HASH("pk"), HASH("q")] }, "Invalid KeySchema: Some index key attribute have no definition"],
    [{ AttributeDefinitions: [] }, "Invalid KeySchema: Some index key attribute have no definition"],
    [
      { BillingMode: "PROVISIONED", ProvisionedThroughput: { ReadCapacityUnits: 1e12 + 1, WriteCapacityUnits: 1 } },
      "Given value 1000000000001 for ReadCapacityUnits is out of bounds",
    ],
  ])("[TABLE-2] keys and capacity, refused without a preface: %j", (input, message) => {
    expect(create(input)).toBe(message);
  });

  it("[TABLE-3] index definitions", () => {
    expect(withIndexes()).toBe(invalid("List of GlobalSecondaryIndexes is empty"));
    expect(withIndexes(gsi(), gsi())).toBe(invalid("Duplicate index name: byQ"));
    expect(withIndexes(gsi({ Projection: {} }))).toBe(invalid("Unknown ProjectionType: null"));
    expect(withIndexes(gsi({ Projection: { ProjectionType: "INCLUDE" } }))).toBe(
      invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified"),
    );
    expect(withIndexes(gsi({ Projection: { ProjectionType: "ALL", NonKeyAttributes: ["x"] } }))).toBe(
      invalid("ProjectionType is ALL, but NonKeyAttributes is specified"),
    );
    expect(withIndexes(gsi({ Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["x", "x"] } }))).toBe(
      invalid("Duplicate element in NonKeyAttributes: x"),
    );
    expect(withIndexes(gsi({ KeySchema: [HASH("q"), RANGE("pk"), HASH("pk")] }))).toBe(
      invalid("All HASH key attributes must precede RANGE key attributes in the KeySchema"),
    );
    expect(withIndexes(gsi({ ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }))).toBe(
      invalid("ProvisionedThroughput should not be specified for index: byQ when BillingMode is PAY_PER_REQUEST"),
    );
    expect(withIndexes(...Array.from({ length: 21 }, (_, i) => gsi({ IndexName: `by${i + 10}` })))).toBe(
      invalid("GlobalSecondaryIndex count exceeds the per-table limit of 20"),
    );
  });

  it("[TABLE-4] undefined and unused attributes are listed in the order of the service's hash sets", () => {
    expect(create({ AttributeDefinitions: [S("pk"), S("sk")], GlobalSecondaryIndexes: [gsi()] })).toBe(
      invalid(
        "Some index key attributes are not defined in AttributeDefinitions. Keys: [q], AttributeDefinitions: [sk, pk]",
      ),
    );
    expect(
      create({
        AttributeDefinitions: ["pk", "sk", "a", "b", "c"].map(S),
        KeySchema: [HASH("pk"), RANGE("sk")],
        GlobalSecondaryIndexes: [gsi({ KeySchema: [HASH("a")] })],
      }),
    ).toBe(
      invalid(
        "Some AttributeDefinitions are not used. AttributeDefinitions: [sk, a, b, pk, c], keys used: [a, sk, pk]",
      ),
    );
  });
});

describe("what tables say of themselves", () => {
  const facts: TableFacts = {
    region: "eu-west-1",
    tableId: "id",
    status: "ACTIVE",
    createdAtMicros: 1_500_000,
    itemCount: 2,
    sizeBytes: 46,
    streamLabel: "2026-01-01T00:00:00.000",
  };

  it("[TABLE-5] DescribeTable echoes the schema, its definitions by name, and adds the facts", () => {
    const schema = create({
      AttributeDefinitions: [S("q"), S("pk")],
      GlobalSecondaryIndexes: [gsi()],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
    }) as TableSchema;
    const arn = "arn:aws:dynamodb:eu-west-1:000000000000:table/Music";
    const none = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
    expect(describeTable(schema, facts)).toEqual({
      AttributeDefinitions: [S("pk"), S("q")],
      TableName: "Music",
      KeySchema: [HASH("pk")],
      TableStatus: "ACTIVE",
      CreationDateTime: 1.5,
      ProvisionedThroughput: none,
      TableSizeBytes: 46,
      ItemCount: 2,
      TableArn: arn,
      TableId: "id",
      DeletionProtectionEnabled: false,
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST", LastUpdateToPayPerRequestDateTime: 1.5 },
      GlobalSecondaryIndexes: [
        {
          IndexName: "byQ",
          KeySchema: [HASH("q")],
          Projection: { ProjectionType: "ALL" },
          IndexStatus: "ACTIVE",
          ProvisionedThroughput: none,
          IndexSizeBytes: 0,
          ItemCount: 0,
          IndexArn: `${arn}/index/byQ`,
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
      LatestStreamLabel: "2026-01-01T00:00:00.000",
      LatestStreamArn: `${arn}/stream/2026-01-01T00:00:00.000`,
    });
  });

  it("[TABLE-6] ListTables pages by name", () => {
    const list = (limit: number, exclusiveStartTableName: string | null = null) =>
      listTables({ operation: "ListTables", limit, exclusiveStartTableName }, ["aaa", "bbb", "ccc"]);
    expect(list(2)).toEqual({ TableNames: ["aaa", "bbb"], LastEvaluatedTableName: "bbb" });
    expect(list(2, "bbb")).toEqual({ TableNames: ["ccc"] });
    expect(list(3)).toEqual({ TableNames: ["aaa", "bbb", "ccc"] });
  });
});

describe("local secondary indexes of CreateTable", () => {
  const lsi = (more: Record<string, unknown> = {}) => ({
    IndexName: "byQ",
    KeySchema: [HASH("pk"), RANGE("q")],
    Projection: { ProjectionType: "ALL" },
    ...more,
  });
  const withLocal = (LocalSecondaryIndexes: readonly unknown[], more: Record<string, unknown> = {}) =>
    create({
      AttributeDefinitions: [S("pk"), S("sk"), S("q")],
      KeySchema: [HASH("pk"), RANGE("sk")],
      LocalSecondaryIndexes,
      ...more,
    });

  it("[TABLE-7] become part of the schema, after the global ones, with the table's throughput", () => {
    const schema = withLocal([lsi()], { GlobalSecondaryIndexes: [gsi({ IndexName: "other" })] });
    expect(schema).toMatchObject({
      indexes: [
        { name: "other", kind: "global" },
        {
          name: "byQ",
          kind: "local",
          key: { partition: [{ name: "pk", type: "S" }], sort: [{ name: "q", type: "S" }] },
          throughput: null,
        },
      ],
    });
    expect(
      withLocal([lsi({ KeySchema: [HASH("pk"), RANGE("sk")] })], { AttributeDefinitions: [S("pk"), S("sk")] }),
    ).toMatchObject({
      indexes: [{ kind: "local" }],
    });
  });

  it.each([
    ["an empty list", [], {}, "List of LocalSecondaryIndexes is empty"],
    [
      "six",
      Array.from({ length: 6 }, (_, i) => lsi({ IndexName: `by${i}x` })),
      {},
      "Number of LocalSecondaryIndexes exceeds per-table limit of 5",
    ],
    [
      "a table without sort key",
      [lsi()],
      { KeySchema: [HASH("pk")] },
      "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
    ],
    [
      "another partition key",
      [lsi({ KeySchema: [HASH("q"), RANGE("sk")] })],
      {},
      "Index KeySchema does not have the same leading hash key as table KeySchema for index: byQ. index hash key: q, table hash key: pk",
    ],
    ["no sort key", [lsi({ KeySchema: [HASH("pk")] })], {}, "Index KeySchema does not have a range key for index: byQ"],
    ["a name twice", [lsi(), lsi()], {}, "Duplicate index name: byQ"],
    ["a name that a global index has", [lsi()], { GlobalSecondaryIndexes: [gsi()] }, "Duplicate index name: byQ"],
    [
      "an attribute that is not defined",
      [lsi()],
      { AttributeDefinitions: [S("pk"), S("sk")] },
      "Some index key attributes are not defined in AttributeDefinitions. Keys: [pk, q], AttributeDefinitions: [sk, pk]",
    ],
    [
      "an INCLUDE without a list",
      [lsi({ Projection: { ProjectionType: "INCLUDE" } })],
      {},
      "ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
    ],
  ])("[TABLE-7] refuses %s", (_, indexes, more, message) => {
    expect(withLocal(indexes, more)).toBe(invalid(message));
  });

  it("[TABLE-7] refuses a sort key first, without a preface", () => {
    expect(withLocal([lsi({ KeySchema: [RANGE("q"), HASH("pk")] })])).toBe(
      "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
    );
  });
});
