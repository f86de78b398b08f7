/** The `x-amz-crc32` of a body: zlib's where this Node has it (from 20.15), ours otherwise. [WIRE-2] */
import * as zlib from "node:zlib";
import { crc32 as ownCrc32 } from "../engine/index.ts";

const native = (zlib as { readonly crc32?: (data: Uint8Array | string) => number }).crc32;

/** @param data a text stands for its bytes in UTF-8 */
export const crc32: (data: Uint8Array | string) => number =
  native ?? ((data) => ownCrc32(typeof data === "string" ? Buffer.from(data) : data));
