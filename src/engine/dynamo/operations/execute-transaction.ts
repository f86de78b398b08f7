/** ExecuteTransaction: up to 100 PartiQL statements of one item each, all of them or none. [PQL-13] */
import { refuse } from "../errors.ts";
import { PARTIQL_WORDING } from "../partiql/refusals.ts";
import type { StatementCall } from "../requests.ts";
import { isRead, STATEMENT_FIELDS, STATEMENTS } from "../statements.ts";
import { operation } from "./operation.ts";
import { RETURN_CONSUMED_CAPACITY, returnConsumedCapacity } from "./shared-fields.ts";
import { CLIENT_REQUEST_TOKEN } from "./transact-fields.ts";

export const executeTransaction = operation("ExecuteTransaction", {
  summary: "Carries out several PartiQL statements, all reads or all writes, all or nothing.",
  kind: "transaction",
  fields: [
    {
      name: "TransactStatements",
      type: "list",
      required: true,
      min: 1,
      max: 100,
      element: {
        name: "TransactStatement",
        type: "structure",
        model: "ParameterizedStatement",
        members: STATEMENT_FIELDS,
        doc: "One statement about one item.",
      },
      doc: "The statements that happen together or not at all.",
    },
    CLIENT_REQUEST_TOKEN,
    RETURN_CONSUMED_CAPACITY,
  ],
  parse: (input) => {
    const sent = input.fields.TransactStatements as readonly Readonly<Record<string, unknown>>[];
    const statements = sent.map((fields, i) => checked(STATEMENTS.here.parse(fields, "NONE"), i));
    if (statements.some(isRead) && !statements.every(isRead)) refuse(PARTIQL_WORDING.mixedTransaction);
    return {
      operation: "ExecuteTransaction",
      statements,
      token: (input.fields.ClientRequestToken as string | undefined) ?? null,
      returnConsumedCapacity: returnConsumedCapacity(input),
    };
  },
});

function checked(call: StatementCall, number: number): StatementCall {
  const { statement } = call;
  const refuseIt = (why: string) => refuse(`Validation failed in TransactStatements[${number}]: ${why}`);
  if ("returning" in statement && statement.returning !== null) refuseIt(PARTIQL_WORDING.returningInTransaction);
  const select = statement.type === "exists" ? statement.select : statement;
  if (select.type === "select" && select.from.index !== null) refuseIt(PARTIQL_WORDING.indexInTransaction);
  return call;
}
