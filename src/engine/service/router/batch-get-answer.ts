/**
 * The answer to BatchGetItem from the answers to its reads. What could not be read comes back in UnprocessedKeys, in the
 * form in which it was asked: because a partition failed, because the answer would pass 16 MB, or because one partition
 * key gave 1 MB. Only when nothing could be read at all is the whole an error. [OP-17, OP-18]
 *
 * The API reference says both "more than 1MB per partition" and that of 100 items of 300 KB "the system returns 52". In a
 * new table of four partitions only one can be true of storage partitions; the second is a figure, so the first is read
 * as the items of one partition key, and 16 MB as the decimal ones in which 52 fit and 53 do not.
 */
import { present } from "../../base/assert.ts";
import { collectionOf } from "../../dynamo/keys.ts";
import { itemBytes } from "../../dynamo/sizes.ts";
import type { Item } from "../../dynamo/values.ts";
import type { Json } from "../function-runtime.ts";
import type { ApiCall } from "../messages.ts";
import { batchError, boundItem, byTable, consumedByTable, joinServed } from "./batch-answer.ts";
import type { Outcome, SettledPart } from "./router-state.ts";

const ANSWER_BYTES_MAX = 16_000_000;
const PARTITION_KEY_BYTES_MAX = 1024 * 1024;

type Asked = Readonly<Record<string, object>>;

export function batchGetAnswer(call: ApiCall, parts: readonly SettledPart[]): Outcome {
  const error = batchError(parts);
  if (error !== null) return error;
  const asked = (call.input as { readonly RequestItems: Asked }).RequestItems;
  const { read, unread } = takeUntilFull(parts);
  const body = {
    Responses: byTable(parts, (part) => (read.has(part) ? itemOf(part) : undefined)),
    UnprocessedKeys: Object.fromEntries(
      Object.entries(byTable(unread, ({ bound }) => keyOf(bound))).map(([table, Keys]) => [
        table,
        { ...asked[table], Keys },
      ]),
    ),
    ...consumedByTable([...read]),
  };
  return { status: 200, body: body as unknown as Json, error: null, served: joinServed([...read]) };
}

function takeUntilFull(parts: readonly SettledPart[]): { read: Set<SettledPart>; unread: SettledPart[] } {
  const read = new Set<SettledPart>();
  const unread: SettledPart[] = [];
  const perPartitionKey = new Map<string, number>();
  let total = 0;
  for (const part of parts) {
    const { tableName, storageKey } = boundItem(part);
    const partitionKey = `${tableName} ${collectionOf(storageKey)}`;
    const before = perPartitionKey.get(partitionKey) ?? 0;
    const item = itemOf(part);
    const bytes = item === undefined ? 0 : itemBytes(item);
    const full = total + bytes > ANSWER_BYTES_MAX || before >= PARTITION_KEY_BYTES_MAX;
    if (part.outcome.error !== null || full) {
      unread.push(part);
      continue;
    }
    total += bytes;
    perPartitionKey.set(partitionKey, before + bytes);
    read.add(part);
  }
  return { read, unread };
}

function itemOf({ outcome }: SettledPart): Item | undefined {
  return (outcome.body as { readonly Item?: Item } | null)?.Item;
}

function keyOf(bound: SettledPart["bound"]): Item {
  const item = present(bound, "a read has a key");
  return item.kind === "item" ? item.key : {};
}
