/** DeleteItem: removes one item; removing what is not there succeeds. [OP-8] */

import { compileCondition } from "../expressions/compile.ts";
import { legacyExpected } from "../expressions/legacy/conditions.ts";
import { requireItem } from "./field-rules.ts";
import { CONDITIONAL_OPERATOR, EXPECTED } from "./legacy-fields.ts";
import { operation } from "./operation.ts";
import {
  CONDITION,
  checkLanguage,
  checkReturnsOldOnly,
  KEY,
  parseWrite,
  substitutionOf,
  TABLE_NAME,
  WRITE_FIELDS,
} from "./shared-fields.ts";

const LEGACY = [EXPECTED, CONDITIONAL_OPERATOR];
const EXPRESSIONS = [CONDITION];

export const deleteItem = operation("DeleteItem", {
  summary: "Removes the item with the given key.",
  kind: "item-write",
  fields: [TABLE_NAME, KEY, ...WRITE_FIELDS, ...LEGACY],
  parse: (input) => {
    checkLanguage(input, LEGACY, EXPRESSIONS);
    const key = requireItem(input, "Key", "wrapped");
    checkReturnsOldOnly(input);
    const expected = legacyExpected(input.fields);
    const substitution = substitutionOf(input, EXPRESSIONS);
    const condition = compileCondition(input.fields, "ConditionExpression", substitution) ?? expected;
    substitution.checkAllUsed();
    return { operation: "DeleteItem", key, ...parseWrite(input, condition) };
  },
});
