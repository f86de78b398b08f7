/** What one account may have in a Region, and where its Region answers. [CP-8, CP-9] */
import type { TableSchema, Throughput } from "../../dynamo/table.ts";
import { type Answer, invalid, overLimit } from "./answers.ts";
import type { ControlPlaneState } from "./control-state.ts";

const TABLES_MAX = 2_500;
const OPERATIONS_AT_ONCE_MAX = 500;
const TABLE_UNITS_MAX = 40_000;
const ACCOUNT_UNITS_MAX = 80_000;
const SEE = "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.";

export function describeLimits(): Answer {
  return {
    body: {
      AccountMaxReadCapacityUnits: ACCOUNT_UNITS_MAX,
      AccountMaxWriteCapacityUnits: ACCOUNT_UNITS_MAX,
      TableMaxReadCapacityUnits: TABLE_UNITS_MAX,
      TableMaxWriteCapacityUnits: TABLE_UNITS_MAX,
    },
  };
}

export function describeEndpoints(region: string): Answer {
  return { body: { Endpoints: [{ Address: `dynamodb.${region}.amazonaws.com`, CachePeriodInMinutes: 1_440 }] } };
}

/** null: there is room for one more table. */
export function tooManyTables(state: ControlPlaneState): Answer | null {
  if (state.tables.size >= TABLES_MAX) return overLimit(`There is a limit of ${TABLES_MAX} tables per subscriber`);
  return tooManyOperations(state);
}

/** null: one more table or index may be changed at the same time. */
export function tooManyOperations(state: ControlPlaneState): Answer | null {
  return state.works.size < OPERATIONS_AT_ONCE_MAX
    ? null
    : overLimit(`Only ${OPERATIONS_AT_ONCE_MAX} tables can be created, updated, or deleted simultaneously`);
}

/** @param schema as it would be. null: the account may have it. */
export function overQuota(state: ControlPlaneState, schema: TableSchema): Answer | null {
  const own = unitsOf(schema);
  for (const { readUnits, writeUnits } of own) {
    const [member, units] = readUnits > TABLE_UNITS_MAX ? ["Read", readUnits] : ["Write", writeUnits];
    if (units > TABLE_UNITS_MAX) {
      return invalid(
        `The requested ${member}CapacityUnits, ${units}, is above the per table maximum for the account in ${state.region}. Per table maximum: ${TABLE_UNITS_MAX}. ${SEE}`,
      );
    }
  }
  const others = [...state.tables.values()]
    .filter((t) => t.schema.name !== schema.name)
    .flatMap((t) => unitsOf(t.schema));
  for (const [member, of] of [
    ["Read", (t: Throughput) => t.readUnits],
    ["Write", (t: Throughput) => t.writeUnits],
  ] as const) {
    const sum = (all: readonly Throughput[]) => all.reduce((total, each) => total + of(each), 0);
    if (sum(own) > 0 && sum(own) + sum(others) > ACCOUNT_UNITS_MAX) {
      return invalid(
        `This request would have caused the ${member}CapacityUnits limit to be exceeded for the account in ${state.region}. Current ${member}CapacityUnits reserved by the account: ${sum(others)}. Limit: ${ACCOUNT_UNITS_MAX}. Requested: ${sum(own)}. ${SEE}`,
      );
    }
  }
  return null;
}

/** Of the table and of each global index; nothing on demand. */
function unitsOf(schema: TableSchema): readonly Throughput[] {
  if (schema.billingMode === "PAY_PER_REQUEST") return [];
  return [schema.throughput, ...schema.indexes.flatMap(({ throughput }) => throughput ?? [])];
}
