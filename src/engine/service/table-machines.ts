/**
 * The machines of one table in one Region: for each partition three replicas, for each index its own, an index writer,
 * a shard, triggers and replicators. The control plane calls it when a table is made or deleted; a world calls it for
 * the tables it starts with. [PART-4, PART-5]
 */

import { present } from "../base/assert.ts";
import type { Machines } from "../sim/actor.ts";
import type { ActorId } from "../sim/message.ts";
import { streamArn } from "./arns.ts";
import { newIndexWriterState } from "./index-writer.ts";
import type { Partition, StreamPlacement, TablePlacement } from "./placement.ts";
import {
  type GroupName,
  groupId,
  indexWriterId,
  placeIn,
  replicaId,
  replicatorId,
  shardId,
  triggerId,
  ZONES,
  type Zone,
} from "./places.ts";
import { newReplicaState } from "./replica/replica-state.ts";
import { newReplicatorState } from "./replicator.ts";
import { type Content, noContent, type StartContent } from "./start-content.ts";
import { newStreamShardState } from "./stream-shard.ts";
import { newTriggerState } from "./trigger-state.ts";

/** The zone whose replica leads at the start: spread over the zones, so that no zone leads everything. */
export function firstLeaderZone(partitionIndex: number): Zone {
  return present(ZONES[(partitionIndex + 1) % ZONES.length], "a zone");
}

/** Leaders at the start, by group. */
export function firstLeaders(placement: TablePlacement): Map<ActorId, ActorId> {
  const leaders = new Map<ActorId, ActorId>();
  for (const { group, zone } of groupsOf(placement)) leaders.set(groupId(group), replicaId(group, zone));
  return leaders;
}

/** Every partition of the table and of its indexes. */
export function groupsOf(placement: TablePlacement): { group: GroupName; partition: Partition; zone: Zone }[] {
  const { region, schema } = placement;
  const table = placement.partitions.map((partition, i) => ({
    group: { region, table: schema.name, index: null, partition: partition.name },
    partition,
    zone: firstLeaderZone(i),
  }));
  const indexes = schema.indexes
    .filter((index) => index.kind === "global")
    .flatMap((index) =>
      present(placement.indexPartitions[index.name], index.name).map((partition, i) => ({
        group: { region, table: schema.name, index: index.name, partition: partition.name },
        partition,
        zone: firstLeaderZone(i + 1),
      })),
    );
  return [...table, ...indexes];
}

/** @param start null: the table is empty */
export function spawnTable(machines: Machines, placement: TablePlacement, start: StartContent | null): void {
  for (const place of groupsOf(placement)) {
    const { group } = place;
    spawnGroup(machines, placement, place, start?.of(group.index, group.partition) ?? EMPTY);
    if (group.index !== null) continue;
    if (hasGlobalIndex(placement)) spawnIndexWriter(machines, placement, group);
    if (placement.streamLabel !== null) spawnShard(machines, placement, group);
  }
}

/** The partitions of an index that joins a table, empty, and index writers where there are none yet. [GSI-1] */
export function spawnIndex(machines: Machines, placement: TablePlacement, index: string): void {
  for (const place of groupsOf(placement)) {
    if (place.group.index === index) spawnGroup(machines, placement, place, EMPTY);
    else if (place.group.index === null && !machines.exists(indexWriterId(place.group)))
      spawnIndexWriter(machines, placement, place.group);
  }
}

/** @param placement that has the index still. Its table keeps index writers while it has another index. */
export function retireIndex(machines: Machines, placement: TablePlacement, index: string): void {
  const last = placement.schema.indexes.every(({ name, kind }) => name === index || kind === "local");
  for (const { group } of groupsOf(placement)) {
    if (group.index === index) for (const zone of ZONES) machines.retire(replicaId(group, zone));
    else if (group.index === null && last) machines.retire(indexWriterId(group));
  }
}

/** The shards of the stream that `placement` names. */
export function spawnStream(machines: Machines, placement: TablePlacement): void {
  for (const { group } of groupsOf(placement)) if (group.index === null) spawnShard(machines, placement, group);
}

export function shardsOf({ region, table, partitions, generation }: StreamPlacement): ActorId[] {
  return partitions.map(({ name }) => shardId(region, table, name, generation));
}

/** Shards and whoever still reads them. */
export function retireStream(machines: Machines, stream: StreamPlacement): void {
  const shards = shardsOf(stream);
  const ids = [...machines.all()].map((m) => m.id);
  for (const id of ids) if (shards.some((s) => id === s || id.startsWith(`${s}/`))) machines.retire(id);
}

function spawnGroup(
  machines: Machines,
  placement: TablePlacement,
  { group, partition, zone }: ReturnType<typeof groupsOf>[number],
  content: Content,
): void {
  const { schema, revision, collectionBytesMax } = placement;
  const subscribers = group.index === null ? subscribersOf(placement, group) : [];
  const { range } = partition;
  for (const each of ZONES) {
    const known = { group, range, schema, revision, collectionBytesMax, subscribers, leaderZone: zone };
    const spec = { ...known, zone: each, ...content };
    machines.spawn("replica", replicaId(group, each), placeIn(group.region, each), newReplicaState(spec));
  }
}

function spawnIndexWriter(machines: Machines, placement: TablePlacement, group: GroupName): void {
  const state = newIndexWriterState({ group, placement, leaders: firstLeaders(placement) });
  machines.spawn("index-writer", indexWriterId(group), placeIn(group.region), state);
}

/** Retires every machine of the table but the shards: a stream can be read for a day after its table is gone. */
export function retireTable(machines: Machines, placement: TablePlacement): void {
  const prefix = `${placement.region}/${placement.schema.name}/`;
  const indexPrefix = `${placement.region}/${placement.schema.name}:`;
  const ids = [...machines.all()]
    .map((m) => m.id)
    .filter((id) => (id.startsWith(prefix) && !id.startsWith(`${prefix}stream`)) || id.startsWith(indexPrefix));
  for (const id of ids) machines.retire(id);
  // Replicators of other Regions that write to this one have nobody to write to any more.
  for (const from of placement.regions) {
    for (const { name } of placement.partitions) {
      const replicator = replicatorId(from, placement.region, placement.schema.name, name);
      if (from !== placement.region && machines.exists(replicator)) machines.retire(replicator);
    }
  }
}

function spawnShard(machines: Machines, placement: TablePlacement, group: GroupName): void {
  const { region, schema, triggers, streamLabel } = placement;
  const { partition } = group;
  const table = schema.name;
  const shard = shardId(region, table, partition, placement.streamGeneration);
  const others = placement.regions.filter((r) => r !== region);
  const listeners = [
    ...triggers.map((t) => triggerId(shard, t.functionName)),
    ...others.map((to) => replicatorId(region, to, table, partition)),
  ];
  const place = placeIn(region);
  machines.spawn("stream-shard", shard, place, newStreamShardState({ region, schema, partition, listeners }));
  for (const settings of triggers) {
    const arn = streamArn(region, table, present(streamLabel, "a table with triggers has a stream"));
    const viewType = present(schema.stream, "stream");
    const state = newTriggerState({ region, table, partition, settings, streamArn: arn, viewType, shardLast: 0 });
    machines.spawn("trigger", triggerId(shard, settings.functionName), place, state);
  }
  for (const to of others) {
    const destination: TablePlacement = { ...placement, region: to };
    machines.spawn(
      "replicator",
      replicatorId(region, to, table, partition),
      place,
      newReplicatorState({ table, from: region, to, partition, destination, leaders: firstLeaders(destination) }),
    );
  }
}

/** Who gets the change feed of a table partition. */
export function subscribersOf(placement: TablePlacement, group: GroupName): ActorId[] {
  const out: ActorId[] = [];
  if (hasGlobalIndex(placement)) out.push(indexWriterId(group));
  if (placement.streamLabel !== null)
    out.push(shardId(group.region, group.table, group.partition, placement.streamGeneration));
  return out;
}

/** An index that is going takes nothing any more. */
function hasGlobalIndex(placement: TablePlacement): boolean {
  return placement.schema.indexes.some((index) => index.kind === "global" && index.phase !== "deleting");
}

const EMPTY: Content = noContent();
