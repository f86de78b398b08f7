/** The wordings of PartiQL's own refusals. Those without a source are ours and say so. [PQL-3] */
import { refuse } from "../errors.ts";

/** The statement is not PartiQL. @throws {Refused} always */
export function malformedStatement(detail: string): never {
  return refuse(`Statement wasn't well formed, can't be processed: ${detail}`);
}

export const PARTIQL_WORDING = {
  keyEqualityMissing: "Where clause does not contain a mandatory equality on all key attributes",
  onIndex: "This operation is not supported on an index",
  consistentGlobal: "Strongly consistent read is not supported on Global Secondary Indexes",
  emptyPathPart: "Path component cannot be an empty string",
  longSource: "A path may contain at most 2 components in the FROM clause",
  manySources: "FROM clause may only contain a single table name in data manipulation statements",
  manySelectSources: "Only select from a single table or index is supported.",
  parameterCount: "Number of parameters in request and statement don't match.",
  orderWithoutWhere: "Must have WHERE clause in the statement when using ORDER BY clause.",
  orderWithoutKey: "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.",
  existsOutside: "EXISTS is only supported in ExecuteTransaction.",
  duplicateItem: "Duplicate primary key exists in table",
  tokenMismatch: "NextToken does not match request",
  tokenInvalid: "Invalid NextToken",
  mixedBatch: "Read and write requests together in the same batch is not supported.",
  mixedTransaction: "ExecuteTransaction API does not support both read and write operations in the same request.",
  duplicateKeys: "Provided list of item keys contains duplicates",
  returningInTransaction: "RETURNING clause is not supported in ExecuteTransaction.",
  indexInTransaction: "Reads on indices are not supported within transactions.",
} as const;
