/** The members of CreateTable and UpdateTable, and the table name as the control plane checks it. [TABLE-1] */
import { isObject } from "../value-parser.ts";
import type { CheckedInput, Field } from "./operation.ts";
import {
  DELETION_PROTECTION,
  ON_DEMAND_THROUGHPUT,
  RESOURCE_POLICY,
  SSE_SPECIFICATION,
  TABLE_CLASS,
  TAGS,
  WARM_THROUGHPUT,
} from "./option-fields.ts";
import { NAME_PATTERN } from "./shared-fields.ts";
import { subjectTableName } from "./subject-table.ts";

export const CONTROL_TABLE_NAME: Field = {
  name: "TableName",
  type: "string",
  isSubject: true,
  pattern: NAME_PATTERN,
  doc: "3 to 255 letters, digits, and _ . -",
};

/** The bare name, whatever was sent. */
export function controlTableName(input: CheckedInput): string {
  return subjectTableName(input.fields.TableName);
}

/** A member that is null was not sent. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, withoutNulls(member)]),
  );
}

const ATTRIBUTE_NAME: Field = {
  name: "AttributeName",
  type: "string",
  required: true,
  min: 1,
  max: 255,
  doc: "The attribute's name.",
};

function keySchema(max: number): Field {
  return {
    name: "KeySchema",
    type: "list",
    required: true,
    min: 1,
    max,
    doc: "The key's attributes: HASH first, then RANGE.",
    element: {
      name: "KeySchemaElement",
      type: "structure",
      doc: "One key attribute.",
      members: [
        ATTRIBUTE_NAME,
        {
          name: "KeyType",
          type: "enum",
          required: true,
          options: ["HASH", "RANGE"],
          doc: "Partition key or sort key.",
        },
      ],
    },
  };
}

export const PROVISIONED_THROUGHPUT: Field = {
  name: "ProvisionedThroughput",
  type: "structure",
  doc: "Capacity units per second; only with BillingMode PROVISIONED.",
  members: [
    // In this order the service finds fault with them.
    {
      name: "WriteCapacityUnits",
      type: "integer",
      isLong: true,
      required: true,
      min: 1,
      doc: "Write units per second.",
    },
    { name: "ReadCapacityUnits", type: "integer", isLong: true, required: true, min: 1, doc: "Read units per second." },
  ],
};

const PROJECTION: Field = {
  name: "Projection",
  type: "structure",
  required: true,
  doc: "Which attributes the index copies besides the keys.",
  members: [
    { name: "ProjectionType", type: "enum", options: ["ALL", "INCLUDE", "KEYS_ONLY"], doc: "All, a list, or none." },
    {
      name: "NonKeyAttributes",
      type: "list",
      min: 1,
      max: 20,
      element: { ...ATTRIBUTE_NAME, name: "NonKeyAttributeName", required: false },
      doc: "The list for INCLUDE.",
    },
  ],
};

export const attributeDefinitions = (required: boolean): Field => ({
  name: "AttributeDefinitions",
  type: "list",
  required,
  doc: "The types of the attributes that keys use.",
  element: {
    name: "AttributeDefinition",
    type: "structure",
    doc: "One key attribute's type.",
    members: [
      ATTRIBUTE_NAME,
      {
        name: "AttributeType",
        type: "enum",
        required: true,
        options: ["B", "N", "S"],
        doc: "Binary, number or string.",
      },
    ],
  },
});

export const BILLING_MODE: Field = {
  name: "BillingMode",
  type: "enum",
  options: ["PROVISIONED", "PAY_PER_REQUEST"],
  doc: "How capacity is bought.",
};

export const INDEX_NAME: Field = {
  name: "IndexName",
  type: "string",
  required: true,
  min: 3,
  max: 255,
  pattern: NAME_PATTERN,
  doc: "The index's name.",
};

/** What makes a global secondary index, in CreateTable and in UpdateTable. */
export const GLOBAL_INDEX_MEMBERS: readonly Field[] = [
  INDEX_NAME,
  keySchema(8),
  PROJECTION,
  PROVISIONED_THROUGHPUT,
  ON_DEMAND_THROUGHPUT,
  WARM_THROUGHPUT,
];

export const STREAM_SPECIFICATION: Field = {
  name: "StreamSpecification",
  type: "structure",
  doc: "Whether the table records its changes in a stream.",
  members: [
    { name: "StreamEnabled", type: "boolean", required: true, doc: "Record changes." },
    {
      name: "StreamViewType",
      type: "enum",
      options: ["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"],
      doc: "How much of the item a record holds.",
    },
  ],
};

export const CREATE_TABLE_FIELDS: readonly Field[] = [
  CONTROL_TABLE_NAME,
  attributeDefinitions(true),
  keySchema(2),
  BILLING_MODE,
  PROVISIONED_THROUGHPUT,
  {
    name: "LocalSecondaryIndexes",
    type: "list",
    doc: "Other orders of each item collection, kept in the table's own partitions.",
    element: {
      name: "LocalSecondaryIndex",
      type: "structure",
      doc: "One index.",
      members: [INDEX_NAME, keySchema(2), PROJECTION],
    },
  },
  {
    name: "GlobalSecondaryIndexes",
    type: "list",
    doc: "Copies of the table under other keys, written after the table.",
    element: { name: "GlobalSecondaryIndex", type: "structure", doc: "One index.", members: GLOBAL_INDEX_MEMBERS },
  },
  STREAM_SPECIFICATION,
  SSE_SPECIFICATION,
  TAGS,
  TABLE_CLASS,
  DELETION_PROTECTION,
  WARM_THROUGHPUT,
  RESOURCE_POLICY,
  ON_DEMAND_THROUGHPUT,
];
