/** UpdateItem: changes some attributes of an item, or creates it. [OP-9] */
import { compileCondition, compileUpdate } from "../expressions/compile.ts";
import { legacyExpected } from "../expressions/legacy/conditions.ts";
import { legacyUpdate } from "../expressions/legacy/updates.ts";
import type { ExpressionMember } from "../expressions/substitution.ts";
import { requireItem } from "./field-rules.ts";
import { ATTRIBUTE_UPDATES, CONDITIONAL_OPERATOR, EXPECTED } from "./legacy-fields.ts";
import { operation } from "./operation.ts";
import {
  CONDITION,
  checkLanguage,
  KEY,
  parseWrite,
  substitutionOf,
  TABLE_NAME,
  WRITE_FIELDS,
} from "./shared-fields.ts";

const LEGACY = [ATTRIBUTE_UPDATES, EXPECTED, CONDITIONAL_OPERATOR];
const EXPRESSIONS: readonly ExpressionMember[] = [{ member: "UpdateExpression", takesValues: true }, CONDITION];

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
    checkLanguage(input, LEGACY, EXPRESSIONS);
    const key = requireItem(input, "Key", "wrapped");
    const updates = legacyUpdate(input.fields);
    const expected = legacyExpected(input.fields);
    const substitution = substitutionOf(input, EXPRESSIONS);
    const update = compileUpdate(input.fields, substitution) ?? updates ?? [];
    const condition = compileCondition(input.fields, "ConditionExpression", substitution) ?? expected;
    substitution.checkAllUsed();
    return { operation: "UpdateItem", key, update, ...parseWrite(input, condition) };
  },
});
