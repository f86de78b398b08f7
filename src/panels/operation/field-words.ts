/** How the fields of requests are called in the form, and where they stand. The registry says what they are. */
import type { FormField } from "./form-draft.ts";

const LABELS: Readonly<Record<string, string>> = {
  ConditionExpression: "Only if",
  UpdateExpression: "Change",
  KeyConditionExpression: "Where the key is",
  FilterExpression: "Keep only",
  ProjectionExpression: "Return only",
  ExpressionAttributeNames: "Names in the expressions",
  ExpressionAttributeValues: "Values in the expressions",
  ReturnValues: "Return",
  ReturnConsumedCapacity: "Say what it cost",
  ReturnValuesOnConditionCheckFailure: "If the condition fails, return",
  ReturnItemCollectionMetrics: "Collection metrics",
  ConsistentRead: "Strongly consistent: read from the leader",
  ScanIndexForward: "Highest sort key first",
  IndexName: "Read from",
  ExclusiveStartKey: "Go on after this key",
  ExclusiveStartTableName: "Go on after this table",
  Select: "Return as",
  Limit: "At most",
  Segment: "Share number",
  TotalSegments: "Shares",
  AttributeDefinitions: "Types of the key attributes",
  KeySchema: "Key",
  AttributeName: "Attribute",
  AttributeType: "Type",
  KeyType: "Part",
  BillingMode: "Capacity",
  ProvisionedThroughput: "Provisioned capacity",
  ReadCapacityUnits: "Reads a second",
  WriteCapacityUnits: "Writes a second",
  GlobalSecondaryIndexes: "Global indexes",
  GlobalSecondaryIndex: "Global index",
  LocalSecondaryIndexes: "Local indexes",
  LocalSecondaryIndex: "Local index",
  GlobalSecondaryIndexUpdates: "Changes of global indexes",
  GlobalSecondaryIndexUpdate: "Change of an index",
  Projection: "What its entries hold",
  OnDemandThroughput: "Highest on-demand rate",
  MaxReadRequestUnits: "Reads a second, at most",
  MaxWriteRequestUnits: "Writes a second, at most",
  WarmThroughput: "Ready for at once",
  ReadUnitsPerSecond: "Reads a second",
  WriteUnitsPerSecond: "Writes a second",
  SSESpecification: "Encryption at rest",
  SSEType: "Kind of key",
  KMSMasterKeyId: "KMS key",
  AttributeDefinition: "Attribute",
  KeySchemaElement: "Part of the key",
  NonKeyAttributeName: "Attribute",
  ProjectionType: "Copies",
  NonKeyAttributes: "Also copies",
  StreamSpecification: "Stream",
  StreamEnabled: "Record changes",
  StreamViewType: "A record holds",
  DeletionProtectionEnabled: "Refuse to delete it",
  TableClass: "Storage class",
  TableName: "Table name",
  RequestItems: "By table",
  Keys: "Items to get, by key",
  PutRequest: "Put an item",
  DeleteRequest: "Delete an item",
  TransactItems: "Actions, all or none",
  ConditionCheck: "Check a condition only",
  Statements: "Statements, each for itself",
  TransactStatements: "Statements, all or none",
  Parameters: "Values of the question marks",
  ResourceArn: "ARN of the table",
  TagKeys: "Tags to take away",
  TimeToLiveSpecification: "Expiry",
  ExclusiveStartStreamArn: "Go on after this stream",
  ExclusiveStartShardId: "Go on after this shard",
  ShardIteratorType: "Begin",
  SequenceNumber: "Sequence number",
  ShardIterator: "Iterator",
  ShardFilter: "Only shards",
  ShardId: "Shard",
  StreamArn: "ARN of the stream",
  ResourcePolicy: "Resource policy",
  ClientRequestToken: "Idempotency token",
  NextToken: "Go on after this token",
};

/** One more of a list, as it is asked for: the API has no word for it that a person would say. */
const ELEMENTS: Readonly<Record<string, string>> = {
  TransactItem: "action",
  WriteRequest: "write",
  Key: "key",
  Parameter: "value",
  BatchStatement: "statement",
  TransactStatement: "statement",
  AttributeDefinition: "attribute",
  KeySchemaElement: "part of the key",
  LocalSecondaryIndex: "local index",
  GlobalSecondaryIndex: "global index",
  GlobalSecondaryIndexUpdate: "change",
  NonKeyAttributeName: "attribute",
  Tag: "tag",
  TagKey: "tag",
};

/** Shown beside the label: what the field is, in few words. */
const ASIDES: Readonly<Record<string, string>> = {
  ConditionExpression: "optional condition",
  FilterExpression: "optional, read and paid first",
  ProjectionExpression: "optional",
  Limit: "items read",
};

/** Rarely wanted: folded away until one of them is used. */
const RARE: ReadonlySet<string> = new Set([
  "ReturnConsumedCapacity",
  "ReturnItemCollectionMetrics",
  "ReturnValuesOnConditionCheckFailure",
  "Select",
  "ExclusiveStartKey",
  "ExclusiveStartTableName",
  "Segment",
  "TotalSegments",
  "TableClass",
  "DeletionProtectionEnabled",
  "ProvisionedThroughput",
  "ProjectionExpression",
  "ClientRequestToken",
  "NextToken",
  "SSESpecification",
  "OnDemandThroughput",
  "WarmThroughput",
  "ResourcePolicy",
  "Tags",
]);

/** Not the order of the API's pages but that of thinking: what, then which, then how. */
const ORDER: readonly string[] = [
  "TableName",
  "Item",
  "IndexName",
  "Key",
  "KeyConditionExpression",
  "UpdateExpression",
  "ConditionExpression",
  "FilterExpression",
  "ExpressionAttributeNames",
  "ExpressionAttributeValues",
  "ReturnValues",
  "ConsistentRead",
  "ScanIndexForward",
  "Limit",
];

export function labelOf(field: Pick<FormField, "name">): string {
  return LABELS[field.name] ?? field.name;
}

/** "action": what a list can take one more of. */
export function elementWord({ name }: Pick<FormField, "name">): string {
  return ELEMENTS[name] ?? name;
}

/** "an action" */
export function withArticle(word: string): string {
  return `${/^[aeiou]/i.test(word) ? "an" : "a"} ${word}`;
}

export function asideOf(field: Pick<FormField, "name">): string | undefined {
  return ASIDES[field.name];
}

/** Values of the API that say little by themselves, by field. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AttributeType: { S: "S, text", N: "N, number", B: "B, binary" },
  KeyType: { HASH: "HASH, partition", RANGE: "RANGE, sort" },
  BillingMode: { PAY_PER_REQUEST: "PAY_PER_REQUEST, on demand" },
};

export function optionWords(field: Pick<FormField, "name">, value: string): string {
  return OPTIONS[field.name]?.[value] ?? value;
}

export function isRare(field: Pick<FormField, "name">): boolean {
  return RARE.has(field.name);
}

/** What the keys of a map are. Where they are tables, one of the world's is offered. */
export function mapKeyOf(field: Pick<FormField, "name">): { readonly label: string; readonly isTable: boolean } {
  return field.name === "RequestItems" ? { label: "Table", isTable: true } : { label: "Name", isTable: false };
}

export function inFormOrder(fields: readonly FormField[]): readonly FormField[] {
  const place = (field: FormField) => {
    const at = ORDER.indexOf(field.name);
    return at < 0 ? ORDER.length : at;
  };
  return [...fields].sort((a, b) => place(a) - place(b));
}

/** The one ink button says what it will do: "PutItem" puts an item. */
export function sendWords(operation: string): string {
  const words = operation.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
