/**
 * Which partitions a bound request has to visit, and what is asked of each: one partition for an item or a Query, every
 * partition (or those of one segment) for a Scan, in hash order; one after the other for several partition keys. Pure; who answers is the router's business. [RT-2, RT-5]
 */
import { present } from "../base/assert.ts";
import { hashRange, intersectRanges, type StorageRange } from "../dynamo/keys.ts";
import { remainingRange } from "../dynamo/range-read.ts";
import type { BoundRequest, PageBudget } from "../dynamo/requests.ts";
import type { StorageCall } from "./messages.ts";
import { type Partition, partitionFor, partitionsOf, type TablePlacement } from "./placement.ts";

/** The global index a request reads, or null: the table. A local index lives in the table's partitions. */
export function indexToVisit(bound: BoundRequest): string | null {
  return bound.kind === "range" && bound.indexKind === "global" ? bound.indexName : null;
}

/** What one partition is asked for. */
export interface Visit {
  readonly partition: Partition;
  /** Storage keys to read; of one item: everything, its key says the rest. */
  readonly range: StorageRange;
  /** Of the one partition key; null: every key. */
  readonly hash: number | null;
}

const EVERYTHING: StorageRange = { from: "", to: null };

/** At least one: a Scan that begins past the last partition still has somewhere to learn that nothing is left. */
export function visitsOf(placement: TablePlacement, bound: BoundRequest): readonly Visit[] {
  const partitions = partitionsOf(placement, indexToVisit(bound));
  if (bound.kind === "item") return [visit(partitions, bound.hash, EVERYTHING)];
  const left = remainingRange(bound);
  if (bound.hash !== null) {
    const further = bound.further.map(({ hash, range }) => visit(partitions, hash, range));
    return [visit(partitions, bound.hash, left), ...further];
  }
  const visits = partitions.map((partition): Visit => {
    const range = intersectRanges(left, hashRange(partition.range.from, partition.range.to));
    return { partition, range, hash: null };
  });
  const nonEmpty = visits.filter(({ range: { from, to } }) => to === null || from < to);
  return nonEmpty.length > 0 ? nonEmpty : visits.slice(-1);
}

function visit(partitions: readonly Partition[], hash: number, range: StorageRange): Visit {
  return { partition: partitionFor(partitions, hash), range, hash };
}

/** What is asked at a visit. @param budget what is left of the page; null for one item */
export function storageCall(bound: BoundRequest, { range }: Visit, budget: PageBudget | null): StorageCall {
  if (bound.kind === "item") return bound.write ? { kind: "write", bound } : { kind: "read", bound };
  return { kind: "page", bound, budget: present(budget, "a range read has a budget"), ...range };
}
