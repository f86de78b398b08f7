/**
 * A page of a Query or Scan: takes entries in order until they run out, the Limit is reached or 1 MB was evaluated.
 * One request may read several partitions: each gives a page and hands the rest of the budget on. [OP-11, SIZE-4]
 */
import { consumedCapacity } from "./capacity.ts";
import { satisfies } from "./expressions/evaluator.ts";
import { fragmentsOf } from "./expressions/fragments.ts";
import { intersectRanges, type StorageRange } from "./keys.ts";
import type { BoundRange, IndexUnits, PageBudget, PageOutcome } from "./requests.ts";
import { itemBytes, PAGE_BYTES_MAX, readUnits } from "./sizes.ts";
import { type Item, pickAttributes } from "./values.ts";

export interface RangeAnswer {
  /** Response body. */
  readonly response: Readonly<Record<string, unknown>>;
  /** Of the table or the index that was read, and of what was fetched from the table beside it. */
  readonly readUnits: number;
}

export function startBudget(bound: BoundRange): PageBudget {
  return { evaluatedBytes: 0, itemsLeft: bound.limit };
}

/** What is still to be read: the range without what lies up to ExclusiveStartKey. */
export function remainingRange(bound: BoundRange): StorageRange {
  return bound.startAfter === null ? bound.range : rangeAfter(bound, bound.startAfter);
}

/** The part of the request's range that comes strictly after a storage key, in the direction of the walk. */
export function rangeAfter(bound: BoundRange, storageKey: string): StorageRange {
  // Nothing lies between a string and itself with a zero byte.
  const rest = bound.forward ? { from: `${storageKey}\x00`, to: null } : { from: "", to: storageKey };
  return intersectRanges(bound.range, rest);
}

/**
 * @param entries in the direction of the walk, with their sizes, all within `remainingRange`. Not read further than needed.
 * @param budget from `startBudget`, or from the page before of the same request
 * @param fetch the table's item behind an entry of a local index; only asked when the request fetches
 */
export function evaluatePage(
  bound: BoundRange,
  entries: Iterator<readonly [storageKey: string, item: Item, bytes: number]>,
  budget: PageBudget,
  fetch: (entry: Item) => Item = (entry) => entry,
): PageOutcome {
  const items: Item[] = [];
  let count = 0;
  let scannedCount = 0;
  let pageBytes = 0;
  let fetchUnits = 0;
  let last: readonly [string, Item, number] | null = null;
  let stop: PageOutcome["stop"] | null = stopNow(budget.evaluatedBytes, budget.itemsLeft);
  while (stop === null) {
    const next = entries.next();
    if (next.done) {
      stop = "exhausted";
      break;
    }
    last = next.value;
    scannedCount++;
    pageBytes += last[2];
    const item = bound.fetches ? fetch(last[1]) : last[1];
    if (bound.fetches) fetchUnits += readUnits(itemBytes(item), bound.consistentRead);
    if (bound.filter === null || satisfies(bound.filter, item)) {
      count++;
      if (bound.select !== "COUNT") items.push(bound.projection === null ? item : fragmentsOf(item, bound.projection));
    }
    stop = stopNow(
      budget.evaluatedBytes + pageBytes,
      budget.itemsLeft === null ? null : budget.itemsLeft - scannedCount,
    );
  }
  return {
    items,
    count,
    scannedCount,
    evaluatedBytes: pageBytes,
    fetchUnits,
    lastStorageKey: last === null ? null : last[0],
    lastKey: last === null ? null : pickAttributes(last[1], bound.keyNames),
    stop,
    budget: {
      evaluatedBytes: budget.evaluatedBytes + pageBytes,
      itemsLeft: budget.itemsLeft === null ? null : budget.itemsLeft - scannedCount,
    },
  };
}

/** The item that takes a page to 1 MB is still part of it. */
function stopNow(evaluatedBytes: number, itemsLeft: number | null): "limit" | "bytes" | null {
  if (itemsLeft !== null && itemsLeft <= 0) return "limit";
  return evaluatedBytes >= PAGE_BYTES_MAX ? "bytes" : null;
}

/** The answer to the whole request. `pages` in the order they were read; the last one says whether more may follow. */
export function finishRange(bound: BoundRange, pages: readonly PageOutcome[]): RangeAnswer {
  const sum = (of: (page: PageOutcome) => number) => pages.reduce((total, page) => total + of(page), 0);
  const units = readUnits(
    sum((page) => page.evaluatedBytes),
    bound.consistentRead,
  );
  const response: Record<string, unknown> = {
    Count: sum((page) => page.count),
    ScannedCount: sum((page) => page.scannedCount),
  };
  // Mostly there is one page, and a copy of its list would cost as much as its text.
  if (bound.select !== "COUNT")
    response.Items = pages.length === 1 ? pages[0]?.items : pages.flatMap((page) => page.items);
  const lastKey = lastEvaluatedKey(pages);
  if (lastKey !== null) response.LastEvaluatedKey = lastKey;
  const fetchUnits = sum((page) => page.fetchUnits);
  const consumed = rangeCapacity(bound, units, fetchUnits);
  if (consumed !== undefined) response.ConsumedCapacity = consumed;
  return { response, readUnits: units + fetchUnits };
}

/** A page that stopped at its limit has one even when nothing follows; the service does not look ahead. */
function lastEvaluatedKey(pages: readonly PageOutcome[]): Item | null {
  if ((pages[pages.length - 1]?.stop ?? "exhausted") === "exhausted") return null;
  for (let i = pages.length - 1; i >= 0; i--) {
    const key = pages[i]?.lastKey ?? null;
    if (key !== null) return key;
  }
  return null;
}

function rangeCapacity(bound: BoundRange, units: number, fetchUnits: number): ReturnType<typeof consumedCapacity> {
  const { returnConsumedCapacity, tableName, indexName } = bound;
  if (indexName === null) return consumedCapacity(returnConsumedCapacity, tableName, units);
  const arm = { [indexName]: units };
  const indexUnits: IndexUnits = bound.indexKind === "local" ? { global: {}, local: arm } : { global: arm, local: {} };
  return consumedCapacity(returnConsumedCapacity, tableName, fetchUnits, indexUnits);
}
