/** The `x-amz-crc32` of a body: zlib's where this Node has it (from 20.15), ours otherwise. [WIRE-2] */
import * as zlib from "node:zlib";
import { crc32 as ownCrc32 } from "../engine/index.ts";

const native = (zlib as { readonly crc32?: (bytes: Uint8Array) => number }).crc32;

export const crc32: (bytes: Uint8Array) => number = native ?? ownCrc32;
