/**
 * What CreateTable and UpdateTable may say about a table that no item ever notices: caps and warmth of its capacity,
 * encryption, tags, a resource policy. Checked here as far as one request shows; what depends on the table as it
 * stands is the control plane's business. [TABLE-7, TAG-1, POL-1]
 */
import { setOwn } from "../base/own.ts";
import { refuse, WORDING } from "./errors.ts";
import { policyDocument } from "./policy-rules.ts";
import type { BillingMode, TableSchema } from "./table.ts";
import { type SentTag, type Tag, tagsOf } from "./tag-rules.ts";

/** Request units per second at most; null: no cap. */
export interface OnDemandCaps {
  readonly readUnits: number | null;
  readonly writeUnits: number | null;
}

/** Units per second a table or index takes at once; null: not asked for. */
export interface WarmRequest {
  readonly readUnits: number | null;
  readonly writeUnits: number | null;
}

/** What a request wants for encryption. `key` null: the AWS managed key. */
export interface EncryptionRequest {
  readonly enabled: boolean;
  readonly key: string | null;
}

interface CapacityOptions {
  readonly onDemand: OnDemandCaps | null;
  readonly warm: WarmRequest | null;
}

export interface TableOptions extends CapacityOptions {
  readonly indexes: Readonly<Record<string, CapacityOptions>>;
  readonly encryption: EncryptionRequest | null;
  /** null: not sent, which is STANDARD and is not described. */
  readonly tableClass: TableSchema["tableClass"] | null;
  readonly tags: readonly Tag[];
  readonly policy: string | null;
}

export const NO_OPTIONS: TableOptions = {
  onDemand: null,
  warm: null,
  indexes: {},
  encryption: null,
  tableClass: null,
  tags: [],
  policy: null,
};

/** What every on-demand table and index takes at once. (DG: warm throughput) */
export const WARM_READ_UNITS = 12_000;
export const WARM_WRITE_UNITS = 4_000;

export interface SentOnDemand {
  readonly MaxReadRequestUnits?: number;
  readonly MaxWriteRequestUnits?: number;
}
export interface SentWarm {
  readonly ReadUnitsPerSecond?: number;
  readonly WriteUnitsPerSecond?: number;
}
export interface SentEncryption {
  readonly Enabled?: boolean;
  readonly SSEType?: "AES256" | "KMS";
  readonly KMSMasterKeyId?: string;
}

export interface SentOptions {
  readonly BillingMode?: BillingMode;
  readonly OnDemandThroughput?: SentOnDemand;
  readonly WarmThroughput?: SentWarm;
  readonly GlobalSecondaryIndexes?: readonly {
    readonly IndexName: string;
    readonly OnDemandThroughput?: SentOnDemand;
    readonly WarmThroughput?: SentWarm;
  }[];
  readonly SSESpecification?: SentEncryption;
  readonly TableClass?: TableSchema["tableClass"];
  readonly Tags?: readonly SentTag[];
  readonly ResourcePolicy?: string;
}

/** @throws {Refused} */
export function tableOptionsOf(sent: SentOptions): TableOptions {
  const billingMode = sent.BillingMode ?? "PROVISIONED";
  const indexes: Record<string, CapacityOptions> = {};
  for (const index of sent.GlobalSecondaryIndexes ?? []) {
    setOwn(indexes, index.IndexName, {
      onDemand: onDemandCaps(index.OnDemandThroughput, billingMode, index.IndexName),
      warm: warmRequest(index.WarmThroughput, billingMode, ` for index ${index.IndexName}`),
    });
  }
  return {
    onDemand: onDemandCaps(sent.OnDemandThroughput, billingMode),
    warm: warmRequest(sent.WarmThroughput, billingMode, ""),
    indexes,
    encryption: encryptionRequest(sent.SSESpecification),
    tableClass: sent.TableClass ?? null,
    tags: sent.Tags === undefined ? [] : tagsOf(sent.Tags),
    policy: sent.ResourcePolicy === undefined ? null : policyDocument(sent.ResourcePolicy),
  };
}

/** A cap of -1 takes the cap away. @throws {Refused} */
export function onDemandCaps(
  sent: SentOnDemand | undefined,
  billingMode: BillingMode,
  index?: string,
): OnDemandCaps | null {
  if (sent === undefined) return null;
  for (const member of ["MaxReadRequestUnits", "MaxWriteRequestUnits"] as const) {
    const units = sent[member];
    if (units === undefined) continue;
    if (billingMode === "PROVISIONED") {
      refuse(
        `${WORDING.invalidParameters}${member} for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.`,
      );
    }
    if (units < 1 && units !== -1) {
      refuse(
        `${WORDING.invalidParameters}Requested ${member} for OnDemandThroughput for ${index === undefined ? "table" : `index ${index}`} is outside of valid range`,
      );
    }
  }
  const cap = (units: number | undefined) => (units === undefined || units === -1 ? null : units);
  const caps = { readUnits: cap(sent.MaxReadRequestUnits), writeUnits: cap(sent.MaxWriteRequestUnits) };
  return caps.readUnits === null && caps.writeUnits === null ? null : caps;
}

function warmRequest(sent: SentWarm | undefined, billingMode: BillingMode, where: string): WarmRequest | null {
  const request = warmRequestOf(sent);
  if (request === null || billingMode === "PROVISIONED") return request;
  const low =
    (request.readUnits ?? WARM_READ_UNITS) < WARM_READ_UNITS
      ? "ReadUnitsPerSecond"
      : (request.writeUnits ?? WARM_WRITE_UNITS) < WARM_WRITE_UNITS
        ? "WriteUnitsPerSecond"
        : null;
  if (low !== null) {
    refuse(
      `${WORDING.invalidParameters}Requested ${low} for WarmThroughput${where} is lower than initial throughput for OnDemand`,
    );
  }
  return request;
}

/** null when the structure names nothing. */
export function warmRequestOf(sent: SentWarm | undefined): WarmRequest | null {
  const { ReadUnitsPerSecond: readUnits = null, WriteUnitsPerSecond: writeUnits = null } = sent ?? {};
  return readUnits === null && writeUnits === null ? null : { readUnits, writeUnits };
}

/** Encryption at rest is always on; what can be chosen is whose key it uses. @throws {Refused} */
export function encryptionRequest(sent: SentEncryption | undefined): EncryptionRequest | null {
  if (sent === undefined) return null;
  if (sent.SSEType === "AES256") refuse(`${WORDING.invalidParameters}SSEType AES256 is not supported`);
  if (sent.Enabled !== true && (sent.SSEType !== undefined || sent.KMSMasterKeyId !== undefined)) {
    refuse(`${WORDING.invalidParameters}SSEType and KMSMasterKeyId can only be specified when SSE is enabled`);
  }
  return { enabled: sent.Enabled === true, key: sent.KMSMasterKeyId ?? null };
}
