/**
 * The answer to BatchWriteItem from the answers to its writes. Those that met a failure come back in UnprocessedItems as
 * they were asked; only when none happened is the whole an error. [OP-18, OP-19]
 */
import { type ItemCollectionMetrics, onePerCollection } from "../../dynamo/local-indexes.ts";
import type { Json } from "../function-runtime.ts";
import { batchError, boundItem, byTable, consumedByTable, joinServed } from "./batch-answer.ts";
import type { Outcome, SettledPart } from "./router-state.ts";

export function batchWriteAnswer(parts: readonly SettledPart[]): Outcome {
  const error = batchError(parts);
  if (error !== null) return error;
  const done = parts.filter(({ outcome }) => outcome.error === null);
  const undone = parts.filter(({ outcome }) => outcome.error !== null);
  const metrics = Object.entries(byTable(done, metricsOf))
    .filter(([, collections]) => collections.length > 0)
    .map(([table, collections]) => [table, onePerCollection(collections)]);
  const body = {
    UnprocessedItems: byTable(undone, writeRequestOf),
    ...(metrics.length > 0 ? { ItemCollectionMetrics: Object.fromEntries(metrics) } : {}),
    ...consumedByTable(done),
  };
  return { status: 200, body: body as unknown as Json, error: null, served: joinServed(done) };
}

function metricsOf({ outcome }: SettledPart): ItemCollectionMetrics | undefined {
  return (outcome.body as { readonly ItemCollectionMetrics?: ItemCollectionMetrics }).ItemCollectionMetrics;
}

function writeRequestOf(part: SettledPart): object {
  const bound = boundItem(part);
  return bound.operation === "PutItem" ? { PutRequest: { Item: bound.item } } : { DeleteRequest: { Key: bound.key } };
}
