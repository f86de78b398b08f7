/** DescribeTable: what a table is and how it is. [TABLE-5] */
import { operation } from "./operation.ts";
import { CONTROL_TABLE_NAME, controlTableName } from "./table-fields.ts";

export const describeTable = operation("DescribeTable", {
  summary: "Says what a table is made of and in which state it is.",
  kind: "control",
  fields: [CONTROL_TABLE_NAME],
  parse: (input) => ({ operation: "DescribeTable", tableName: controlTableName(input) }),
});
