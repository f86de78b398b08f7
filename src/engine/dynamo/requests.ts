/**
 * The shapes a request has on its way: parsed (nothing known of the table), then bound to a table's schema. Plain
 * serialisable data throughout, because messages between simulated machines carry them. [OP-2]
 */
import type { ControlRequest } from "./control-requests.ts";
import type { DynamoError } from "./errors.ts";
import type { Condition, KeyCondition, Projected, Update } from "./expressions/ast.ts";
import type { StorageRange } from "./keys.ts";
import type { Statement } from "./partiql/ast.ts";
import type { StreamRequest } from "./stream-requests.ts";
import type { IndexSchema, KeyType } from "./table.ts";
import type { AttributeValue, Item } from "./values.ts";

export type ReturnConsumedCapacity = "NONE" | "TOTAL" | "INDEXES";
export type ReturnValues = "NONE" | "ALL_OLD" | "ALL_NEW" | "UPDATED_OLD" | "UPDATED_NEW";
export type Select = "ALL_ATTRIBUTES" | "ALL_PROJECTED_ATTRIBUTES" | "SPECIFIC_ATTRIBUTES" | "COUNT";

interface ParsedItemRequest {
  /** As sent: a name, or a table ARN. */
  readonly tableName: string;
  readonly returnConsumedCapacity: ReturnConsumedCapacity;
}

interface ParsedWrite extends ParsedItemRequest {
  readonly condition: Condition | null;
  readonly returnValues: ReturnValues;
  readonly returnItemOnConditionFailure: boolean;
  readonly returnItemCollectionMetrics: boolean;
}

export interface ParsedPut extends ParsedWrite {
  readonly operation: "PutItem";
  readonly item: Item;
  readonly itemBytes: number;
  /** One of a BatchWriteItem, which words a wrong key its own way. */
  readonly batched?: true;
}

export interface ParsedDelete extends ParsedWrite {
  readonly operation: "DeleteItem";
  readonly key: Item;
}

export interface ParsedUpdate extends ParsedWrite {
  readonly operation: "UpdateItem";
  readonly key: Item;
  readonly update: Update;
}

export interface ParsedGet extends ParsedItemRequest {
  readonly operation: "GetItem";
  readonly key: Item;
  readonly consistentRead: boolean;
  readonly projection: Projected | null;
}

interface ParsedRange extends ParsedItemRequest {
  readonly indexName: string | null;
  readonly consistentRead: boolean;
  readonly filter: Condition | null;
  readonly projection: Projected | null;
  /** null: not sent. */
  readonly select: Select | null;
  readonly limit: number | null;
  readonly exclusiveStartKey: Item | null;
}

export interface ParsedQuery extends ParsedRange {
  readonly operation: "Query";
  readonly keyConditions: readonly KeyCondition[];
  readonly forward: boolean;
  /** The filter came as QueryFilter, which words its refusals its own way. */
  readonly legacyFilter?: boolean;
}

export interface ParsedScan extends ParsedRange {
  readonly operation: "Scan";
  readonly segment: { readonly index: number; readonly total: number } | null;
}

/** Several requests in one call, each carried out for itself. Two of them never speak of the same item. */
export interface ParsedBatchGet {
  readonly operation: "BatchGetItem";
  readonly requests: readonly ParsedGet[];
}

export interface ParsedBatchWrite {
  readonly operation: "BatchWriteItem";
  readonly requests: readonly (ParsedPut | ParsedDelete)[];
}

/** The action of a transaction that checks an item and leaves it as it is. */
export interface ParsedConditionCheck extends ParsedWrite {
  readonly operation: "ConditionCheck";
  readonly key: Item;
}

export type ParsedTransactAction = ParsedPut | ParsedUpdate | ParsedDelete | ParsedConditionCheck;

export interface ParsedTransactWrite {
  readonly operation: "TransactWriteItems";
  /** In the order sent. */
  readonly actions: readonly ParsedTransactAction[];
  /** ClientRequestToken; null: not sent. */
  readonly token: string | null;
  readonly returnConsumedCapacity: ReturnConsumedCapacity;
  readonly returnItemCollectionMetrics: boolean;
}

export interface ParsedTransactGet {
  readonly operation: "TransactGetItems";
  readonly gets: readonly ParsedGet[];
  readonly returnConsumedCapacity: ReturnConsumedCapacity;
}

/** One PartiQL statement, parsed, its parameters counted. */
export interface StatementCall {
  readonly statement: Statement;
  readonly parameters: readonly AttributeValue[];
  /** The table as named in the statement: a name or an ARN. */
  readonly tableName: string;
  readonly consistentRead: boolean;
  readonly returnItemOnConditionFailure: boolean;
  readonly returnConsumedCapacity: ReturnConsumedCapacity;
  /** What its tokens are bound to. */
  readonly fingerprint: number;
}

/** A statement of a batch is refused for itself; the others go on. */
export type BatchedStatement =
  | { readonly ok: true; readonly call: StatementCall }
  | { readonly ok: false; readonly error: DynamoError };

export interface ParsedExecuteStatement extends StatementCall {
  readonly operation: "ExecuteStatement";
  readonly limit: number | null;
  readonly nextToken: string | null;
}

export interface ParsedBatchExecuteStatement {
  readonly operation: "BatchExecuteStatement";
  /** In the order sent. */
  readonly statements: readonly BatchedStatement[];
  readonly returnConsumedCapacity: ReturnConsumedCapacity;
}

export interface ParsedExecuteTransaction {
  readonly operation: "ExecuteTransaction";
  /** All reads, or all writes and checks. In the order sent. */
  readonly statements: readonly StatementCall[];
  /** ClientRequestToken; null: not sent. */
  readonly token: string | null;
  readonly returnConsumedCapacity: ReturnConsumedCapacity;
}

export type ParsedRequest =
  | ParsedPut
  | ParsedDelete
  | ParsedUpdate
  | ParsedGet
  | ParsedQuery
  | ParsedScan
  | ParsedBatchGet
  | ParsedBatchWrite
  | ParsedTransactWrite
  | ParsedTransactGet
  | ParsedExecuteStatement
  | ParsedBatchExecuteStatement
  | ParsedExecuteTransaction
  | ControlRequest
  | StreamRequest;

/** Requests that need a table's schema before they can run; the others are answered from the catalogue of tables. */
export type DataRequest = ParsedPut | ParsedDelete | ParsedUpdate | ParsedGet | ParsedQuery | ParsedScan;

/** Requests of the kind "batch". */
export type BatchRequest = ParsedBatchGet | ParsedBatchWrite;

export type ParseResult =
  | { readonly ok: true; readonly request: ParsedRequest }
  | { readonly ok: false; readonly error: DynamoError };

/** An attribute that a secondary index uses as key: what a write must respect. */
export interface IndexKeyRule {
  readonly index: string;
  readonly attribute: string;
  readonly type: KeyType;
  readonly role: "partition" | "sort";
}

interface BoundItem {
  readonly kind: "item";
  /** As sent (a name or an ARN): ConsumedCapacity echoes it. */
  readonly tableName: string;
  /** The key attributes only. */
  readonly key: Item;
  /** One byte per character; `<` is DynamoDB's order. Starts with the 16 bytes of the hash. */
  readonly storageKey: string;
  /** First 16 bits of the partition key's hash, 0..65535. */
  readonly hash: number;
  readonly returnConsumedCapacity: ReturnConsumedCapacity;
}

interface BoundWrite extends BoundItem {
  readonly write: true;
  readonly condition: Condition | null;
  readonly returnValues: ReturnValues;
  readonly returnItemOnConditionFailure: boolean;
  readonly returnItemCollectionMetrics: boolean;
}

export interface BoundPut extends BoundWrite {
  readonly operation: "PutItem";
  readonly item: Item;
  readonly itemBytes: number;
}

export interface BoundDelete extends BoundWrite {
  readonly operation: "DeleteItem";
}

export interface BoundUpdate extends BoundWrite {
  readonly operation: "UpdateItem";
  readonly update: Update;
  /** Only the rules whose attribute the update touches. */
  readonly indexKeys: readonly IndexKeyRule[];
}

export interface BoundConditionCheck extends BoundWrite {
  readonly operation: "ConditionCheck";
}

/** One action of a TransactWriteItems. */
export type BoundTransactAction = BoundPut | BoundDelete | BoundUpdate | BoundConditionCheck;

export interface BoundGet extends BoundItem {
  readonly operation: "GetItem";
  readonly write: false;
  readonly consistentRead: boolean;
  readonly projection: Projected | null;
}

export type BoundItemWrite = BoundPut | BoundDelete | BoundUpdate;

/** A Query or a Scan: an ordered walk over storage keys of the table or of one index. */
export interface BoundRange {
  readonly kind: "range";
  readonly operation: "Query" | "Scan";
  readonly write: false;
  readonly tableName: string;
  readonly indexName: string | null;
  readonly indexKind: IndexSchema["kind"] | null;
  /** Attributes a LastEvaluatedKey holds: the table's key and, on an index, the index's. */
  readonly keyNames: readonly string[];
  /** Query: the hash of its one partition key, 0..65535. Scan: null. */
  readonly hash: number | null;
  /** Everything that may be read. Scan of a segment: the segment's share of the hash space. */
  readonly range: StorageRange;
  readonly forward: boolean;
  /** ExclusiveStartKey as a storage key; reading goes on strictly after it in the direction of the walk. */
  readonly startAfter: string | null;
  /** Ranges to go on with when `range` is exhausted, each of one partition key: a SELECT that names several. */
  readonly further: readonly { readonly range: StorageRange; readonly hash: number }[];
  readonly limit: number | null;
  readonly consistentRead: boolean;
  readonly filter: Condition | null;
  readonly projection: Projected | null;
  readonly select: Select;
  /** Reads of a local index only: whether attributes that it does not project are fetched from the table. */
  readonly fetches: boolean;
  readonly returnConsumedCapacity: ReturnConsumedCapacity;
}

export type BoundRequest = BoundItemWrite | BoundGet | BoundRange;

export type BindResult =
  | { readonly ok: true; readonly bound: BoundRequest }
  | { readonly ok: false; readonly error: DynamoError };

/** What a write did. Sizes in bytes as DynamoDB counts them; 0 for an absent item. */
export type WriteOutcome =
  | {
      readonly outcome: "written";
      readonly before: Item | undefined;
      /** undefined: deleted, or deleting what was not there. */
      readonly after: Item | undefined;
      readonly bytesBefore: number;
      readonly bytesAfter: number;
      /** False when the stored content is identical: no stream record, no index write. */
      readonly changed: boolean;
      /** The response's `Attributes`, per ReturnValues. */
      readonly attributes: Item | undefined;
      /** Write units of the table itself, without its indexes. */
      readonly writeUnits: number;
    }
  /** A failed condition is charged as a write; an update that cannot be applied costs nothing. */
  | { readonly outcome: "rejected"; readonly error: DynamoError; readonly writeUnits: number };

/** What is left of a page while it is read, possibly across several partitions. */
export interface PageBudget {
  /** Bytes already evaluated. The page ends with the item that takes it to 1 MB or past it. */
  readonly evaluatedBytes: number;
  /** Items that may still be evaluated; null: no Limit. */
  readonly itemsLeft: number | null;
}

export interface PageOutcome {
  /** After filter and projection; empty with Select=COUNT. */
  readonly items: readonly Item[];
  readonly count: number;
  readonly scannedCount: number;
  /** Of this page alone. */
  readonly evaluatedBytes: number;
  /** Read units of the items that were fetched from the table, beside the entries of a local index. */
  readonly fetchUnits: number;
  readonly lastStorageKey: string | null;
  /** The LastEvaluatedKey this page would give. */
  readonly lastKey: Item | null;
  /** `exhausted`: the entries ran out; another partition may hold more. */
  readonly stop: "exhausted" | "limit" | "bytes";
  /** For the next partition of the same request. */
  readonly budget: PageBudget;
}

/** Units per index name. */
export interface IndexUnits {
  readonly global: Readonly<Record<string, number>>;
  readonly local: Readonly<Record<string, number>>;
}
