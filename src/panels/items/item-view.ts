/** One stored item with what an editor needs: its attributes, its key, its version. */
import type { Item, ItemIdentity, Reader } from "../../engine/index.ts";
import { itemPlace, leaderItem } from "../item-place.ts";

export interface EditedItemParams {
  readonly table: string;
  readonly region: string | null;
  readonly label: string;
}

export interface EditedItem {
  readonly table: string;
  readonly region: string;
  readonly label: string;
  readonly look: ItemIdentity;
  /** null: there is no such item now. */
  readonly item: Item | null;
  readonly version: number | null;
  readonly bytes: number;
  readonly partition: string;
  readonly keys: readonly { readonly name: string; readonly type: "S" | "N" | "B"; readonly role: "key" | "sort" }[];
}

/** null: the Region has no such table, or the label cannot be a key of it. */
export function editedItemView(reader: Reader, { table, region, label }: EditedItemParams): EditedItem | null {
  const at = region ?? reader.home;
  const place = itemPlace(reader, { region: at, table, label });
  if (place === null) return null;
  const stored = leaderItem(reader, place.group, place.storageKey);
  const { partition, sort } = place.placement.schema.key;
  return {
    table,
    region: at,
    label,
    look: reader.identity(table, label),
    item: stored?.item ?? null,
    version: stored?.version ?? null,
    bytes: stored?.bytes ?? 0,
    partition: place.group.partition,
    keys: [
      ...partition.map((one) => ({ ...one, role: "key" as const })),
      ...sort.map((one) => ({ ...one, role: "sort" as const })),
    ],
  };
}
