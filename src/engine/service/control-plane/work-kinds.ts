/** What can be done to a table, and what is noted of it while it is done. How it goes is in `work.ts`. [CP-10] */
import type { TableSchema, Throughput } from "../../dynamo/table.ts";
import type { Micros } from "../../sim/message.ts";

export type WorkKind =
  | "create"
  | "delete"
  | "throughput"
  | "billing"
  | "settings"
  | "encryption"
  | "stream-on"
  | "stream-off"
  | "index-allocate"
  | "index-backfill"
  | "index-update"
  | "index-delete"
  | "time-to-live";

export interface TableWork {
  readonly id: string;
  readonly table: string;
  readonly kind: WorkKind;
  /** null: it is not about one index. */
  readonly index: string | null;
  readonly startedAt: Micros;
  /** The time it takes is over. */
  readonly due: boolean;
  /** index-backfill: partitions that are not walked to the end; null: the walks have not begun. */
  readonly walks: readonly string[] | null;
  /** What the table will be when it ends, as far as this work says. */
  readonly patch: SchemaPatch;
}

/** Members of a schema that no partition needs. */
export interface SchemaPatch {
  readonly billingMode?: TableSchema["billingMode"];
  readonly throughput?: Throughput;
  readonly tableClass?: TableSchema["tableClass"];
  /** By index. */
  readonly indexThroughput?: Readonly<Record<string, Throughput>>;
}
