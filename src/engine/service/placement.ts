/**
 * Where a table lives: its partitions, the Regions that hold a copy, what listens to its stream. Immutable data, made
 * by the control plane and pushed to the routers. Hash ranges are whole numbers of the first 16 bits of the hash,
 * 0..65536, because that is the grain the ruler shows. [PART-1, PART-2]
 */
import { assert, present } from "../base/assert.ts";
import type { KeySchema, StreamViewType, TableSchema } from "../dynamo/table.ts";

/** Hashes `from <= hash < to`. */
export interface HashRange {
  readonly from: number;
  readonly to: number;
}

export interface Partition {
  /** "P1".. for the table, "I1".. for an index; in hash order. */
  readonly name: string;
  readonly range: HashRange;
}

/** An event source mapping: which function reads the stream, and how. Defaults as AWS Lambda's. [TRIG-2] */
export interface TriggerSettings {
  readonly functionName: string;
  /** 1..10,000. */
  readonly batchSize: number;
  readonly startingPosition: "TRIM_HORIZON" | "LATEST";
  /** -1: until the records expire. */
  readonly maximumRetryAttempts: number;
  readonly reportBatchItemFailures: boolean;
}

export type TableStatus = "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";

export interface TablePlacement {
  readonly region: string;
  readonly tableId: string;
  readonly schema: TableSchema;
  readonly status: TableStatus;
  /** Virtual microseconds. */
  readonly createdAt: number;
  readonly partitions: readonly Partition[];
  readonly indexPartitions: Readonly<Record<string, readonly Partition[]>>;
  /** All Regions with a replica of this table, this one included, sorted. One entry: not a global table. */
  readonly regions: readonly string[];
  readonly triggers: readonly TriggerSettings[];
  /** Limit of an item collection, where there are local indexes: 10 GB, or less in a world of a smaller scale. */
  readonly collectionBytesMax: number;
  /** Seconds of unused write capacity that an index keeps; null: the capacity of indexes is not enforced. */
  readonly indexBurstSeconds: number | null;
  /** Label of the stream that records changes now, an ISO timestamp; null: no stream. */
  readonly streamLabel: string | null;
  /** Which of the streams that this table's name has had: its shards are called by it. [STRM-1] */
  readonly streamGeneration: number;
  /** The attribute by which items expire, from the moment it is switched on; null: they do not. */
  readonly timeToLive: string | null;
  /** Counts the changes of the schema and of what listens to the partitions; a copy keeps the highest it has seen. */
  readonly revision: number;
}

/**
 * One stream of one table. Switching a stream on again makes another one; a stream outlives the table it came from.
 * Its shards are the machines `shardId(region, table, partition, generation)` of its partitions. [STRM-1..4]
 */
export interface StreamPlacement {
  readonly region: string;
  readonly table: string;
  /** The table's key, as DescribeStream shows it. */
  readonly key: KeySchema;
  readonly label: string;
  readonly viewType: StreamViewType;
  readonly generation: number;
  readonly status: "ENABLING" | "ENABLED" | "DISABLING" | "DISABLED";
  readonly createdAt: number;
  /** null: still records changes. */
  readonly disabledAt: number | null;
  readonly partitions: readonly Partition[];
}

/** Cuts the hash space into `count` equal ranges named prefix1..prefixN. @param count 1..256 */
export function cutHashSpace(prefix: "P" | "I", count: number): Partition[] {
  assert(Number.isInteger(count) && count >= 1 && count <= 256, `1 to 256 partitions, not ${count}`);
  return Array.from({ length: count }, (_, i) => ({
    name: `${prefix}${i + 1}`,
    range: { from: Math.floor((i * 65536) / count), to: Math.floor(((i + 1) * 65536) / count) },
  }));
}

/** The partition that holds a hash (0..65535). */
export function partitionFor(partitions: readonly Partition[], hash: number): Partition {
  return present(
    partitions.find((p) => hash >= p.range.from && hash < p.range.to),
    `no partition holds hash ${hash}`,
  );
}

/** Partitions of the table, or of one of its indexes. */
export function partitionsOf(placement: TablePlacement, index: string | null): readonly Partition[] {
  return index === null ? placement.partitions : present(placement.indexPartitions[index], `index ${index}`);
}

/**
 * How many partitions a new table gets: enough for its provisioned rate at 3,000 read and 1,000 write units each, four
 * when on demand. DERIVED in facts §1.4(g); the service does not publish it. [PART-3]
 */
export function initialPartitionCount(schema: TableSchema): number {
  if (schema.billingMode === "PAY_PER_REQUEST") return 4;
  const { readUnits, writeUnits } = schema.throughput;
  return Math.min(64, Math.max(1, Math.ceil(readUnits / 3000 + writeUnits / 1000)));
}
