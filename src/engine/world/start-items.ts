/**
 * The items a table starts with: written out one by one, or packed by the thousands as an import brings them. They are
 * on every copy as version 1, and nothing was paid or recorded for them, as after DynamoDB's own import. Many of them
 * take seconds to read, so whoever hosts a world may read them ahead, a piece at a time. [WORLD-2, WORLD-6]
 */
import { assert } from "../base/assert.ts";
import { Later } from "../base/later.ts";
import { bindRequest, parseRequest } from "../dynamo/stages.ts";
import type { TableSchema } from "../dynamo/table.ts";
import { placeTable } from "../service/control-plane/place-table.ts";
import { keyLabel } from "../service/labels.ts";
import type { TablePlacement } from "../service/placement.ts";
import { StartContent } from "../service/start-content.ts";
import type { InitialTable, WorldConfig } from "./config.ts";
import { ConfigRefused } from "./config-refused.ts";

/** Items between two signs of life. */
const AT_A_TIME = 5_000;
const PARTITIONS_MAX = 256;

/** Reads one packed piece (`packed-items.ts`). Few worlds have any, so it comes later. [LATER-1] */
export const PACKED_ITEMS = new Later<(piece: string, what: string) => readonly unknown[]>("packed items");

/** What was read ahead, until the world is built that needs it. */
const ahead = new WeakMap<InitialTable, StartContent>();

/** @param placement in any of the table's Regions. @throws {ConfigRefused} */
export function startContent(placement: TablePlacement, table: InitialTable, home: string): StartContent {
  const known = ahead.get(table);
  ahead.delete(table);
  if (known !== undefined) return known;
  const reading = readItems(placement, table, home);
  for (;;) {
    const next = reading.next();
    if (next.done) return next.value;
  }
}

/** Packed pieces of all tables: how far `readAhead` has to go. */
export function piecesOf(config: WorldConfig): number {
  return config.tables.reduce((sum, table) => sum + (table.packed?.length ?? 0), 0);
}

/** Reads packed items ahead, and yields after each few thousand: true where a piece has ended. @throws {ConfigRefused} */
export function* readAhead(config: WorldConfig): Generator<boolean, void> {
  const [home] = config.regions;
  for (const table of config.tables) {
    const parsed = parseRequest("CreateTable", table.create);
    // What is wrong with the set-up itself is said when the world is built.
    if (home === undefined || !parsed.ok || parsed.request.operation !== "CreateTable" || !table.packed?.length)
      continue;
    const { schema } = parsed.request;
    checkPartitions(schema.name, table);
    const { partitions, indexPartitions = {} } = table;
    const placement = placeTable({ region: home, schema, now: 0, status: "ACTIVE", partitions, indexPartitions });
    ahead.set(table, yield* readItems(placement, table, home));
  }
}

/** @throws {ConfigRefused} */
export function checkPartitions(name: string, { partitions, indexPartitions = {} }: InitialTable): void {
  const counts = [partitions, ...Object.values(indexPartitions)];
  if (!counts.every((count) => Number.isInteger(count) && count >= 1 && count <= PARTITIONS_MAX))
    throw new ConfigRefused(`table ${name} must have 1 to ${PARTITIONS_MAX} partitions`);
}

function* readItems(placement: TablePlacement, table: InitialTable, home: string): Generator<boolean, StartContent> {
  const { schema } = placement;
  const start = new StartContent(placement);
  for (const item of table.items ?? []) put(start, schema, { item, home });
  for (const [at, piece] of (table.packed ?? []).entries()) {
    const items = PACKED_ITEMS.here(piece, `piece ${at + 1} of the packed items of table ${schema.name}`);
    for (const [n, item] of items.entries()) {
      if (n > 0 && n % AT_A_TIME === 0) yield false;
      put(start, schema, { item, home });
    }
    yield true;
  }
  return start;
}

function put(
  start: StartContent,
  schema: TableSchema,
  { item, home }: { readonly item: unknown; readonly home: string },
): void {
  const asked = parseRequest("PutItem", { TableName: schema.name, Item: item });
  const bind = asked.ok && asked.request.operation === "PutItem" ? bindRequest(asked.request, schema) : asked;
  if (!bind.ok) throw new ConfigRefused(`an item of table ${schema.name} is not valid: ${bind.error.message}`);
  assert("bound" in bind && bind.bound.kind === "item" && bind.bound.operation === "PutItem", "a PutItem");
  const { key, storageKey, item: attributes, itemBytes: bytes } = bind.bound;
  start.put(storageKey, { item: attributes, version: 1, timestamp: 0, origin: home, label: keyLabel(key), bytes });
}
