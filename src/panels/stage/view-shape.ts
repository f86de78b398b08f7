// The stage's view: what the Worker says about the world for one picture. Plain JSON, numbers in microseconds and
// whole units. Only shapes; `view.ts` fills them and the layout and the components read them.

import type { ActorId, ItemIdentity, LinkFault, Micros, Zone } from "../../engine/index.ts";

export interface StageParams {
  /** The branch to draw, at the cursor's time; absent: the cursor's own. Read by the Worker's host. */
  readonly branch?: number;
  /** The table on the stage; null: the first of the learner's Region. */
  readonly table: string | null;
  readonly followed: {
    readonly table: string;
    readonly label: string;
  } | null;
  readonly zoom: "world" | "region" | "partition" | "item";
  /** Region shown in full; null: the learner's own. */
  readonly region: string | null;
  /** Group id of the partition in question; null: that of the followed item. */
  readonly partition: ActorId | null;
  /** Request whose path is drawn; null: the last one of the followed item. */
  readonly request: string | null;
}

export interface StageView {
  readonly now: Micros;
  readonly table: string | null;
  readonly tables: readonly string[];
  /** The learner's own Region. */
  readonly home: string;
  /** Region shown in full. */
  readonly focus: string;
  readonly regions: readonly RegionView[];
  readonly links: readonly LinkView[];
  readonly packets: readonly PacketView[];
  readonly followed: FollowedView | null;
  /** The route the request in question took, and what follows from it. */
  readonly path: readonly PathLeg[];
  /** Name of the partition in question ("P2"): wide, and opened by the zoom. */
  readonly partition: string | null;
  readonly closeUp: CloseUpView | null;
  readonly life: ItemLifeView | null;
}

export interface FollowedView {
  readonly table: string;
  readonly label: string;
  readonly look: ItemIdentity;
  /** 0..65535; null when no copy of it was ever made. */
  readonly hash: number | null;
  readonly request: string | null;
  readonly operation: string | null;
}

export interface RegionView {
  readonly name: string;
  /** Status of the table in this Region; null: it is not here. */
  readonly status: "CREATING" | "ACTIVE" | "DELETING" | null;
  readonly items: number;
  /** Requests their callers wait for. */
  readonly waiting: number;
  /** Operation of the caller's last request; null when it never asked. */
  readonly operation: string | null;
  /** What the router turned away or tried again last; null when nothing of the kind is under way. */
  readonly retrying: number;
  readonly zonesDown: readonly Zone[];
  readonly partitions: readonly PartitionView[];
  readonly indexes: readonly IndexView[];
  /** Null: no stream. */
  readonly shards: readonly ShardView[] | null;
  readonly triggers: readonly TriggerView[];
}

export interface PartitionView {
  readonly id: ActorId;
  readonly name: string;
  /** Hashes from <= hash < to, 0..65536. */
  readonly from: number;
  readonly to: number;
  readonly items: number;
  readonly bytes: number;
  /** Every item while they are few; only the followed one when `heat` stands for the rest. */
  readonly held: readonly HeldItem[];
  /** Items per slice of the hash range, when there are too many to draw. */
  readonly heat: readonly number[] | null;
  readonly copies: readonly ReplicaView[];
  readonly election: ElectionView | null;
  readonly local: readonly LocalIndexView[];
}

/** What one partition holds of a local index, in the order of its keys. */
export interface LocalIndexView {
  readonly name: string;
  /** null: too many to draw. */
  readonly entries: readonly { readonly label: string; readonly look: ItemIdentity; readonly text: string }[] | null;
}

export interface HeldItem {
  readonly label: string;
  readonly look: ItemIdentity;
  readonly hash: number;
  /** Newest version committed anywhere; 0: deleted. */
  readonly newest: number;
}

export interface ReplicaView {
  readonly id: ActorId;
  readonly zone: Zone;
  readonly leader: boolean;
  readonly candidate: boolean;
  readonly down: boolean;
  readonly lsn: number;
  /** Version of each of the partition's `held` items here, 0 for none. */
  readonly versions: readonly number[];
  /** How many versions behind the newest, for each of `held`; 0: up to date. */
  readonly behind: readonly number[];
  /** Entries in the log that are not in the tree yet, oldest first. */
  readonly logged: readonly LoggedView[];
}

export interface LoggedView {
  readonly lsn: number;
  readonly term: number;
  readonly label: string;
  readonly look: ItemIdentity;
  /** 0: a deletion. */
  readonly version: number;
  /** A majority holds it. */
  readonly committed: boolean;
}

export interface ElectionView {
  readonly term: number;
  /** silent: nobody has noticed yet; asking: for votes; waiting: won, until the old lease has run out. */
  readonly phase: "silent" | "asking" | "waiting";
  readonly candidate: Zone | null;
  readonly votes: number;
}

export interface IndexView {
  readonly name: string;
  /** "league → score". */
  readonly keyText: string;
  /** It has a sort key, so its entries have an order worth telling. */
  readonly sorted: boolean;
  /** In the order of their hash ranges. */
  readonly partitions: readonly { readonly name: string; readonly count: number }[];
  readonly count: number;
  /** In the order of the index key. Empty when `heat` stands for them. */
  readonly entries: readonly IndexEntryView[];
  readonly heat: readonly number[] | null;
  /** On their way, oldest first. */
  readonly waiting: readonly WaitingEntryView[];
  /** Items whose entries are older than the table. */
  readonly behind: number;
}

export interface IndexEntryView {
  readonly label: string;
  readonly look: ItemIdentity;
  readonly text: string;
  readonly stale: boolean;
}

export interface WaitingEntryView {
  readonly label: string;
  readonly look: ItemIdentity;
  readonly text: string;
  readonly version: number;
  readonly action: "put" | "remove";
  /** On the wire to the index's partition. */
  readonly sent: boolean;
}

export interface ShardView {
  readonly id: ActorId;
  readonly name: string;
  readonly partition: string;
  /** Records ever written. */
  readonly last: number;
  readonly records: readonly RecordView[];
  /** Committed changes that are not in the shard yet. */
  readonly arriving: readonly { readonly label: string; readonly look: ItemIdentity; readonly version: number }[];
  readonly readers: readonly { readonly functionName: string; readonly position: number }[];
}

export interface RecordView {
  readonly position: number;
  readonly label: string;
  readonly look: ItemIdentity;
  readonly version: number;
  /** Last three digits of the sequence number. */
  readonly digits: string;
}

export type TriggerPhase = "parked" | "polling" | "reading" | "invoking" | "backing-off";

export interface TriggerView {
  readonly functionName: string;
  readonly phase: TriggerPhase;
  readonly shard: string;
  readonly batchSize: number;
  readonly batch: readonly RecordView[];
  /** Attempt under way or to come, from 1. */
  readonly attempt: number;
  readonly error: string | null;
  readonly iteratorAgeMicros: Micros;
  /** Start of the invocation, or end of the back-off; null otherwise. */
  readonly since: Micros | null;
  readonly coldStart: boolean;
  /** Records no reader has taken, over all shards. */
  readonly unread: number;
}

export interface LinkView {
  readonly a: string;
  readonly b: string;
  readonly fault: LinkFault;
  /** Age of the oldest copy not delivered, or else how long the last one took; null: nothing was ever copied. */
  readonly lagMicros: Micros | null;
  /** Copies not delivered yet, on the wire or waiting for it. */
  readonly undelivered: number;
  readonly inFlight: number;
}

export type PacketKind = "request" | "response" | "log" | "ack" | "signal" | "feed" | "records" | "copy";

export interface PacketView {
  readonly id: number;
  readonly kind: PacketKind;
  readonly from: ActorId;
  readonly to: ActorId;
  readonly sentAt: Micros;
  readonly at: Micros;
  readonly label: string | null;
  readonly look: ItemIdentity | null;
  readonly version: number | null;
  /** Items it carries. */
  readonly count: number;
}

export interface PathLeg {
  readonly kind: "request" | "log" | "index" | "stream" | "trigger" | "region";
  readonly from: ActorId;
  readonly to: ActorId;
  readonly state: "done" | "moving" | "todo";
}

/** A partition opened: the zoom level Partition. */
export interface CloseUpView {
  readonly partition: PartitionView;
  readonly neighbours: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  readonly region: string;
  /** Items by slice of the partition's range, and each drawn item's attributes. */
  readonly density: readonly number[];
  readonly rows: readonly CloseUpRow[];
  readonly replicas: readonly CloseUpReplica[];
  readonly shard: ShardView | null;
}

export interface CloseUpRow {
  readonly label: string;
  readonly look: ItemIdentity;
  readonly hash: number;
  readonly attributes: readonly string[];
}

export interface CloseUpReplica {
  readonly id: ActorId;
  readonly zone: Zone;
  readonly term: number;
  readonly commitLsn: number;
  /** For each row: values of its attributes, "" where there is none; null when the item is not here. */
  readonly values: readonly (readonly string[] | null)[];
  readonly tail: readonly (Omit<LoggedView, "label" | "look"> & {
    readonly label: string | null;
    readonly look: ItemIdentity | null;
    readonly applied: boolean;
  })[];
}

/** Every copy of one item over time: the zoom level Item. */
export interface ItemLifeView {
  readonly from: Micros;
  readonly to: Micros;
  readonly newest: number;
  readonly rows: readonly LifeRow[];
  readonly thread: readonly {
    readonly name: string;
    readonly at: Micros | null;
    readonly step: number | null;
    readonly state: "done" | "now" | "later";
  }[];
  readonly shard: ShardView | null;
}

export interface LifeRow {
  /** Rows of one place stand together under its name. */
  readonly place: string;
  readonly name: string;
  readonly leader: boolean;
  readonly down: boolean;
  readonly index: boolean;
  /** What it holds now, written; null: nothing. */
  readonly holds: string | null;
  readonly behind: number;
  readonly bars: readonly {
    readonly from: Micros;
    readonly to: Micros;
    readonly text: string;
    readonly version: number;
    readonly stale: boolean;
  }[];
}
