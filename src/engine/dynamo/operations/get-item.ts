/** GetItem: one item by its key. [OP-10] */
import { compileProjection } from "../expressions/compile.ts";
import { legacyProjection } from "../expressions/legacy/updates.ts";
import { requireItem } from "./field-rules.ts";
import { ATTRIBUTES_TO_GET } from "./legacy-fields.ts";
import { operation } from "./operation.ts";
import {
  CONSISTENT_READ,
  checkLanguage,
  KEY,
  PLACEHOLDER_FIELDS,
  PROJECTION,
  PROJECTION_EXPRESSION,
  RETURN_CONSUMED_CAPACITY,
  returnConsumedCapacity,
  substitutionOf,
  TABLE_NAME,
  tableName,
} from "./shared-fields.ts";

const EXPRESSIONS = [PROJECTION];

export const getItem = operation("GetItem", {
  summary: "Reads the item with the given key.",
  kind: "item-read",
  fields: [
    TABLE_NAME,
    KEY,
    CONSISTENT_READ,
    PROJECTION_EXPRESSION,
    ...PLACEHOLDER_FIELDS.filter(({ type }) => type === "names"),
    RETURN_CONSUMED_CAPACITY,
    ATTRIBUTES_TO_GET,
  ],
  parse: (input) => {
    checkLanguage(input, [ATTRIBUTES_TO_GET], EXPRESSIONS);
    const key = requireItem(input, "Key", "bare");
    const attributes = legacyProjection(input.fields);
    const substitution = substitutionOf(input, EXPRESSIONS);
    const projection = compileProjection(input.fields, substitution) ?? attributes;
    substitution.checkAllUsed();
    return {
      operation: "GetItem",
      tableName: tableName(input),
      key,
      consistentRead: input.fields.ConsistentRead === true,
      projection,
      returnConsumedCapacity: returnConsumedCapacity(input),
    };
  },
});
