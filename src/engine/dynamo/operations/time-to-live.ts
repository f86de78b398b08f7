/** UpdateTimeToLive and DescribeTimeToLive: which attribute says when an item expires. [TTL-1] */
import { operation } from "./operation.ts";
import { CONTROL_TABLE_NAME, controlTableName } from "./table-fields.ts";

interface SentSpecification {
  readonly Enabled: boolean;
  readonly AttributeName: string;
}

export const updateTimeToLive = operation("UpdateTimeToLive", {
  summary: "Switches the expiry of a table's items on or off.",
  kind: "control",
  fields: [
    CONTROL_TABLE_NAME,
    {
      name: "TimeToLiveSpecification",
      type: "structure",
      required: true,
      doc: "Which attribute, and whether.",
      members: [
        { name: "Enabled", type: "boolean", required: true, doc: "Items expire." },
        {
          name: "AttributeName",
          type: "string",
          required: true,
          min: 1,
          max: 255,
          doc: "A number: seconds since the Unix epoch.",
        },
      ],
    },
  ],
  parse: (input) => {
    const { Enabled, AttributeName } = input.fields.TimeToLiveSpecification as SentSpecification;
    return {
      operation: "UpdateTimeToLive",
      tableName: controlTableName(input),
      enabled: Enabled,
      attribute: AttributeName,
    };
  },
});

export const describeTimeToLive = operation("DescribeTimeToLive", {
  summary: "Says which attribute expires a table's items, if any.",
  kind: "control",
  fields: [CONTROL_TABLE_NAME],
  parse: (input) => ({ operation: "DescribeTimeToLive", tableName: controlTableName(input) }),
});
