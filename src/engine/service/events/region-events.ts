/** Copies between Regions, and what a conflict costs. */
import type { Micros } from "../../sim/message.ts";
import type { FactsOf } from "./about.ts";

export type RegionEvent =
  | {
      readonly kind: "CopySent";
      readonly table: string;
      readonly label: string;
      readonly version: number;
      readonly fromRegion: string;
      readonly toRegion: string;
      readonly attempt: number;
    }
  | {
      readonly kind: "CopyApplied";
      readonly table: string;
      readonly label: string;
      readonly version: number;
      readonly fromRegion: string;
      readonly toRegion: string;
      readonly lagMicros: Micros;
    }
  | {
      readonly kind: "WriteLost";
      readonly table: string;
      readonly label: string;
      readonly region: string;
      readonly lostVersion: number;
      readonly lostOrigin: string;
      readonly lostTimestamp: Micros;
      readonly winnerVersion: number;
      readonly winnerOrigin: string;
      readonly winnerTimestamp: Micros;
    };

export const REGION_FACTS: FactsOf<RegionEvent> = {
  CopySent: { fidelity: "documented", source: "DG-GT-HOW" },
  CopyApplied: { fidelity: "documented", source: "DG-GT-HOW; usually within a second" },
  WriteLost: { fidelity: "documented", source: "DG-GT-HOW: last writer wins; the tie-break is ours" },
};
