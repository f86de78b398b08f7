/** A page of a table's items as its leaders hold them, for a file. Asked for once and again until there is no more. */
import type { Item, Reader } from "../../engine/index.ts";
import { sourcesOf } from "./row-source.ts";

export interface ExportedItemsParams {
  readonly table: string;
  /** null: the learner's own. */
  readonly region: string | null;
  /** Where the page before ended; null: from the first. */
  readonly after: ExportPlace | null;
  readonly count: number;
}

interface ExportPlace {
  /** Position of the partition. */
  readonly source: number;
  /** Storage key of the last item. */
  readonly key: string;
}

export interface ExportedItems {
  readonly items: readonly Item[];
  readonly next: ExportPlace | null;
  /** Of the whole table. */
  readonly total: number;
  readonly keys: readonly string[];
}

/** null: there is no such table now. */
export function exportedItemsView(reader: Reader, params: ExportedItemsParams): ExportedItems | null {
  const placement = reader.table(params.region ?? reader.home, params.table);
  if (placement === undefined) return null;
  const sources = sourcesOf(reader, placement, null);
  const { partition, sort } = placement.schema.key;
  const base = {
    total: sources.reduce((sum, { copy }) => sum + copy.state.liveItems, 0),
    keys: [...partition, ...sort].map(({ name }) => name),
  };
  const items: Item[] = [];
  for (let source = params.after?.source ?? 0; source < sources.length; source++) {
    const tree = sources[source]?.copy.state.items;
    const from = source === params.after?.source ? params.after.key : "";
    for (const [key, stored] of tree?.entriesFrom(from) ?? []) {
      if (key === from || stored.item === null) continue;
      items.push(stored.item);
      if (items.length >= params.count) return { ...base, items, next: { source, key } };
    }
  }
  return { ...base, items, next: null };
}
