/** How a table describes itself on the wire: `TableDescription`, and the answer to ListTables. [TABLE-5, TABLE-6] */
import { compareUtf8 } from "../base/utf8.ts";
import type { ParsedListTables } from "./requests.ts";
import type { BillingMode, IndexSchema, KeySchema, TableSchema, Throughput } from "./table.ts";

/** What a schema does not know about its table. */
export interface TableFacts {
  readonly region: string;
  readonly tableId: string;
  readonly status: "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";
  /** Since the Unix epoch. */
  readonly createdAtMicros: number;
  readonly itemCount: number;
  readonly sizeBytes: number;
  /** Null without a stream. */
  readonly streamLabel: string | null;
  readonly indexes?: Readonly<Record<string, { readonly itemCount: number; readonly sizeBytes: number }>>;
}

/** The account that every ARN of this simulation names. */
export const ACCOUNT_ID = "000000000000";

export function tableArn(region: string, table: string): string {
  return `arn:aws:dynamodb:${region}:${ACCOUNT_ID}:table/${table}`;
}

/** The wire's `TableDescription`. */
export function describeTable(schema: TableSchema, facts: TableFacts): Readonly<Record<string, unknown>> {
  const arn = tableArn(facts.region, schema.name);
  const createdAtSeconds = facts.createdAtMicros / 1_000_000;
  const out: Record<string, unknown> = {
    AttributeDefinitions: schema.attributeDefinitions.map(({ name, type }) => ({
      AttributeName: name,
      AttributeType: type,
    })),
    TableName: schema.name,
    KeySchema: describeKey(schema.key),
    TableStatus: facts.status,
    CreationDateTime: createdAtSeconds,
    ProvisionedThroughput: describeThroughput(schema.throughput),
    TableSizeBytes: facts.sizeBytes,
    ItemCount: facts.itemCount,
    TableArn: arn,
    TableId: facts.tableId,
    DeletionProtectionEnabled: schema.deletionProtection,
  };
  if (schema.billingMode === "PAY_PER_REQUEST")
    out.BillingModeSummary = billingSummary(schema.billingMode, createdAtSeconds);
  const ofKind = (kind: IndexSchema["kind"]) => schema.indexes.filter((index) => index.kind === kind);
  const local = ofKind("local").map((index) => describeIndex(index, facts, arn));
  const global = ofKind("global").map((index) => describeGlobalIndex(index, facts, arn));
  if (local.length > 0) out.LocalSecondaryIndexes = local;
  if (global.length > 0) out.GlobalSecondaryIndexes = global;
  if (schema.stream !== null) {
    out.StreamSpecification = { StreamEnabled: true, StreamViewType: schema.stream };
    out.LatestStreamLabel = facts.streamLabel;
    out.LatestStreamArn = `${arn}/stream/${facts.streamLabel}`;
  }
  if (schema.tableClass !== "STANDARD") out.TableClassSummary = { TableClass: schema.tableClass };
  return out;
}

function billingSummary(BillingMode: BillingMode, LastUpdateToPayPerRequestDateTime: number) {
  return { BillingMode, LastUpdateToPayPerRequestDateTime };
}

/** A local index has the table's status and throughput. */
function describeGlobalIndex(index: IndexSchema, facts: TableFacts, tableArn: string) {
  return {
    ...describeIndex(index, facts, tableArn),
    IndexStatus: facts.status === "DELETING" || facts.status === "CREATING" ? facts.status : "ACTIVE",
    ProvisionedThroughput: describeThroughput(index.throughput ?? { readUnits: 0, writeUnits: 0 }),
  };
}

function describeIndex(index: IndexSchema, facts: TableFacts, tableArn: string) {
  const known = facts.indexes?.[index.name];
  return {
    IndexName: index.name,
    KeySchema: describeKey(index.key),
    Projection:
      index.projection.type === "INCLUDE"
        ? { ProjectionType: "INCLUDE", NonKeyAttributes: index.projection.nonKeyAttributes }
        : { ProjectionType: index.projection.type },
    IndexSizeBytes: known?.sizeBytes ?? 0,
    ItemCount: known?.itemCount ?? 0,
    IndexArn: `${tableArn}/index/${index.name}`,
  };
}

/** A `KeySchema` as the wire carries it. */
export function describeKey(key: KeySchema) {
  return [
    ...key.partition.map(({ name }) => ({ AttributeName: name, KeyType: "HASH" })),
    ...key.sort.map(({ name }) => ({ AttributeName: name, KeyType: "RANGE" })),
  ];
}

function describeThroughput({ readUnits, writeUnits }: Throughput) {
  return { NumberOfDecreasesToday: 0, ReadCapacityUnits: readUnits, WriteCapacityUnits: writeUnits };
}

/** @param names every table of the account and Region, in UTF-8 order. */
export function listTables(request: ParsedListTables, names: readonly string[]): Readonly<Record<string, unknown>> {
  const start = request.exclusiveStartTableName;
  const rest = start === null ? names : names.filter((name) => compareUtf8(name, start) > 0);
  const page = rest.slice(0, request.limit);
  if (page.length === rest.length) return { TableNames: page };
  return { TableNames: page, LastEvaluatedTableName: page[page.length - 1] };
}
