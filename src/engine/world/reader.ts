/**
 * The world as views see it: read-only, at the cursor. A view asks for what it draws; nothing here computes pictures,
 * and nothing here can change the world.
 */
import { present } from "../base/assert.ts";
import type { ClientState } from "../service/client.ts";
import type { ControlPlaneState } from "../service/control-plane/control-state.ts";
import type { Event } from "../service/events.ts";
import type { FunctionState } from "../service/function.ts";
import type { IndexWriterState } from "../service/index-writer.ts";
import type { Message } from "../service/messages.ts";
import type { StreamPlacement, TablePlacement } from "../service/placement.ts";
import {
  clientId,
  controlPlaneId,
  functionId,
  type GroupName,
  indexWriterId,
  replicaId,
  replicatorId,
  routerId,
  shardId,
  triggerId,
  ZONES,
  type Zone,
} from "../service/places.ts";
import type { ReplicaState } from "../service/replica/replica-state.ts";
import type { ReplicatorState } from "../service/replicator.ts";
import type { RouterState } from "../service/router/router-state.ts";
import type { StreamShardState } from "../service/stream-shard.ts";
import type { TriggerState } from "../service/trigger-state.ts";
import type { ActorId, Delivery, Micros } from "../sim/message.ts";
import type { LinkFault } from "../sim/network.ts";
import type { Recorded, StepRecord } from "../sim/simulation.ts";
import type { Branch } from "./branch.ts";
import type { WorldConfig } from "./config.ts";
import type { ItemIdentity } from "./identities.ts";
import type { Timeline } from "./timeline.ts";

/** One of the three copies of a partition. */
export interface CopyView {
  readonly id: ActorId;
  readonly zone: Zone;
  readonly down: boolean;
  readonly state: Readonly<ReplicaState>;
}

export class Reader {
  constructor(private readonly timeline: Timeline) {}

  get config(): WorldConfig {
    return this.timeline.world.config;
  }
  get seed(): number {
    return this.timeline.scenario.seed;
  }
  get now(): Micros {
    return this.timeline.world.now;
  }
  /** Steps executed up to the cursor. */
  get step(): number {
    return this.timeline.step;
  }
  get quiet(): boolean {
    return this.timeline.quiet;
  }
  get branch(): Branch {
    return this.timeline.branch;
  }
  get branches(): readonly Branch[] {
    return this.timeline.branches;
  }
  /** The learner's own Region. */
  get home(): string {
    return this.timeline.world.home;
  }

  /** Events up to the cursor are the first `eventCount` of `events`; the rest is a future that was seen before a step back. */
  get events(): readonly Recorded<Event>[] {
    return this.branch.events;
  }
  get eventCount(): number {
    return this.branch.eventCount(this.step);
  }
  /** steps[i] is step i + 1; those after the cursor are a known future. */
  get steps(): readonly StepRecord<Message>[] {
    return this.branch.steps;
  }
  /** The last executed step, or undefined at the start. */
  get lastStep(): StepRecord<Message> | undefined {
    return this.branch.steps[this.step - 1];
  }
  /** Messages and timers on their way, in delivery order. */
  pending(): readonly Delivery<Message>[] {
    return this.timeline.world.simulation.pending();
  }

  /** Tables of a Region, as its control plane knows them, by name. */
  tables(region: string): readonly TablePlacement[] {
    const state = this.timeline.world.simulation.read(controlPlaneId(region)) as ControlPlaneState | undefined;
    return [...(state?.tables.values() ?? [])].sort((a, b) => (a.schema.name < b.schema.name ? -1 : 1));
  }
  table(region: string, name: string): TablePlacement | undefined {
    return this.tables(region).find((t) => t.schema.name === name);
  }

  /** The three copies of a partition, zones a to c. Empty while the table is being created. */
  copies(group: GroupName): readonly CopyView[] {
    return ZONES.flatMap((zone) => {
      const id = replicaId(group, zone);
      const state = this.timeline.world.simulation.read(id) as ReplicaState | undefined;
      return state === undefined ? [] : [{ id, zone, down: this.isDown(id), state }];
    });
  }
  /** The copy that leads and is up; undefined during an election. */
  leader(group: GroupName): CopyView | undefined {
    return this.copies(group).find((c) => c.state.role === "leader" && !c.down);
  }

  client(region: string): ClientState {
    return present(this.timeline.world.simulation.read(clientId(region)), region) as ClientState;
  }
  router(region: string): RouterState {
    return present(this.timeline.world.simulation.read(routerId(region)), region) as RouterState;
  }
  indexWriter(group: GroupName): IndexWriterState | undefined {
    return this.timeline.world.simulation.read(indexWriterId(group)) as IndexWriterState | undefined;
  }
  /** A shard of the stream that records changes now; of the first one while there is none. */
  shard(region: string, table: string, partition: string): StreamShardState | undefined {
    return this.timeline.world.simulation.read(this.shardId(region, table, partition)) as StreamShardState | undefined;
  }
  trigger(region: string, table: string, partition: string, functionName: string): TriggerState | undefined {
    const id = triggerId(this.shardId(region, table, partition), functionName);
    return this.timeline.world.simulation.read(id) as TriggerState | undefined;
  }
  shardId(region: string, table: string, partition: string): ActorId {
    return shardId(region, table, partition, this.table(region, table)?.streamGeneration);
  }
  /** Streams of a Region that can still be read, those that are switched off included. */
  streams(region: string): readonly StreamPlacement[] {
    const state = this.timeline.world.simulation.read(controlPlaneId(region)) as ControlPlaneState | undefined;
    return [...(state?.streams.values() ?? [])];
  }
  function(region: string, name: string): FunctionState | undefined {
    return this.timeline.world.simulation.read(functionId(region, name)) as FunctionState | undefined;
  }
  replicator(from: string, to: string, table: string, partition: string): ReplicatorState | undefined {
    return this.timeline.world.simulation.read(replicatorId(from, to, table, partition)) as ReplicatorState | undefined;
  }

  isDown(id: ActorId): boolean {
    return this.timeline.world.simulation.isDown(id);
  }
  link(a: string, b: string): LinkFault {
    return this.timeline.world.simulation.linkBetween(a, b);
  }

  identity(table: string, label: string): ItemIdentity {
    return this.branch.identities.of(table, label);
  }
  /** Positions in `events` of what concerns an item, ascending; the known future included. */
  eventsOfItem(table: string, label: string): readonly number[] {
    return this.branch.eventsOfItem(table, label);
  }
  eventsOfRequest(request: string): readonly number[] {
    return this.branch.eventsOfRequest(request);
  }

  /** Canonical hash of the world at the cursor. Costs a walk over every item. */
  hash(): string {
    return this.timeline.world.hash();
  }
}
