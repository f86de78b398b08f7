/** How the control plane answers, and the refusals it has in common. [CP-2, CP-7] */
import { type DynamoError, dynamoError, validationError } from "../../dynamo/errors.ts";
import { arnFault } from "../../dynamo/table-arn.ts";

/** A body as the wire carries it, or an error. */
export type Answer = { readonly body: unknown } | { readonly error: DynamoError };

export const refused = (error: DynamoError): Answer => ({ error });
export const invalid = (message: string): Answer => ({ error: validationError(message) });

export function tableNotFound(table: string): Answer {
  return notFound(`Table: ${table} not found`);
}

export function notFound(what: string): Answer {
  return refused(dynamoError("ResourceNotFoundException", `Requested resource not found: ${what}`));
}

export function inUse(why: string): Answer {
  return refused(dynamoError("ResourceInUseException", `Attempt to change a resource which is still in use: ${why}`));
}

export function overLimit(why: string): Answer {
  return refused(dynamoError("LimitExceededException", `Subscriber limit exceeded: ${why}`));
}

/** An ARN that names nothing of this Region. null: it may be looked for. */
export function foreignArn(...of: Parameters<typeof arnFault>): Answer | null {
  const fault = arnFault(...of);
  return fault === null ? null : refused(fault);
}
