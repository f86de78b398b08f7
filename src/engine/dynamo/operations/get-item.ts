/** GetItem: one item by its key. [OP-10] */
import { compileProjection } from "../expressions/compile.ts";
import { requireItem } from "./field-rules.ts";
import { operation } from "./operation.ts";
import {
  CONSISTENT_READ,
  KEY,
  legacyFields,
  PLACEHOLDER_FIELDS,
  PROJECTION_EXPRESSION,
  RETURN_CONSUMED_CAPACITY,
  refuseLegacy,
  returnConsumedCapacity,
  substitutionOf,
  TABLE_NAME,
  tableName,
} from "./shared-fields.ts";

const LEGACY = legacyFields("AttributesToGet");

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
    ...LEGACY,
  ],
  parse: (input) => {
    refuseLegacy(input, LEGACY, ["ProjectionExpression"]);
    const substitution = substitutionOf(input, [{ member: "ProjectionExpression", takesValues: false }]);
    const key = requireItem(input, "Key", "bare");
    const projection = compileProjection(input.fields, substitution);
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
