/** UpdateItem: changes some attributes of an item, or creates it. [OP-9] */
import { compileCondition, compileUpdate } from "../expressions/compile.ts";
import { requireItem } from "./field-rules.ts";
import { operation } from "./operation.ts";
import {
  KEY,
  legacyFields,
  parseWrite,
  refuseLegacy,
  substitutionOf,
  TABLE_NAME,
  WRITE_FIELDS,
} from "./shared-fields.ts";

const LEGACY = legacyFields("AttributeUpdates", "Expected", "ConditionalOperator");

export const updateItem = operation("UpdateItem", {
  summary: "Changes attributes of one item, creating it when it is not there.",
  kind: "item-write",
  fields: [
    TABLE_NAME,
    KEY,
    { name: "UpdateExpression", type: "expression", doc: "What to SET, REMOVE, ADD and DELETE." },
    ...WRITE_FIELDS,
    ...LEGACY,
  ],
  parse: (input) => {
    refuseLegacy(input, LEGACY, ["UpdateExpression", "ConditionExpression"]);
    const substitution = substitutionOf(input, [
      { member: "UpdateExpression", takesValues: true },
      { member: "ConditionExpression", takesValues: true },
    ]);
    const key = requireItem(input, "Key", "wrapped");
    const update = compileUpdate(input.fields, substitution) ?? [];
    const condition = compileCondition(input.fields, "ConditionExpression", substitution);
    substitution.checkAllUsed();
    return { operation: "UpdateItem", key, update, ...parseWrite(input, substitution, condition) };
  },
});
