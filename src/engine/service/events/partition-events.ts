/** A partition at work: items written, made durable and read. */
import type { Micros } from "../../sim/message.ts";
import type { RequestId } from "../messages.ts";
import type { AboutGroup, AboutItem, FactsOf } from "./about.ts";

export type PartitionEvent =
  | ({ readonly kind: "WriteWaited"; readonly request: RequestId } & AboutGroup & AboutItem)
  | ({ readonly kind: "ConditionFailed"; readonly request: RequestId; readonly version: number | null } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "ItemLogged";
      readonly request: RequestId | null;
      readonly lsn: number;
      readonly version: number;
      readonly deleted: boolean;
      readonly zone: string;
    } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "LogPersisted";
      readonly zone: string;
      readonly fromLsn: number;
      readonly lsn: number;
      readonly labels: readonly string[];
    } & AboutGroup)
  | ({
      readonly kind: "MajorityReached";
      readonly request: RequestId | null;
      readonly lsn: number;
      readonly version: number;
      readonly deleted: boolean /** False: the write left the item as it was. */;
      readonly changed: boolean;
      readonly timestamp: Micros;
      readonly origin: string;
    } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "ItemApplied";
      readonly zone: string;
      readonly lsn: number;
      readonly version: number;
      readonly deleted: boolean;
    } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "ItemRead";
      readonly request: RequestId;
      readonly zone: string;
      readonly leader: boolean;
      readonly version: number | null;
    } & AboutGroup &
      AboutItem)
  | ({
      readonly kind: "ReadWaited";
      readonly request: RequestId;
      readonly zone: string;
      /** null: a page. */
      readonly label: string | null;
    } & AboutGroup)
  | ({
      readonly kind: "PageRead";
      readonly request: RequestId;
      readonly zone: string;
      readonly leader: boolean;
      readonly count: number;
      readonly scannedCount: number;
      readonly bytes: number;
      readonly labels: readonly string[];
    } & AboutGroup)
  | ({
      readonly kind: "WriteThrottled";
      readonly request: RequestId;
      /** The index without capacity. */
      readonly throttledBy: string;
      /** As ThrottlingReasons names it. */
      readonly reason: string;
    } & AboutGroup &
      AboutItem);

export const PARTITION_FACTS: FactsOf<PartitionEvent> = {
  WriteWaited: { fidelity: "modelled", source: "one write at a time per item; the service's locking is not published" },
  ConditionFailed: { fidelity: "documented", source: "DG: condition expressions" },
  ItemLogged: { fidelity: "documented", source: "ATC22 §3" },
  LogPersisted: { fidelity: "documented", source: "ATC22 §3" },
  MajorityReached: { fidelity: "documented", source: "ATC22 §3: two of three" },
  ItemApplied: { fidelity: "modelled", source: "ATC22 §3; the delay is ours" },
  ItemRead: { fidelity: "documented", source: "ATC22 §3; DG:howitworks-readconsistency" },
  ReadWaited: { fidelity: "modelled", source: "as in Raft; how a new leader makes sure is not published" },
  PageRead: { fidelity: "documented", source: "DG: Query, Scan; 1 MB pages" },
  WriteThrottled: { fidelity: "documented", source: "DG:gsi-throttling" },
};
