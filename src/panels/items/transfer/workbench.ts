/**
 * Models of NoSQL Workbench: tables with their indexes and sample items, in and out. Members as its version 3 writes
 * them; what it holds besides (facets, MySQL, visual settings) has no meaning here and is not read.
 */
import type { InitialTable, Item } from "../../../engine/index.ts";
import { attributeFault } from "./values.ts";

export interface ReadModel {
  readonly name: string;
  readonly tables: readonly InitialTable[];
  /** What was left out, in words. */
  readonly faults: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

export function isModel(value: unknown): boolean {
  return isObject(value) && Array.isArray(value.DataModel);
}

/** @param value for which `isModel` is true */
export function readModel(value: unknown): ReadModel {
  const model = value as Json;
  const faults: string[] = [];
  const tables = (model.DataModel as unknown[]).flatMap((given, at) => {
    try {
      return [tableOf(given, faults)];
    } catch (thrown) {
      faults.push(`Table ${at + 1}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      return [];
    }
  });
  return { name: typeof model.ModelName === "string" ? model.ModelName : "Model", tables, faults };
}

function tableOf(given: unknown, faults: string[]): InitialTable {
  const table = object(given, "a table");
  const name = text(table.TableName, "TableName");
  const key = keyOf(table, name);
  const global = list(table.GlobalSecondaryIndexes).map((index) => indexOf(index, name));
  const local = list(table.LocalSecondaryIndexes).map((index) => indexOf(index, name));
  const definitions = new Map(
    [key, ...global, ...local].flatMap(({ attributes }) => attributes.map((one) => [one.AttributeName, one])),
  );
  const provisioned = isObject(table.ProvisionedCapacitySettings)
    ? table.ProvisionedCapacitySettings.ProvisionedThroughput
    : undefined;
  const isProvisioned = table.BillingMode === "PROVISIONED" && isObject(provisioned);
  const withCapacity = isProvisioned ? { ProvisionedThroughput: provisioned } : {};
  const items = list(table.TableData).filter((item, at): item is Item => {
    const fault = isObject(item) ? attributeFault(item) : "not an item.";
    if (fault !== null) faults.push(`${name}, sample item ${at + 1}: ${fault}`);
    return fault === null;
  });
  return {
    create: {
      TableName: name,
      AttributeDefinitions: [...definitions.values()],
      KeySchema: key.schema,
      BillingMode: isProvisioned ? "PROVISIONED" : "PAY_PER_REQUEST",
      ...withCapacity,
      ...(global.length === 0
        ? {}
        : { GlobalSecondaryIndexes: global.map(({ create }) => ({ ...create, ...withCapacity })) }),
      ...(local.length === 0 ? {} : { LocalSecondaryIndexes: local.map(({ create }) => create) }),
    },
    partitions: 1,
    items,
  };
}

interface ReadKey {
  readonly attributes: readonly { readonly AttributeName: string; readonly AttributeType: string }[];
  readonly schema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
}

function keyOf(of: Json, name: string): ReadKey {
  const key = object(of.KeyAttributes, `KeyAttributes of ${name}`);
  object(key.PartitionKey, `PartitionKey of ${name}`);
  const parts = [key.PartitionKey, key.SortKey].filter((part) => part !== undefined && part !== null);
  const attributes = parts.map((part) => {
    const one = object(part, `a key of ${name}`);
    return {
      AttributeName: text(one.AttributeName, `AttributeName of a key of ${name}`),
      AttributeType: text(one.AttributeType, `AttributeType of a key of ${name}`),
    };
  });
  const schema = attributes.map(({ AttributeName }, at) => ({ AttributeName, KeyType: at === 0 ? "HASH" : "RANGE" }));
  return { attributes, schema };
}

function indexOf(given: unknown, table: string): ReadKey & { readonly create: Json } {
  const index = object(given, `an index of ${table}`);
  const name = text(index.IndexName, `IndexName of an index of ${table}`);
  const key = keyOf(index, name);
  const projection = isObject(index.Projection) ? index.Projection : { ProjectionType: "ALL" };
  return { ...key, create: { IndexName: name, KeySchema: key.schema, Projection: projection } };
}

export interface ModelTable {
  /** A CreateTable request. */
  readonly create: Json;
  readonly items: readonly Item[];
}

/** The model as text. Capacity, streams and triggers have no place in it. */
export function modelText(name: string, tables: readonly ModelTable[]): string {
  const model = {
    ModelName: name,
    ModelMetadata: { Author: "Glass Table", Description: "", AWSService: "Amazon DynamoDB", Version: "3.0" },
    DataModel: tables.map(({ create, items }) => {
      const types = new Map(
        list(create.AttributeDefinitions).map((one) => [(one as Json).AttributeName, (one as Json).AttributeType]),
      );
      const keys = (of: Json) => {
        const [partition, sort] = list(of.KeySchema).map((part) => {
          const { AttributeName } = part as Json;
          return { AttributeName, AttributeType: types.get(AttributeName) };
        });
        return { PartitionKey: partition, ...(sort === undefined ? {} : { SortKey: sort }) };
      };
      const indexes = (given: unknown) =>
        list(given).map((one) => {
          const index = one as Json;
          return { IndexName: index.IndexName, KeyAttributes: keys(index), Projection: index.Projection };
        });
      const others = new Map(
        items.flatMap((item) => Object.entries(item).map(([attribute, value]) => [attribute, Object.keys(value)[0]])),
      );
      return {
        TableName: create.TableName,
        KeyAttributes: keys(create),
        NonKeyAttributes: [...others]
          .filter(([attribute]) => !list(create.KeySchema).some((part) => (part as Json).AttributeName === attribute))
          .map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
        GlobalSecondaryIndexes: indexes(create.GlobalSecondaryIndexes),
        ...(create.LocalSecondaryIndexes === undefined
          ? {}
          : { LocalSecondaryIndexes: indexes(create.LocalSecondaryIndexes) }),
        TableData: items,
        DataAccess: { MySql: {} },
        BillingMode: create.BillingMode ?? "PROVISIONED",
        ...(create.ProvisionedThroughput === undefined
          ? {}
          : { ProvisionedCapacitySettings: { ProvisionedThroughput: create.ProvisionedThroughput } }),
      };
    }),
  };
  return `${JSON.stringify(model, null, 2)}\n`;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function object(value: unknown, what: string): Json {
  if (!isObject(value)) throw new Error(`${what} is missing.`);
  return value;
}

function text(value: unknown, what: string): string {
  if (typeof value !== "string" || value === "") throw new Error(`${what} is missing.`);
  return value;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
