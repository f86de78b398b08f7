/** Where a table's ledger starts: what CreateTable said that no machine needs to know. [CP-6, TABLE-7] */
import { ownOf, setOwn } from "../../base/own.ts";
import { hash32 } from "../../base/random.ts";
import type { TableSchema, Throughput } from "../../dynamo/table.ts";
import { ACCOUNT_ID } from "../../dynamo/table-description.ts";
import {
  type EncryptionRequest,
  type OnDemandCaps,
  type TableOptions,
  WARM_READ_UNITS,
  WARM_WRITE_UNITS,
  type WarmRequest,
} from "../../dynamo/table-options.ts";
import type { Micros } from "../../sim/message.ts";
import type { TablePlacement } from "../placement.ts";
import type { CapacityLedger, TableLedger } from "./control-state.ts";

export function newLedger(placement: TablePlacement, options: TableOptions): TableLedger {
  const { schema, createdAt, region } = placement;
  const capacity: Record<string, CapacityLedger> = {
    "": newCapacityLedger(schema.throughput, schema.billingMode, options.onDemand, options.warm, createdAt),
  };
  for (const index of schema.indexes) {
    const asked = ownOf(options.indexes, index.name);
    const { billingMode } = schema;
    const [onDemand, warm] = [asked?.onDemand ?? null, asked?.warm ?? null];
    const known = newCapacityLedger(index.throughput ?? schema.throughput, billingMode, onDemand, warm, createdAt);
    setOwn(capacity, index.name, known);
  }
  return {
    capacity,
    toOnDemandAt: schema.billingMode === "PAY_PER_REQUEST" ? [createdAt] : [],
    classChanges: options.tableClass === null ? null : [],
    kmsKeyArn: kmsKeyArn(region, options.encryption),
    protectionChangedAt: null,
    tags: options.tags,
    comingTags: null,
    timeToLive: { status: "DISABLED", attribute: null, changedAt: null },
    latestStreamLabel: placement.streamLabel,
  };
}

export function newCapacityLedger(
  throughput: Throughput,
  billingMode: TableSchema["billingMode"],
  onDemand: OnDemandCaps | null,
  warm: WarmRequest | null,
  now: Micros,
): CapacityLedger {
  const base =
    billingMode === "PAY_PER_REQUEST" ? { readUnits: WARM_READ_UNITS, writeUnits: WARM_WRITE_UNITS } : throughput;
  return { lastIncreaseAt: null, decreases: [], onDemand, warm: warmer(base, warm), warmAt: now };
}

/** Warmth never goes down. */
export function warmer(before: Throughput, asked: WarmRequest | Throughput | null): Throughput {
  return {
    readUnits: Math.max(before.readUnits, asked?.readUnits ?? 0),
    writeUnits: Math.max(before.writeUnits, asked?.writeUnits ?? 0),
  };
}

/** The key in KMS; null: DynamoDB's own, which nobody sees. A key that is not named is the one AWS keeps for us. */
export function kmsKeyArn(region: string, asked: EncryptionRequest | null): string | null {
  if (asked === null || !asked.enabled) return null;
  const key = asked.key ?? "alias/aws/dynamodb";
  if (key.startsWith("arn:")) return key;
  return `arn:aws:kms:${region}:${ACCOUNT_ID}:key/${key.startsWith("alias/") ? uuidOf(`${region}/${key}`) : key}`;
}

/** A UUID that is a function of a text. */
export function uuidOf(text: string): string {
  const hex = [0, 1, 2, 3].map((i) => hash32(text, i).toString(16).padStart(8, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
