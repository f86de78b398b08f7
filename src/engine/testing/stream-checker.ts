/**
 * The checker of streams: the records of an item, in every stream that its table has or had, are the changes that were
 * committed while that stream was on: the same versions, in the same order, each once. Each shard says where it begins,
 * once it was told of anything; a closed one, where it ends. [STR-1, STR-7, STRM-1, STRM-3]
 */
import { canonicalJson } from "../base/canonical.ts";
import type { StreamPlacement } from "../service/placement.ts";
import { shardId } from "../service/places.ts";
import type { StreamShardState } from "../service/stream-shard.ts";
import type { Reader } from "../world/reader.ts";
import type { Timeline } from "../world/timeline.ts";

/** A change of an item, as the log of its partition has it. */
interface Commit {
  readonly partition: string;
  readonly lsn: number;
  readonly at: number;
  readonly label: string;
  /** What makes it this version and no other. */
  readonly mark: string;
}

export function streamsAreExact(timeline: Timeline, reader: Reader): string[] {
  const found: string[] = [];
  for (const region of reader.config.regions) {
    for (const stream of reader.streams(region)) {
      const commits = commitsOf(reader, stream);
      const enabledAt = enabledAtOf(reader, stream);
      for (const { name } of stream.partitions) {
        const shard = timeline.world.simulation.read(shardId(region, stream.table, name, stream.generation)) as
          | StreamShardState
          | undefined;
        const where = `${region} ${stream.table} ${name}, stream ${stream.generation}`;
        if (shard === undefined) continue;
        // A shard that was told of nothing does not know where it begins.
        const due = commits.filter((c) => c.partition === name && (shard.lastLsn > 0 || c.at > enabledAt));
        found.push(...faultsOf(shard, due, where));
      }
    }
  }
  return found;
}

function commitsOf(reader: Reader, stream: StreamPlacement): readonly Commit[] {
  // A new leader may find the majority of an entry that the old one had found already.
  const commits = new Map<string, Commit>();
  for (const { event: e, at } of reader.events) {
    if (e.kind !== "MajorityReached" || e.region !== stream.region || e.table !== stream.table) continue;
    if (e.index !== null || !e.changed) continue;
    const { partition, lsn, label } = e;
    commits.set(`${partition}/${lsn}`, {
      partition,
      lsn,
      at,
      label,
      mark: `${e.version}@${e.timestamp}/${e.origin}`,
    });
  }
  return [...commits.values()];
}

/** When every partition knew of it; a stream of the world's start was always there. */
function enabledAtOf(reader: Reader, { region, table, label, createdAt }: StreamPlacement): number {
  if (createdAt === 0) return -1;
  const enabled = reader.events.find(
    ({ event: e }) => e.kind === "StreamEnabled" && e.region === region && e.table === table && e.stream === label,
  );
  return enabled?.at ?? Number.POSITIVE_INFINITY;
}

function faultsOf(shard: StreamShardState, commits: readonly Commit[], where: string): string[] {
  const found: string[] = [];
  const end = shard.closed ? shard.lastLsn : Number.POSITIVE_INFINITY;
  const committed = byItem(
    commits.filter((c) => c.lsn > shard.sinceLsn && c.lsn <= end),
    ({ label, mark }) => [label, mark],
  );
  const records = shard.records.slice(shard.records.first, shard.records.last);
  const streamed = byItem(records, ({ label, version, stored }) => [
    label,
    `${version}@${stored.timestamp}/${stored.origin}`,
  ]);
  for (const [label, marks] of committed) {
    const shown = streamed.get(label) ?? [];
    if (canonicalJson(shown) !== canonicalJson(marks))
      found.push(`${where}: ${label} was committed ${marks.join(" ")}, streamed ${shown.join(" ")}`);
  }
  for (const label of streamed.keys())
    if (!committed.has(label)) found.push(`${where}: ${label} is in the stream and was never committed`);
  for (const [i, { sequenceNumber }] of records.entries()) {
    const before = records[i - 1]?.sequenceNumber;
    if (before !== undefined && BigInt(sequenceNumber) <= BigInt(before))
      found.push(`${where}: sequence ${sequenceNumber} does not rise`);
  }
  return found;
}

function byItem<T>(all: readonly T[], of: (each: T) => readonly [label: string, mark: string]): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const each of all) {
    const [label, mark] = of(each);
    out.set(label, [...(out.get(label) ?? []), mark]);
  }
  return out;
}
