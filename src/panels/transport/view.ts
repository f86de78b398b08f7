/** What "Pause when…" can name in this world: its indexes, functions and items. Runs in the Worker. */
import type { Reader } from "../../engine/index.ts";

export interface TransportView {
  readonly indexes: readonly string[];
  readonly functions: readonly string[];
  /** Labels of items that have been seen, the newest first. */
  readonly items: readonly string[];
  readonly regions: number;
}

const ITEMS_MAX = 24;
const LOOK_BACK = 3000;

export function transportView(reader: Reader): TransportView {
  const tables = reader.tables(reader.home);
  const indexes = [
    ...new Set(tables.flatMap((t) => t.schema.indexes.filter((i) => i.kind === "global").map((i) => i.name))),
  ];
  const items = new Set<string>();
  for (let n = reader.eventCount - 1; n >= Math.max(0, reader.eventCount - LOOK_BACK) && items.size < ITEMS_MAX; n--) {
    const event = reader.events[n]?.event;
    if (event !== undefined && "label" in event && event.label !== null) items.add(event.label);
  }
  return {
    indexes,
    functions: reader.config.functions.map((f) => f.name),
    items: [...items].sort((a, b) => (a < b ? -1 : 1)),
    regions: reader.config.regions.length,
  };
}
