/** From a table's description back to the request that makes such a table. [END-7] */

type Json = Readonly<Record<string, unknown>>;

/** @param table a `TableDescription` @returns a CreateTable request */
export function createRequestOf(table: Json): Json {
  const onDemand = (table.BillingModeSummary as Json | undefined)?.BillingMode === "PAY_PER_REQUEST";
  const indexOf = (index: Json): Json => ({
    ...pick(index, ["IndexName", "KeySchema", "Projection", "OnDemandThroughput"]),
    ...(onDemand || index.ProvisionedThroughput === undefined ? {} : throughputOf(index)),
    ...warmthOf(index),
  });
  const request: Record<string, unknown> = {
    ...pick(table, ["TableName", "AttributeDefinitions", "KeySchema", "StreamSpecification", "OnDemandThroughput"]),
    BillingMode: onDemand ? "PAY_PER_REQUEST" : "PROVISIONED",
    ...(onDemand ? {} : throughputOf(table)),
    ...warmthOf(table),
  };
  for (const list of ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"]) {
    const indexes = table[list] as readonly Json[] | undefined;
    if (indexes === undefined) continue;
    const local = (index: Json) => pick(index, ["IndexName", "KeySchema", "Projection"]);
    request[list] = indexes.map(list === "LocalSecondaryIndexes" ? local : indexOf);
  }
  if (table.DeletionProtectionEnabled === true) request.DeletionProtectionEnabled = true;
  const tableClass = (table.TableClassSummary as Json | undefined)?.TableClass;
  if (tableClass !== undefined) request.TableClass = tableClass;
  const key = (table.SSEDescription as Json | undefined)?.KMSMasterKeyArn;
  if (key !== undefined) request.SSESpecification = { Enabled: true, SSEType: "KMS", KMSMasterKeyId: key };
  return request;
}

function throughputOf({ ProvisionedThroughput }: Json): Json {
  return { ProvisionedThroughput: pick(ProvisionedThroughput as Json, ["ReadCapacityUnits", "WriteCapacityUnits"]) };
}

function warmthOf({ WarmThroughput }: Json): Json {
  if (WarmThroughput === undefined) return {};
  return { WarmThroughput: pick(WarmThroughput as Json, ["ReadUnitsPerSecond", "WriteUnitsPerSecond"]) };
}

function pick(from: Json, names: readonly string[]): Json {
  return Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]));
}
