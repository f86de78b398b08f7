/** Tables: made, changed, deleted, their streams switched on and off. */
import type { WorkKind } from "../control-plane/work-kinds.ts";
import type { AboutGroup, AboutStream, FactsOf } from "./about.ts";

export type TableEvent =
  | { readonly kind: "TableCreating"; readonly region: string; readonly table: string; readonly partitions: number }
  | { readonly kind: "TableActive"; readonly region: string; readonly table: string }
  | {
      readonly kind: "TableUpdating";
      readonly region: string;
      readonly table: string;
      readonly change: WorkKind;
    }
  | { readonly kind: "TableUpdated"; readonly region: string; readonly table: string }
  | ({
      readonly kind: "SchemaChanged";
      readonly zone: string;
      readonly revision: number;
      readonly lsn: number;
    } & AboutGroup)
  | ({ readonly kind: "StreamEnabled"; readonly viewType: string } & AboutStream)
  | ({ readonly kind: "StreamDisabled" } & AboutStream)
  | ({ readonly kind: "StreamGone" } & AboutStream)
  | { readonly kind: "ShardClosed"; readonly region: string; readonly table: string; readonly shard: string }
  | { readonly kind: "TableDeleting"; readonly region: string; readonly table: string }
  | { readonly kind: "TableDeleted"; readonly region: string; readonly table: string };

export const TABLE_FACTS: FactsOf<TableEvent> = {
  TableCreating: { fidelity: "documented", source: "API CreateTable" },
  TableActive: { fidelity: "measured", source: "LAB timings" },
  TableUpdating: { fidelity: "documented", source: "API UpdateTable" },
  TableUpdated: { fidelity: "measured", source: "LAB timings" },
  SchemaChanged: { fidelity: "modelled", source: "how storage nodes learn of a change is not published" },
  StreamEnabled: { fidelity: "measured", source: "LAB timings; DG-CDC" },
  StreamDisabled: { fidelity: "measured", source: "LAB timings; DG-CDC" },
  StreamGone: { fidelity: "documented", source: "DG-CDC: 24 hours" },
  ShardClosed: { fidelity: "documented", source: "DG-CDC: a stream that is switched off closes its shards" },
  TableDeleting: { fidelity: "documented", source: "API DeleteTable" },
  TableDeleted: { fidelity: "measured", source: "LAB timings" },
};
