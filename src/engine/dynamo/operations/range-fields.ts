/** What Query and Scan have in common. [OP-11] */
import { refuse } from "../errors.ts";
import { compileCondition, compileProjection } from "../expressions/compile.ts";
import type { Substitution } from "../expressions/substitution.ts";
import type { ParsedScan, Select } from "../requests.ts";
import { requireItem } from "./field-rules.ts";
import type { CheckedInput, Field } from "./operation.ts";
import {
  CONSISTENT_READ,
  FILTER_EXPRESSION,
  NAME_PATTERN,
  PLACEHOLDER_FIELDS,
  PROJECTION_EXPRESSION,
  RETURN_CONSUMED_CAPACITY,
  returnConsumedCapacity,
  TABLE_NAME,
  tableName,
} from "./shared-fields.ts";

export const RANGE_FIELDS: readonly Field[] = [
  TABLE_NAME,
  {
    name: "IndexName",
    type: "string",
    min: 3,
    max: 255,
    pattern: NAME_PATTERN,
    doc: "A secondary index to read instead of the table.",
  },
  {
    name: "Select",
    type: "enum",
    options: ["SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"],
    doc: "Which attributes to return, or only their count.",
  },
  { name: "Limit", type: "integer", min: 1, doc: "How many items to evaluate at most, before the filter." },
  CONSISTENT_READ,
  FILTER_EXPRESSION,
  PROJECTION_EXPRESSION,
  ...PLACEHOLDER_FIELDS,
  { name: "ExclusiveStartKey", type: "item", doc: "Where to go on: the LastEvaluatedKey of the page before." },
  RETURN_CONSUMED_CAPACITY,
];

/** @throws {Refused} */
export function parseRange(input: CheckedInput, substitution: Substitution): Omit<ParsedScan, "operation" | "segment"> {
  const { fields } = input;
  const filter = compileCondition(fields, "FilterExpression", substitution);
  const projection = compileProjection(fields, substitution);
  const select = (fields.Select as Select | undefined) ?? null;
  checkSelect(select, projection !== null);
  return {
    tableName: tableName(input),
    returnConsumedCapacity: returnConsumedCapacity(input),
    indexName: (fields.IndexName as string | undefined) ?? null,
    consistentRead: fields.ConsistentRead === true,
    filter,
    projection,
    select,
    limit: fields.Limit === undefined ? null : Math.trunc(fields.Limit as number),
    exclusiveStartKey: fields.ExclusiveStartKey === undefined ? null : requireItem(input, "ExclusiveStartKey", "bare"),
  };
}

function checkSelect(select: Select | null, projects: boolean): void {
  if (select === "SPECIFIC_ATTRIBUTES" && !projects) {
    refuse("Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
  }
  if (projects && select !== null && select !== "SPECIFIC_ATTRIBUTES") {
    const wanted = select === "COUNT" ? "only the Count" : select;
    refuse(`Cannot specify the ProjectionExpression when choosing to get ${wanted}`);
  }
}
