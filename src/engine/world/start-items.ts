/**
 * The items a table starts with: written out one by one, or packed by the thousands as an import brings them. They are
 * on every copy as version 1, and nothing was paid or recorded for them, as after DynamoDB's own import. Many of them
 * take seconds to read, so whoever hosts a world may read them ahead, a piece at a time. [WORLD-2, WORLD-6]
 */
import { assert } from "../base/assert.ts";
import { base64ToBytes } from "../base/bytes.ts";
import { inflateWithin } from "../base/inflate.ts";
import { utf8Decode } from "../base/utf8.ts";
import { itemBytes } from "../dynamo/sizes.ts";
import { bindRequest, parseRequest } from "../dynamo/stages.ts";
import type { TableSchema } from "../dynamo/table.ts";
import { keyLabel } from "../service/labels.ts";
import type { StoredItem } from "../service/record.ts";
import type { InitialItems } from "../service/table-machines.ts";
import type { InitialTable, WorldConfig } from "./config.ts";
import { ConfigRefused } from "./config-refused.ts";

/** Bytes a packed piece may grow to: what a stranger sent cannot fill the memory. */
const PIECE_BYTES_MAX = 16 * 1024 * 1024;
const NO_DICTIONARY = new Uint8Array(0);

/** What was read ahead, until the world is built that needs it. */
const ahead = new WeakMap<InitialTable, InitialItems>();

/** The later of two with one key stays. @throws {ConfigRefused} */
export function startItems(schema: TableSchema, table: InitialTable, home: string): InitialItems {
  const known = ahead.get(table);
  ahead.delete(table);
  if (known !== undefined) return known;
  const reading = readItems(schema, table, home);
  for (;;) {
    const next = reading.next();
    if (next.done) return next.value;
  }
}

/** Packed pieces of all tables: how far `readAhead` has to go. */
export function piecesOf(config: WorldConfig): number {
  return config.tables.reduce((sum, table) => sum + (table.packed?.length ?? 0), 0);
}

/** Reads packed items ahead, and yields after each piece. @throws {ConfigRefused} */
export function* readAhead(config: WorldConfig): Generator<void, void> {
  const [home] = config.regions;
  for (const table of config.tables) {
    const parsed = parseRequest("CreateTable", table.create);
    // What is wrong with the set-up itself is said when the world is built.
    if (home === undefined || !parsed.ok || parsed.request.operation !== "CreateTable" || !table.packed?.length)
      continue;
    ahead.set(table, yield* readItems(parsed.request.schema, table, home));
  }
}

function* readItems(schema: TableSchema, table: InitialTable, home: string): Generator<void, InitialItems> {
  const items = new Map<string, StoredItem>();
  for (const item of table.items ?? []) keep(items, schema, { item, home });
  for (const [at, piece] of (table.packed ?? []).entries()) {
    for (const item of unpacked(piece, `piece ${at + 1} of the packed items of table ${schema.name}`))
      keep(items, schema, { item, home });
    yield;
  }
  return items;
}

function keep(
  items: Map<string, StoredItem>,
  schema: TableSchema,
  { item, home }: { readonly item: unknown; readonly home: string },
): void {
  const put = parseRequest("PutItem", { TableName: schema.name, Item: item });
  const bind = put.ok && put.request.operation === "PutItem" ? bindRequest(put.request, schema) : put;
  if (!bind.ok) throw new ConfigRefused(`an item of table ${schema.name} is not valid: ${bind.error.message}`);
  assert("bound" in bind && bind.bound.kind === "item" && bind.bound.operation === "PutItem", "a PutItem");
  const { key, storageKey, item: attributes } = bind.bound;
  items.set(storageKey, {
    item: attributes,
    version: 1,
    timestamp: 0,
    origin: home,
    label: keyLabel(key),
    bytes: itemBytes(attributes),
  });
}

/** The first line says how many items follow, so that a piece that was cut off is found; then a line for each. */
function unpacked(piece: string, what: string): unknown[] {
  const packed = base64ToBytes(piece);
  if (packed === null) throw new ConfigRefused(`${what} is not base64`);
  const { bytes, ended } = inflateWithin(packed, { outputMax: PIECE_BYTES_MAX, dictionary: NO_DICTIONARY });
  const [count, ...lines] = utf8Decode(bytes).split("\n");
  if (ended !== "input-over" || count !== String(lines.length)) throw new ConfigRefused(`${what} is not whole`);
  try {
    return lines.map((line) => JSON.parse(line) as unknown);
  } catch {
    throw new ConfigRefused(`${what} has a line that is not JSON`);
  }
}
