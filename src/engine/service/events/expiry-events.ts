/** Items that expire. */
import type { AboutGroup, AboutItem, FactsOf } from "./about.ts";

export type ExpiryEvent =
  | {
      readonly kind: "TimeToLiveChanged";
      readonly region: string;
      readonly table: string;
      readonly attribute: string;
      readonly status: "ENABLING" | "ENABLED" | "DISABLING" | "DISABLED";
    }
  | ({
      readonly kind: "ItemExpired";
      readonly version: number;
      /** Seconds since the Unix epoch, as the item says. */
      readonly expiredAt: number;
    } & AboutGroup &
      AboutItem)
  | {
      readonly kind: "PartitionSwept";
      readonly region: string;
      readonly table: string;
      readonly partition: string;
      readonly expired: number;
    };

export const EXPIRY_FACTS: FactsOf<ExpiryEvent> = {
  TimeToLiveChanged: { fidelity: "documented", source: "DG-TTL-EN" },
  ItemExpired: { fidelity: "documented", source: "DG-TTL: deleted in the background, some time after" },
  PartitionSwept: { fidelity: "modelled", source: "DG23-TTL: a scanner per partition; its rhythm is ours" },
};
