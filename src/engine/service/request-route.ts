/**
 * Which partitions a bound request has to visit, and what is asked of each: one partition for an item or a Query, every
 * partition (or those of one segment) for a Scan, in hash order. Pure; who answers is the router's business. [RT-2, RT-5]
 */
import { present } from "../base/assert.ts";
import { hashRange, intersectRanges } from "../dynamo/keys.ts";
import { remainingRange } from "../dynamo/range-read.ts";
import type { BoundRequest, PageBudget } from "../dynamo/requests.ts";
import type { StorageCall } from "./messages.ts";
import { type Partition, partitionFor, partitionsOf, type TablePlacement } from "./placement.ts";

/** The global index a request reads, or null: the table. A local index lives in the table's partitions. */
export function indexToVisit(bound: BoundRequest): string | null {
  return bound.kind === "range" && bound.indexKind === "global" ? bound.indexName : null;
}

/** At least one partition: a Scan that begins past the last one still has somewhere to learn that nothing is left. */
export function partitionsToVisit(placement: TablePlacement, bound: BoundRequest): readonly Partition[] {
  const partitions = partitionsOf(placement, indexToVisit(bound));
  if (bound.hash !== null) return [partitionFor(partitions, bound.hash)];
  if (bound.kind !== "range") return partitions;
  const left = remainingRange(bound);
  const visited = partitions.filter(({ range }) => {
    const { from, to } = intersectRanges(left, hashRange(range.from, range.to));
    return to === null || from < to;
  });
  return visited.length > 0 ? visited : partitions.slice(-1);
}

/** What is asked of a partition. @param budget what is left of the page; null for one item */
export function storageCall(bound: BoundRequest, partition: Partition, budget: PageBudget | null): StorageCall {
  if (bound.kind === "item") return bound.write ? { kind: "write", bound } : { kind: "read", bound };
  const { from, to } = intersectRanges(remainingRange(bound), hashRange(partition.range.from, partition.range.to));
  return { kind: "page", bound, budget: present(budget, "a range read has a budget"), from, to };
}
