/**
 * Every message that travels between machines. Plain data: a message can be drawn, hashed and replayed. Grouped by who
 * speaks; the actor files say what each one does.
 */
import type { DynamoError } from "../dynamo/errors.ts";
import type { BoundGet, BoundItemWrite, BoundRange, PageBudget, PageOutcome } from "../dynamo/requests.ts";
import type { ShardIteratorType } from "../dynamo/stream-requests.ts";
import type { StreamViewType, TableSchema } from "../dynamo/table.ts";
import type { Item } from "../dynamo/values.ts";
import type { ActorId, Micros } from "../sim/message.ts";
import type { Json, RuntimeFinish } from "./function-runtime.ts";
import type { TablePlacement } from "./placement.ts";
import type { StoredItem } from "./record.ts";
import type { RequestId, Served } from "./served.ts";
import type { TransactionMark } from "./transactions/transaction-mark.ts";
import type { TransactionMessage } from "./transactions/transaction-messages.ts";

export type { RequestId, Served };

/** What a client hands to the front door. */
export interface ApiCall {
  readonly request: RequestId;
  readonly operation: string;
  readonly input: unknown;
}

/** What comes back, as the wire carries it. */
export interface ApiAnswer {
  readonly request: RequestId;
  readonly status: number;
  /** Response body, or null when `error` is set. */
  readonly body: Json;
  readonly error: DynamoError | null;
  /** Who served it, for the picture. */
  readonly served: Served | null;
}

/** An entry of a partition's write-ahead log. */
export interface LogEntry {
  readonly lsn: number;
  readonly term: number;
  readonly write: LoggedWrite | null;
  /** What the entry does to the item's part in a transaction. */
  readonly mark?: TransactionMark;
  /** The table changed here. */
  readonly change?: TableChange;
}

/** What the copies of a table's partition must know of their table. */
export interface TableChange {
  readonly revision: number;
  readonly schema: TableSchema;
  /** Who gets the change feed from here on. */
  readonly subscribers: readonly ActorId[];
  /** Who gets it up to here and no further. */
  readonly draining: readonly ActorId[];
  /** The attribute by which items expire; null: they do not. */
  readonly timeToLive: string | null;
}

export interface LoggedWrite {
  readonly storageKey: string;
  readonly label: string;
  readonly after: StoredItem;
  /** The item before, as the leader saw it. */
  readonly before: Item | null;
  /** Of `before`; 0: there was none. */
  readonly bytesBefore: number;
  /** Identical content: no stream record, no index work. */
  readonly changed: boolean;
  /** The item was deleted because its time was over: by the service, not by anybody's request. */
  readonly expired?: true;
  /** The request that asked for it, and what it will be told. null: a copy from elsewhere. */
  readonly request: RequestId | null;
  readonly answer: StorageAnswer | null;
}

/** A committed change as the change feed carries it. */
export interface Change {
  readonly lsn: number;
  readonly write: LoggedWrite;
}

export type StorageCall =
  | { readonly kind: "write"; readonly bound: BoundItemWrite }
  | { readonly kind: "read"; readonly bound: BoundGet }
  | {
      readonly kind: "page";
      readonly bound: BoundRange;
      readonly budget: PageBudget;
      readonly from: string;
      readonly to: string | null;
    };

export type StorageAnswer =
  | { readonly kind: "done"; readonly response: Json; readonly served: Served }
  | { readonly kind: "page"; readonly page: PageOutcome; readonly served: Served }
  | { readonly kind: "refused"; readonly error: DynamoError; readonly served: Served }
  | { readonly kind: "not-leader"; readonly leader: ActorId | null };

/** A stream record as the shard keeps it. */
export interface ShardRecord {
  readonly sequenceNumber: string;
  /** Position in the shard, from 1. */
  readonly position: number;
  readonly appendedAt: Micros;
  readonly label: string;
  readonly version: number;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly keys: Item;
  readonly oldImage: Item | null;
  readonly newImage: Item | null;
  readonly bytes: number;
  /** Deleted by the service because its time was over. */
  readonly expired?: true;
  /** The write itself, for the replicators; not part of what a reader of the stream gets. */
  readonly stored: StoredItem;
  readonly storageKey: string;
}

/** A shard as the wire calls it, and the machine that is it. */
export interface NamedShard {
  readonly id: string;
  readonly actor: ActorId;
}

interface AboutShard {
  readonly id: string;
  readonly streamArn: string;
  /** No record will come any more. */
  readonly closed: boolean;
}

/** What the Streams API asks of a shard. A description goes on to the `rest` of the shards. */
export type ShardAsk =
  | ({
      readonly kind: "describe";
      readonly rest: readonly NamedShard[];
      readonly description: Readonly<Record<string, Json>>;
    } & AboutShard)
  | ({
      readonly kind: "iterator";
      readonly iteratorType: ShardIteratorType;
      readonly sequenceNumber: string | null;
    } & AboutShard)
  | ({
      readonly kind: "records";
      readonly after: number;
      readonly limit: number;
      readonly viewType: StreamViewType;
    } & AboutShard);

export type Fault =
  | { readonly type: "kill-node"; readonly replica: ActorId }
  | { readonly type: "revive-node"; readonly replica: ActorId }
  | { readonly type: "kill-zone"; readonly region: string; readonly zone: "a" | "b" | "c" }
  | { readonly type: "revive-zone"; readonly region: string; readonly zone: "a" | "b" | "c" }
  | { readonly type: "cut-link"; readonly a: string; readonly b: string }
  | {
      readonly type: "slow-link";
      readonly a: string;
      readonly b: string;
      readonly extraMicros: Micros;
      readonly lossPerMillion: number;
    }
  | { readonly type: "heal-link"; readonly a: string; readonly b: string };

/** From outside the world. */
type OutsideMessage =
  | { readonly type: "SubmitRequest"; readonly call: ApiCall }
  | {
      readonly type: "RunProgram";
      readonly run: number;
      readonly entry: string;
      readonly files: Readonly<Record<string, string>>;
      readonly environment: Readonly<Record<string, string>>;
    }
  | { readonly type: "StopProgram" }
  | { readonly type: "DeployFunction"; readonly files: Readonly<Record<string, string>>; readonly entry: string }
  | { readonly type: "InjectFault"; readonly fault: Fault }
  | { readonly type: "JumpClock"; readonly micros: Micros };

/** Client, front door, storage. */
type RequestMessage =
  | { readonly type: "ApiRequest"; readonly call: ApiCall; readonly replyTo: ActorId }
  | { readonly type: "ApiResponse"; readonly answer: ApiAnswer }
  | {
      readonly type: "StorageRequest";
      readonly request: RequestId;
      readonly attempt: number;
      readonly call: StorageCall;
    }
  | {
      readonly type: "StorageReply";
      readonly request: RequestId;
      readonly attempt: number;
      readonly answer: StorageAnswer;
    }
  | { readonly type: "StorageTimeout"; readonly request: RequestId; readonly attempt: number }
  | { readonly type: "RetryStorage"; readonly request: RequestId; readonly attempt: number };

/** Control plane. */
type ControlMessage =
  | { readonly type: "ControlRequest"; readonly call: ApiCall; readonly replyTo: ActorId }
  | { readonly type: "WorkDue"; readonly work: string; readonly startedAt: Micros }
  | {
      readonly type: "ChangeReply";
      readonly group: ActorId;
      readonly revision: number | null;
      readonly leader: ActorId | null;
    }
  | { readonly type: "ChangeTimeout"; readonly group: ActorId; readonly attempt: number }
  | { readonly type: "StreamExpired"; readonly arn: string }
  | { readonly type: "BackfillDone"; readonly table: string; readonly index: string; readonly partition: string }
  | { readonly type: "Catalogue"; readonly table: string; readonly placement: TablePlacement | null };

/** Inside a replication group. */
type ReplicationMessage =
  | {
      readonly type: "AppendEntries";
      readonly term: number;
      readonly leader: ActorId;
      readonly prevLsn: number;
      readonly prevTerm: number;
      readonly entries: readonly LogEntry[];
      readonly commitLsn: number;
      readonly trimBefore: number;
    }
  | {
      readonly type: "AppendAck";
      readonly term: number;
      readonly from: ActorId;
      readonly ok: boolean;
      readonly lastLsn: number;
    }
  | { readonly type: "ChangeTable"; readonly group: ActorId; readonly replyTo: ActorId; readonly change: TableChange }
  | { readonly type: "ApplyUpTo"; readonly lsn: number }
  | { readonly type: "PeerSilent"; readonly peer: ActorId; readonly diedAt: Micros; readonly lastHeardAt: Micros }
  | { readonly type: "LeaderCheck"; readonly leader: ActorId; readonly from: ActorId }
  | { readonly type: "LeaderCheckReply"; readonly leader: ActorId; readonly heard: boolean }
  | {
      readonly type: "RequestVote";
      readonly term: number;
      readonly candidate: ActorId;
      readonly lastLsn: number;
      readonly lastTerm: number;
    }
  | { readonly type: "Vote"; readonly term: number; readonly from: ActorId; readonly granted: boolean }
  | { readonly type: "OldLeaseOver"; readonly term: number }
  | { readonly type: "LeaseRunsOut"; readonly term: number }
  | { readonly type: "TryElection"; readonly term: number }
  | { readonly type: "NodeRestarted" }
  | {
      readonly type: "Hello";
      readonly from: ActorId;
      readonly revivedAt: Micros;
      readonly term: number;
      readonly commitLsn: number;
    };

/** The change feed and what it feeds. */
type FeedMessage =
  | {
      readonly type: "FeedChanges";
      readonly from: ActorId;
      /** Nothing up to here was ever due to the subscriber. */
      readonly since?: number;
      readonly afterLsn: number;
      readonly upToLsn: number;
      readonly changes: readonly Change[];
    }
  | { readonly type: "FeedAck"; readonly subscriber: ActorId; readonly lsn: number }
  | { readonly type: "FeedWhere"; readonly from: ActorId }
  | {
      readonly type: "CopyWrite";
      readonly id: string;
      readonly replyTo: ActorId;
      readonly storageKey: string;
      readonly stored: StoredItem;
      readonly source: CopySource;
    }
  | {
      readonly type: "CopyReply";
      readonly id: string;
      readonly outcome: "applied" | "older" | "not-leader";
      readonly leader: ActorId | null;
    }
  | { readonly type: "CopyTimeout"; readonly id: string; readonly attempt: number }
  | { readonly type: "ReleaseEntries"; readonly lsn: number }
  | { readonly type: "AdmitEntries" }
  | { readonly type: "IndexBacklog"; readonly indexes: readonly string[] }
  | { readonly type: "AppendChanges"; readonly changes: readonly Change[]; readonly upToLsn: number }
  | { readonly type: "StreamCall"; readonly call: ApiCall; readonly replyTo: ActorId }
  | {
      readonly type: "AskShard";
      readonly request: RequestId;
      readonly replyTo: ActorId;
      readonly ask: ShardAsk;
    }
  | { readonly type: "ChangeIndexes"; readonly placement: TablePlacement }
  | { readonly type: "CloseShard" }
  | { readonly type: "WalkItems"; readonly replyTo: ActorId; readonly after: string; readonly limit: number }
  | {
      readonly type: "WalkedItems";
      /** null: it does not lead, `leader` may. */
      readonly items: readonly (readonly [storageKey: string, stored: StoredItem])[] | null;
      readonly leader: ActorId | null;
    }
  | { readonly type: "ExpireItems"; readonly attribute: string; readonly storageKeys: readonly string[] }
  | { readonly type: "ExpiryAhead"; readonly seconds: number }
  | { readonly type: "SweepDue" }
  | { readonly type: "WalkTimeout"; readonly page: number }
  | { readonly type: "WalkOn" }
  | { readonly type: "TrimShard" }
  | { readonly type: "RecordsAvailable"; readonly shard: ActorId; readonly last: number }
  | { readonly type: "ReadShard"; readonly replyTo: ActorId; readonly after: number; readonly limit: number }
  | {
      readonly type: "ShardRecords";
      readonly shard: ActorId;
      readonly records: readonly ShardRecord[];
      readonly trimmedTo: number;
      readonly last: number;
    }
  | { readonly type: "PollShard" };

/** Which copy this is, for the picture: an index entry, or a replica in another Region. */
export type CopySource =
  | { readonly kind: "index"; readonly index: string; readonly itemLabel: string }
  | { readonly kind: "region"; readonly region: string };

/** Triggers, functions and programs. */
type FunctionMessage =
  | {
      readonly type: "InvokeFunction";
      readonly invocation: string;
      readonly replyTo: ActorId;
      readonly event: Json;
      readonly records: readonly { readonly label: string; readonly sequenceNumber: string }[];
      readonly table: string;
      readonly shard: string;
      readonly attempt: number;
    }
  | {
      readonly type: "InvokeResult";
      readonly invocation: string;
      readonly finish: RuntimeFinish;
      readonly durationMicros: Micros;
    }
  | { readonly type: "FunctionTimeout"; readonly invocation: string }
  | { readonly type: "RetryBatch"; readonly attempt: number }
  | { readonly type: "Mended" }
  | { readonly type: "TurnOver"; readonly token: number }
  | { readonly type: "ApiTimeout"; readonly request: RequestId }
  | { readonly type: "RuntimeTimer"; readonly timer: number; readonly epoch: number };

export type Message =
  | OutsideMessage
  | RequestMessage
  | ControlMessage
  | ReplicationMessage
  | FeedMessage
  | TransactionMessage
  | FunctionMessage;
