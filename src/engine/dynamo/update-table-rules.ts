/**
 * UpdateTable's rules as far as the request alone shows: what may be asked together, and what each part must say. They
 * come before anybody looks whether the table exists. [TABLE-9, TABLE-10]
 */
import type { IndexUpdate, ParsedUpdateTable } from "./control-requests.ts";
import {
  checkDefinitions,
  checkIndexKeyElements,
  checkKeysDefined,
  invalid,
  keySchemaOf,
  projectionOf,
  type SentIndex,
  type SentThroughput,
  throughputOf,
} from "./create-table-rules.ts";
import { dynamoError, Refused, refuse } from "./errors.ts";
import type { BillingMode, KeyAttribute, KeyType, StreamViewType, TableSchema } from "./table.ts";
import {
  encryptionRequest,
  type SentEncryption,
  type SentOnDemand,
  type SentWarm,
  warmRequestOf,
} from "./table-options.ts";

interface SentIndexUpdate {
  readonly Update?: {
    readonly IndexName: string;
    readonly ProvisionedThroughput?: SentThroughput;
    readonly OnDemandThroughput?: SentOnDemand;
    readonly WarmThroughput?: SentWarm;
  };
  readonly Create?: SentIndex & { readonly OnDemandThroughput?: SentOnDemand; readonly WarmThroughput?: SentWarm };
  readonly Delete?: { readonly IndexName: string };
}

export interface SentUpdate {
  readonly AttributeDefinitions?: readonly { readonly AttributeName: string; readonly AttributeType: KeyType }[];
  readonly BillingMode?: BillingMode;
  readonly ProvisionedThroughput?: SentThroughput;
  readonly GlobalSecondaryIndexUpdates?: readonly SentIndexUpdate[];
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType?: StreamViewType };
  readonly SSESpecification?: SentEncryption;
  readonly TableClass?: TableSchema["tableClass"];
  readonly DeletionProtectionEnabled?: boolean;
  readonly OnDemandThroughput?: SentOnDemand;
  readonly WarmThroughput?: SentWarm;
}

const NOTHING_ASKED =
  "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required";

export const ONE_INDEX_AT_A_TIME = "Only 1 online index can be created or deleted simultaneously per table";

/** @throws {Refused} */
export function updateOf(tableName: string, sent: SentUpdate): ParsedUpdateTable {
  const asked = Object.keys(sent).filter((name) => name !== "TableName" && name !== "AttributeDefinitions");
  const updates = sent.GlobalSecondaryIndexUpdates ?? [];
  if (asked.length === 0 || (asked.length === 1 && sent.GlobalSecondaryIndexUpdates?.length === 0)) {
    refuse(NOTHING_ASKED);
  }
  if (sent.GlobalSecondaryIndexUpdates?.length === 0) invalid("List of GlobalSecondaryIndexUpdates is empty");
  if (asked.length === 1 && isEmpty(sent.WarmThroughput ?? sent.OnDemandThroughput)) {
    // The real service stumbles here, and clients see it do so. [facts §9.4]
    throw new Refused(dynamoError("InternalFailure", ""));
  }
  const definitions = (sent.AttributeDefinitions ?? []).map((d) => ({ name: d.AttributeName, type: d.AttributeType }));
  checkDefinitions(definitions);
  checkBilling(sent);
  const stream = streamChange(sent.StreamSpecification);
  const indexes = updates.map((update) => indexUpdate(update, definitions));
  checkOneActionPerIndex(indexes);
  checkTogether(sent, asked, indexes);
  return {
    operation: "UpdateTable",
    tableName,
    definitions,
    billingMode: sent.BillingMode ?? null,
    throughput: sent.ProvisionedThroughput === undefined ? null : throughputOf(sent.ProvisionedThroughput),
    indexes,
    stream,
    encryption: encryptionRequest(sent.SSESpecification),
    tableClass: sent.TableClass ?? null,
    deletionProtection: sent.DeletionProtectionEnabled ?? null,
    onDemand: sent.OnDemandThroughput ?? null,
    warm: warmRequestOf(sent.WarmThroughput),
  };
}

function isEmpty(structure: object | undefined): boolean {
  return structure !== undefined && Object.keys(structure).length === 0;
}

function checkBilling({ BillingMode, ProvisionedThroughput }: SentUpdate): void {
  if (BillingMode === "PAY_PER_REQUEST" && ProvisionedThroughput !== undefined) {
    invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
  }
  if (BillingMode === "PROVISIONED" && ProvisionedThroughput === undefined) {
    invalid("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
  }
}

function streamChange(sent: SentUpdate["StreamSpecification"]): ParsedUpdateTable["stream"] {
  if (sent === undefined) return null;
  const { StreamEnabled: enabled, StreamViewType: viewType = null } = sent;
  if (enabled && viewType === null) invalid("If stream is being enabled then UpdateViewType is required");
  if (!enabled && viewType !== null) {
    invalid("If stream is being disabled, then UpdateViewType must not be specified");
  }
  return { enabled, viewType };
}

function indexUpdate(sent: SentIndexUpdate, definitions: readonly KeyAttribute[]): IndexUpdate {
  const { Update, Create, Delete } = sent;
  const actions = [Update, Create, Delete].filter((action) => action !== undefined).length;
  if (actions > 1) invalid("Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object");
  if (Delete !== undefined) return { kind: "delete", name: Delete.IndexName };
  if (Update !== undefined) {
    const { IndexName: name, ProvisionedThroughput, OnDemandThroughput: onDemand = null, WarmThroughput } = Update;
    const throughput = ProvisionedThroughput === undefined ? null : throughputOf(ProvisionedThroughput, name);
    return { kind: "update", name, throughput, onDemand, warm: warmRequestOf(WarmThroughput) };
  }
  if (Create === undefined) {
    return invalid(
      "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null",
    );
  }
  return indexCreation(Create, definitions);
}

function indexCreation(
  sent: NonNullable<SentIndexUpdate["Create"]>,
  definitions: readonly KeyAttribute[],
): IndexUpdate {
  const { IndexName: name, KeySchema, ProvisionedThroughput, OnDemandThroughput: onDemand = null } = sent;
  if (definitions.length === 0) invalid(`AttributeDefinitions is not specified for index: ${name}`);
  checkIndexKeyElements(KeySchema);
  checkKeysDefined(KeySchema, definitions);
  const throughput =
    ProvisionedThroughput === undefined ? { readUnits: 0, writeUnits: 0 } : throughputOf(ProvisionedThroughput, name);
  return {
    kind: "create",
    name,
    index: {
      name,
      kind: "global",
      key: keySchemaOf(KeySchema, definitions),
      projection: projectionOf(sent),
      throughput,
    },
    onDemand,
    warm: warmRequestOf(sent.WarmThroughput),
    provisioned: ProvisionedThroughput !== undefined,
  };
}

function checkOneActionPerIndex(indexes: readonly IndexUpdate[]): void {
  const twice = indexes.find(({ name }, i) => indexes.findIndex((other) => other.name === name) < i);
  if (twice !== undefined) {
    invalid(`Only one global secondary index update per index is allowed simultaneously. Index: ${twice.name}`);
  }
}

/** One logical change per request. */
function checkTogether(sent: SentUpdate, asked: readonly string[], indexes: readonly IndexUpdate[]): void {
  const madeOrRemoved = indexes.filter(({ kind }) => kind !== "update").length;
  if (sent.StreamSpecification !== undefined) {
    if (sent.ProvisionedThroughput !== undefined || sent.BillingMode !== undefined) {
      invalid("You cannot modify stream status while updating table IOPS");
    }
    if (madeOrRemoved > 0) invalid("You cannot create or delete index while changing stream status");
  }
  if (asked.length > 1) {
    if (sent.WarmThroughput !== undefined) invalid("WarmThroughput update must be the only operation in the request");
    if (sent.TableClass !== undefined) invalid("TableClass modification must be the only operation in the request");
    if (sent.SSESpecification !== undefined) {
      invalid("Server-Side Encryption modification must be the only operation in the request");
    }
  }
  if (madeOrRemoved > 1) {
    throw new Refused(dynamoError("LimitExceededException", `Subscriber limit exceeded: ${ONE_INDEX_AT_A_TIME}`));
  }
}
