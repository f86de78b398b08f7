/** UpdateTable: capacity, indexes, stream, protection and the rest of a table that stands. [TABLE-9] */
import { type SentUpdate, updateOf } from "../update-table-rules.ts";
import { type Field, operation } from "./operation.ts";
import {
  DELETION_PROTECTION,
  ON_DEMAND_THROUGHPUT,
  SSE_SPECIFICATION,
  TABLE_CLASS,
  WARM_THROUGHPUT,
} from "./option-fields.ts";
import {
  attributeDefinitions,
  BILLING_MODE,
  CONTROL_TABLE_NAME,
  controlTableName,
  GLOBAL_INDEX_MEMBERS,
  INDEX_NAME,
  PROVISIONED_THROUGHPUT,
  STREAM_SPECIFICATION,
  withoutNulls,
} from "./table-fields.ts";

const action = (name: string, doc: string, members: readonly Field[]): Field => ({
  name,
  type: "structure",
  doc,
  members,
});

export const updateTable = operation("UpdateTable", {
  summary: "Changes a table: its capacity, its indexes, its stream.",
  kind: "control",
  fields: [
    attributeDefinitions(false),
    CONTROL_TABLE_NAME,
    BILLING_MODE,
    PROVISIONED_THROUGHPUT,
    {
      name: "GlobalSecondaryIndexUpdates",
      type: "list",
      doc: "Indexes to make, change or remove; one to make or remove at a time.",
      element: {
        name: "GlobalSecondaryIndexUpdate",
        type: "structure",
        doc: "One of the three.",
        members: [
          action("Update", "Changes an index's capacity.", [
            INDEX_NAME,
            PROVISIONED_THROUGHPUT,
            ON_DEMAND_THROUGHPUT,
            WARM_THROUGHPUT,
          ]),
          action("Create", "Makes an index from the items that are there.", GLOBAL_INDEX_MEMBERS),
          action("Delete", "Removes an index.", [INDEX_NAME]),
        ],
      },
    },
    STREAM_SPECIFICATION,
    SSE_SPECIFICATION,
    TABLE_CLASS,
    DELETION_PROTECTION,
    ON_DEMAND_THROUGHPUT,
    WARM_THROUGHPUT,
  ],
  parse: (input) => updateOf(controlTableName(input), withoutNulls(input.fields) as SentUpdate),
});
