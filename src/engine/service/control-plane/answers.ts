/** How the control plane answers, and the refusals it has in common. [CP-2, CP-7] */
import { type DynamoError, dynamoError, validationError } from "../../dynamo/errors.ts";
import { ACCOUNT_ID } from "../../dynamo/table-description.ts";

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

/**
 * What is another service's or account's is nobody's business here, not even whether its Region is a Region; a table or
 * stream of another Region is not to be had. null: it is of this one. @param badRegion words for the Region
 */
export function foreignArn(
  arn: string,
  region: string,
  badRegion: (arn: string) => string = (shown) => `1 validation error detected: Invalid AWS region in '${shown}'`,
): Answer | null {
  const parts = arn.split(":");
  const [, , service, itsRegion, account] = parts;
  if (parts.length < 6) return invalid(invalidArn(arn));
  if (service !== "dynamodb" || account !== ACCOUNT_ID)
    return refused(dynamoError("AccessDeniedException", "Access is denied"));
  return itsRegion === region ? null : invalid(badRegion(arn));
}

export function invalidArn(arn: string): string {
  return `Invalid TableArn: Invalid ResourceArn provided as input ${arn}`;
}
