/**
 * The entries that an item has in local indexes: one beside each copy of the item, under what that copy holds. Copies
 * that hold the same entry share a pill, so a row has one pill when all agree. [LSI-1]
 */
import { localKey, projectIndexEntry, type Reader, type StoredItem } from "../../engine/index.ts";
import type { ItemPlace } from "../item-place.ts";
import { type CopyChip, type CopyRow, sortText } from "./copy-row.ts";

interface Held {
  readonly zone: string;
  readonly down: boolean;
  readonly id: string;
  /** undefined: this copy has no entry. */
  readonly stored: StoredItem | undefined;
}

export function localRows(
  reader: Reader,
  place: ItemPlace,
  { newest, many }: { readonly newest: StoredItem; readonly many: boolean },
): CopyRow[] {
  const { placement, group, storageKey } = place;
  const { schema } = placement;
  const copies = reader.copies(group);
  return schema.indexes
    .filter(({ kind }) => kind === "local")
    .map((index): CopyRow => {
      const held = copies.map((copy): Held => {
        const own = copy.state.items.get(storageKey);
        const entry = projectIndexEntry(schema, index, own?.item ?? undefined);
        const stored = entry === null ? undefined : copy.state.localEntries.get(localKey(index.name, entry.storageKey));
        return { zone: copy.zone, down: copy.down, id: copy.id, stored };
      });
      const isIn = projectIndexEntry(schema, index, newest.item ?? undefined) !== null;
      const right = (one: Held) => {
        const own = copies.find(({ id }) => id === one.id)?.state.items.get(storageKey);
        return own !== undefined && own.timestamp === newest.timestamp && own.origin === newest.origin;
      };
      const chips = shared(
        held.map((one) => ({
          place: one.zone,
          text: one.stored === undefined ? "–" : sortText(schema, index.name, one.stored),
          version: one.stored?.version ?? null,
          state: one.stored === undefined || one.down ? "not-yet" : right(one) ? "committed" : "stale",
          leader: false,
          down: one.down,
          id: one.id,
        })),
      );
      const title = `${index.name} in ${group.partition}`;
      return {
        kind: "local",
        title: many ? `${title}, ${group.region}` : title,
        chips,
        badge: badgeOf(held, right, isIn),
      };
    });
}

/** One pill for all copies that hold the same, with their zones: "az a b". */
function shared(each: readonly CopyChip[]): CopyChip[] {
  const groups = new Map<string, CopyChip>();
  for (const chip of each) {
    const like = `${chip.text} ${chip.version} ${chip.state} ${chip.down}`;
    const known = groups.get(like);
    groups.set(like, {
      ...(known ?? chip),
      place: known === undefined ? `az ${chip.place}` : `${known.place} ${chip.place}`,
    });
  }
  return [...groups.values()];
}

function badgeOf(held: readonly Held[], right: (one: Held) => boolean, isIn: boolean): CopyRow["badge"] {
  const behind = held.filter((one) => one.down || !right(one));
  if (behind.length > 0) {
    const zones = behind.map(({ zone }) => zone).join(" ");
    return behind.every(({ down }) => down)
      ? { state: "denied", text: `${zones} down` }
      : { state: "stale", text: `${zones} behind` };
  }
  return isIn
    ? { state: "committed", text: `${held.length} of ${held.length}` }
    : { state: "not-yet", text: "not in it" };
}
