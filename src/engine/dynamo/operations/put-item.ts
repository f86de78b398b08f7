/** PutItem: replaces the whole item, or creates it. [OP-7] */
import { refuse, WORDING } from "../errors.ts";
import { compileCondition } from "../expressions/compile.ts";
import { legacyExpected } from "../expressions/legacy/conditions.ts";
import { ITEM_BYTES_MAX, itemBytes } from "../sizes.ts";
import { requireItem } from "./field-rules.ts";
import { CONDITIONAL_OPERATOR, EXPECTED } from "./legacy-fields.ts";
import { operation } from "./operation.ts";
import {
  CONDITION,
  checkLanguage,
  checkReturnsOldOnly,
  parseWrite,
  substitutionOf,
  TABLE_NAME,
  WRITE_FIELDS,
} from "./shared-fields.ts";

const LEGACY = [EXPECTED, CONDITIONAL_OPERATOR];
const EXPRESSIONS = [CONDITION];

export const putItem = operation("PutItem", {
  summary: "Writes a whole item, replacing the one that has the same key.",
  kind: "item-write",
  fields: [
    TABLE_NAME,
    { name: "Item", type: "item", required: true, doc: "All attributes, the key's among them." },
    ...WRITE_FIELDS,
    ...LEGACY,
  ],
  parse: (input) => {
    checkLanguage(input, LEGACY, EXPRESSIONS);
    const item = requireItem(input, "Item", "wrapped");
    checkReturnsOldOnly(input);
    const bytes = itemBytes(item);
    if (bytes > ITEM_BYTES_MAX) refuse(WORDING.itemTooLarge);
    const expected = legacyExpected(input.fields);
    const substitution = substitutionOf(input, EXPRESSIONS);
    const condition = compileCondition(input.fields, "ConditionExpression", substitution) ?? expected;
    substitution.checkAllUsed();
    return { operation: "PutItem", item, itemBytes: bytes, ...parseWrite(input, condition) };
  },
});
