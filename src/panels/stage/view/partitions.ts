// The partitions of a table in one Region: their items, their three copies, and an election under way.

import {
  type CopyView,
  type GroupName,
  groupId,
  hashOf,
  type LogEntry,
  type Partition,
  type Reader,
  type StoredItem,
  type TablePlacement,
} from "../../../engine/index.ts";
import type { ElectionView, HeldItem, LoggedView, PartitionView, ReplicaView } from "../view-shape.ts";
import { localIndexViews } from "./local-indexes.ts";
import { bestCopy, type Looks, type NewestRecords } from "./looks.ts";

const HEAT_SLICES = 24;
/** Items looked at to estimate how dense a slice is. */
const HEAT_SAMPLE = 40;
/** Log entries told per copy. */
const LOGGED_MAX = 8;

export interface PartitionContext {
  readonly reader: Reader;
  readonly looks: Looks;
  readonly newest: NewestRecords;
  /** Storage key of the followed item, drawn even among thousands. */
  readonly followedKey: string | null;
  /** Items that a partition may have and still show each. */
  readonly itemsMax: number;
}

export function groupOf(placement: TablePlacement, partition: Partition): GroupName {
  return { region: placement.region, table: placement.schema.name, index: null, partition: partition.name };
}

/** Views of the partitions of one name, by Region, while no copy of it anywhere has changed. */
interface Known {
  readonly signature: string;
  readonly views: ReadonlyMap<string, PartitionView>;
}
/** Within a branch, equal positions in all logs mean equal content: so a partition at rest is not read again. */
const KNOWN = new WeakMap<object, Map<string, Known>>();

/** The partitions of the table in every Region. */
export function partitionViews(
  placements: readonly TablePlacement[],
  context: PartitionContext,
): ReadonlyMap<string, readonly PartitionView[]> {
  const { reader, followedKey, looks } = context;
  let known = KNOWN.get(reader.branch);
  if (known === undefined) {
    known = new Map();
    KNOWN.set(reader.branch, known);
  }
  const names = [...new Set(placements.flatMap((p) => p.partitions.map((partition) => partition.name)))];
  const byName = new Map<string, ReadonlyMap<string, PartitionView>>();
  for (const name of names) {
    const key = `${looks.table}|${name}|${followedKey}`;
    const signature = signatureOf(placements, name, reader);
    let entry = known.get(key);
    if (entry === undefined || entry.signature !== signature) {
      const here = placements.flatMap((placement) =>
        placement.partitions.filter((p) => p.name === name).map((partition) => ({ placement, partition })),
      );
      for (const { placement, partition } of here) seeNewest(placement, partition, context);
      entry = {
        signature,
        views: new Map(
          here.map(({ placement, partition }) => [placement.region, partitionView(placement, partition, context)]),
        ),
      };
      known.set(key, entry);
    }
    byName.set(name, entry.views);
  }
  return new Map(
    placements.map((placement) => [
      placement.region,
      placement.partitions.flatMap((p) => byName.get(p.name)?.get(placement.region) ?? []),
    ]),
  );
}

function signatureOf(placements: readonly TablePlacement[], name: string, reader: Reader): string {
  let signature = "";
  for (const placement of placements) {
    const partition = placement.partitions.find((p) => p.name === name);
    if (partition === undefined) continue;
    for (const { state, down } of reader.copies(groupOf(placement, partition))) {
      signature += `${state.appliedLsn},${state.commitLsn},${state.log.last},${state.term},${state.role},${state.votes.size},${down};`;
    }
  }
  return signature;
}

/** Notes the newest records of what will be drawn. Every Region is seen before any is drawn. */
function seeNewest(placement: TablePlacement, partition: Partition, context: PartitionContext): void {
  for (const { state } of context.reader.copies(groupOf(placement, partition))) {
    if (state.liveItems <= context.itemsMax)
      for (const [key, record] of state.items.entries()) context.newest.see(key, record);
    else if (context.followedKey !== null) {
      const record = state.items.get(context.followedKey);
      if (record !== undefined) context.newest.see(context.followedKey, record);
    }
  }
}

function partitionView(placement: TablePlacement, partition: Partition, context: PartitionContext): PartitionView {
  const { reader } = context;
  const group = groupOf(placement, partition);
  const copies = reader.copies(group);
  const best = bestCopy(reader, group)?.state;
  const hot = best !== undefined && best.liveItems > context.itemsMax;
  const keys = drawnKeys(copies, partition, hot, context);
  return {
    id: groupId(group),
    name: partition.name,
    from: partition.range.from,
    to: partition.range.to,
    items: best?.liveItems ?? 0,
    bytes: best?.liveBytes ?? 0,
    held: keys.map(({ key, label }) => heldItem(key, label, context)),
    heat: hot ? densityOf(best.items, partition.range, HEAT_SLICES) : null,
    copies: copies.map((copy) => replicaView(copy, copies, keys, context)),
    election: electionOf(copies),
    local: localIndexViews(
      placement,
      best === undefined ? [] : hot ? null : best.localEntries.entries(),
      context.looks,
    ),
  };
}

interface DrawnKey {
  readonly key: string;
  readonly label: string;
}

/** Every item that some copy holds or has in its log, in hash order; deleted ones that nobody shows are left out. */
function drawnKeys(
  copies: readonly CopyView[],
  partition: Partition,
  hot: boolean,
  { followedKey, newest }: PartitionContext,
): DrawnKey[] {
  const labels = new Map<string, string>();
  const take = (key: string, record: StoredItem | undefined) => {
    if (record !== undefined && record.item !== null) labels.set(key, record.label);
  };
  for (const { state } of copies) {
    if (!hot) for (const [key, record] of state.items.entries()) take(key, record);
    else if (followedKey !== null && inRange(followedKey, partition)) take(followedKey, state.items.get(followedKey));
    for (const { write } of unapplied(state)) {
      if (write !== null && (!hot || write.storageKey === followedKey)) take(write.storageKey, write.after);
    }
  }
  // A deleted item stays drawn only where a copy has not heard of the deletion.
  return [...labels]
    .map(([key, label]) => ({ key, label }))
    .filter(
      ({ key }) =>
        newest.get(key)?.item !== null || copies.some(({ state }) => (state.items.get(key)?.item ?? null) !== null),
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function heldItem(key: string, label: string, { looks, newest }: PartitionContext): HeldItem {
  const record = newest.get(key);
  return {
    label,
    look: looks.of(label),
    hash: hashOf(key),
    newest: record === undefined || record.item === null ? 0 : record.version,
  };
}

function replicaView(
  copy: CopyView,
  copies: readonly CopyView[],
  keys: readonly DrawnKey[],
  context: PartitionContext,
): ReplicaView {
  const { state } = copy;
  return {
    id: copy.id,
    zone: copy.zone,
    leader: isLeader(copy, copies),
    candidate: state.role === "candidate" && !copy.down,
    down: copy.down,
    lsn: state.appliedLsn,
    versions: keys.map(({ key }) => {
      const record = state.items.get(key);
      return record === undefined || record.item === null ? 0 : record.version;
    }),
    behind: keys.map(({ key }) => context.newest.behind(key, state.items.get(key))),
    logged: unapplied(state)
      .slice(-LOGGED_MAX)
      .flatMap((entry) => loggedView(entry, state.commitLsn, context.looks)),
  };
}

export function loggedView({ lsn, term, write }: LogEntry, commitLsn: number, looks: Looks): LoggedView[] {
  if (write === null) return [];
  const { label, after } = write;
  return [
    {
      lsn,
      term,
      label,
      look: looks.of(label),
      version: after.item === null ? 0 : after.version,
      committed: lsn <= commitLsn,
    },
  ];
}

/** The one that leads now. A dead leader keeps the role on its disk: it shows the crown until another one leads. */
function isLeader(copy: CopyView, copies: readonly CopyView[]): boolean {
  if (copy.state.role !== "leader") return false;
  return !copies.some((other) => other !== copy && other.state.role === "leader" && other.state.term > copy.state.term);
}

function electionOf(copies: readonly CopyView[]): ElectionView | null {
  if (copies.length === 0 || copies.some((c) => c.state.role === "leader" && !c.down && isLeader(c, copies)))
    return null;
  const term = Math.max(...copies.map((c) => c.state.term));
  const candidate = copies
    .filter((c) => c.state.role === "candidate" && !c.down)
    .sort((a, b) => b.state.term - a.state.term)[0];
  if (candidate === undefined) return { term, phase: "silent", candidate: null, votes: 0 };
  const votes = candidate.state.votes.size;
  return { term: candidate.state.term, phase: votes > 1 ? "waiting" : "asking", candidate: candidate.zone, votes };
}

function unapplied(state: CopyView["state"]): LogEntry[] {
  return state.log.slice(state.appliedLsn + 1, state.log.last);
}

function inRange(key: string, { range }: Partition): boolean {
  const hash = hashOf(key);
  return hash >= range.from && hash < range.to;
}

/** Items per slice of a hash range, estimated from the distance between the first few of each slice. */
export function densityOf(items: CopyView["state"]["items"], range: Partition["range"], slices: number): number[] {
  const width = (range.to - range.from) / slices;
  return Array.from({ length: slices }, (_, i) => {
    const from = range.from + Math.floor(i * width);
    const to = range.from + Math.floor((i + 1) * width);
    let count = 0;
    let reached = to;
    for (const [key, record] of items.entriesFrom(boundary(from))) {
      const hash = hashOf(key);
      if (hash >= to) break;
      if (record.item === null) continue;
      if (++count === HEAT_SAMPLE) {
        reached = Math.max(from + 1, hash);
        break;
      }
    }
    return Math.round((count * (to - from)) / (reached - from));
  });
}

/** The least storage key with that hash. */
function boundary(hash: number): string {
  return hash === 0 ? "" : String.fromCharCode(hash >> 8, hash & 255);
}
