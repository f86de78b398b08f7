/**
 * What a table is, as immutable plain data: names, keys, indexes, stream, billing. Not its items, not its partitions,
 * not its state in time: those belong to the service. [TABLE-1..]
 */

export type KeyType = "S" | "N" | "B";

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

/** Tables and LSIs have one partition attribute and at most one sort attribute; a GSI up to four of each. */
export interface KeySchema {
  readonly partition: readonly KeyAttribute[];
  readonly sort: readonly KeyAttribute[];
}

export interface Throughput {
  readonly readUnits: number;
  readonly writeUnits: number;
}

export interface Projection {
  readonly type: "ALL" | "KEYS_ONLY" | "INCLUDE";
  readonly nonKeyAttributes: readonly string[];
}

export interface IndexSchema {
  readonly name: string;
  readonly kind: "global" | "local";
  readonly key: KeySchema;
  readonly projection: Projection;
  /** Zero units when the table is PAY_PER_REQUEST; null for a local index, which uses the table's. */
  readonly throughput: Throughput | null;
  /**
   * Absent: the index is ready. `backfilling`: entries are written, but nobody reads them and nobody is refused because
   * of its key; `deleting`: it is on its way out and takes nothing. [GSI-2, GSI-6]
   */
  readonly phase?: "backfilling" | "deleting";
}

export type StreamViewType = "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES" | "KEYS_ONLY";
export type BillingMode = "PROVISIONED" | "PAY_PER_REQUEST";

export interface TableSchema {
  readonly name: string;
  readonly key: KeySchema;
  /** As submitted, in the submitted order. */
  readonly attributeDefinitions: readonly KeyAttribute[];
  /** In the submitted order, global ones first. */
  readonly indexes: readonly IndexSchema[];
  readonly billingMode: BillingMode;
  readonly throughput: Throughput;
  /** null: no stream. */
  readonly stream: StreamViewType | null;
  readonly deletionProtection: boolean;
  readonly tableClass: "STANDARD" | "STANDARD_INFREQUENT_ACCESS";
}
