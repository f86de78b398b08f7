/** CreateTable: a new, empty table. It takes its time; the service decides how long. [TABLE-1] */
import { type SentTable, tableSchemaOf } from "../create-table-rules.ts";
import { isObject } from "../value-parser.ts";
import { operation } from "./operation.ts";
import { CREATE_TABLE_FIELDS, controlTableName } from "./table-fields.ts";

export const createTable = operation("CreateTable", {
  summary: "Makes a new table, with its key, indexes and stream.",
  kind: "control",
  fields: CREATE_TABLE_FIELDS,
  parse: (input) => {
    const name = controlTableName(input);
    const sent = withoutNulls(input.fields) as unknown as SentTable;
    return { operation: "CreateTable", tableName: name, schema: tableSchemaOf({ ...sent, TableName: name }) };
  },
});

/** A member that is null was not sent. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, withoutNulls(member)]),
  );
}
