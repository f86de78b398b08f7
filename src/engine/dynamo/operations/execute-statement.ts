/** ExecuteStatement: one PartiQL statement, carried out as the operation it stands for. [PQL-1] */
import { STATEMENT_FIELDS, STATEMENTS } from "../statements.ts";
import { operation } from "./operation.ts";
import { CONSISTENT_READ, RETURN_CONSUMED_CAPACITY, returnConsumedCapacity } from "./shared-fields.ts";

export const executeStatement = operation("ExecuteStatement", {
  summary: "Carries out one PartiQL statement.",
  kind: "statement",
  fields: [
    ...STATEMENT_FIELDS,
    CONSISTENT_READ,
    { name: "Limit", type: "integer", min: 1, doc: "SELECT: how many items to evaluate at most." },
    { name: "NextToken", type: "string", min: 1, max: 32_768, doc: "Where a SELECT goes on: from the page before." },
    RETURN_CONSUMED_CAPACITY,
  ],
  parse: (input) => ({
    operation: "ExecuteStatement",
    ...STATEMENTS.here.parse(input.fields, returnConsumedCapacity(input)),
    limit: input.fields.Limit === undefined ? null : Math.trunc(input.fields.Limit as number),
    nextToken: (input.fields.NextToken as string | undefined) ?? null,
  }),
});
