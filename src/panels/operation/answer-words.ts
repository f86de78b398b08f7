/** What an answer means, in a sentence. The service's own message stands beside it. */

const ERRORS: Readonly<Record<string, string>> = {
  ConditionalCheckFailedException:
    "The condition was false for the stored item, so nothing was written. It still cost a write.",
  ValidationException: "The request itself is not right. Nothing was read or written.",
  SerializationException: "A member has the wrong JSON type. Nothing was read or written.",
  ResourceNotFoundException: "This Region has no such table or index.",
  ResourceInUseException: "The table is there already, or is being changed.",
  LimitExceededException: "Too many tables are being created or deleted at once.",
  InternalServerError: "The partition had no leader to answer in time. The write may have happened all the same.",
  ServiceUnavailable: "The partition could not be reached. Try again.",
};

const ANSWERED: Readonly<Record<string, string>> = {
  PutItem: "At least two of three copies had the item when this was answered.",
  UpdateItem: "At least two of three copies had the change when this was answered.",
  DeleteItem: "The item was gone from at least two of three copies when this was answered.",
  CreateTable: "The table is being created; it takes requests once it is ACTIVE.",
  DeleteTable: "The table is being deleted.",
};

export function answerWords({
  operation,
  status,
  error,
  body,
}: {
  readonly operation: string;
  readonly status: number;
  readonly error: string | null;
  readonly body: string;
}): string {
  if (status === 0) return "No answer came in time. Whether it was carried out is not known.";
  if (error !== null) return ERRORS[error] ?? "The service refused the request.";
  if (operation === "GetItem")
    return body === "{}" ? "There is no such item on the copy that answered." : "The copy that answered had this item.";
  return ANSWERED[operation] ?? "";
}
