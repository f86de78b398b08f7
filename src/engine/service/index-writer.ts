/**
 * Keeps the global secondary indexes of one table partition: takes the committed changes of its leader, works out
 * which index entries they put and remove, and delivers those to the index's partitions some time later. It is why a
 * GSI is eventually consistent. It never reads the index, and it keeps nothing that the log could not give again.
 * Where the write capacity of indexes is enforced, entries wait for it here. [IDX-1..7, BP-1, BP-2]
 */
import { assert, present } from "../base/assert.ts";
import { type IndexEntry, projectIndexEntry } from "../dynamo/index-entries.ts";
import { indexKeyViolation } from "../dynamo/key-rules.ts";
import { itemBytes } from "../dynamo/sizes.ts";
import type { IndexSchema, TableSchema } from "../dynamo/table.ts";
import { type Item, itemsEqual, pickAttributes } from "../dynamo/values.ts";
import type { ActorKind, Context, Timer } from "../sim/actor.ts";
import type { ActorId, Micros } from "../sim/message.ts";
import { drawLatency, type LatencyProfile } from "../sim/network.ts";
import {
  type CopyDeliveryState,
  type CopyInFlight,
  type CopyPacing,
  deliverCopy,
  takeCopyReply,
  takeCopyTimeout,
  takeMended,
  writeRoundTripMicros,
} from "./copy-delivery.ts";
import type { Event } from "./events.ts";
import { admitEntry, type Bucket, backlogNow } from "./index-capacity.ts";
import { keyLabel } from "./labels.ts";
import type { KnownLeaders } from "./leader-finder.ts";
import type { Change, LoggedWrite, Message } from "./messages.ts";
import { partitionFor, partitionsOf, type TablePlacement } from "./placement.ts";
import type { GroupName } from "./places.ts";
import type { StoredItem } from "./record.ts";

/** One entry to put into, or remove from, one index. */
export interface IndexAction {
  readonly index: string;
  readonly group: GroupName;
  readonly action: "put" | "remove";
  /** Storage key in the index. */
  readonly storageKey: string;
  /** Of the entry that is put or removed. */
  readonly bytes: number;
  readonly stored: StoredItem;
  /** The entry's sort key as people read it; its partition key when the index has no sort key. */
  readonly sortLabel: string;
}

/** The index work of one committed change. Replaced, never changed. */
export interface IndexChange {
  readonly lsn: number;
  /** Of the item in the table. */
  readonly itemKey: string;
  readonly label: string;
  readonly version: number;
  readonly queuedAt: Micros;
  readonly actions: readonly IndexAction[];
  /** building: worked out and batched; ready: waits for an earlier change of the item; sent: entries on their way. */
  readonly phase: "building" | "ready" | "sent";
  /** Entries not confirmed yet. */
  readonly left: number;
}

export interface IndexWriterState extends CopyDeliveryState {
  readonly group: GroupName;
  placement: TablePlacement;
  /** Last LSN taken from the feed. */
  lastLsn: number;
  /** Changes not yet confirmed in full, by LSN, in order. */
  readonly changes: Map<number, IndexChange>;
  /** LSNs waiting per item (table storage key), the first one at work. */
  readonly items: Map<string, readonly number[]>;
  readonly inFlight: Map<string, CopyInFlight>;
  /** By index; only where capacity is enforced. [BP-1] */
  readonly buckets: Map<string, Bucket>;
  /** Indexes with too many entries waiting, as the leader was last told, and whom that was. */
  backlogged: readonly string[];
  leader: ActorId | null;
  /** Set while entries wait for a bucket to fill. */
  admitTimer: Timer | null;
}

/**
 * @param spec.placement of the table in this Region, with every index partition
 * @param spec.leaders what is known of the leaders at the start; the state keeps and changes this Map
 */
export function newIndexWriterState(spec: {
  group: GroupName;
  placement: TablePlacement;
  leaders?: KnownLeaders;
}): IndexWriterState {
  const { group, placement, leaders = new Map() } = spec;
  return {
    group,
    placement,
    lastLsn: 0,
    changes: new Map(),
    items: new Map(),
    inFlight: new Map(),
    leaders,
    buckets: new Map(),
    backlogged: [],
    leader: null,
    admitTimer: null,
  };
}

type WriterContext = Context<Message, Event>;

export const indexWriter: ActorKind<IndexWriterState, Message, Event> = {
  kind: "index-writer",
  handle(state, message, context) {
    switch (message.type) {
      case "FeedChanges":
        state.lastLsn = Math.max(state.lastLsn, message.since ?? 0);
        if (message.afterLsn <= state.lastLsn) {
          for (const change of message.changes) if (change.lsn > state.lastLsn) queueChange(state, change, context);
          state.lastLsn = Math.max(state.lastLsn, message.upToLsn);
        }
        context.send(message.from, { type: "FeedAck", subscriber: context.self, lsn: state.lastLsn });
        state.leader = message.from;
        tellBacklog(state, context);
        return;
      case "FeedWhere":
        context.send(message.from, { type: "FeedAck", subscriber: context.self, lsn: state.lastLsn });
        state.leader = message.from;
        if (state.backlogged.length > 0)
          context.send(message.from, { type: "IndexBacklog", indexes: state.backlogged });
        return;
      case "AdmitEntries":
        state.admitTimer = null;
        for (const lsns of [...state.items.values()]) sendChange(state, lsns[0], context);
        return;
      case "ReleaseEntries":
        release(state, message.lsn, context);
        return;
      case "CopyReply": {
        const copy = takeCopyReply(state, message, entryPacing(context.profile), context);
        if (copy !== null) confirm(state, copy, message.outcome === "applied", context);
        tellBacklog(state, context);
        return;
      }
      case "CopyTimeout":
        takeCopyTimeout(state, message, entryPacing(context.profile), context);
        return;
      case "Mended":
        takeMended(state, context);
        return;
      case "ChangeIndexes":
        takeIndexes(state, message.placement, context);
        return;
      default:
        assert(false, `an index writer does not take ${message.type}`);
    }
  },
};

function queueChange(state: IndexWriterState, { lsn, write }: Change, context: WriterContext): void {
  const actions = indexActions(state, write);
  if (actions.length === 0) return;
  const { label } = write;
  const { version } = write.after;
  const itemKey = write.storageKey;
  state.changes.set(lsn, {
    lsn,
    itemKey,
    label,
    version,
    queuedAt: context.now,
    actions,
    phase: "building",
    left: actions.length,
  });
  state.items.set(itemKey, [...(state.items.get(itemKey) ?? []), lsn]);
  const { region, table } = state.group;
  for (const { index, group, action, sortLabel } of actions) {
    context.record({
      kind: "IndexEntryQueued",
      region,
      table,
      index,
      partition: group.partition,
      label,
      version,
      action,
      sortLabel,
    });
  }
  const delay = drawLatency(present(context.profile.delays.indexBuild, "indexBuild"), context.random("build"));
  if (delay === 0) release(state, lsn, context);
  else context.after(delay, { type: "ReleaseEntries", lsn });
}

function release(state: IndexWriterState, lsn: number, context: WriterContext): void {
  const change = present(state.changes.get(lsn), "a change stays until it is confirmed");
  state.changes.set(lsn, { ...change, phase: "ready" });
  sendIfFirst(state, change.itemKey, context);
}

/** Sends the entries of the item's first change, once they are built and nothing of the item is on its way. */
function sendIfFirst(state: IndexWriterState, itemKey: string, context: WriterContext): void {
  sendChange(state, state.items.get(itemKey)?.[0], context);
}

function sendChange(state: IndexWriterState, first: number | undefined, context: WriterContext): void {
  if (first === undefined) return;
  const change = present(state.changes.get(first), "queued change");
  if (change.phase !== "ready" || !hasCapacity(state, change, context)) return;
  state.changes.set(first, { ...change, phase: "sent" });
  if (change.actions.length === 0) finish(state, change, context);
  for (const { index, group, storageKey, stored } of change.actions) {
    const source = { kind: "index", index, itemLabel: change.label } as const;
    deliverCopy(state, { group, storageKey, stored, source, tag: first }, entryPacing(context.profile), context);
  }
}

/** Charges the entries of a change to their indexes' buckets, or waits until all of them have something in it. [BP-1] */
function hasCapacity(state: IndexWriterState, { actions }: IndexChange, context: WriterContext): boolean {
  const { placement, group } = state;
  if (placement.indexBurstSeconds === null) return true;
  const charged = new Map<string, Bucket>();
  for (const { index: name, bytes } of actions) {
    const index = placement.schema.indexes.find((each) => each.name === name);
    if (index === undefined) continue;
    const bucket = charged.get(name) ?? state.buckets.get(name);
    const admission = admitEntry(placement, index, group.partition, bucket, bytes, context.now);
    if (admission === null) continue;
    if (admission.waitMicros !== null) {
      state.admitTimer ??= context.after(admission.waitMicros, { type: "AdmitEntries" });
      return false;
    }
    charged.set(name, admission.bucket);
  }
  for (const [name, bucket] of charged) state.buckets.set(name, bucket);
  return true;
}

/** Tells the leader which indexes have fallen behind, when that has changed. [BP-2] */
function tellBacklog(state: IndexWriterState, context: WriterContext): void {
  if (state.placement.indexBurstSeconds === null || state.leader === null) return;
  const waiting = new Map<string, number>();
  for (const { actions } of state.changes.values())
    for (const { index } of actions) waiting.set(index, (waiting.get(index) ?? 0) + 1);
  const now = backlogNow(state.backlogged, waiting);
  if (now.length === state.backlogged.length && now.every((index) => state.backlogged.includes(index))) return;
  const { region, table, partition } = state.group;
  for (const index of now.filter((each) => !state.backlogged.includes(each)))
    context.record({ kind: "IndexFellBehind", region, table, index, partition, waiting: waiting.get(index) ?? 0 });
  for (const index of state.backlogged.filter((each) => !now.includes(each)))
    context.record({ kind: "IndexCaughtUp", region, table, index, partition });
  state.backlogged = now;
  context.send(state.leader, { type: "IndexBacklog", indexes: now });
}

/** Other indexes from now on. What was to be done for one that is going is not done any more. [GSI-6] */
function takeIndexes(state: IndexWriterState, placement: TablePlacement, context: WriterContext): void {
  state.placement = placement;
  // Another rate, another wait.
  if (state.admitTimer !== null) context.cancel(state.admitTimer);
  state.admitTimer = state.items.size === 0 ? null : context.after(1, { type: "AdmitEntries" });
  const kept = new Set(placement.schema.indexes.filter((i) => i.phase !== "deleting").map((i) => i.name));
  for (const change of [...state.changes.values()]) {
    const actions = change.actions.filter(({ index }) => kept.has(index));
    if (change.phase === "sent" || actions.length === change.actions.length) continue;
    state.changes.set(change.lsn, { ...change, actions, left: actions.length });
  }
  for (const copy of [...state.inFlight.values()]) {
    if (kept.has(present(copy.group.index, "entries go to an index"))) continue;
    context.cancel(copy.timer);
    state.inFlight.delete(copy.id);
    countDone(state, copy, context);
  }
}

function confirm(state: IndexWriterState, copy: CopyInFlight, applied: boolean, context: WriterContext): void {
  const { label, version } = present(state.changes.get(copy.tag), "a copy belongs to a change");
  const { region, table } = state.group;
  const index = present(copy.group.index, "entries go to an index");
  const action = copy.stored.item === null ? "remove" : "put";
  context.record({ kind: "IndexEntryConfirmed", region, table, index, label, version, action, applied });
  countDone(state, copy, context);
}

/** One entry of a change is done; the last one lets the item's next change go. */
function countDone(state: IndexWriterState, copy: CopyInFlight, context: WriterContext): void {
  const change = present(state.changes.get(copy.tag), "a copy belongs to a change");
  if (change.left > 1) state.changes.set(change.lsn, { ...change, left: change.left - 1 });
  else finish(state, change, context);
}

function finish(state: IndexWriterState, { lsn, itemKey }: IndexChange, context: WriterContext): void {
  state.changes.delete(lsn);
  const [done, ...rest] = state.items.get(itemKey) ?? [];
  assert(done === lsn, "changes of one item are confirmed in order");
  if (rest.length === 0) state.items.delete(itemKey);
  else state.items.set(itemKey, rest);
  sendIfFirst(state, itemKey, context);
}

/** What a write means to every index: nothing, a put, a removal, or both when the entry moves. */
function indexActions(state: IndexWriterState, write: LoggedWrite): IndexAction[] {
  const { schema } = state.placement;
  const actions: IndexAction[] = [];
  for (const index of schema.indexes) {
    if (index.kind !== "global" || index.phase === "deleting") continue;
    const before = projectIndexEntry(schema, index, write.before ?? undefined);
    const after = entryOf(schema, index, write.after.item);
    if (before !== null && before.storageKey !== after?.storageKey)
      actions.push(indexAction(state, index, before, null, write.after));
    if (after === null) continue;
    if (before?.storageKey === after.storageKey && itemsEqual(before.entry, after.entry)) continue;
    actions.push(indexAction(state, index, after, after.entry, write.after));
  }
  return actions;
}

/** While an index is built nobody is refused because of its key; such an item is not in it. [GSI-4] */
function entryOf(schema: TableSchema, index: IndexSchema, item: Item | null): IndexEntry | null {
  if (item === null || (index.phase === "backfilling" && indexKeyViolation(index, item) !== null)) return null;
  return projectIndexEntry(schema, index, item);
}

/** @param item null: the entry is to go. @param of the table's item that the entry stands for */
export function indexAction(
  { placement, group }: { readonly placement: TablePlacement; readonly group: GroupName },
  index: IndexSchema,
  at: IndexEntry,
  item: Item | null,
  of: StoredItem,
): IndexAction {
  const { version, timestamp, origin, label } = of;
  const partition = partitionFor(partitionsOf(placement, index.name), at.hash).name;
  const bytes = itemBytes(at.entry);
  return {
    index: index.name,
    group: { ...group, index: index.name, partition },
    action: item === null ? "remove" : "put",
    storageKey: at.storageKey,
    bytes,
    stored: { item, version, timestamp, origin, label, bytes: item === null ? 0 : bytes },
    sortLabel: sortLabelOf(index, at.entry),
  };
}

function sortLabelOf({ key }: IndexSchema, entry: Item): string {
  const names = (key.sort.length > 0 ? key.sort : key.partition).map(({ name }) => name);
  return keyLabel(pickAttributes(entry, names));
}

/** How long an index entry's sender waits for its answer. */
export function entryPacing(profile: LatencyProfile): CopyPacing {
  const firstMicros = Math.max(
    200_000,
    writeRoundTripMicros(profile, profile.inRegion),
    writeRoundTripMicros(profile, profile.crossZone),
  );
  return { firstMicros, longestMicros: Math.max(2_000_000, firstMicros) };
}
