// Local indexes of one partition: their entries lie beside its items, on each of its copies. [LSI-1]

import { type Item, localIndexOf, type StoredItem, type TablePlacement, valueLabel } from "../../../engine/index.ts";
import type { LocalIndexView } from "../view-shape.ts";
import type { Looks } from "./looks.ts";

/** @param entries of all local indexes, null: too many to draw */
export function localIndexViews(
  { schema }: TablePlacement,
  entries: Iterable<[string, StoredItem]> | null,
  looks: Looks,
): LocalIndexView[] {
  const local = schema.indexes.filter(({ kind }) => kind === "local");
  const held = entries === null ? null : [...entries];
  return local.map(({ name, key }) => ({
    name,
    entries:
      held === null
        ? null
        : held
            .filter(([at]) => localIndexOf(at) === name)
            .map(([, { label, item }]) => ({
              label,
              look: looks.of(label),
              text: key.sort.map((one) => text(item, one.name)).join(" "),
            })),
  }));
}

function text(item: Item | null, name: string): string {
  const value = item === null || !Object.hasOwn(item, name) ? undefined : item[name];
  return value === undefined ? "" : valueLabel(value);
}
