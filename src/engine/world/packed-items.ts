/** A piece of packed items, as an import makes it: base64 of deflated lines. [WORLD-6] */
import { base64ToBytes } from "../base/bytes.ts";
import { inflateWithin } from "../base/inflate.ts";
import { utf8Decode } from "../base/utf8.ts";
import { ConfigRefused } from "./config-refused.ts";

/** Bytes a packed piece may grow to: what a stranger sent cannot fill the memory. */
const PIECE_BYTES_MAX = 16 * 1024 * 1024;
const NO_DICTIONARY = new Uint8Array(0);
/** Packed bytes that are inflated together. */
const INFLATED_TOGETHER = 8_192;

/** The first line says how many items follow, so that a piece that was cut off is found; then a line for each. */
export function unpacked(piece: string, what: string): unknown[] {
  const packed = base64ToBytes(piece);
  if (packed === null) throw new ConfigRefused(`${what} is not base64`);
  const { bytes, ended } = inflateWithin(packed, {
    outputMax: PIECE_BYTES_MAX,
    dictionary: NO_DICTIONARY,
    together: INFLATED_TOGETHER,
  });
  const [count, ...lines] = utf8Decode(bytes).split("\n");
  if (ended !== "input-over" || count !== String(lines.length)) throw new ConfigRefused(`${what} is not whole`);
  try {
    return lines.map((line) => JSON.parse(line) as unknown);
  } catch {
    throw new ConfigRefused(`${what} has a line that is not JSON`);
  }
}
