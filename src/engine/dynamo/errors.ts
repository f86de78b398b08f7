/**
 * The one table of DynamoDB's error names and HTTP statuses. An error is a *value* that a caller receives as an
 * answer; nothing thrown leaves `dynamo/`. The private `Refused` carries an error value out of a nested parser to the
 * boundary function that catches it. [OP-1]
 */

/** Every error name this engine answers with, its HTTP status and the prefix its `__type` has on the wire. */
export const ERROR_KINDS = {
  ValidationException: { status: 400, namespace: "com.amazon.coral.validate" },
  SerializationException: { status: 400, namespace: "com.amazon.coral.service" },
  UnknownOperationException: { status: 400, namespace: "com.amazon.coral.service" },
  AccessDeniedException: { status: 400, namespace: "com.amazon.coral.service" },
  UnrecognizedClientException: { status: 400, namespace: "com.amazon.coral.service" },
  MissingAuthenticationTokenException: { status: 400, namespace: "com.amazon.coral.service" },
  IncompleteSignatureException: { status: 400, namespace: "com.amazon.coral.service" },
  InvalidSignatureException: { status: 400, namespace: "com.amazon.coral.service" },
  RequestEntityTooLargeException: { status: 413, namespace: "com.amazon.coral.service" },
  DuplicateItemException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  ConditionalCheckFailedException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  ResourceNotFoundException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  ResourceInUseException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  PolicyNotFoundException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  LimitExceededException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  ItemCollectionSizeLimitExceededException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  ProvisionedThroughputExceededException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  TransactionCanceledException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  TransactionConflictException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  TransactionInProgressException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  IdempotentParameterMismatchException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  RequestLimitExceeded: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  ThrottlingException: { status: 400, namespace: "com.amazon.coral.availability" },
  ExpiredIteratorException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  TrimmedDataAccessException: { status: 400, namespace: "com.amazonaws.dynamodb.v20120810" },
  InternalFailure: { status: 500, namespace: "com.amazon.coral.service" },
  InternalServerError: { status: 500, namespace: "com.amazonaws.dynamodb.v20120810" },
  ServiceUnavailable: { status: 503, namespace: "com.amazon.coral.availability" },
} as const;

export type ErrorName = keyof typeof ERROR_KINDS;

/** A legitimate answer of the service. Plain data: `members` are further wire members (e.g. `Item`). */
export interface DynamoError {
  readonly name: ErrorName;
  readonly message: string;
  /** HTTP status. */
  readonly status: number;
  readonly members?: Readonly<Record<string, unknown>>;
}

export function dynamoError(name: ErrorName, message: string, members?: Record<string, unknown>): DynamoError {
  const status = ERROR_KINDS[name].status;
  return members === undefined ? { name, message, status } : { name, message, status, members };
}

/** An error that the same request may not meet again: throttling, or a failure of the service. */
export function isTransient({ name, status }: DynamoError): boolean {
  return status >= 500 || TRANSIENT.has(name);
}

const TRANSIENT: ReadonlySet<ErrorName> = new Set([
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
]);

export function validationError(message: string): DynamoError {
  return dynamoError("ValidationException", message);
}

/** The full `__type` of an error on the wire, e.g. `com.amazon.coral.validate#ValidationException`. */
function wireErrorType(error: DynamoError): string {
  return `${ERROR_KINDS[error.name].namespace}#${error.name}`;
}

/** Names whose message is called `Message`; everybody else says `message`. (measured) */
const CAPITAL_MESSAGE: ReadonlySet<string> = new Set([
  "SerializationException",
  "UnknownOperationException",
  "AccessDeniedException",
  "TransactionCanceledException",
  "TransactionInProgressException",
  "IdempotentParameterMismatchException",
]);

/** An error as the body of a response. An error without words has no message at all. [WIRE-4] */
export function errorBody(error: DynamoError): Readonly<Record<string, unknown>> {
  const type = { __type: wireErrorType(error) };
  if (error.message === "") return { ...type, ...error.members };
  return { ...type, ...error.members, [CAPITAL_MESSAGE.has(error.name) ? "Message" : "message"]: error.message };
}

/** Wordings used in more than one place. */
export const WORDING = {
  conditionFailed: "The conditional request failed",
  transactionOngoing: "Transaction is ongoing for the item",
  transactionTooLarge: "Transaction request size cannot exceed 4 MB",
  tableNotFound: "Requested resource not found",
  keySchemaMismatch: "The provided key element does not match the schema",
  duplicateKeys: "Provided list of item keys contains duplicates",
  itemTooLarge: "Item size has exceeded the maximum allowed size",
  updatedItemTooLarge: "Item size to update has exceeded the maximum allowed size",
  invalidParameters: "One or more parameter values were invalid: ",
  notValidParameters: "One or more parameter values are not valid. ",
} as const;

/** Carries an error value to the nearest boundary function. Never leaves `dynamo/`. */
export class Refused extends Error {
  constructor(readonly error: DynamoError) {
    super(error.message);
  }
}

/** @throws {Refused} always. */
export function refuse(message: string): never {
  throw new Refused(validationError(message));
}
