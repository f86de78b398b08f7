/**
 * The state of one replica: one copy of one partition on one node in one zone. A replica is a write-ahead log and an
 * ordered tree of items; one of the three leads. [REP-1]
 */
import { NumberedLog } from "../../base/numbered-log.ts";
import type { OrderedMap } from "../../base/ordered-map.ts";
import type { TableSchema } from "../../dynamo/table.ts";
import type { Context, Timer } from "../../sim/actor.ts";
import type { ActorId, Micros } from "../../sim/message.ts";
import type { Event } from "../events.ts";
import type { LogEntry, Message, RequestId, StorageCall } from "../messages.ts";
import type { HashRange } from "../placement.ts";
import { type GroupName, replicaId, ZONES, type Zone } from "../places.ts";
import type { StoredItem } from "../record.ts";
import type { PreparedItem } from "../transactions/transaction-mark.ts";
import type { TransactionStep, TransactionStepReply } from "../transactions/transaction-messages.ts";
import type { LocalIndexes } from "./local-indexes.ts";

export type ReplicaContext = Context<Message, Event>;

export type Role = "leader" | "follower" | "candidate";

/** A write that waits for the one before it on the same item. */
export type WaitingWrite =
  | {
      readonly kind: "storage";
      readonly request: RequestId;
      readonly attempt: number;
      readonly call: StorageCall & { readonly kind: "write" };
      readonly replyTo: ActorId;
    }
  | { readonly kind: "copy"; readonly message: CopyWriteMessage }
  | { readonly kind: "step"; readonly message: TransactionStep };

export type CopyWriteMessage = Extract<Message, { readonly type: "CopyWrite" }>;

/** A strongly consistent read that waits until its leader knows what is committed. */
export interface WaitingRead {
  readonly request: RequestId;
  readonly attempt: number;
  readonly call: StorageCall & { readonly kind: "read" | "page" };
  readonly replyTo: ActorId;
}

/** Whom to tell when an entry is committed. */
export type Waiter =
  | { readonly kind: "storage"; readonly request: RequestId; readonly attempt: number; readonly replyTo: ActorId }
  | { readonly kind: "copy"; readonly id: string; readonly replyTo: ActorId }
  | { readonly kind: "step"; readonly replyTo: ActorId; readonly reply: TransactionStepReply }
  | { readonly kind: "change"; readonly group: ActorId; readonly replyTo: ActorId };

/** Which part of the log a subscriber of the change feed is due. */
export interface Subscription {
  /** Writes after this LSN; 0: all. */
  readonly since: number;
  /** Writes up to this LSN, and then no more; null: it stays. */
  readonly until: number | null;
}

/** How far a subscriber of the change feed has got. */
export interface FeedCursor {
  /** Last LSN the subscriber has taken; -1: not known yet. */
  readonly acked: number;
  /** Highest LSN sent and not yet acknowledged; 0: nothing outstanding. */
  readonly sentUpTo: number;
}

export interface Watch {
  readonly watch: number;
  /** Times it has gone off. */
  readonly tries: number;
  readonly timer: Timer;
}

export interface ReplicaState extends LocalIndexes {
  readonly group: GroupName;
  readonly zone: Zone;
  readonly range: HashRange;
  /** How large an item collection may grow, where there are local indexes. */
  readonly collectionBytesMax: number;
  /** The other two. */
  readonly peers: readonly ActorId[];

  // durable
  schema: TableSchema;
  /** Of the table, as far as the applied log tells. */
  revision: number;
  /** Index writer and shard, in that order; none for an index. Replaced, never changed. */
  subscriptions: Record<ActorId, Subscription>;
  /** The attribute by which items expire; null: they do not. */
  timeToLive: string | null;
  term: number;
  votedFor: ActorId | null;
  log: NumberedLog<LogEntry>;
  /** Highest LSN known to be held by a majority. */
  commitLsn: number;
  /** Highest LSN put into `items`. */
  appliedLsn: number;
  items: OrderedMap<StoredItem>;
  liveItems: number;
  liveBytes: number;
  /** Items that take part in a transaction, by storage key. */
  prepared: Map<string, PreparedItem>;
  /** Timestamps of the last transactions that checked an item and left it as it was. */
  checked: Map<string, Micros>;

  // of this life
  role: Role;
  leader: ActorId | null;
  /** A follower has been told to apply up to here. */
  applyScheduled: number;
  silent: Set<ActorId>;
  lastHello: Map<ActorId, Micros>;
  /** End of the lease of the leader that fell silent. */
  oldLeaseEnds: Micros;
  votes: Set<ActorId>;

  // of a leader
  /** LSN of the first entry of its term. When that is committed, everything acknowledged before the term is known to be. */
  ownFrom: number;
  waitingReads: readonly WaitingRead[];
  matched: Map<ActorId, number>;
  /** LSN up to which entries are on their way to a peer; 0: none outstanding. */
  outstanding: Map<ActorId, number>;
  /** Peers that came back and lack entries. */
  catchingUp: Set<ActorId>;
  /** Highest commit LSN a peer has been told. */
  toldCommit: Map<ActorId, number>;
  waiters: Map<number, readonly Waiter[]>;
  /** Items with an uncommitted write, and who waits behind it. */
  locked: Map<string, readonly WaitingWrite[]>;
  /** Leader: LSN of a recent request, so that a router's second try is not a second write. */
  seen: Map<RequestId, number>;
  /** Copies that wait until an item is prepared no longer. */
  held: Map<string, readonly CopyWriteMessage[]>;
  /** When a prepared item makes the leader ask what became of the transaction. */
  watches: Map<string, Watch>;
  feed: Map<ActorId, FeedCursor>;
  /** Global indexes that have fallen behind: writes they would have to take are refused. [BP-3] */
  backlogged: readonly string[];
  leaseTimer: Timer | null;
}

export interface NewReplica extends Readonly<LocalIndexes> {
  readonly group: GroupName;
  readonly zone: Zone;
  readonly range: HashRange;
  readonly schema: TableSchema;
  readonly collectionBytesMax: number;
  readonly revision?: number;
  readonly subscribers: readonly ActorId[];
  /** Zone that leads at the start. */
  readonly leaderZone: Zone;
  /** Items every copy starts with; shared, never changed. */
  readonly items: OrderedMap<StoredItem>;
  readonly liveItems: number;
  readonly liveBytes: number;
}

export function newReplicaState(spec: NewReplica): ReplicaState {
  const leads = spec.zone === spec.leaderZone;
  const peers = ZONES.filter((z) => z !== spec.zone).map((z) => replicaId(spec.group, z));
  return {
    group: spec.group,
    zone: spec.zone,
    range: spec.range,
    collectionBytesMax: spec.collectionBytesMax,
    peers,
    schema: spec.schema,
    revision: spec.revision ?? 0,
    subscriptions: Object.fromEntries(spec.subscribers.map((id) => [id, { since: 0, until: null }])),
    timeToLive: null,
    term: 1,
    votedFor: null,
    log: NumberedLog.startingAt<LogEntry>(1),
    commitLsn: 0,
    appliedLsn: 0,
    items: spec.items.clone(),
    localEntries: spec.localEntries.clone(),
    collections: spec.collections.clone(),
    liveItems: spec.liveItems,
    liveBytes: spec.liveBytes,
    prepared: new Map(),
    checked: new Map(),
    role: leads ? "leader" : "follower",
    leader: replicaId(spec.group, spec.leaderZone),
    applyScheduled: 0,
    silent: new Set(),
    lastHello: new Map(),
    oldLeaseEnds: 0,
    votes: new Set(),
    ownFrom: 0,
    waitingReads: [],
    matched: new Map(leads ? peers.map((p) => [p, 0]) : []),
    outstanding: new Map(),
    catchingUp: new Set(),
    toldCommit: new Map(),
    waiters: new Map(),
    locked: new Map(),
    seen: new Map(),
    held: new Map(),
    watches: new Map(),
    feed: new Map(leads ? spec.subscribers.map((s) => [s, { acked: 0, sentUpTo: 0 }]) : []),
    backlogged: [],
    leaseTimer: null,
  };
}
