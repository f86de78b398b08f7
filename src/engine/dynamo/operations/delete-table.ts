/** DeleteTable: the table, its items, its indexes. [TABLE-5] */
import { operation } from "./operation.ts";
import { CONTROL_TABLE_NAME, controlTableName } from "./table-fields.ts";

export const deleteTable = operation("DeleteTable", {
  summary: "Removes a table with all its items and indexes.",
  kind: "control",
  fields: [CONTROL_TABLE_NAME],
  parse: (input) => ({ operation: "DeleteTable", tableName: controlTableName(input) }),
});
