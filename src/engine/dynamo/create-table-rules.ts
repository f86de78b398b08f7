/**
 * CreateTable's rules beyond shapes, in the service's order, and the schema that satisfies them. [TABLE-1..4, TABLE-7]
 */
import { refuse, WORDING } from "./errors.ts";
import type {
  BillingMode,
  IndexSchema,
  KeyAttribute,
  KeySchema,
  KeyType,
  Projection,
  StreamViewType,
  TableSchema,
  Throughput,
} from "./table.ts";

const GLOBAL_INDEXES_MAX = 20;
const LOCAL_INDEXES_MAX = 5;
const INCLUDED_ATTRIBUTES_MAX = 100;
const INDEX_KEY_ATTRIBUTES_MAX = 4;
const UNITS_MAX = 1_000_000_000_000;

const FIRST_NOT_HASH = "Invalid KeySchema: The first KeySchemaElement is not a HASH key type";

interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: "HASH" | "RANGE";
}

export interface SentThroughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

export interface SentIndex {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: { readonly ProjectionType?: Projection["type"]; readonly NonKeyAttributes?: readonly string[] };
  readonly ProvisionedThroughput?: SentThroughput;
}

interface SentIndexes {
  readonly local: readonly SentIndex[];
  readonly global: readonly SentIndex[];
}

/** The members after their own shapes were checked. */
export interface SentTable {
  readonly TableName: string;
  readonly AttributeDefinitions?: readonly { readonly AttributeName: string; readonly AttributeType: KeyType }[];
  readonly KeySchema?: readonly KeyElement[];
  readonly BillingMode?: BillingMode;
  readonly ProvisionedThroughput?: SentThroughput;
  readonly GlobalSecondaryIndexes?: readonly SentIndex[];
  readonly LocalSecondaryIndexes?: readonly SentIndex[];
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType?: StreamViewType };
  readonly DeletionProtectionEnabled?: boolean;
  readonly TableClass?: TableSchema["tableClass"];
}

/** @throws {Refused} */
export function tableSchemaOf(sent: SentTable): TableSchema {
  const billingMode = sent.BillingMode ?? "PROVISIONED";
  const throughput = tableThroughput(sent, billingMode);
  const definitions = (sent.AttributeDefinitions ?? []).map(({ AttributeName, AttributeType }) => ({
    name: AttributeName,
    type: AttributeType,
  }));
  checkDefinitions(definitions);
  const keySchema = sent.KeySchema ?? [];
  const isIndexed = sent.LocalSecondaryIndexes !== undefined || sent.GlobalSecondaryIndexes !== undefined;
  if (!isIndexed && undefinedKeys(keySchema, definitions).length > 0) {
    refuse("Invalid KeySchema: Some index key attribute have no definition");
  }
  checkKeysDefined(keySchema, definitions);
  checkKeyElements(keySchema);
  const sentOnes = sentIndexes(sent);
  const indexes = [...sentOnes.local, ...sentOnes.global];
  checkDefinitionsUsed(definitions, keySchema, indexes);
  checkIndexNames(indexes);
  return {
    name: sent.TableName,
    key: keySchemaOf(keySchema, definitions),
    attributeDefinitions: definitions,
    indexes: indexesOf(sentOnes, definitions, billingMode),
    billingMode,
    throughput,
    stream: streamOf(sent.StreamSpecification),
    deletionProtection: sent.DeletionProtectionEnabled === true,
    tableClass: sent.TableClass ?? "STANDARD",
  };
}

export function invalid(message: string): never {
  return refuse(WORDING.invalidParameters + message);
}

function tableThroughput(sent: SentTable, billingMode: BillingMode): Throughput {
  const { ProvisionedThroughput } = sent;
  if (billingMode === "PAY_PER_REQUEST") {
    if (ProvisionedThroughput !== undefined) {
      invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
    }
    return { readUnits: 0, writeUnits: 0 };
  }
  if (ProvisionedThroughput === undefined) {
    return invalid("ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
  }
  return throughputOf(ProvisionedThroughput);
}

/** How much the account may have is the control plane's to know. @param index of which it is; absent: of the table */
export function throughputOf({ ReadCapacityUnits, WriteCapacityUnits }: SentThroughput, index?: string): Throughput {
  for (const [member, units] of Object.entries({ ReadCapacityUnits, WriteCapacityUnits })) {
    if (units > UNITS_MAX) {
      refuse(`Given value ${units} for ${member} is out of bounds${index === undefined ? "" : ` for index ${index}`}`);
    }
  }
  return { readUnits: Math.trunc(ReadCapacityUnits), writeUnits: Math.trunc(WriteCapacityUnits) };
}

export function checkDefinitions(definitions: readonly KeyAttribute[]): void {
  const seen = new Set<string>();
  for (const { name } of definitions) {
    if (seen.has(name)) refuse(`Attribute Name is duplicated: ${name}`);
    seen.add(name);
  }
}

/** A table's key: HASH, then at most one RANGE of another name. These refusals have no preface. */
function checkKeyElements(elements: readonly KeyElement[]): void {
  const [first, second] = elements;
  if (first?.AttributeName === second?.AttributeName) {
    refuse("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
  if (first?.KeyType !== "HASH") refuse(FIRST_NOT_HASH);
  if (second !== undefined && second.KeyType !== "RANGE") {
    refuse("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  }
}

/** Local ones first, as the service checks them. */
function sentIndexes(sent: SentTable): SentIndexes {
  const { LocalSecondaryIndexes: local, GlobalSecondaryIndexes: global } = sent;
  if (local?.length === 0) invalid("List of LocalSecondaryIndexes is empty");
  if (global?.length === 0) invalid("List of GlobalSecondaryIndexes is empty");
  if (local !== undefined) checkLocalKeys(local, sent.KeySchema ?? []);
  if (local !== undefined && local.length > LOCAL_INDEXES_MAX) {
    invalid(`Number of LocalSecondaryIndexes exceeds per-table limit of ${LOCAL_INDEXES_MAX}`);
  }
  if (global !== undefined && global.length > GLOBAL_INDEXES_MAX) {
    invalid(`GlobalSecondaryIndex count exceeds the per-table limit of ${GLOBAL_INDEXES_MAX}`);
  }
  for (const { KeySchema } of global ?? []) checkIndexKeyElements(KeySchema);
  return { local: local ?? [], global: global ?? [] };
}

/** A local index is another order of the table's item collections: same HASH, and a RANGE of its own. */
function checkLocalKeys(indexes: readonly SentIndex[], [tableHash, tableRange]: readonly KeyElement[]): void {
  if (tableRange === undefined) {
    invalid("Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
  }
  for (const { IndexName, KeySchema } of indexes) {
    checkKeyElements(KeySchema);
    const [hash, range] = KeySchema;
    if (range === undefined) invalid(`Index KeySchema does not have a range key for index: ${IndexName}`);
    if (hash?.AttributeName !== tableHash?.AttributeName) {
      invalid(
        `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${IndexName}. index hash key: ${hash?.AttributeName}, table hash key: ${tableHash?.AttributeName}`,
      );
    }
  }
}

export function checkIndexKeyElements(elements: readonly KeyElement[]): void {
  if (elements[0]?.KeyType !== "HASH") refuse(FIRST_NOT_HASH);
  for (const type of ["HASH", "RANGE"] as const) {
    if (elements.filter(({ KeyType }) => KeyType === type).length > INDEX_KEY_ATTRIBUTES_MAX) {
      invalid(`The KeySchema exceeds the maximum allowed number of ${type} key attributes`);
    }
  }
  const firstRange = elements.findIndex(({ KeyType }) => KeyType === "RANGE");
  if (firstRange >= 0 && elements.slice(firstRange).some(({ KeyType }) => KeyType === "HASH")) {
    invalid("All HASH key attributes must precede RANGE key attributes in the KeySchema");
  }
  if (new Set(elements.map(({ AttributeName }) => AttributeName)).size < elements.length) {
    invalid("The KeySchema contains multiple key attributes with the same name");
  }
}

const namesOf = (elements: readonly KeyElement[]) => elements.map(({ AttributeName }) => AttributeName);

function undefinedKeys(elements: readonly KeyElement[], definitions: readonly KeyAttribute[]): readonly string[] {
  return namesOf(elements).filter((key) => !definitions.some(({ name }) => name === key));
}

/** The refusal shows the whole key, also those of its attributes that are defined. */
export function checkKeysDefined(elements: readonly KeyElement[], definitions: readonly KeyAttribute[]): void {
  if (undefinedKeys(elements, definitions).length === 0) return;
  invalid(
    `Some index key attributes are not defined in AttributeDefinitions. Keys: [${namesOf(elements).join(", ")}], AttributeDefinitions: ${shownDefinitions(definitions)}`,
  );
}

function shownDefinitions(definitions: readonly KeyAttribute[]): string {
  const names = definitions.map(({ name }) => name);
  const capacity = names.length < 3 ? names.length + 1 : Math.trunc(names.length / 0.75 + 1);
  return `[${javaSetOrder(names, capacity).join(", ")}]`;
}

function checkDefinitionsUsed(
  definitions: readonly KeyAttribute[],
  keySchema: readonly KeyElement[],
  indexes: readonly SentIndex[],
): void {
  for (const { KeySchema } of indexes) checkKeysDefined(KeySchema, definitions);
  const used = new Set([...namesOf(keySchema), ...indexes.flatMap(({ KeySchema }) => namesOf(KeySchema))]);
  if (used.size === definitions.length) return;
  if (indexes.length === 0) {
    invalid(
      "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    );
  }
  invalid(
    `Some AttributeDefinitions are not used. AttributeDefinitions: ${shownDefinitions(definitions)}, keys used: [${javaSetOrder([...used], 16).join(", ")}]`,
  );
}

/** The service prints Java hash sets; this is their order for short names. */
function javaSetOrder(names: readonly string[], capacity: number): readonly string[] {
  let buckets = 1;
  while (buckets < capacity || names.length > buckets * 0.75) buckets *= 2;
  const bucketOf = (name: string) => {
    let hash = 0;
    for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  return names
    .map((name, at) => ({ name, at, bucket: bucketOf(name) }))
    .sort((a, b) => a.bucket - b.bucket || a.at - b.at)
    .map(({ name }) => name);
}

function checkIndexNames(indexes: readonly SentIndex[]): void {
  const seen = new Set<string>();
  for (const { IndexName } of indexes) {
    if (seen.has(IndexName)) invalid(`Duplicate index name: ${IndexName}`);
    seen.add(IndexName);
  }
}

function indexesOf(
  sent: SentIndexes,
  definitions: readonly KeyAttribute[],
  billingMode: BillingMode,
): readonly IndexSchema[] {
  const indexOf = (index: SentIndex, kind: IndexSchema["kind"]): IndexSchema => ({
    name: index.IndexName,
    kind,
    key: keySchemaOf(index.KeySchema, definitions),
    projection: projectionOf(index),
    throughput: kind === "local" ? null : indexThroughput(index, billingMode),
  });
  const local = sent.local.map((index) => indexOf(index, "local"));
  const indexes = [...sent.global.map((index) => indexOf(index, "global")), ...local];
  const included = indexes.reduce((total, { projection }) => total + projection.nonKeyAttributes.length, 0);
  if (included > INCLUDED_ATTRIBUTES_MAX) {
    invalid(`Number of NonKeyAttributes across all indexes exceeds the limit of ${INCLUDED_ATTRIBUTES_MAX}`);
  }
  return indexes;
}

export function projectionOf({ Projection: { ProjectionType, NonKeyAttributes } }: SentIndex): Projection {
  if (ProjectionType === undefined) return invalid("Unknown ProjectionType: null");
  if (ProjectionType === "INCLUDE" && NonKeyAttributes === undefined) {
    invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  }
  if (ProjectionType !== "INCLUDE" && NonKeyAttributes !== undefined) {
    invalid(`ProjectionType is ${ProjectionType}, but NonKeyAttributes is specified`);
  }
  const names = NonKeyAttributes ?? [];
  const duplicate = names.find((name, i) => names.indexOf(name) < i);
  if (duplicate !== undefined) invalid(`Duplicate element in NonKeyAttributes: ${duplicate}`);
  return { type: ProjectionType, nonKeyAttributes: names };
}

export function indexThroughput({ IndexName, ProvisionedThroughput }: SentIndex, billingMode: BillingMode): Throughput {
  if (billingMode === "PAY_PER_REQUEST") {
    if (ProvisionedThroughput !== undefined) {
      invalid(
        `ProvisionedThroughput should not be specified for index: ${IndexName} when BillingMode is PAY_PER_REQUEST`,
      );
    }
    return { readUnits: 0, writeUnits: 0 };
  }
  if (ProvisionedThroughput === undefined)
    return invalid(`ProvisionedThroughput is not specified for index: ${IndexName}`);
  return throughputOf(ProvisionedThroughput, IndexName);
}

export function keySchemaOf(elements: readonly KeyElement[], definitions: readonly KeyAttribute[]): KeySchema {
  const of = (type: KeyElement["KeyType"]) =>
    elements
      .filter(({ KeyType }) => KeyType === type)
      .map(({ AttributeName }) => definitions.find(({ name }) => name === AttributeName) as KeyAttribute);
  return { partition: of("HASH"), sort: of("RANGE") };
}

function streamOf(sent: SentTable["StreamSpecification"]): StreamViewType | null {
  if (sent === undefined) return null;
  if (!sent.StreamEnabled) {
    if (sent.StreamViewType !== undefined) {
      invalid("Table is being created with a stream disabled, UpdateViewType should not be specified");
    }
    return null;
  }
  return sent.StreamViewType ?? invalid("Table is being created with a stream enabled, UpdateViewType is required");
}
