/** Fixtures for what follows a committed write: a small table, its placement, changes as a leader would feed them. */
import { keyOfItem, storageKeyOf } from "../dynamo/keys.ts";
import { itemBytes } from "../dynamo/sizes.ts";
import type { IndexSchema, TableSchema } from "../dynamo/table.ts";
import type { AttributeValue, Item } from "../dynamo/values.ts";
import { keyLabel } from "../service/labels.ts";
import type { Change, Message } from "../service/messages.ts";
import { cutHashSpace, type TablePlacement } from "../service/placement.ts";

export const BY_SCORE: IndexSchema = {
  name: "by-score",
  kind: "global",
  key: { partition: [{ name: "game", type: "S" }], sort: [{ name: "score", type: "N" }] },
  projection: { type: "INCLUDE", nonKeyAttributes: ["nick"] },
  throughput: { readUnits: 0, writeUnits: 0 },
};

export function playersTable(change: Partial<TableSchema> = {}): TableSchema {
  return {
    name: "Players",
    key: { partition: [{ name: "id", type: "S" }], sort: [] },
    attributeDefinitions: [{ name: "id", type: "S" }],
    indexes: [BY_SCORE],
    billingMode: "PAY_PER_REQUEST",
    throughput: { readUnits: 0, writeUnits: 0 },
    stream: "NEW_AND_OLD_IMAGES",
    deletionProtection: false,
    tableClass: "STANDARD",
    ...change,
  };
}

export function placementOf(schema: TableSchema, region = "us-east-1"): TablePlacement {
  return {
    region,
    tableId: "table-1",
    schema,
    status: "ACTIVE",
    createdAt: 0,
    partitions: cutHashSpace("P", 2),
    indexPartitions: Object.fromEntries(schema.indexes.map(({ name }) => [name, cutHashSpace("I", 2)])),
    regions: [region],
    triggers: [],
    collectionBytesMax: 10 * 1024 * 1024 * 1024,
    indexBurstSeconds: null,
    streamLabel: "2026-01-01T00:00:00.000",
    streamGeneration: 1,
    timeToLive: null,
    revision: 0,
  };
}

/** `{ score: 5, nick: "c" }` as an item with that id. */
export function player(id: string, attributes: Readonly<Record<string, string | number>> = {}): Item {
  const item: Record<string, AttributeValue> = { id: { S: id } };
  for (const [name, value] of Object.entries(attributes)) {
    item[name] = typeof value === "number" ? { N: String(value) } : { S: value };
  }
  return item;
}

/** Writes the history of a table as its leader would: versions, timestamps, what was there before. */
export class History {
  readonly changes: Change[] = [];
  readonly current = new Map<string, { item: Item | null; version: number }>();
  private lsn = 0;

  constructor(
    readonly schema: TableSchema = playersTable(),
    readonly region = "us-east-1",
  ) {}

  /** An entry in the log that changes nothing (a term's first entry, an identical Put). */
  skip(): number {
    return ++this.lsn;
  }

  put(item: Item, origin = this.region): Change {
    return this.write(item, item, origin);
  }

  remove(id: string, origin = this.region): Change {
    return this.write(player(id), null, origin);
  }

  /** The feed between two LSNs. */
  feed(afterLsn: number, upToLsn = this.lsn, from = "leader"): Extract<Message, { readonly type: "FeedChanges" }> {
    const changes = this.changes.filter(({ lsn }) => lsn > afterLsn && lsn <= upToLsn);
    return { type: "FeedChanges", from, afterLsn, upToLsn, changes };
  }

  private write(key: Item, item: Item | null, origin: string): Change {
    const lsn = ++this.lsn;
    const storageKey = storageKeyOf(this.schema.key, key);
    const label = keyLabel(keyOfItem(this.schema.key, key));
    const before = this.current.get(storageKey);
    // Deleting what is not there changes nothing: the leader does not feed it.
    const changed = item !== null || (before?.item ?? null) !== null;
    const version = (before?.version ?? 0) + 1;
    if (changed) this.current.set(storageKey, { item, version });
    const after = { item, version, timestamp: lsn * 1000, origin, label, bytes: item === null ? 0 : itemBytes(item) };
    const old = before?.item ?? null;
    const bytesBefore = old === null ? 0 : itemBytes(old);
    const change: Change = {
      lsn,
      write: { storageKey, label, after, before: old, bytesBefore, changed, request: null, answer: null },
    };
    if (changed) this.changes.push(change);
    return change;
  }
}
