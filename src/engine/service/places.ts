/**
 * Names of machines and where they stand. An id is readable on purpose: it is what a link, an event and a lesson say.
 * Places are interned, so that comparing and naming wires costs nothing.
 */
import type { ActorId } from "../sim/message.ts";
import type { Place } from "../sim/network.ts";

export const ZONES = ["a", "b", "c"] as const;
export type Zone = (typeof ZONES)[number];

const interned = new Map<string, Place>();

/** The one Place object of a Region (zone null) or of a zone in it. */
export function placeIn(region: string, zone: Zone | null = null): Place {
  const name = `${region}/${zone ?? "*"}`;
  let place = interned.get(name);
  if (place === undefined) {
    place = { region, zone };
    interned.set(name, place);
  }
  return place;
}

/** A partition of a table ("P2") or of an index ("I1"). */
export interface GroupName {
  readonly region: string;
  readonly table: string;
  /** null: the table itself. */
  readonly index: string | null;
  /** "P2", or "I1" for an index. */
  readonly partition: string;
}

export const FAULTS_ID: ActorId = "faults";

export const clientId = (region: string): ActorId => `${region}/client`;
export const gatewayId = (region: string): ActorId => `${region}/gateway`;
export const routerId = (region: string): ActorId => `${region}/router`;
/** One transaction coordinator in each zone. */
export const coordinatorId = (region: string, zone: Zone): ActorId => `${region}/coordinator/${zone}`;
export const ledgerId = (region: string): ActorId => `${region}/ledger`;
export const controlPlaneId = (region: string): ActorId => `${region}/control-plane`;
export const programId = (region: string, run: number): ActorId => `${region}/program/${run}`;
export const functionId = (region: string, name: string): ActorId => `${region}/function/${name}`;

const groupIds = new WeakMap<GroupName, ActorId>();

/** Worked out once for each name: routers and copies ask for it at every message. */
export function groupId(group: GroupName): ActorId {
  let id = groupIds.get(group);
  if (id === undefined) {
    id = idOfGroup(group);
    groupIds.set(group, id);
  }
  return id;
}

function idOfGroup(group: GroupName): ActorId {
  return `${group.region}/${group.table}${group.index === null ? "" : `:${group.index}`}/${group.partition}`;
}
export function replicaId(group: GroupName, zone: Zone): ActorId {
  return `${groupId(group)}/${zone}`;
}
export const indexWriterId = (group: GroupName): ActorId => `${groupId(group)}/index-writer`;
/** One shard per partition: partition P2 writes shard S2. @param generation which of the table's streams */
export const shardId = (region: string, table: string, partition: string, generation = 1): ActorId =>
  `${region}/${table}/stream${generation === 1 ? "" : generation}/${shardName(partition)}`;
export const shardName = (partition: string): string => `S${partition.slice(1)}`;
export const backfillId = (group: GroupName, index: string): ActorId => `${groupId(group)}/backfill/${index}`;
export const sweeperId = (group: GroupName): ActorId => `${groupId(group)}/sweeper`;
export const triggerId = (shard: ActorId, functionName: string): ActorId => `${shard}/trigger/${functionName}`;
export const replicatorId = (from: string, to: string, table: string, partition: string): ActorId =>
  `${from}/${table}/${partition}/replicator/${to}`;
