/**
 * The write capacity of global indexes, at the index writer of one table partition: a token bucket for each index,
 * filled at this partition's share of the index's rate. Entries that find it empty wait; an index with too many waiting
 * is backlogged, and the partition's leader refuses writes that it would have to take (back-pressure, DG:gsi-throttling).
 * Only in worlds that enforce it; the table's own capacity is not counted here. [BP-1..5]
 */

import { compareUtf8 } from "../base/utf8.ts";
import { writeUnits } from "../dynamo/sizes.ts";
import type { IndexSchema } from "../dynamo/table.ts";
import type { Micros } from "../sim/message.ts";
import type { TablePlacement } from "./placement.ts";

/** Tokens in millionths of a unit; below zero: the last entry cost more than there was. */
export interface Bucket {
  readonly microUnits: number;
  readonly filledAt: Micros;
}

/** More entries waiting for one index than this, and its table's partition refuses writes (the figure is ours). */
export const BACKLOG_MAX = 10;
/** So few, and it takes them again. */
export const BACKLOG_OVER = 5;

const RING = 65_536;

/** Millionths of a unit per microsecond that one table partition may write to an index; null: not limited. */
function rateOf(placement: TablePlacement, index: IndexSchema, partition: string): number | null {
  const units = index.throughput?.writeUnits ?? 0;
  const range = placement.partitions.find(({ name }) => name === partition)?.range;
  if (placement.indexBurstSeconds === null || units === 0 || range === undefined) return null;
  return (units * (range.to - range.from)) / RING;
}

export interface Admission {
  readonly bucket: Bucket;
  /** null: admitted and charged; otherwise how long until the bucket has something in it. */
  readonly waitMicros: Micros | null;
}

/**
 * @param bucket as it was left; undefined: full
 * @param bytes of the entry that is put or removed
 * @returns null where the index is not limited
 */
export function admitEntry(
  placement: TablePlacement,
  index: IndexSchema,
  partition: string,
  bucket: Bucket | undefined,
  bytes: number,
  now: Micros,
): Admission | null {
  const rate = rateOf(placement, index, partition);
  if (rate === null) return null;
  const cap = Math.floor(rate * (placement.indexBurstSeconds ?? 0) * 1_000_000);
  const filled =
    bucket === undefined ? cap : Math.min(cap, bucket.microUnits + Math.floor((now - bucket.filledAt) * rate));
  if (filled <= 0) {
    // One microsecond more than the debt takes: a bucket that is exactly empty admits nothing.
    return { bucket: { microUnits: filled, filledAt: now }, waitMicros: Math.ceil((1 - filled) / rate) };
  }
  return { bucket: { microUnits: filled - writeUnits(bytes) * 1_000_000, filledAt: now }, waitMicros: null };
}

/** The indexes that are backlogged now, given who was before and how many entries wait for each. */
export function backlogNow(before: readonly string[], waiting: ReadonlyMap<string, number>): readonly string[] {
  const now: string[] = [];
  for (const [index, count] of waiting) {
    if (count > BACKLOG_MAX || (count > BACKLOG_OVER && before.includes(index))) now.push(index);
  }
  return now.sort(compareUtf8);
}
