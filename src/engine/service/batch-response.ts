/**
 * What a function's return value says about its batch when ReportBatchItemFailures is on (facts §2.4). [TRIG-7]
 */
import type { Json } from "./function-runtime.ts";

/**
 * Number of records at the beginning of the batch that are done: all of it when nothing failed, 0 when all of it
 * counts as failed. The lowest reported sequence number decides. A return value without a list of failures is success;
 * a list that cannot be read is a failure of the whole batch.
 */
export function recordsDone(result: Json, batch: readonly { readonly sequenceNumber: string }[]): number {
  if (typeof result !== "object" || result === null || Array.isArray(result)) return batch.length;
  const failures = (result as { readonly [key: string]: Json }).batchItemFailures;
  if (failures === undefined || failures === null) return batch.length;
  if (!Array.isArray(failures)) return 0;
  let done = batch.length;
  for (const failure of failures as readonly Json[]) {
    const at = batch.findIndex(({ sequenceNumber }) => sequenceNumber === identifierOf(failure));
    if (at <= 0) return 0;
    done = Math.min(done, at);
  }
  return done;
}

function identifierOf(failure: Json): Json | undefined {
  if (typeof failure !== "object" || failure === null || Array.isArray(failure)) return undefined;
  return (failure as { readonly [key: string]: Json }).itemIdentifier;
}
