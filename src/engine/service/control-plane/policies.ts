/**
 * Resource policies of tables and streams: kept and given back. Nobody is let in or kept out by them here; a revision
 * says which text is meant. [POL-1..3]
 */
import type { ParsedPolicyRequest } from "../../dynamo/control-requests.ts";
import { dynamoError } from "../../dynamo/errors.ts";
import { tableArn } from "../../dynamo/table-description.ts";
import type { Micros } from "../../sim/message.ts";
import { calendarMicros } from "../epoch.ts";
import { type Answer, foreignArn, inUse, notFound, refused, tableNotFound } from "./answers.ts";
import type { ControlContext, ControlPlaneState } from "./control-state.ts";

export function answerPolicy(state: ControlPlaneState, request: ParsedPolicyRequest, context: ControlContext): Answer {
  const { arn } = request;
  const missing = foreignArn(arn, state.region) ?? missingResource(state, arn);
  if (missing !== null) return missing;
  const known = state.policies.get(arn) ?? null;
  if (request.operation === "GetResourcePolicy") {
    return known === null ? noPolicy(arn) : { body: { Policy: known.document, RevisionId: known.revision } };
  }
  const expected = request.expectedRevision;
  if (expected !== null && expected !== (known?.revision ?? "NO_POLICY")) return noPolicy(arn);
  if (request.operation === "DeleteResourcePolicy") {
    state.policies.delete(arn);
    return { body: known === null ? {} : { RevisionId: known.revision } };
  }
  // The same text again is the same revision.
  if (known?.document === request.policy) return { body: { RevisionId: known.revision } };
  const revision = revisionAt(context.now, known?.revision ?? null);
  state.policies.set(arn, { document: request.policy, revision });
  return { body: { RevisionId: revision } };
}

/** Milliseconds since the Unix epoch, later than the one before. */
export function revisionAt(now: Micros, before: string | null): string {
  return String(Math.max(Math.floor(calendarMicros(now) / 1_000), Number(before ?? 0) + 1));
}

function missingResource(state: ControlPlaneState, arn: string): Answer | null {
  if (arn.includes("/stream/")) return state.streams.has(arn) ? null : notFound(`Stream: ${arn} not found`);
  const table = arn.slice(arn.indexOf("/") + 1);
  const placement = tableArn(state.region, table) === arn ? state.tables.get(table) : undefined;
  if (placement === undefined) return tableNotFound(table);
  return placement.status === "DELETING" ? inUse(`Table is being deleted: ${table}`) : null;
}

function noPolicy(arn: string): Answer {
  return refused(
    dynamoError("PolicyNotFoundException", `Resource-based policy not found for the provided ResourceArn: ${arn}`),
  );
}
