// Letters and hues for the stage's view, and the newest committed version of each item, which decides what is stale.

import { type GroupName, type ItemIdentity, type Reader, type StoredItem, ZONES } from "../../../engine/index.ts";

/** Over this many items a partition is drawn as a heat strip (VISUAL §6). */
const ITEMS_DRAWN_MAX = 40;
/** With many partitions each is narrow, and a Frame is small: about this many chips on one shelf of all slabs together. */
const CHIPS_MAX = 144;
const ITEMS_DRAWN_LEAST = 6;

/** Items that a partition may have and still show each. */
export function itemsDrawnMax(partitions: number, regions: number): number {
  return Math.max(
    ITEMS_DRAWN_LEAST,
    Math.min(ITEMS_DRAWN_MAX, Math.floor(CHIPS_MAX / Math.max(1, partitions * regions))),
  );
}

export class Looks {
  constructor(
    private readonly reader: Reader,
    readonly table: string,
  ) {}

  of(label: string): ItemIdentity {
    return this.reader.identity(this.table, label);
  }
}

/** The newest committed record of every item that is drawn, over all Regions, by storage key. */
export class NewestRecords {
  private readonly records = new Map<string, StoredItem>();

  see(storageKey: string, record: StoredItem): void {
    if (isNewer(record, this.records.get(storageKey))) this.records.set(storageKey, record);
  }

  get(storageKey: string): StoredItem | undefined {
    return this.records.get(storageKey);
  }

  /** How many versions a copy is behind; 0 when it has the newest. `record` undefined: it has never heard of the item. */
  behind(storageKey: string, record: StoredItem | undefined): number {
    const newest = this.records.get(storageKey);
    if (newest === undefined) return 0;
    if (record === undefined) return newest.item === null ? 0 : newest.version;
    return isNewer(newest, record) ? Math.max(1, newest.version - record.version) : 0;
  }
}

/** The copy that knows most of a group: its leader, or else the one with the longest log. */
export function bestCopy(reader: Reader, group: GroupName) {
  const copies = reader.copies(group);
  const leader = copies.find((c) => c.state.role === "leader" && !c.down);
  return (
    leader ??
    [...copies].sort(
      (a, b) => b.state.appliedLsn - a.state.appliedLsn || ZONES.indexOf(a.zone) - ZONES.indexOf(b.zone),
    )[0]
  );
}

function isNewer(a: StoredItem, b: StoredItem | undefined): boolean {
  return b === undefined || a.timestamp > b.timestamp || (a.timestamp === b.timestamp && a.origin > b.origin);
}
