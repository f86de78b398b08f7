/** Judges items as the service would and packs them for a table's start, a few thousand in each piece. [WORLD-6] */
import { deflateSync, strToU8 } from "fflate";
import { bindRequest, type Item, parseRequest, type TableSchema } from "../../../engine/index.ts";

const PIECE_ITEMS = 4_000;
const PIECE_LENGTH = 4_000_000;

export class Packer {
  readonly pieces: string[] = [];
  items = 0;
  private lines: string[] = [];
  private length = 0;

  constructor(private readonly schema: TableSchema) {}

  /** What the service would say against it; null: it is packed. */
  add(item: Item): string | null {
    const fault = faultOf(this.schema, item);
    if (fault === null) this.pack(item);
    return fault;
  }

  /** An item that is known to be good. */
  pack(item: Item): void {
    const line = JSON.stringify(item);
    this.lines.push(line);
    this.length += line.length;
    this.items++;
    if (this.lines.length >= PIECE_ITEMS || this.length >= PIECE_LENGTH) this.finish();
  }

  /** Packs what is left. */
  finish(): void {
    if (this.lines.length === 0) return;
    this.pieces.push(base64Of(deflateSync(strToU8([this.lines.length, ...this.lines].join("\n")), { level: 1 })));
    this.lines = [];
    this.length = 0;
  }
}

function faultOf(schema: TableSchema, item: Item): string | null {
  const put = parseRequest("PutItem", { TableName: schema.name, Item: item });
  const bind = put.ok && put.request.operation === "PutItem" ? bindRequest(put.request, schema) : put;
  return bind.ok ? null : bind.error.message;
}

function base64Of(bytes: Uint8Array): string {
  const chunks: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000)
    chunks.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(chunks.join(""));
}

/** Made-up items to fill a table with: the same ones every time. */
export function madeUpItem(schema: TableSchema, n: number, bytes: number): Item {
  const number = String(n).padStart(7, "0");
  const { partition, sort } = schema.key;
  const key = [...partition, ...sort].map(({ name, type }, at) => [
    name,
    // Ten to a collection, where there are collections.
    type === "N"
      ? { N: String(n) }
      : type === "B"
        ? { B: btoa(number) }
        : { S: at === 0 && sort.length > 0 ? `key-${number.slice(0, -1)}` : `item-${number}` },
  ]);
  const used = key.reduce(
    (sum, [name, value]) => sum + String(name).length + String(Object.values(value as object)[0]).length,
    0,
  );
  const filler = Math.max(1, bytes - used - "text".length - "n".length - 5);
  return Object.fromEntries([
    ...key,
    ["n", { N: String(n) }],
    ["text", { S: FILLER.repeat(Math.ceil(filler / FILLER.length)).slice(0, filler) }],
  ]) as Item;
}

const FILLER = "so it goes on and on, as the story of a long table does, ";
