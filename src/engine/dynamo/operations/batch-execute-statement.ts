/** BatchExecuteStatement: up to 25 PartiQL statements of one item each, every one for itself. [PQL-12] */
import { refuse } from "../errors.ts";
import { PARTIQL_WORDING } from "../partiql/refusals.ts";
import { isRead, STATEMENT_FIELDS, STATEMENTS } from "../statements.ts";
import { operation } from "./operation.ts";
import { CONSISTENT_READ, RETURN_CONSUMED_CAPACITY, returnConsumedCapacity } from "./shared-fields.ts";

export const batchExecuteStatement = operation("BatchExecuteStatement", {
  summary: "Carries out several PartiQL statements, all reads or all writes, each for itself.",
  kind: "batch",
  fields: [
    {
      name: "Statements",
      type: "list",
      required: true,
      min: 1,
      max: 25,
      element: {
        name: "BatchStatement",
        type: "structure",
        members: [...STATEMENT_FIELDS, CONSISTENT_READ],
        doc: "One statement about one item.",
      },
      doc: "The statements, answered in order.",
    },
    RETURN_CONSUMED_CAPACITY,
  ],
  parse: (input) => {
    const detail = returnConsumedCapacity(input);
    const sent = input.fields.Statements as readonly Readonly<Record<string, unknown>>[];
    const statements = sent.map((fields) => STATEMENTS.here.parseBatched(fields, detail));
    const reads = statements.flatMap((each) => (each.ok ? [isRead(each.call)] : []));
    if (reads.includes(true) && reads.includes(false)) refuse(PARTIQL_WORDING.mixedBatch);
    return { operation: "BatchExecuteStatement", statements, returnConsumedCapacity: detail };
  },
});
