/**
 * Back-pressure at the leader: a write that a backlogged global index would have to take is refused before it is
 * logged, so that an index never falls behind without bound (DG:gsi-throttling). Writes that leave the index as it is
 * pass. [BP-3, BP-4]
 */
import { ownOf } from "../../base/own.ts";
import { type DynamoError, dynamoError } from "../../dynamo/errors.ts";
import { indexWriteUnits } from "../../dynamo/index-entries.ts";
import type { WriteOutcome } from "../../dynamo/requests.ts";
import { tableArn } from "../../dynamo/table-description.ts";
import type { RequestId } from "../messages.ts";
import type { ReplicaContext, ReplicaState } from "./replica-state.ts";

/** Seen live in public reports (facts §2.7). */
const INDEX_EXCEEDED =
  "The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API";

/** The outcome as it was, or a refusal that names the index. Records why. */
export function heldBack(
  state: ReplicaState,
  about: { readonly request: RequestId; readonly label: string },
  outcome: WriteOutcome,
  context: ReplicaContext,
): WriteOutcome {
  if (state.backlogged.length === 0 || outcome.outcome === "rejected" || !outcome.changed) return outcome;
  const units = indexWriteUnits(state.schema, outcome.before, outcome.after).global;
  const index = state.backlogged.find((name) => (ownOf(units, name) ?? 0) > 0);
  if (index === undefined) return outcome;
  context.record({ kind: "WriteThrottled", ...state.group, ...about, throttledBy: index, reason: REASON });
  return { outcome: "rejected", error: indexExceeded(state, index), writeUnits: 0 };
}

const REASON = "IndexWriteProvisionedThroughputExceeded";

function indexExceeded({ group }: ReplicaState, index: string): DynamoError {
  const resource = `${tableArn(group.region, group.table)}/index/${index}`;
  return dynamoError("ProvisionedThroughputExceededException", INDEX_EXCEEDED, {
    ThrottlingReasons: [{ reason: REASON, resource }],
  });
}
