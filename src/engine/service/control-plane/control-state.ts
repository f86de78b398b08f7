/**
 * What the control plane of a Region keeps: where each table stands (the routers and machines know that too), the
 * ledger of what only people and the API ask about it, every stream that can still be read, and resource policies.
 * Records are replaced, never changed.
 */
import type { OnDemandCaps } from "../../dynamo/table-options.ts";
import type { Tag } from "../../dynamo/tag-rules.ts";
import type { Context, Timer } from "../../sim/actor.ts";
import type { ActorId, Micros } from "../../sim/message.ts";
import type { Event } from "../events.ts";
import type { KnownLeaders } from "../leader-finder.ts";
import type { Message } from "../messages.ts";
import type { StreamPlacement, TablePlacement } from "../placement.ts";
import type { GroupName } from "../places.ts";
import type { TableWork } from "./work-kinds.ts";

export type ControlContext = Context<Message, Event>;

/** What became of the capacity of a table or an index. */
export interface CapacityLedger {
  readonly lastIncreaseAt: Micros | null;
  /** Every decrease of the last two days, oldest first. */
  readonly decreases: readonly Micros[];
  readonly onDemand: OnDemandCaps | null;
  readonly warm: { readonly readUnits: number; readonly writeUnits: number };
  /** When the warm throughput that is shown is there; in the past: it is. */
  readonly warmAt: Micros;
}

export interface TimeToLiveLedger {
  readonly status: "ENABLING" | "ENABLED" | "DISABLING" | "DISABLED";
  readonly attribute: string | null;
  readonly changedAt: Micros | null;
}

/** Facts about a table that no machine needs. */
export interface TableLedger {
  /** By index name; "" is the table itself. */
  readonly capacity: Readonly<Record<string, CapacityLedger>>;
  /** Switches to on-demand, oldest first; a table made so begins with its creation. */
  readonly toOnDemandAt: readonly Micros[];
  /** Changes of the table class; null: no class was ever asked for. */
  readonly classChanges: readonly Micros[] | null;
  /** null: DynamoDB's own key. */
  readonly kmsKeyArn: string | null;
  readonly protectionChangedAt: Micros | null;
  readonly tags: readonly Tag[];
  /** Tags that a request has written and nobody sees yet. */
  readonly comingTags: { readonly tags: readonly Tag[]; readonly at: Micros } | null;
  readonly timeToLive: TimeToLiveLedger;
  /** Of the latest stream, even when it is switched off. */
  readonly latestStreamLabel: string | null;
}

/** A partition that has not answered yet. Replaced, never changed. */
export interface PendingChange {
  readonly group: GroupName;
  readonly to: ActorId;
  readonly attempt: number;
  readonly timer: Timer;
}

export interface ResourcePolicy {
  readonly document: string;
  readonly revision: string;
}

export interface ControlPlaneState {
  readonly region: string;
  tables: Map<string, TablePlacement>;
  ledgers: Map<string, TableLedger>;
  /** By ARN. */
  streams: Map<string, StreamPlacement>;
  /** By ARN of a table or a stream. */
  policies: Map<string, ResourcePolicy>;
  /** What is being done to tables, by the work's name. */
  works: Map<string, TableWork>;
  /** Partitions that have not taken their table's newest revision, by group. */
  changes: Map<ActorId, PendingChange>;
  leaders: KnownLeaders;
}

export function changesWaitInBackground(state: ControlPlaneState): boolean {
  for (const { timer } of state.changes.values()) if (timer.background) return true;
  return false;
}
