/** PutItem: replaces the whole item, or creates it. [OP-7] */
import { refuse, WORDING } from "../errors.ts";
import { ITEM_BYTES_MAX, itemBytes } from "../sizes.ts";
import { requireItem } from "./field-rules.ts";
import { operation } from "./operation.ts";
import {
  checkReturnsOldOnly,
  legacyFields,
  parseWrite,
  refuseLegacy,
  substitutionOf,
  TABLE_NAME,
  WRITE_FIELDS,
} from "./shared-fields.ts";

const LEGACY = legacyFields("Expected", "ConditionalOperator");

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
    refuseLegacy(input, LEGACY, ["ConditionExpression"]);
    const substitution = substitutionOf(input, [{ member: "ConditionExpression", takesValues: true }]);
    const item = requireItem(input, "Item", "wrapped");
    const bytes = itemBytes(item);
    if (bytes > ITEM_BYTES_MAX) refuse(WORDING.itemTooLarge);
    checkReturnsOldOnly(input);
    const write = parseWrite(input, substitution);
    substitution.checkAllUsed();
    return { operation: "PutItem", item, itemBytes: bytes, ...write };
  },
});
