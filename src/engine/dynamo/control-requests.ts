/**
 * What the control plane is asked, after its shapes were checked: plain data, with table names bare even when an ARN
 * was sent. Nothing here needs a table's items. [OP-2]
 */
import type { IndexSchema, KeyAttribute, StreamViewType, TableSchema, Throughput } from "./table.ts";
import type { EncryptionRequest, SentOnDemand, TableOptions, WarmRequest } from "./table-options.ts";
import type { Tag } from "./tag-rules.ts";

export interface ParsedCreateTable {
  readonly operation: "CreateTable";
  readonly tableName: string;
  readonly schema: TableSchema;
  readonly options: TableOptions;
}

export interface ParsedTableReference {
  readonly operation: "DescribeTable" | "DeleteTable" | "DescribeTimeToLive";
  readonly tableName: string;
}

export interface ParsedListTables {
  readonly operation: "ListTables";
  /** 1..100. */
  readonly limit: number;
  readonly exclusiveStartTableName: string | null;
}

/** What UpdateTable does to one global index. */
export type IndexUpdate =
  | {
      readonly kind: "create";
      readonly name: string;
      readonly index: IndexSchema;
      readonly onDemand: SentOnDemand | null;
      readonly warm: WarmRequest | null;
      /** false: no throughput was sent with it. */
      readonly provisioned: boolean;
    }
  | {
      readonly kind: "update";
      readonly name: string;
      readonly throughput: Throughput | null;
      readonly onDemand: SentOnDemand | null;
      readonly warm: WarmRequest | null;
    }
  | { readonly kind: "delete"; readonly name: string };

/** Absent members are null: they stay as they are. */
export interface ParsedUpdateTable {
  readonly operation: "UpdateTable";
  readonly tableName: string;
  /** Of the request; the table keeps those it needs. */
  readonly definitions: readonly KeyAttribute[];
  readonly billingMode: TableSchema["billingMode"] | null;
  readonly throughput: Throughput | null;
  readonly indexes: readonly IndexUpdate[];
  readonly stream: { readonly enabled: boolean; readonly viewType: StreamViewType | null } | null;
  readonly encryption: EncryptionRequest | null;
  readonly tableClass: TableSchema["tableClass"] | null;
  readonly deletionProtection: boolean | null;
  readonly onDemand: SentOnDemand | null;
  readonly warm: WarmRequest | null;
}

export interface ParsedUpdateTimeToLive {
  readonly operation: "UpdateTimeToLive";
  readonly tableName: string;
  readonly enabled: boolean;
  readonly attribute: string;
}

/** `arn` is of a table, or of anything that is none. */
export type ParsedTagging =
  | { readonly operation: "TagResource"; readonly arn: string; readonly tags: readonly Tag[] }
  | { readonly operation: "UntagResource"; readonly arn: string; readonly keys: readonly string[] }
  | { readonly operation: "ListTagsOfResource"; readonly arn: string };

/** `arn` is of a table or a stream. */
export type ParsedPolicyRequest =
  | {
      readonly operation: "PutResourcePolicy";
      readonly arn: string;
      readonly policy: string;
      readonly expectedRevision: string | null;
    }
  | { readonly operation: "GetResourcePolicy"; readonly arn: string }
  | { readonly operation: "DeleteResourcePolicy"; readonly arn: string; readonly expectedRevision: string | null };

export interface ParsedAccountRequest {
  readonly operation: "DescribeLimits" | "DescribeEndpoints";
}

export type ControlRequest =
  | ParsedCreateTable
  | ParsedTableReference
  | ParsedListTables
  | ParsedUpdateTable
  | ParsedUpdateTimeToLive
  | ParsedTagging
  | ParsedPolicyRequest
  | ParsedAccountRequest;
