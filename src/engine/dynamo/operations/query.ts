/** Query: the items of one partition key, in sort-key order. [OP-12] */
import { refuse } from "../errors.ts";
import { compileCondition } from "../expressions/compile.ts";
import { keyConditionsOf } from "../expressions/key-condition.ts";
import { legacyKeyConditions } from "../expressions/legacy/conditions.ts";
import type { ExpressionMember } from "../expressions/substitution.ts";
import { ATTRIBUTES_TO_GET, CONDITIONAL_OPERATOR, KEY_CONDITIONS, QUERY_FILTER } from "./legacy-fields.ts";
import { operation } from "./operation.ts";
import { parseLegacyRange, parseRange, RANGE_EXPRESSIONS, RANGE_FIELDS } from "./range-fields.ts";
import { checkLanguage, substitutionOf } from "./shared-fields.ts";

const LEGACY = [ATTRIBUTES_TO_GET, QUERY_FILTER, CONDITIONAL_OPERATOR, KEY_CONDITIONS];
/** KeyConditions may stand beside expressions, as long as there is no other key condition. [LEG-1] */
const ASIDE_FROM_KEYS = LEGACY.filter((field) => field !== KEY_CONDITIONS);
const EXPRESSIONS: readonly ExpressionMember[] = [
  ...RANGE_EXPRESSIONS,
  { member: "KeyConditionExpression", takesValues: true },
];

export const query = operation("Query", {
  summary: "Reads the items of one partition key, in order of their sort key.",
  kind: "query",
  fields: [
    ...RANGE_FIELDS,
    {
      name: "KeyConditionExpression",
      type: "expression",
      doc: "The partition key with =, and at most one condition on the sort key.",
    },
    { name: "ScanIndexForward", type: "boolean", doc: "false: from the highest sort key down." },
    ...LEGACY,
  ],
  parse: (input) => {
    checkLanguage(input, input.fields.KeyConditionExpression === undefined ? ASIDE_FROM_KEYS : LEGACY, EXPRESSIONS);
    const legacy = parseLegacyRange(input, "QueryFilter");
    const keyConditions = legacyKeyConditions(input.fields);
    const substitution = substitutionOf(input, EXPRESSIONS);
    const condition = compileCondition(input.fields, "KeyConditionExpression", substitution);
    const range = parseRange("Query", input, legacy, substitution);
    if (condition === null && keyConditions === null) {
      return refuse("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
    }
    substitution.checkAllUsed();
    return {
      operation: "Query",
      ...range,
      keyConditions: condition === null ? (keyConditions ?? []) : keyConditionsOf(condition),
      forward: input.fields.ScanIndexForward !== false,
      legacyFilter: legacy.filter !== null,
    };
  },
});
