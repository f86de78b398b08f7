import { describe, expect, it } from "vitest";
import { Cluster } from "../../testing/cluster.ts";
import { askNow } from "../../testing/control-calls.ts";
import { table } from "../../testing/dynamo-fixtures.ts";
import { tooManyTables } from "./account.ts";
import { placeTable } from "./place-table.ts";
import { newControlPlaneState } from "./start-state.ts";

const SEE = "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.";

const create = (TableName: string, units: readonly [read: number, write: number] | null, more: object = {}) => ({
  TableName,
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  ...(units === null ? { BillingMode: "PAY_PER_REQUEST" } : provisioned(units)),
  ...more,
});
const provisioned = ([ReadCapacityUnits, WriteCapacityUnits]: readonly [number, number]) => ({
  ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits },
});
const index = (units: readonly [number, number]) => ({
  GlobalSecondaryIndexes: [
    {
      IndexName: "all",
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      Projection: { ProjectionType: "KEYS_ONLY" },
      ...provisioned(units),
    },
  ],
});

describe("what an account may have", () => {
  it("[CP-8] a table and each index 40,000 units each way", () => {
    const cluster = new Cluster();
    const above = (member: string, units: number) => ({
      error: "ValidationException",
      message: `The requested ${member}CapacityUnits, ${units}, is above the per table maximum for the account in us-east-1. Per table maximum: 40000. ${SEE}`,
    });
    expect(askNow(cluster, "CreateTable", create("One", [40_001, 1]))).toMatchObject(above("Read", 40_001));
    expect(askNow(cluster, "CreateTable", create("One", [1, 50_000]))).toMatchObject(above("Write", 50_000));
    expect(askNow(cluster, "CreateTable", create("One", [1, 1], index([1, 40_001])))).toMatchObject(
      above("Write", 40_001),
    );
    expect(askNow(cluster, "CreateTable", create("One", [40_000, 40_000])).status).toBe(200);
  });

  it("[CP-8] all tables together 80,000, those on demand not counted", () => {
    const cluster = new Cluster({ latency: "instant" });
    askNow(cluster, "CreateTable", create("One", [40_000, 1], index([30_000, 1])));
    expect(askNow(cluster, "CreateTable", create("Two", [10_001, 5]))).toMatchObject({
      error: "ValidationException",
      message: `This request would have caused the ReadCapacityUnits limit to be exceeded for the account in us-east-1. Current ReadCapacityUnits reserved by the account: 70000. Limit: 80000. Requested: 10001. ${SEE}`,
    });
    expect(askNow(cluster, "CreateTable", create("Two", [10_000, 5])).status).toBe(200);
    expect(askNow(cluster, "CreateTable", create("Three", null)).status).toBe(200);
    cluster.run();
    expect(askNow(cluster, "UpdateTable", { TableName: "Two", ...provisioned([10_001, 5]) }).message).toMatch(
      /reserved by the account: 70000\. Limit: 80000\. Requested: 10001/,
    );
  });

  it("[CP-8] 500 tables being made, changed or removed at once", () => {
    const cluster = new Cluster();
    const asked = Array.from({ length: 500 }, (_, i) => cluster.ask("CreateTable", create(`T${i}x`, null)));
    while (asked.some((request) => cluster.answer(request) === undefined)) cluster.steps(10);
    expect(askNow(cluster, "CreateTable", create("Last", null))).toMatchObject({
      error: "LimitExceededException",
      message: "Subscriber limit exceeded: Only 500 tables can be created, updated, or deleted simultaneously",
    });
  });

  it("[CP-8] 2,500 tables", () => {
    const tables = Array.from({ length: 2_500 }, (_, i) => ({
      placement: placeTable({
        region: "us-east-1",
        schema: { ...table(), name: `T${i}` },
        now: 0,
        partitions: 1,
        status: "ACTIVE",
      }),
    }));
    expect(tooManyTables(newControlPlaneState("us-east-1", tables))).toMatchObject({
      error: {
        name: "LimitExceededException",
        message: "Subscriber limit exceeded: There is a limit of 2500 tables per subscriber",
      },
    });
    expect(tooManyTables(newControlPlaneState("us-east-1", tables.slice(1)))).toBeNull();
  });
});
