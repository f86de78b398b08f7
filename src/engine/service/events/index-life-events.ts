/** How an index comes to be on a standing table, and how it goes. */
import type { AboutIndex, FactsOf } from "./about.ts";

export type IndexLifeEvent =
  | ({ readonly kind: "IndexCreating" } & AboutIndex)
  | ({ readonly kind: "BackfillStarted"; readonly partitions: number } & AboutIndex)
  | ({
      readonly kind: "BackfillProgressed";
      readonly partition: string;
      readonly walked: number;
      readonly written: number;
      readonly done: boolean;
    } & AboutIndex)
  | ({
      readonly kind: "IndexEntrySkipped";
      readonly partition: string;
      readonly label: string;
      readonly version: number;
      readonly reason: "wrong type" | "empty" | "too long";
    } & AboutIndex)
  | ({ readonly kind: "IndexActive" } & AboutIndex)
  | ({ readonly kind: "IndexDeleting" } & AboutIndex)
  | ({ readonly kind: "IndexDeleted" } & AboutIndex);

export const INDEX_LIFE_FACTS: FactsOf<IndexLifeEvent> = {
  IndexCreating: { fidelity: "documented", source: "DG:gsi-onlineops: resource allocation" },
  BackfillStarted: { fidelity: "documented", source: "DG:gsi-onlineops: backfilling" },
  BackfillProgressed: { fidelity: "modelled", source: "DG:gsi-onlineops; pages are ours" },
  IndexEntrySkipped: { fidelity: "documented", source: "DG:gsi-onlineops-violationdetection" },
  IndexActive: { fidelity: "measured", source: "LAB timings" },
  IndexDeleting: { fidelity: "documented", source: "DG:gsi-onlineops" },
  IndexDeleted: { fidelity: "measured", source: "LAB timings" },
};
