/** CreateTable: a new, empty table. It takes its time; the service decides how long. [TABLE-1, TABLE-7] */
import { type SentTable, tableSchemaOf } from "../create-table-rules.ts";
import { type SentOptions, tableOptionsOf } from "../table-options.ts";
import { operation } from "./operation.ts";
import { CREATE_TABLE_FIELDS, controlTableName, withoutNulls } from "./table-fields.ts";

export const createTable = operation("CreateTable", {
  summary: "Makes a new table, with its key, indexes and stream.",
  kind: "control",
  fields: CREATE_TABLE_FIELDS,
  parse: (input) => {
    const tableName = controlTableName(input);
    const sent = withoutNulls(input.fields) as SentTable & SentOptions;
    const schema = tableSchemaOf({ ...sent, TableName: tableName });
    return { operation: "CreateTable", tableName, schema, options: tableOptionsOf(sent) };
  },
});
