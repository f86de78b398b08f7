/** What Query and Scan have in common. [OP-11] */
import { refuse, WORDING } from "../errors.ts";
import type { Condition, Projected } from "../expressions/ast.ts";
import { compileCondition, compileProjection } from "../expressions/compile.ts";
import { legacyFilter } from "../expressions/legacy/conditions.ts";
import { legacyProjection } from "../expressions/legacy/updates.ts";
import type { ExpressionMember, Substitution } from "../expressions/substitution.ts";
import type { ParsedScan, Select } from "../requests.ts";
import type { Item } from "../values.ts";
import { requireItem } from "./field-rules.ts";
import type { CheckedInput, Field } from "./operation.ts";
import {
  CONSISTENT_READ,
  FILTER,
  FILTER_EXPRESSION,
  NAME_PATTERN,
  PLACEHOLDER_FIELDS,
  PROJECTION,
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

export const RANGE_EXPRESSIONS: readonly ExpressionMember[] = [PROJECTION, FILTER];

/** What is said in the language from before expressions; it is looked at before any expression. */
interface LegacyRange {
  readonly projection: Projected | null;
  readonly filter: Condition | null;
}

/** @throws {Refused} */
export function parseLegacyRange(input: CheckedInput, filter: "QueryFilter" | "ScanFilter"): LegacyRange {
  return { projection: legacyProjection(input.fields), filter: legacyFilter(input.fields, filter) };
}

/** @throws {Refused} */
export function parseRange(
  operation: "Query" | "Scan",
  input: CheckedInput,
  legacy: LegacyRange,
  substitution: Substitution,
): Omit<ParsedScan, "operation" | "segment"> {
  const { fields } = input;
  const filter = compileCondition(fields, "FilterExpression", substitution) ?? legacy.filter;
  const projection = compileProjection(fields, substitution) ?? legacy.projection;
  const select = (fields.Select as Select | undefined) ?? null;
  const projects = legacy.projection !== null ? "AttributesToGet" : projection !== null ? "ProjectionExpression" : null;
  const wrong = selectFault(select, projects, fields.IndexName !== undefined);
  if (wrong !== null) refuse(operation === "Query" ? `1 validation error detected: ${wrong}` : wrong);
  return {
    tableName: tableName(input),
    returnConsumedCapacity: returnConsumedCapacity(input),
    indexName: (fields.IndexName as string | undefined) ?? null,
    consistentRead: fields.ConsistentRead === true,
    filter,
    projection,
    select,
    limit: (fields.Limit as number | undefined) ?? null,
    exclusiveStartKey: fields.ExclusiveStartKey === undefined ? null : startKey(input),
  };
}

/** @throws {Refused} */
function startKey(input: CheckedInput): Item {
  const fault = input.itemFaults.ExclusiveStartKey;
  if (fault !== undefined) refuse(`The provided starting key is invalid: ${fault.message}`);
  return requireItem(input, "ExclusiveStartKey", "bare");
}

/** What is wrong with Select; null: nothing. A Query says it in the envelope of constraints, a Scan bare. */
function selectFault(
  select: Select | null,
  projects: "AttributesToGet" | "ProjectionExpression" | null,
  onIndex: boolean,
): string | null {
  if (select === "SPECIFIC_ATTRIBUTES" && projects === null) {
    return "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES";
  }
  if (projects !== null && select !== null && select !== "SPECIFIC_ATTRIBUTES") {
    const wanted = select === "COUNT" ? "only the Count" : select;
    return `Cannot specify the ${projects} when choosing to get ${wanted}`;
  }
  if (select === "ALL_PROJECTED_ATTRIBUTES" && !onIndex) {
    return `${WORDING.invalidParameters}ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName`;
  }
  return null;
}
