/** DeleteItem: removes one item; removing what is not there succeeds. [OP-8] */

import { requireItem } from "./field-rules.ts";
import { operation } from "./operation.ts";
import {
  checkReturnsOldOnly,
  KEY,
  legacyFields,
  parseWrite,
  refuseLegacy,
  substitutionOf,
  TABLE_NAME,
  WRITE_FIELDS,
} from "./shared-fields.ts";

const LEGACY = legacyFields("Expected", "ConditionalOperator");

export const deleteItem = operation("DeleteItem", {
  summary: "Removes the item with the given key.",
  kind: "item-write",
  fields: [TABLE_NAME, KEY, ...WRITE_FIELDS, ...LEGACY],
  parse: (input) => {
    refuseLegacy(input, LEGACY, ["ConditionExpression"]);
    const substitution = substitutionOf(input, [{ member: "ConditionExpression", takesValues: true }]);
    const key = requireItem(input, "Key", "wrapped");
    checkReturnsOldOnly(input);
    const write = parseWrite(input, substitution);
    substitution.checkAllUsed();
    return { operation: "DeleteItem", key, ...write };
  },
});
