/**
 * The union of every teachable fact, in the past tense. An event says what a person could point at; who recorded it,
 * when and why (its cause) is in the header that the simulation adds. `EVENT_FACTS` says how sure we are of each kind.
 */
import type { ActorId, Micros } from "../sim/message.ts";
import type { WorkKind } from "./control-plane/work-kinds.ts";
import type { ConsoleLine, RuntimeError, SourcePlace } from "./function-runtime.ts";
import type { Fault, RequestId, ShardAsk } from "./messages.ts";

/** How an item is called in events: table and readable key. */
interface AboutItem {
  readonly table: string;
  readonly label: string;
}
interface AboutGroup {
  readonly region: string;
  readonly table: string;
  /** null: the table itself. */
  readonly index: string | null;
  readonly partition: string;
}

interface AboutIndex {
  readonly region: string;
  readonly table: string;
  readonly index: string;
}
interface AboutStream {
  readonly region: string;
  readonly table: string;
  /** Its label. */
  readonly stream: string;
}

export type Event =
  // requests
  | {
      readonly kind: "RequestSent";
      readonly request: RequestId;
      readonly operation: string;
      readonly table: string | null;
      readonly label: string | null;
      readonly region: string;
      readonly input: unknown;
      readonly source: SourcePlace | null;
      readonly program: ActorId | null;
    }
  | {
      readonly kind: "RequestRouted";
      readonly request: RequestId;
      readonly table: string;
      readonly label: string | null;
      readonly index: string | null;
      readonly hash: number | null;
      readonly partition: string;
      readonly replica: ActorId;
      readonly strong: boolean;
    }
  | { readonly kind: "RequestRejected"; readonly request: RequestId; readonly error: string; readonly message: string }
  | {
      readonly kind: "RequestRetried";
      readonly request: RequestId;
      readonly attempt: number;
      readonly reason: "not-leader" | "timeout" | "no-leader";
    }
  | {
      readonly kind: "ResponseReceived";
      readonly request: RequestId;
      readonly operation: string;
      readonly table: string | null;
      readonly label: string | null;
      readonly status: number;
      readonly error: string | null;
      readonly message: string | null;
      readonly micros: Micros;
      readonly replica: ActorId | null;
      readonly leader: boolean;
      readonly items: readonly { readonly label: string; readonly version: number | null }[];
      readonly readUnits: number;
      readonly writeUnits: number;
      readonly indexUnits: Readonly<Record<string, number>>;
      readonly body: unknown;
    }
  // a partition at work
  | ({ readonly kind: "WriteWaited"; readonly request: RequestId } & AboutGroup & AboutItem)
  | ({ readonly kind: "ConditionFailed"; readonly request: RequestId; readonly version: number | null } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "ItemLogged";
      readonly request: RequestId | null;
      readonly lsn: number;
      readonly version: number;
      readonly deleted: boolean;
      readonly zone: string;
    } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "LogPersisted";
      readonly zone: string;
      readonly fromLsn: number;
      readonly lsn: number;
      readonly labels: readonly string[];
    } & AboutGroup)
  | ({
      readonly kind: "MajorityReached";
      readonly request: RequestId | null;
      readonly lsn: number;
      readonly version: number;
      readonly deleted: boolean /** False: the write left the item as it was. */;
      readonly changed: boolean;
      readonly timestamp: Micros;
      readonly origin: string;
    } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "ItemApplied";
      readonly zone: string;
      readonly lsn: number;
      readonly version: number;
      readonly deleted: boolean;
    } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "ItemRead";
      readonly request: RequestId;
      readonly zone: string;
      readonly leader: boolean;
      readonly version: number | null;
    } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "PageRead";
      readonly request: RequestId;
      readonly zone: string;
      readonly leader: boolean;
      readonly count: number;
      readonly scannedCount: number;
      readonly bytes: number;
      readonly labels: readonly string[];
    } & AboutGroup)
  // transactions
  | {
      readonly kind: "TransactionRouted";
      readonly region: string;
      readonly request: RequestId;
      readonly coordinator: ActorId;
      readonly attempt: number;
      readonly actions: number;
      readonly writes: boolean;
    }
  | {
      readonly kind: "TransactionStarted";
      readonly region: string;
      readonly request: RequestId;
      readonly coordinator: ActorId;
      readonly timestamp: Micros;
      readonly tables: readonly string[];
      readonly actions: number;
    }
  | ({
      readonly kind: "ItemPrepared";
      readonly request: RequestId;
      readonly version: number | null;
      readonly timestamp: Micros;
      /** A ConditionCheck: the item will stay as it is. */
      readonly checks: boolean;
    } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "PrepareRefused";
      readonly request: RequestId;
      readonly version: number | null;
      readonly reason: "prepared" | "timestamp" | "condition" | "validation" | "capacity";
      readonly message: string;
    } & AboutGroup &
      AboutItem)
  | {
      readonly kind: "TransactionCommitted";
      readonly region: string;
      readonly request: RequestId;
      readonly actions: number;
    }
  | {
      readonly kind: "TransactionCancelled";
      readonly region: string;
      readonly request: RequestId;
      /** By action; null: nothing stands against it. */
      readonly faults: readonly (string | null)[];
    }
  | ({ readonly kind: "ItemReleased"; readonly request: RequestId; readonly committed: boolean } & AboutGroup &
      AboutItem)
  | {
      readonly kind: "TransactionCompleted";
      readonly region: string;
      readonly request: RequestId;
      readonly committed: boolean;
    }
  | {
      readonly kind: "TransactionHandedOver";
      readonly region: string;
      readonly request: RequestId;
      readonly coordinator: ActorId;
    }
  | ({ readonly kind: "WriteConflicted"; readonly request: RequestId } & AboutGroup & AboutItem)
  | ({
      readonly kind: "ReadConfirmed";
      readonly request: RequestId;
      readonly zone: string;
      readonly version: number | null;
    } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "TransactionReadRefused";
      readonly request: RequestId;
      readonly reason: "prepared" | "writing" | "changed";
    } & AboutGroup &
      AboutItem)
  // leadership
  | ({ readonly kind: "LeaderSuspected"; readonly zone: string; readonly leader: ActorId } & AboutGroup)
  | ({ readonly kind: "ElectionStarted"; readonly zone: string; readonly term: number } & AboutGroup)
  | ({
      readonly kind: "VoteCast";
      readonly zone: string;
      readonly term: number;
      readonly candidate: ActorId;
      readonly granted: boolean;
    } & AboutGroup)
  | ({
      readonly kind: "ElectionWon";
      readonly zone: string;
      readonly term: number;
      readonly waitsUntil: Micros;
    } & AboutGroup)
  | ({
      readonly kind: "LeaderElected";
      readonly zone: string;
      readonly term: number;
      readonly lsn: number;
    } & AboutGroup)
  | ({
      readonly kind: "LeaderSteppedDown";
      readonly zone: string;
      readonly term: number;
      readonly reason: "no-majority" | "newer-term" | "restart";
    } & AboutGroup)
  | ({
      readonly kind: "LogCut";
      readonly zone: string;
      readonly fromLsn: number;
      readonly entries: number;
    } & AboutGroup)
  | ({ readonly kind: "ReplicaCaughtUp"; readonly zone: string; readonly lsn: number } & AboutGroup)
  // index, stream, trigger
  | {
      readonly kind: "IndexEntryQueued";
      readonly region: string;
      readonly table: string;
      readonly index: string;
      readonly partition: string;
      readonly label: string;
      readonly version: number;
      readonly action: "put" | "remove";
      readonly sortLabel: string;
      /** It stands for an item that was there before the index. */
      readonly backfill?: true;
    }
  | {
      readonly kind: "IndexEntryConfirmed";
      readonly region: string;
      readonly table: string;
      readonly index: string;
      readonly label: string;
      readonly version: number;
      readonly action: "put" | "remove";
      readonly applied: boolean;
      /** It stands for an item that was there before the index. */
      readonly backfill?: true;
    }
  | {
      readonly kind: "IndexFellBehind";
      readonly region: string;
      readonly table: string;
      readonly index: string;
      /** Of the table: whose changes wait. */
      readonly partition: string;
      readonly waiting: number;
    }
  | {
      readonly kind: "IndexCaughtUp";
      readonly region: string;
      readonly table: string;
      readonly index: string;
      readonly partition: string;
    }
  | ({
      readonly kind: "WriteThrottled";
      readonly request: RequestId;
      /** The index without capacity. */
      readonly throttledBy: string;
      /** As ThrottlingReasons names it. */
      readonly reason: string;
    } & AboutGroup &
      AboutItem)
  | {
      readonly kind: "StreamRecordAppended";
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly label: string;
      readonly version: number;
      readonly sequenceNumber: string;
      readonly eventName: string;
      readonly lsn: number;
    }
  | {
      readonly kind: "StreamRecordsTrimmed";
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly count: number;
      readonly upTo: string;
    }
  | {
      readonly kind: "ShardAsked";
      readonly request: RequestId;
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly what: ShardAsk["kind"];
      /** Given. */
      readonly records: number;
    }
  | {
      readonly kind: "BatchPolled";
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly functionName: string;
      readonly labels: readonly string[];
      readonly first: string;
      readonly last: string;
      readonly iteratorAgeMicros: Micros;
    }
  | {
      readonly kind: "FunctionInvoked";
      readonly region: string;
      readonly table: string;
      readonly functionName: string;
      readonly invocation: string;
      readonly shard: string;
      readonly labels: readonly string[];
      readonly attempt: number;
      readonly cold: boolean;
    }
  | {
      readonly kind: "FunctionReturned";
      readonly region: string;
      readonly table: string;
      readonly functionName: string;
      readonly invocation: string;
      readonly shard: string;
      readonly labels: readonly string[];
      readonly micros: Micros;
      readonly result: unknown;
    }
  | {
      readonly kind: "FunctionFailed";
      readonly region: string;
      readonly table: string;
      readonly functionName: string;
      readonly invocation: string;
      readonly shard: string;
      readonly labels: readonly string[];
      readonly micros: Micros;
      readonly error: RuntimeError;
    }
  | {
      readonly kind: "BatchCheckpointed";
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly functionName: string;
      readonly labels: readonly string[];
      readonly upTo: string;
    }
  | {
      readonly kind: "BatchRetryScheduled";
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly functionName: string;
      readonly attempt: number;
      readonly delayMicros: Micros;
      readonly labels: readonly string[];
    }
  | {
      readonly kind: "BatchGivenUp";
      readonly region: string;
      readonly table: string;
      readonly shard: string;
      readonly functionName: string;
      readonly labels: readonly string[];
      readonly reason: "retries-exhausted" | "records-expired";
    }
  // learner's code
  | { readonly kind: "ProgramStarted"; readonly region: string; readonly run: number; readonly entry: string }
  | { readonly kind: "ConsoleWritten"; readonly region: string; readonly program: ActorId; readonly line: ConsoleLine }
  | {
      readonly kind: "ProgramEnded";
      readonly region: string;
      readonly run: number;
      readonly error: RuntimeError | null;
      readonly stopped: boolean;
    }
  | { readonly kind: "FunctionDeployed"; readonly region: string; readonly functionName: string }
  // between Regions
  | {
      readonly kind: "CopySent";
      readonly table: string;
      readonly label: string;
      readonly version: number;
      readonly fromRegion: string;
      readonly toRegion: string;
      readonly attempt: number;
    }
  | {
      readonly kind: "CopyApplied";
      readonly table: string;
      readonly label: string;
      readonly version: number;
      readonly fromRegion: string;
      readonly toRegion: string;
      readonly lagMicros: Micros;
    }
  | {
      readonly kind: "WriteLost";
      readonly table: string;
      readonly label: string;
      readonly region: string;
      readonly lostVersion: number;
      readonly lostOrigin: string;
      readonly lostTimestamp: Micros;
      readonly winnerVersion: number;
      readonly winnerOrigin: string;
      readonly winnerTimestamp: Micros;
    }
  // control plane, faults, clock
  | { readonly kind: "TableCreating"; readonly region: string; readonly table: string; readonly partitions: number }
  | { readonly kind: "TableActive"; readonly region: string; readonly table: string }
  | {
      readonly kind: "TableUpdating";
      readonly region: string;
      readonly table: string;
      readonly change: WorkKind;
    }
  | { readonly kind: "TableUpdated"; readonly region: string; readonly table: string }
  | ({
      readonly kind: "SchemaChanged";
      readonly zone: string;
      readonly revision: number;
      readonly lsn: number;
    } & AboutGroup)
  | ({ readonly kind: "IndexCreating" } & AboutIndex)
  | ({ readonly kind: "BackfillStarted"; readonly partitions: number } & AboutIndex)
  | ({
      readonly kind: "BackfillProgressed";
      readonly partition: string;
      readonly walked: number;
      readonly written: number;
      readonly done: boolean;
    } & AboutIndex)
  | ({
      readonly kind: "IndexEntrySkipped";
      readonly partition: string;
      readonly label: string;
      readonly version: number;
      readonly reason: "wrong type" | "empty" | "too long";
    } & AboutIndex)
  | ({ readonly kind: "IndexActive" } & AboutIndex)
  | ({ readonly kind: "IndexDeleting" } & AboutIndex)
  | ({ readonly kind: "IndexDeleted" } & AboutIndex)
  | ({ readonly kind: "StreamEnabled"; readonly viewType: string } & AboutStream)
  | ({ readonly kind: "StreamDisabled" } & AboutStream)
  | ({ readonly kind: "StreamGone" } & AboutStream)
  | { readonly kind: "ShardClosed"; readonly region: string; readonly table: string; readonly shard: string }
  | {
      readonly kind: "TimeToLiveChanged";
      readonly region: string;
      readonly table: string;
      readonly attribute: string;
      readonly status: "ENABLING" | "ENABLED" | "DISABLING" | "DISABLED";
    }
  | ({
      readonly kind: "ItemExpired";
      readonly version: number;
      /** Seconds since the Unix epoch, as the item says. */
      readonly expiredAt: number;
    } & AboutGroup &
      AboutItem)
  | {
      readonly kind: "PartitionSwept";
      readonly region: string;
      readonly table: string;
      readonly partition: string;
      readonly expired: number;
    }
  | { readonly kind: "TableDeleting"; readonly region: string; readonly table: string }
  | { readonly kind: "TableDeleted"; readonly region: string; readonly table: string }
  | { readonly kind: "FaultInjected"; readonly fault: Fault }
  | { readonly kind: "ClockJumped"; readonly micros: Micros };

export type EventKind = Event["kind"];

export type Fidelity = "documented" | "measured" | "modelled";

/** How sure we are, and where it is written. Sources are the codes of ../shared/facts. */
export const EVENT_FACTS: Readonly<Record<EventKind, { readonly fidelity: Fidelity; readonly source: string }>> = {
  RequestSent: { fidelity: "documented", source: "API" },
  RequestRouted: { fidelity: "documented", source: "ATC22 §3; the hash function is ours (MD5)" },
  RequestRejected: { fidelity: "documented", source: "API" },
  RequestRetried: { fidelity: "modelled", source: "ATC22 §6.6: a wrong node makes the router look up again" },
  ResponseReceived: { fidelity: "documented", source: "API" },
  WriteWaited: { fidelity: "modelled", source: "one write at a time per item; the service's locking is not published" },
  ConditionFailed: { fidelity: "documented", source: "DG: condition expressions" },
  ItemLogged: { fidelity: "documented", source: "ATC22 §3" },
  LogPersisted: { fidelity: "documented", source: "ATC22 §3" },
  MajorityReached: { fidelity: "documented", source: "ATC22 §3: two of three" },
  ItemApplied: { fidelity: "modelled", source: "ATC22 §3; the delay is ours" },
  ItemRead: { fidelity: "documented", source: "ATC22 §3; DG:howitworks-readconsistency" },
  PageRead: { fidelity: "documented", source: "DG: Query, Scan; 1 MB pages" },
  TransactionRouted: { fidelity: "documented", source: "ATC23 §4: any coordinator takes any transaction" },
  TransactionStarted: { fidelity: "documented", source: "ATC23 §4: timestamp, then the ledger" },
  ItemPrepared: { fidelity: "documented", source: "ATC23 §4: prepare" },
  PrepareRefused: { fidelity: "documented", source: "ATC23 §4: condition, timestamp, ongoing transaction" },
  TransactionCommitted: { fidelity: "documented", source: "ATC23 §4: the ledger's write is the commit point" },
  TransactionCancelled: { fidelity: "documented", source: "ATC23 §4; API TransactionCanceledException" },
  ItemReleased: { fidelity: "documented", source: "ATC23 §4: commit, cancel" },
  TransactionCompleted: { fidelity: "documented", source: "ATC23 §4" },
  TransactionHandedOver: { fidelity: "documented", source: "ATC23 §4: recovery managers; the patience is ours" },
  WriteConflicted: { fidelity: "documented", source: "DG-TX: TransactionConflictException" },
  ReadConfirmed: {
    fidelity: "documented",
    source: "ATC23 §4: the second round; the item's version stands for the LSN",
  },
  TransactionReadRefused: { fidelity: "documented", source: "ATC23 §4; DG-TX" },
  LeaderSuspected: { fidelity: "documented", source: "ATC22 §6.2: ask the peers first" },
  ElectionStarted: { fidelity: "documented", source: "ATC22 §3" },
  VoteCast: { fidelity: "modelled", source: "ATC22 names Multi-Paxos; the votes are drawn as Raft's" },
  ElectionWon: { fidelity: "documented", source: "ATC22 §6.2: wait for the old lease" },
  LeaderElected: { fidelity: "documented", source: "ATC22 §3" },
  LeaderSteppedDown: { fidelity: "documented", source: "ATC22 §3: leadership is a lease" },
  LogCut: { fidelity: "modelled", source: "an entry no majority held is replaced" },
  ReplicaCaughtUp: { fidelity: "documented", source: "ATC22 §5.1" },
  IndexEntryQueued: { fidelity: "documented", source: "DG:gsi, asynchronous" },
  IndexEntryConfirmed: { fidelity: "documented", source: "DG:gsi" },
  IndexFellBehind: { fidelity: "modelled", source: "DG:gsi-throttling; how far behind is ours" },
  IndexCaughtUp: { fidelity: "modelled", source: "DG:gsi-throttling" },
  WriteThrottled: { fidelity: "documented", source: "DG:gsi-throttling" },
  StreamRecordAppended: { fidelity: "documented", source: "DG-CDC" },
  StreamRecordsTrimmed: { fidelity: "documented", source: "DG-CDC: 24 hours" },
  ShardAsked: { fidelity: "documented", source: "API Streams" },
  BatchPolled: { fidelity: "documented", source: "L-DDB: four polls a second" },
  FunctionInvoked: { fidelity: "documented", source: "L-DDB" },
  FunctionReturned: { fidelity: "documented", source: "L-DDB" },
  FunctionFailed: { fidelity: "documented", source: "L-DDB" },
  BatchCheckpointed: { fidelity: "documented", source: "L-DDB" },
  BatchRetryScheduled: { fidelity: "modelled", source: "L-DDB; the back-off is not published" },
  BatchGivenUp: { fidelity: "documented", source: "L-DDB" },
  ProgramStarted: { fidelity: "documented", source: "AWS SDK for JavaScript v3" },
  ConsoleWritten: { fidelity: "documented", source: "your code" },
  ProgramEnded: { fidelity: "documented", source: "your code" },
  FunctionDeployed: { fidelity: "documented", source: "AWS Lambda" },
  CopySent: { fidelity: "documented", source: "DG-GT-HOW" },
  CopyApplied: { fidelity: "documented", source: "DG-GT-HOW; usually within a second" },
  WriteLost: { fidelity: "documented", source: "DG-GT-HOW: last writer wins; the tie-break is ours" },
  TableCreating: { fidelity: "documented", source: "API CreateTable" },
  TableActive: { fidelity: "measured", source: "LAB timings" },
  TableUpdating: { fidelity: "documented", source: "API UpdateTable" },
  TableUpdated: { fidelity: "measured", source: "LAB timings" },
  SchemaChanged: { fidelity: "modelled", source: "how storage nodes learn of a change is not published" },
  IndexCreating: { fidelity: "documented", source: "DG:gsi-onlineops: resource allocation" },
  BackfillStarted: { fidelity: "documented", source: "DG:gsi-onlineops: backfilling" },
  BackfillProgressed: { fidelity: "modelled", source: "DG:gsi-onlineops; pages are ours" },
  IndexEntrySkipped: { fidelity: "documented", source: "DG:gsi-onlineops-violationdetection" },
  IndexActive: { fidelity: "measured", source: "LAB timings" },
  IndexDeleting: { fidelity: "documented", source: "DG:gsi-onlineops" },
  IndexDeleted: { fidelity: "measured", source: "LAB timings" },
  StreamEnabled: { fidelity: "measured", source: "LAB timings; DG-CDC" },
  StreamDisabled: { fidelity: "measured", source: "LAB timings; DG-CDC" },
  StreamGone: { fidelity: "documented", source: "DG-CDC: 24 hours" },
  ShardClosed: { fidelity: "documented", source: "DG-CDC: a stream that is switched off closes its shards" },
  TimeToLiveChanged: { fidelity: "documented", source: "DG-TTL-EN" },
  ItemExpired: { fidelity: "documented", source: "DG-TTL: deleted in the background, some time after" },
  PartitionSwept: { fidelity: "modelled", source: "DG23-TTL: a scanner per partition; its rhythm is ours" },
  TableDeleting: { fidelity: "documented", source: "API DeleteTable" },
  TableDeleted: { fidelity: "measured", source: "LAB timings" },
  FaultInjected: { fidelity: "modelled", source: "your fault" },
  ClockJumped: { fidelity: "modelled", source: "virtual time" },
};
