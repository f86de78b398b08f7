/** What a table is and where it will stand, from its schema; apart from the control plane, which comes later. [CP-1, PART-4] */
import { ownOf, setOwn } from "../../base/own.ts";
import { compareUtf8 } from "../../base/utf8.ts";
import { COLLECTION_BYTES_MAX } from "../../dynamo/local-indexes.ts";
import type { TableSchema } from "../../dynamo/table.ts";
import { isoInstant } from "../epoch.ts";
import { cutHashSpace, type TablePlacement } from "../placement.ts";
import { uuidOf } from "./table-ledger.ts";

/** A table's life starts here: what it is and where it will stand, before any machine runs. */
export function placeTable(options: {
  readonly region: string;
  readonly schema: TableSchema;
  readonly now: number;
  readonly partitions: number;
  readonly indexPartitions?: Readonly<Record<string, number>>;
  readonly regions?: readonly string[];
  readonly triggers?: TablePlacement["triggers"];
  readonly status: TablePlacement["status"];
  readonly collectionBytesMax?: number;
  readonly indexBurstSeconds?: number;
  readonly streamLabel?: string;
  readonly streamGeneration?: number;
}): TablePlacement {
  const { region, schema, now } = options;
  const indexPartitions: Record<string, ReturnType<typeof cutHashSpace>> = {};
  for (const index of schema.indexes) {
    if (index.kind === "global")
      setOwn(indexPartitions, index.name, cutHashSpace("I", ownOf(options.indexPartitions ?? {}, index.name) ?? 1));
  }
  return {
    region,
    schema,
    status: options.status,
    createdAt: now,
    tableId: uuidOf(`${region}/${schema.name}/${now}`),
    partitions: cutHashSpace("P", options.partitions),
    indexPartitions,
    regions: [...(options.regions ?? [region])].sort(compareUtf8),
    triggers: options.triggers ?? [],
    collectionBytesMax: options.collectionBytesMax ?? COLLECTION_BYTES_MAX,
    indexBurstSeconds: options.indexBurstSeconds ?? null,
    streamLabel: schema.stream === null ? null : (options.streamLabel ?? isoInstant(now).slice(0, -1)),
    streamGeneration: options.streamGeneration ?? 1,
    timeToLive: null,
    revision: 0,
  };
}
