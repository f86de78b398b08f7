/** ListTables: names in order, a page at a time. [TABLE-6] */

import { operation } from "./operation.ts";
import { NAME_PATTERN } from "./shared-fields.ts";

const PAGE_MAX = 100;

export const listTables = operation("ListTables", {
  summary: "Lists the names of the Region's tables.",
  kind: "control",
  fields: [
    {
      name: "ExclusiveStartTableName",
      type: "string",
      min: 3,
      max: 255,
      pattern: NAME_PATTERN,
      doc: "Where to go on: the LastEvaluatedTableName of the page before.",
    },
    { name: "Limit", type: "integer", min: 1, max: PAGE_MAX, doc: "How many names at most." },
  ],
  parse: ({ fields }) => ({
    operation: "ListTables",
    limit: (fields.Limit as number | undefined) ?? PAGE_MAX,
    exclusiveStartTableName: (fields.ExclusiveStartTableName as string | undefined) ?? null,
  }),
});
