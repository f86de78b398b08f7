/** Request members that several operations share, and how the optional ones are read. */
import { refuse } from "../errors.ts";
import type { Condition } from "../expressions/ast.ts";
import {
  checkPlaceholderUse,
  type ExpressionMember,
  readPlaceholders,
  Substitution,
} from "../expressions/substitution.ts";
import type { ParsedPut, ReturnConsumedCapacity, ReturnValues } from "../requests.ts";
import { refuseMixture } from "./legacy-fields.ts";
import type { CheckedInput, Field } from "./operation.ts";

export const NAME_PATTERN = "[a-zA-Z0-9_.-]+";

export const TABLE_NAME: Field = {
  name: "TableName",
  type: "string",
  required: true,
  min: 1,
  max: 1024,
  pattern: NAME_PATTERN,
  doc: "The table's name or ARN.",
};

export const KEY: Field = {
  name: "Key",
  type: "item",
  required: true,
  doc: "The item's primary key: partition key, and sort key when the table has one.",
};

export const RETURN_CONSUMED_CAPACITY: Field = {
  name: "ReturnConsumedCapacity",
  type: "enum",
  options: ["INDEXES", "TOTAL", "NONE"],
  doc: "Whether the response says how many capacity units the request used.",
};

const RETURN_VALUES: Field = {
  name: "ReturnValues",
  type: "enum",
  options: ["ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"],
  doc: "Which attributes the response returns, before or after the write.",
};

const CONDITION_EXPRESSION: Field = {
  name: "ConditionExpression",
  type: "expression",
  doc: "The write happens only if the stored item satisfies this.",
};

export const FILTER_EXPRESSION: Field = {
  name: "FilterExpression",
  type: "expression",
  doc: "Drops items after they were read and charged.",
};

export const PROJECTION_EXPRESSION: Field = {
  name: "ProjectionExpression",
  type: "expression",
  doc: "The attributes to return; the charge stays the same.",
};

export const PLACEHOLDER_FIELDS: readonly Field[] = [
  { name: "ExpressionAttributeNames", type: "names", doc: "What the #placeholders in expressions stand for." },
  { name: "ExpressionAttributeValues", type: "values", doc: "What the :placeholders in expressions stand for." },
];

export const CONSISTENT_READ: Field = {
  name: "ConsistentRead",
  type: "boolean",
  doc: "Read from the leader replica; twice the price.",
};

export const RETURN_COLLECTION_METRICS: Field = {
  name: "ReturnItemCollectionMetrics",
  type: "enum",
  options: ["SIZE", "NONE"],
  doc: "Only for tables with a local secondary index.",
};

export const WRITE_FIELDS: readonly Field[] = [
  RETURN_VALUES,
  RETURN_CONSUMED_CAPACITY,
  RETURN_COLLECTION_METRICS,
  CONDITION_EXPRESSION,
  ...PLACEHOLDER_FIELDS,
  {
    name: "ReturnValuesOnConditionCheckFailure",
    type: "enum",
    options: ["ALL_OLD", "NONE"],
    doc: "Whether a failed condition returns the stored item.",
  },
];

export function tableName(input: CheckedInput): string {
  return input.fields.TableName as string;
}

/** The bare name inside a table ARN, or the name itself. */
export function bareTableName(nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn.slice(nameOrArn.indexOf("/") + 1) : nameOrArn;
}

export function returnConsumedCapacity(input: CheckedInput): ReturnConsumedCapacity {
  return (input.fields.ReturnConsumedCapacity as ReturnConsumedCapacity | undefined) ?? "NONE";
}

export const CONDITION: ExpressionMember = { member: "ConditionExpression", takesValues: true };
export const FILTER: ExpressionMember = { member: "FilterExpression", takesValues: true };
export const PROJECTION: ExpressionMember = { member: "ProjectionExpression", takesValues: false };

/** One language, and no placeholders without a use: what is looked at before any value. @throws {Refused} */
export function checkLanguage(
  input: CheckedInput,
  legacyFields: readonly Field[],
  expressions: readonly ExpressionMember[],
): void {
  refuseMixture(
    input.fields,
    legacyFields,
    expressions.map(({ member }) => member),
  );
  checkPlaceholderUse(input.fields, expressions);
}

/** @throws {Refused} */
export function substitutionOf(input: CheckedInput, expressions: readonly ExpressionMember[]): Substitution {
  return new Substitution(readPlaceholders(input.fields, expressions));
}

/** What all item writes have in common. */
export function parseWrite(
  input: CheckedInput,
  condition: Condition | null,
): Omit<ParsedPut, "operation" | "item" | "itemBytes"> {
  return {
    tableName: tableName(input),
    returnConsumedCapacity: returnConsumedCapacity(input),
    condition,
    returnValues: (input.fields.ReturnValues as ReturnValues | undefined) ?? "NONE",
    returnItemOnConditionFailure: input.fields.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
    returnItemCollectionMetrics: input.fields.ReturnItemCollectionMetrics === "SIZE",
  };
}

/** PutItem and DeleteItem return the old item or nothing. @throws {Refused} */
export function checkReturnsOldOnly(input: CheckedInput): void {
  const asked = input.fields.ReturnValues;
  if (asked !== undefined && asked !== "NONE" && asked !== "ALL_OLD") {
    refuse("ReturnValues can only be ALL_OLD or NONE");
  }
}
