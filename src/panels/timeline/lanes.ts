/**
 * Which lanes the diagram has, and which lane a machine is on. Lanes follow one partition: that of the followed item,
 * or those of the latest requests. Other Regions are one lane each. Runs in the Worker.
 */
import {
  clientId,
  coordinatorId,
  type Event,
  functionId,
  type GroupName,
  ledgerId,
  partitionFor,
  type Reader,
  type Recorded,
  replicaId,
  replicatorId,
  routerId,
  shardName,
  type TablePlacement,
  triggerId,
  ZONES,
} from "../../engine/index.ts";

export type LaneKind = "client" | "router" | "leader" | "follower" | "index" | "shard" | "function" | "region";

export interface Lane {
  /** Stable while the lane means the same. */
  readonly id: string;
  readonly kind: LaneKind;
  readonly name: string;
  /** Zone of a copy. */
  readonly zone?: string;
}

export interface LanePlan {
  readonly lanes: readonly Lane[];
  /** Lane of a machine, or -1. */
  readonly laneOf: (actor: string) => number;
  /** Lane of an event: index work is shown on its index. -1: not shown. */
  readonly laneOfEvent: (recorded: Recorded<Event>) => number;
}

export interface LaneChoice {
  readonly item: { readonly table: string; readonly label: string } | null;
  /** Region whose machines have lanes of their own; null: the learner's. */
  readonly region: string | null;
}

/** Partitions shown at once when no item is followed. */
const PARTITIONS_MAX = 2;
/** Events looked at, back from the cursor, to find what is going on. */
const LOOK_BACK = 2000;
const ITEMS_LOOKED_AT = 100;

export function planLanes(reader: Reader, choice: LaneChoice): LanePlan {
  const region = choice.region !== null && reader.config.regions.includes(choice.region) ? choice.region : reader.home;
  const lanes: Lane[] = [];
  const byActor = new Map<string, number>();
  const byIndex = new Map<string, number>();
  const add = (lane: Lane, actors: readonly string[]): number => {
    const at = lanes.push(lane) - 1;
    for (const actor of actors) byActor.set(actor, at);
    return at;
  };
  const groups = chosenGroups(reader, region, choice);
  const tables = tablesOf(reader, region, groups);

  add({ id: "client", kind: "client", name: "client" }, [clientId(region)]);
  const client = 0;
  add({ id: "router", kind: "router", name: "router" }, [
    routerId(region),
    `${region}/control-plane`,
    ...ZONES.map((zone) => coordinatorId(region, zone)),
    ledgerId(region),
  ]);
  for (const group of groups) addCopies(reader, group, add);
  for (const table of tables) {
    for (const index of table.schema.indexes.filter((i) => i.kind === "global")) {
      const name = index.name;
      const parts = table.indexPartitions[name] ?? [];
      const actors = parts.flatMap((p) =>
        ZONES.map((zone) => replicaId({ region, table: table.schema.name, index: name, partition: p.name }, zone)),
      );
      byIndex.set(
        `${table.schema.name}|${name}`,
        add({ id: `index ${name}`, kind: "index", name: `GSI ${name}` }, actors),
      );
    }
    const first = byIndex.get(`${table.schema.name}|${table.schema.indexes.find((i) => i.kind === "global")?.name}`);
    if (first !== undefined)
      for (const p of table.partitions) byActor.set(`${region}/${table.schema.name}/${p.name}/index-writer`, first);
  }
  for (const group of groups) {
    const table = tables.find((t) => t.schema.name === group.table);
    if (table === undefined || table.schema.stream === null) continue;
    const shard = reader.shardId(region, group.table, group.partition);
    const replicators = table.regions
      .filter((r) => r !== region)
      .map((to) => replicatorId(region, to, group.table, group.partition));
    add({ id: `shard ${shard}`, kind: "shard", name: `shard ${shardName(group.partition)}` }, [shard, ...replicators]);
  }
  for (const table of tables) {
    for (const trigger of table.triggers) {
      const pollers = groups.map((g) => triggerId(reader.shardId(region, g.table, g.partition), trigger.functionName));
      add({ id: `function ${trigger.functionName}`, kind: "function", name: trigger.functionName }, [
        functionId(region, trigger.functionName),
        ...pollers,
      ]);
    }
  }
  const regionLanes = new Map<string, number>();
  for (const other of reader.config.regions) {
    if (other === region) continue;
    if (tables.length > 0 && !tables.some((t) => t.regions.includes(other))) continue;
    regionLanes.set(other, add({ id: `region ${other}`, kind: "region", name: other }, []));
  }

  const laneOf = (actor: string): number => {
    const known = byActor.get(actor);
    if (known !== undefined) return known;
    const where = actor.slice(0, Math.max(0, actor.indexOf("/")));
    if (where === region && actor.startsWith(`${region}/program/`)) return client;
    return regionLanes.get(where) ?? -1;
  };
  const laneOfEvent = ({ event, actor }: Recorded<Event>): number => {
    const lane = laneOf(actor);
    if (event.kind === "IndexEntryQueued" || event.kind === "IndexEntryConfirmed")
      return event.region === region && isOf(groups, actor) ? (byIndex.get(`${event.table}|${event.index}`) ?? -1) : -1;
    if (actor === "faults") return client;
    const kind = lanes[lane]?.kind;
    if (kind === "region") {
      const shown = REGION_EVENTS.has(event.kind) && !("index" in event && event.index !== null);
      return shown && (!("partition" in event || event.kind.startsWith("Copy")) || isOf(groups, actor)) ? lane : -1;
    }
    if (kind === "index") return INDEX_EVENTS.has(event.kind) ? lane : -1;
    return lane;
  };
  return { lanes, laneOf, laneOfEvent };
}

const REGION_EVENTS: ReadonlySet<string> = new Set([
  "RequestSent",
  "ResponseReceived",
  "CopyApplied",
  "WriteLost",
  "ItemRead",
  "MajorityReached",
  "LeaderElected",
]);
const INDEX_EVENTS: ReadonlySet<string> = new Set(["PageRead", "LeaderElected", "ElectionStarted"]);

/** Whether a machine belongs to one of these partitions, in whichever Region: "eu-west-1/Players/P2/a". */
function isOf(groups: readonly GroupName[], actor: string): boolean {
  const [, table, partition] = actor.split("/");
  return groups.some((g) => g.table === table && g.partition === partition);
}

function addCopies(reader: Reader, group: GroupName, add: (lane: Lane, actors: readonly string[]) => number): void {
  const copies = reader.copies(group);
  // While there is no leader, its lane stays with the one that led.
  const leader = (reader.leader(group) ?? copies.find((c) => c.state.role === "leader") ?? copies[0])?.zone ?? "a";
  const id = `${group.table}/${group.partition}`;
  add({ id: `${id} leader`, kind: "leader", name: `${group.partition} leader`, zone: leader }, [
    replicaId(group, leader),
  ]);
  for (const zone of ZONES) {
    if (zone !== leader)
      add({ id: `${id} ${zone}`, kind: "follower", name: `${group.partition} followers`, zone }, [
        replicaId(group, zone),
      ]);
  }
}

/** Partitions of the table that get lanes, in the order of their names. */
function chosenGroups(reader: Reader, region: string, { item }: LaneChoice): GroupName[] {
  const found = new Map<string, GroupName>();
  const look = (positions: readonly number[] | null, count: number, wanted: number): void => {
    for (let n = count - 1; n >= Math.max(0, count - LOOK_BACK) && found.size < wanted; n--) {
      const event = reader.events[positions === null ? n : (positions[n] as number)]?.event;
      const group = event === undefined ? null : groupOf(event, region);
      if (group !== null) found.set(`${group.table}/${group.partition}`, group);
    }
  };
  if (item !== null) {
    const positions = reader.eventsOfItem(item.table, item.label);
    look(positions, positions.length, 1);
  }
  // An item that nothing happened to yet has no place on record: its copies are looked for.
  if (item !== null && found.size === 0) {
    const table = reader.table(region, item.table);
    const home = table?.partitions.find((p) =>
      holds(reader, { region, table: item.table, index: null, partition: p.name }, item.label),
    );
    if (home !== undefined) found.set("home", { region, table: item.table, index: null, partition: home.name });
  }
  if (found.size === 0) look(null, reader.eventCount, PARTITIONS_MAX);
  if (found.size === 0) {
    const table = (item === null ? undefined : reader.table(region, item.table)) ?? reader.tables(region)[0];
    const partition = table === undefined ? undefined : partitionFor(table.partitions, 0);
    if (table !== undefined && partition !== undefined)
      found.set("first", { region, table: table.schema.name, index: null, partition: partition.name });
  }
  return [...found.values()].sort((a, b) => (`${a.table}/${a.partition}` < `${b.table}/${b.partition}` ? -1 : 1));
}

/** Whether one of the first items of a partition has that name; a full walk would cost too much for each frame. */
function holds(reader: Reader, group: GroupName, label: string): boolean {
  let n = 0;
  for (const [, stored] of reader.copies(group)[0]?.state.items.entriesFrom("") ?? []) {
    if (stored.label === label) return true;
    if (++n >= ITEMS_LOOKED_AT) return false;
  }
  return false;
}

function groupOf(event: Event, region: string): GroupName | null {
  if (event.kind === "RequestRouted")
    return event.index === null && event.replica.startsWith(`${region}/`)
      ? { region, table: event.table, index: null, partition: event.partition }
      : null;
  if ("partition" in event && "zone" in event && event.index === null && event.region === region)
    return { region, table: event.table, index: null, partition: event.partition };
  return null;
}

function tablesOf(reader: Reader, region: string, groups: readonly GroupName[]): readonly TablePlacement[] {
  return reader.tables(region).filter((t) => groups.some((g) => g.table === t.schema.name));
}
