/** A row of the inspector's list of copies: where they are, what each holds, and what that comes to. */
import type { StoredItem, TableSchema } from "../../engine/index.ts";
import { shortText } from "../../parts/attribute-text.ts";
import type { ChipState } from "../../ui/chip.tsx";
import type { StateName } from "../../ui/states.ts";

export interface CopyChip {
  /** Where: "az c"; an entry that several copies hold: "az a b". */
  readonly place: string;
  /** On the chip: the version, or the index entry's sort key. */
  readonly text: string;
  readonly version: number | null;
  readonly state: ChipState;
  readonly leader: boolean;
  readonly down: boolean;
  /** Actor or group id, for selecting it. */
  readonly id: string;
}

export interface CopyRow {
  readonly kind: "replicas" | "index" | "local" | "stream";
  readonly title: string;
  readonly chips: readonly CopyChip[];
  readonly badge: { readonly state: StateName; readonly text: string };
}

/** What stands on an entry: its sort key in that index. */
export function sortText(schema: TableSchema, index: string, stored: StoredItem): string {
  const key = schema.indexes.find((one) => one.name === index)?.key;
  const name = (key?.sort[0] ?? key?.partition[0])?.name;
  const value = name === undefined ? undefined : stored.item?.[name];
  return value === undefined ? String(stored.version) : shortText(value);
}
