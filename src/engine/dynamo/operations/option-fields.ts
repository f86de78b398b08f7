/** Members of CreateTable and UpdateTable about capacity, encryption, tags and access. [TABLE-7] */
import type { Field } from "./operation.ts";

export const ON_DEMAND_THROUGHPUT: Field = {
  name: "OnDemandThroughput",
  type: "structure",
  doc: "Request units per second at most; only with BillingMode PAY_PER_REQUEST.",
  members: [
    {
      name: "MaxReadRequestUnits",
      type: "integer",
      isLong: true,
      doc: "Read request units per second; -1 for no cap.",
    },
    {
      name: "MaxWriteRequestUnits",
      type: "integer",
      isLong: true,
      doc: "Write request units per second; -1 for no cap.",
    },
  ],
};

export const WARM_THROUGHPUT: Field = {
  name: "WarmThroughput",
  type: "structure",
  doc: "What the table can take at once, without growing into it.",
  members: [
    { name: "ReadUnitsPerSecond", type: "integer", isLong: true, min: 1, doc: "Reads per second." },
    { name: "WriteUnitsPerSecond", type: "integer", isLong: true, min: 1, doc: "Writes per second." },
  ],
};

export const SSE_SPECIFICATION: Field = {
  name: "SSESpecification",
  type: "structure",
  doc: "Whose key encrypts the table at rest: DynamoDB's own, or one in KMS.",
  members: [
    { name: "Enabled", type: "boolean", doc: "Use a key in KMS." },
    { name: "SSEType", type: "enum", options: ["AES256", "KMS"], doc: "Always KMS." },
    { name: "KMSMasterKeyId", type: "string", doc: "The key; AWS's managed one when absent." },
  ],
};

export const DELETION_PROTECTION: Field = {
  name: "DeletionProtectionEnabled",
  type: "boolean",
  doc: "Refuse DeleteTable.",
};

export const TABLE_CLASS: Field = {
  name: "TableClass",
  type: "enum",
  options: ["STANDARD", "STANDARD_INFREQUENT_ACCESS"],
  doc: "Storage price class.",
};

export const TAGS: Field = {
  name: "Tags",
  type: "list",
  doc: "Labels for people and bills.",
  element: {
    name: "Tag",
    type: "structure",
    doc: "One label.",
    members: [
      { name: "Key", type: "string", required: true, min: 1, max: 128, doc: "The label's name." },
      { name: "Value", type: "string", required: true, min: 0, max: 256, doc: "What it says." },
    ],
  },
};

export const RESOURCE_POLICY: Field = {
  name: "ResourcePolicy",
  type: "string",
  doc: "A policy document in JSON, kept with the table.",
};
