/** Query: the items of one partition key, in sort-key order. [OP-12] */
import { refuse } from "../errors.ts";
import { compileCondition } from "../expressions/compile.ts";
import { keyConditionsOf } from "../expressions/key-condition.ts";
import { operation } from "./operation.ts";
import { parseRange, RANGE_FIELDS } from "./range-fields.ts";
import { legacyFields, refuseLegacy, substitutionOf } from "./shared-fields.ts";

const LEGACY = legacyFields("AttributesToGet", "KeyConditions", "QueryFilter", "ConditionalOperator");

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
    refuseLegacy(input, LEGACY, ["ProjectionExpression", "FilterExpression", "KeyConditionExpression"]);
    const substitution = substitutionOf(input, [
      { member: "FilterExpression", takesValues: true },
      { member: "ProjectionExpression", takesValues: false },
      { member: "KeyConditionExpression", takesValues: true },
    ]);
    const range = parseRange(input, substitution);
    const condition = compileCondition(input.fields, "KeyConditionExpression", substitution);
    if (condition === null) {
      return refuse("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
    }
    substitution.checkAllUsed();
    return {
      operation: "Query",
      ...range,
      keyConditions: keyConditionsOf(condition),
      forward: input.fields.ScanIndexForward !== false,
    };
  },
});
