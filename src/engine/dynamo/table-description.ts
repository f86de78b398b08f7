/** How a table describes itself on the wire: `TableDescription`, and the answer to ListTables. [TABLE-5, TABLE-6] */
import { ownOf } from "../base/own.ts";
import { compareUtf8 } from "../base/utf8.ts";
import type { ParsedListTables } from "./control-requests.ts";
import type { BillingMode, IndexSchema, KeySchema, TableSchema, Throughput } from "./table.ts";
import type { OnDemandCaps } from "./table-options.ts";

export type IndexStatus = "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";

/** What became of a table's or an index's capacity. Times in microseconds since the Unix epoch. */
export interface CapacityFacts {
  readonly decreasesToday: number;
  readonly lastIncreaseAt: number | null;
  readonly lastDecreaseAt: number | null;
  readonly onDemand: OnDemandCaps | null;
  readonly warm: { readonly readUnits: number; readonly writeUnits: number; readonly status: "ACTIVE" | "UPDATING" };
}

export interface IndexFacts {
  readonly itemCount: number;
  readonly sizeBytes: number;
  readonly status?: IndexStatus;
  /** Absent for an index that was made with its table, or that is ready. */
  readonly backfilling?: boolean;
  readonly capacity?: CapacityFacts;
}

/** What a schema does not know about its table. */
export interface TableFacts {
  readonly region: string;
  readonly tableId: string;
  readonly status: "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";
  /** Since the Unix epoch, like every time here. */
  readonly createdAtMicros: number;
  readonly itemCount: number;
  readonly sizeBytes: number;
  /** Of the latest stream, even when it is switched off; null: there never was one. */
  readonly streamLabel: string | null;
  readonly capacity?: CapacityFacts;
  /** The last switch to on-demand; null: never. */
  readonly toOnDemandAtMicros?: number | null;
  /** Present when a class was ever asked for. */
  readonly tableClass?: { readonly lastUpdateAtMicros: number | null };
  /** Present when the table is encrypted with a key in KMS. */
  readonly kmsKeyArn?: string;
  /** The table's encryption is being changed. */
  readonly encrypting?: boolean;
  readonly indexes?: Readonly<Record<string, IndexFacts>>;
}

/** The account that every ARN of this simulation names. */
export const ACCOUNT_ID = "000000000000";

export function tableArn(region: string, table: string): string {
  return `arn:aws:dynamodb:${region}:${ACCOUNT_ID}:table/${table}`;
}

/** The wire's `TableDescription`. */
export function describeTable(schema: TableSchema, facts: TableFacts): Readonly<Record<string, unknown>> {
  const arn = tableArn(facts.region, schema.name);
  const out: Record<string, unknown> = {
    AttributeDefinitions: schema.attributeDefinitions
      .toSorted((one, other) => compareUtf8(one.name, other.name))
      .map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    TableName: schema.name,
    KeySchema: describeKey(schema.key),
    TableStatus: facts.status,
    CreationDateTime: seconds(facts.createdAtMicros),
    ProvisionedThroughput: describeThroughput(schema.throughput, facts.capacity),
    TableSizeBytes: facts.sizeBytes,
    ItemCount: facts.itemCount,
    TableArn: arn,
    TableId: facts.tableId,
    DeletionProtectionEnabled: schema.deletionProtection,
  };
  const billing = billingSummary(schema.billingMode, facts);
  if (billing !== null) out.BillingModeSummary = billing;
  const ofKind = (kind: IndexSchema["kind"]) => schema.indexes.filter((index) => index.kind === kind);
  const local = ofKind("local").map((index) => describeIndex(index, facts, arn));
  const global = ofKind("global").map((index) => describeGlobalIndex(index, facts, arn));
  if (local.length > 0) out.LocalSecondaryIndexes = local;
  if (global.length > 0) out.GlobalSecondaryIndexes = global;
  if (schema.stream !== null) out.StreamSpecification = { StreamEnabled: true, StreamViewType: schema.stream };
  if (facts.streamLabel !== null) {
    out.LatestStreamLabel = facts.streamLabel;
    out.LatestStreamArn = `${arn}/stream/${facts.streamLabel}`;
  }
  if (facts.encrypting === true) out.SSEDescription = { Status: "UPDATING" };
  else if (facts.kmsKeyArn !== undefined) {
    out.SSEDescription = { Status: "ENABLED", SSEType: "KMS", KMSMasterKeyArn: facts.kmsKeyArn };
  }
  if (facts.tableClass !== undefined || schema.tableClass !== "STANDARD") {
    const at = facts.tableClass?.lastUpdateAtMicros ?? null;
    out.TableClassSummary = {
      TableClass: schema.tableClass,
      ...(at === null ? {} : { LastUpdateDateTime: seconds(at) }),
    };
  }
  return { ...out, ...describeCapacity(facts.capacity) };
}

/** Times are in seconds, to the millisecond. */
export const seconds = (micros: number): number => Math.floor(micros / 1_000) / 1_000;

/** A table that was never on demand says nothing of its billing. */
function billingSummary(billingMode: BillingMode, facts: TableFacts): Readonly<Record<string, unknown>> | null {
  const { toOnDemandAtMicros = billingMode === "PROVISIONED" ? null : facts.createdAtMicros } = facts;
  if (facts.status === "CREATING") return billingMode === "PROVISIONED" ? null : { BillingMode: billingMode };
  if (toOnDemandAtMicros === null) return null;
  return { BillingMode: billingMode, LastUpdateToPayPerRequestDateTime: seconds(toOnDemandAtMicros) };
}

/** A local index has the table's status and capacity. */
function describeGlobalIndex(index: IndexSchema, facts: TableFacts, tableArn: string) {
  const known = ownOf(facts.indexes ?? {}, index.name);
  return {
    ...describeIndex(index, facts, tableArn),
    IndexStatus:
      known?.status ?? (facts.status === "DELETING" || facts.status === "CREATING" ? facts.status : "ACTIVE"),
    ...(known?.backfilling === undefined ? {} : { Backfilling: known.backfilling }),
    ProvisionedThroughput: describeThroughput(index.throughput ?? { readUnits: 0, writeUnits: 0 }, known?.capacity),
    ...describeCapacity(known?.capacity),
  };
}

function describeIndex(index: IndexSchema, facts: TableFacts, tableArn: string) {
  const known = ownOf(facts.indexes ?? {}, index.name);
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

function describeThroughput({ readUnits, writeUnits }: Throughput, facts: CapacityFacts | undefined) {
  const { lastIncreaseAt = null, lastDecreaseAt = null, decreasesToday = 0 } = facts ?? {};
  return {
    ...(lastIncreaseAt === null ? {} : { LastIncreaseDateTime: seconds(lastIncreaseAt) }),
    ...(lastDecreaseAt === null ? {} : { LastDecreaseDateTime: seconds(lastDecreaseAt) }),
    NumberOfDecreasesToday: decreasesToday,
    ReadCapacityUnits: readUnits,
    WriteCapacityUnits: writeUnits,
  };
}

function describeCapacity(facts: CapacityFacts | undefined): Readonly<Record<string, unknown>> {
  if (facts === undefined) return {};
  const { onDemand, warm } = facts;
  return {
    ...(onDemand === null
      ? {}
      : {
          OnDemandThroughput: {
            MaxReadRequestUnits: onDemand.readUnits ?? -1,
            MaxWriteRequestUnits: onDemand.writeUnits ?? -1,
          },
        }),
    WarmThroughput: {
      ReadUnitsPerSecond: warm.readUnits,
      WriteUnitsPerSecond: warm.writeUnits,
      Status: warm.status,
    },
  };
}

/** @param names every table of the account and Region, in UTF-8 order. */
export function listTables(request: ParsedListTables, names: readonly string[]): Readonly<Record<string, unknown>> {
  const start = request.exclusiveStartTableName;
  const rest = start === null ? names : names.filter((name) => compareUtf8(name, start) > 0);
  const page = rest.slice(0, request.limit);
  if (page.length === rest.length) return { TableNames: page };
  return { TableNames: page, LastEvaluatedTableName: page[page.length - 1] };
}
