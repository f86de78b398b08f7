/**
 * What must be true of a world that has come to rest, whatever happened before. Each checker is named after what it
 * checks and returns sentences about what it found wrong; none is an empty list.
 */
import { canonicalJson } from "../base/canonical.ts";
import { projectIndexEntry } from "../dynamo/index-entries.ts";
import { collectionOf } from "../dynamo/keys.ts";
import { hasLocalIndex, localEntriesOf } from "../dynamo/local-indexes.ts";
import type { Event } from "../service/events.ts";
import { partitionsOf } from "../service/placement.ts";
import type { StoredItem } from "../service/record.ts";
import { localKey } from "../service/replica/local-indexes.ts";
import type { ReplicaState } from "../service/replica/replica-state.ts";
import { requestIdOf } from "../world/commands.ts";
import { Reader } from "../world/reader.ts";
import type { Timeline } from "../world/timeline.ts";
import { streamsAreExact } from "./stream-checker.ts";
import {
  moneyIsConserved,
  nothingIsLeftPrepared,
  tokensAreUsedOnce,
  transactionsAreAtomic,
  transactionsAreSerialisable,
} from "./transaction-checkers.ts";

type Checker = (timeline: Timeline, reader: Reader) => string[];

export const CHECKERS: Readonly<Record<string, Checker>> = {
  "every request is answered once": everyRequestAnswered,
  "replicas converge": replicasConverge,
  "one leader per partition": oneLeader,
  "index is the projection of its table": indexIsProjection,
  "local indexes are the projection of their copy": localIndexesAreProjections,
  "acknowledged writes survive": acknowledgedWritesSurvive,
  "strong reads see what was acknowledged": strongReadsAreFresh,
  "stream: every change once, in order per item": streamsAreExact,
  "Regions converge": regionsConverge,
  "trigger: every record done once or given up, in order": triggersAreComplete,
  "no item stays prepared": nothingIsLeftPrepared,
  "transactions happen whole or not at all": transactionsAreAtomic,
  "money is conserved": moneyIsConserved,
  "a token is used once": tokensAreUsedOnce,
  "transactions are serialisable": transactionsAreSerialisable,
};

/** Runs every checker. */
export function checkWorld(timeline: Timeline): string[] {
  const reader = new Reader(timeline);
  return Object.keys(CHECKERS).flatMap((name) =>
    (CHECKERS[name] as Checker)(timeline, reader).map((v) => `${name}: ${v}`),
  );
}

function everyRequestAnswered(timeline: Timeline, reader: Reader): string[] {
  const answers = new Map<string, number>();
  for (const e of reader.events)
    if (e.event.kind === "ResponseReceived") answers.set(e.event.request, (answers.get(e.event.request) ?? 0) + 1);
  return timeline.branch.commands
    .filter((c) => c.kind === "request" && answers.get(requestIdOf(c)) !== 1)
    .map((c) => `${requestIdOf(c)} was answered ${answers.get(requestIdOf(c)) ?? 0} times`);
}

function replicasConverge(_timeline: Timeline, reader: Reader): string[] {
  const found: string[] = [];
  for (const group of allGroups(reader)) {
    const copies = reader.copies(group).map((c) => canonicalJson([...c.state.items.entries()]));
    if (new Set(copies).size !== 1)
      found.push(`the copies of ${group.region}/${group.table}:${group.index ?? ""}/${group.partition} differ`);
    for (const c of reader.copies(group)) {
      const live = [...c.state.items.values()].filter((r) => r.item !== null);
      if (live.length !== c.state.liveItems)
        found.push(`${c.id} counts ${c.state.liveItems} items and holds ${live.length}`);
      if (live.reduce((sum, r) => sum + r.bytes, 0) !== c.state.liveBytes) found.push(`${c.id} counts its bytes wrong`);
    }
  }
  return found;
}

function oneLeader(_timeline: Timeline, reader: Reader): string[] {
  return allGroups(reader).flatMap((group) => {
    const leaders = reader.copies(group).filter((c) => c.state.role === "leader");
    return leaders.length === 1
      ? []
      : [`${group.region}/${group.table}:${group.index ?? ""}/${group.partition} has ${leaders.length} leaders`];
  });
}

function indexIsProjection(_timeline: Timeline, reader: Reader): string[] {
  const found: string[] = [];
  for (const table of allTables(reader)) {
    for (const index of table.schema.indexes.filter(({ kind }) => kind === "global")) {
      const expected = new Map<string, string>();
      for (const record of itemsOf(reader, table.region, table.schema.name, null).values()) {
        const entry = projectIndexEntry(table.schema, index, record.item ?? undefined);
        if (entry !== null) expected.set(entry.storageKey, canonicalJson(entry.entry));
      }
      const actual = new Map<string, string>();
      for (const [key, record] of itemsOf(reader, table.region, table.schema.name, index.name))
        if (record.item !== null) actual.set(key, canonicalJson(record.item));
      for (const [key, entry] of expected)
        if (actual.get(key) !== entry)
          found.push(`${table.region} ${index.name} lacks ${entry}, has ${actual.get(key)}`);
      for (const [key, entry] of actual)
        if (!expected.has(key)) found.push(`${table.region} ${index.name} still has ${entry}`);
    }
  }
  return found;
}

/** True at every step, on every copy: entries change with their item. */
function localIndexesAreProjections(_timeline: Timeline, reader: Reader): string[] {
  return allGroups(reader).flatMap((group) => reader.copies(group).flatMap(({ state }) => localIndexFaults(state)));
}

export function localIndexFaults(copy: Readonly<ReplicaState>): string[] {
  if (copy.group.index !== null || !hasLocalIndex(copy.schema)) return [];
  const expected = new Map<string, string>();
  const collections = new Map<string, number>();
  for (const [storageKey, record] of copy.items.entries()) {
    const entries = localEntriesOf(copy.schema, record.item ?? undefined);
    for (const { index, storageKey: at, entry } of entries) expected.set(localKey(index, at), canonicalJson(entry));
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, record.item === null ? 0 : record.bytes);
    const collection = collectionOf(storageKey);
    if (bytes > 0) collections.set(collection, (collections.get(collection) ?? 0) + bytes);
  }
  const actual = [...copy.localEntries.entries()].map(([key, { item }]) => [key, canonicalJson(item)]);
  const where = `${copy.group.table}/${copy.group.partition}/${copy.zone}`;
  return [
    ...(canonicalJson(actual) === canonicalJson([...expected].sort(([a], [b]) => (a < b ? -1 : 1)))
      ? []
      : [`${where}: the entries are not its items' projections`]),
    ...(canonicalJson([...copy.collections.entries()]) === canonicalJson([...collections])
      ? []
      : [`${where}: the sizes of its collections are wrong`]),
  ];
}

/** Counters tell: every acknowledged ADD is in the item, and nothing was added twice. Only where one Region writes and nobody deletes. */
function acknowledgedWritesSurvive(timeline: Timeline, reader: Reader): string[] {
  if (reader.config.regions.length > 1) return [];
  const found: string[] = [];
  for (const [label, history] of writesByItem(timeline, reader)) {
    if (history.some((w) => w.operation === "DeleteItem")) continue;
    const adds = history.filter((w) => w.adds);
    const acked = adds.filter((w) => w.status === 200).length;
    const unknown = adds.filter((w) => w.status === 500).length;
    const record = [...itemsOf(reader, reader.home, "Players", null).values()].find((r) => r.label === label);
    const n = Number((record?.item?.n as { N: string } | undefined)?.N ?? 0);
    if (n < acked || n > acked + unknown) found.push(`${label} counts ${n}, acknowledged ${acked}, unknown ${unknown}`);
  }
  return found;
}

/** A strongly consistent read returns at least the versions acknowledged before it was sent. */
function strongReadsAreFresh(timeline: Timeline, reader: Reader): string[] {
  const found: string[] = [];
  const strong = new Set(
    timeline.branch.commands
      .filter(
        (c) =>
          c.kind === "request" &&
          c.operation === "GetItem" &&
          (c.input as { ConsistentRead?: boolean }).ConsistentRead === true,
      )
      .map(requestIdOf),
  );
  const deleted = new Set<string>();
  for (const { event } of reader.events)
    if ((event.kind === "ItemLogged" && event.deleted) || event.kind === "ItemExpired") deleted.add(event.label);
  const acked = new Map<string, { at: number; region: string; version: number }[]>();
  const sentAt = new Map<string, number>();
  for (const e of reader.events) {
    if (e.event.kind === "RequestSent") sentAt.set(e.event.request, e.at);
    if (e.event.kind !== "ResponseReceived" || e.event.status !== 200 || e.event.replica === null) continue;
    const region = e.event.replica.slice(0, e.event.replica.indexOf("/"));
    const seen = e.event.items[0];
    if (seen === undefined) continue;
    const key = `${region}|${seen.label}`;
    if (e.event.writeUnits > 0 && seen.version !== null)
      acked.set(key, [...(acked.get(key) ?? []), { at: e.at, region, version: seen.version }]);
    if (!strong.has(e.event.request) || reader.config.regions.length > 1) continue;
    const sent = sentAt.get(e.event.request) ?? 0;
    const newest = Math.max(0, ...(acked.get(key) ?? []).filter((a) => a.at <= sent).map((a) => a.version));
    const missing = seen.version === null && !deleted.has(seen.label);
    if ((seen.version ?? (missing ? 0 : newest)) < newest)
      found.push(
        `${e.event.request} read ${seen.label} version ${seen.version} after version ${newest} was acknowledged`,
      );
  }
  return found;
}

function regionsConverge(_timeline: Timeline, reader: Reader): string[] {
  const found: string[] = [];
  for (const table of reader.tables(reader.home)) {
    const texts = table.regions.map((region) =>
      canonicalJson(
        [...itemsOf(reader, region, table.schema.name, null)]
          .filter(([, r]) => r.version > 0)
          .map(([key, r]) => [key, r.item, r.timestamp, r.origin]),
      ),
    );
    if (new Set(texts).size > 1)
      found.push(
        `the Regions of ${table.schema.name} differ: ${table.regions.map((r, i) => `${r} ${texts[i]}`).join(" | ")}`,
      );
  }
  return found;
}

function triggersAreComplete(_timeline: Timeline, reader: Reader): string[] {
  const found: string[] = [];
  for (const table of reader.tables(reader.home)) {
    for (const { functionName } of table.triggers) {
      for (const partition of table.partitions) {
        const shard = reader.shard(table.region, table.schema.name, partition.name);
        const trigger = reader.trigger(table.region, table.schema.name, partition.name, functionName);
        if (shard !== undefined && trigger !== undefined && trigger.position !== shard.records.last) {
          found.push(`${functionName} has read ${partition.name} to ${trigger.position} of ${shard.records.last}`);
        }
      }
    }
  }
  return found;
}

function allTables(reader: Reader) {
  return reader.config.regions.flatMap((region) => reader.tables(region));
}

function allGroups(reader: Reader) {
  return allTables(reader).flatMap((table) =>
    [null, ...Object.keys(table.indexPartitions)].flatMap((index) =>
      partitionsOf(table, index).map((p) => ({
        region: table.region,
        table: table.schema.name,
        index,
        partition: p.name,
      })),
    ),
  );
}

/** Records of the leaders, by storage key. */
function itemsOf(reader: Reader, region: string, table: string, index: string | null): Map<string, StoredItem> {
  const out = new Map<string, StoredItem>();
  const placement = reader.table(region, table);
  if (placement === undefined) return out;
  for (const p of partitionsOf(placement, index)) {
    for (const [key, record] of reader.copies({ region, table, index, partition: p.name })[0]?.state.items.entries() ??
      [])
      out.set(key, record);
  }
  return out;
}

interface Write {
  readonly operation: string;
  readonly status: number;
  readonly adds: boolean;
}

function writesByItem(timeline: Timeline, reader: Reader): Map<string, Write[]> {
  const statuses = new Map<string, number>();
  for (const e of reader.events) if (isAnswer(e.event)) statuses.set(e.event.request, e.event.status);
  const out = new Map<string, Write[]>();
  for (const c of timeline.branch.commands) {
    if (c.kind !== "request") continue;
    const input = c.input as {
      TableName?: string;
      Key?: { player: { S: string } };
      Item?: { player: { S: string } };
      UpdateExpression?: string;
    };
    const label = input.Key?.player.S ?? input.Item?.player.S;
    if (label === undefined || input.TableName !== "Players") continue;
    const write: Write = {
      operation: c.operation,
      status: statuses.get(requestIdOf(c)) ?? 0,
      adds: input.UpdateExpression?.startsWith("ADD") ?? false,
    };
    out.set(label, [...(out.get(label) ?? []), write]);
  }
  return out;
}

function isAnswer(event: Event): event is Extract<Event, { kind: "ResponseReceived" }> {
  return event.kind === "ResponseReceived";
}
