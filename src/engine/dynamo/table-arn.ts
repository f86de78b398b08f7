/**
 * What an ARN must be to name something here: of DynamoDB, of this account, of this Region. What is another service's or
 * account's is nobody's business, not even whether its Region is a Region. [CP-7, TAG-5]
 */
import { type DynamoError, dynamoError, validationError } from "./errors.ts";
import { ACCOUNT_ID } from "./table-description.ts";

/** @param badRegion words for the Region. @returns null when it may be looked for. */
export function arnFault(
  arn: string,
  region: string,
  badRegion: (arn: string) => string = (shown) => `1 validation error detected: Invalid AWS region in '${shown}'`,
): DynamoError | null {
  const parts = arn.split(":");
  const [, , service, itsRegion, account] = parts;
  if (parts.length < 6) return validationError(invalidArn(arn));
  if (service !== "dynamodb" || account !== ACCOUNT_ID) return dynamoError("AccessDeniedException", "Access is denied");
  return itsRegion === region ? null : validationError(badRegion(arn));
}

export function invalidArn(arn: string): string {
  return `Invalid TableArn: Invalid ResourceArn provided as input ${arn}`;
}
