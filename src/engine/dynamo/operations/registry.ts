/** The list of operations: the only one anywhere. Adding one is a file, its test and a line here. [OP-3] */

import { describeEndpoints, describeLimits } from "./account.ts";
import { batchExecuteStatement } from "./batch-execute-statement.ts";
import { batchGetItem } from "./batch-get-item.ts";
import { batchWriteItem } from "./batch-write-item.ts";
import { createTable } from "./create-table.ts";
import { deleteItem } from "./delete-item.ts";
import { deleteTable } from "./delete-table.ts";
import { describeTable } from "./describe-table.ts";
import { executeStatement } from "./execute-statement.ts";
import { executeTransaction } from "./execute-transaction.ts";
import { getItem } from "./get-item.ts";
import { listTables } from "./list-tables.ts";
import type { Operation } from "./operation.ts";
import { putItem } from "./put-item.ts";
import { query } from "./query.ts";
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy } from "./resource-policy.ts";
import { scan } from "./scan.ts";
import { describeStream } from "./streams/describe-stream.ts";
import { getRecords } from "./streams/get-records.ts";
import { getShardIterator } from "./streams/get-shard-iterator.ts";
import { listStreams } from "./streams/list-streams.ts";
import { listTagsOfResource, tagResource, untagResource } from "./tagging.ts";
import { describeTimeToLive, updateTimeToLive } from "./time-to-live.ts";
import { transactGetItems } from "./transact-get-items.ts";
import { transactWriteItems } from "./transact-write-items.ts";
import { updateItem } from "./update-item.ts";
import { updateTable } from "./update-table.ts";

export const OPERATIONS: readonly Operation[] = [
  putItem,
  getItem,
  updateItem,
  deleteItem,
  query,
  scan,
  batchGetItem,
  batchWriteItem,
  transactWriteItems,
  transactGetItems,
  executeStatement,
  batchExecuteStatement,
  executeTransaction,
  createTable,
  describeTable,
  listTables,
  updateTable,
  deleteTable,
  listStreams,
  describeStream,
  getShardIterator,
  getRecords,
  updateTimeToLive,
  describeTimeToLive,
  tagResource,
  untagResource,
  listTagsOfResource,
  putResourcePolicy,
  getResourcePolicy,
  deleteResourcePolicy,
  describeLimits,
  describeEndpoints,
];

const BY_NAME: ReadonlyMap<string, Operation> = new Map(OPERATIONS.map((operation) => [operation.name, operation]));
const BY_TARGET: ReadonlyMap<string, Operation> = new Map(OPERATIONS.map((operation) => [operation.target, operation]));

export function operationNamed(name: string): Operation | undefined {
  return BY_NAME.get(name);
}

/** By the `X-Amz-Target` header. */
export function operationForTarget(target: string): Operation | undefined {
  return BY_TARGET.get(target);
}
