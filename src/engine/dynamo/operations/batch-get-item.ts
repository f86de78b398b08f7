/** BatchGetItem: up to 100 items of any tables by their keys, each read for itself. [OP-16, OP-17, LEG-7] */
import { refuse, WORDING } from "../errors.ts";
import { compileProjection } from "../expressions/compile.ts";
import { legacyProjection } from "../expressions/legacy/updates.ts";
import type { ParsedGet } from "../requests.ts";
import { parseItem } from "../value-parser.ts";
import type { Item } from "../values.ts";
import { itemsEqual } from "../values.ts";
import { BATCH_TABLES, tooManyItems } from "./batch-fields.ts";
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
} from "./shared-fields.ts";

const EXPRESSIONS = [PROJECTION];

const KEYS_MAX = 100;

export const batchGetItem = operation("BatchGetItem", {
  summary: "Reads up to 100 items of one or several tables by their keys.",
  kind: "batch",
  fields: [
    {
      ...BATCH_TABLES,
      element: {
        name: "KeysAndAttributes",
        type: "structure",
        doc: "What to read of one table.",
        members: [
          {
            name: "Keys",
            type: "list",
            required: true,
            min: 1,
            max: KEYS_MAX,
            element: KEY,
            doc: "The primary keys of the items to read.",
          },
          CONSISTENT_READ,
          PROJECTION_EXPRESSION,
          ...PLACEHOLDER_FIELDS.filter(({ type }) => type === "names"),
          ATTRIBUTES_TO_GET,
        ],
      },
    },
    RETURN_CONSUMED_CAPACITY,
  ],
  parse: (input) => {
    const tables = Object.entries(input.fields.RequestItems as Readonly<Record<string, TableInput>>);
    const requests: ParsedGet[] = [];
    for (const [tableName, fields] of tables) {
      const inTable = { fields, items: {}, itemFaults: {} };
      checkLanguage(inTable, [ATTRIBUTES_TO_GET], EXPRESSIONS);
      const attributes = legacyProjection(fields);
      const substitution = substitutionOf(inTable, EXPRESSIONS);
      const keys = fields.Keys.map((key) => parseItem(key));
      const projection = compileProjection(fields, substitution) ?? attributes;
      substitution.checkAllUsed();
      requests.push(
        ...keys.map(
          (key): ParsedGet => ({
            operation: "GetItem",
            tableName,
            key,
            consistentRead: fields.ConsistentRead === true,
            projection,
            returnConsumedCapacity: returnConsumedCapacity(input),
          }),
        ),
      );
      if (requests.length > KEYS_MAX) tooManyItems("BatchGetItem");
      refuseDuplicates(keys);
    }
    return { operation: "BatchGetItem", requests };
  },
});

type TableInput = Readonly<Record<string, unknown>> & { readonly Keys: readonly unknown[] };

function refuseDuplicates(keys: readonly Item[]): void {
  const twice = keys.some((key, i) => keys.slice(0, i).some((other) => itemsEqual(key, other)));
  if (twice) refuse(WORDING.duplicateKeys);
}
