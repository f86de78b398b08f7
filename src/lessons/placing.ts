/** Where an item of a lesson is, or would be: worked out by the engine's own hash, also for an item that does not exist. */
import {
  type GroupName,
  hashOf,
  hashText,
  type Item,
  partitionFor,
  type Reader,
  storageKeyOf,
  type TablePlacement,
} from "../engine/index.ts";

interface Placed {
  readonly table: string;
  readonly label: string;
  readonly region?: string;
}

export function regionOf(reader: Reader, { region }: { readonly region?: string }): string {
  return region ?? reader.home;
}

/** The partition an item lies in; null without such a table. */
export function groupOf(reader: Reader, item: Placed): GroupName | null {
  const region = regionOf(reader, item);
  const placement = reader.table(region, item.table);
  if (placement === undefined) return null;
  return {
    region,
    table: item.table,
    index: null,
    partition: partitionFor(placement.partitions, placeOnRing(placement, item.label)).name,
  };
}

/** Hash of an item's partition key as the ruler shows it, "5B0E"; null without such a table. */
export function hashTextOf(reader: Reader, item: Placed): string | null {
  const placement = reader.table(regionOf(reader, item), item.table);
  return placement === undefined ? null : hashText(placeOnRing(placement, item.label));
}

/** A label is the key attributes joined by " · ", partition key first (engine's keyLabel). */
function placeOnRing(placement: TablePlacement, label: string): number {
  const { key: schema } = placement.schema;
  const parts = label.split(" · ");
  const key: Item = Object.fromEntries(
    [...schema.partition, ...schema.sort].map(({ name, type }, i) => [name, { [type]: parts[i] ?? "" }]),
  ) as Item;
  return hashOf(storageKeyOf(schema, key));
}
