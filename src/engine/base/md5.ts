/**
 * MD5 of short texts of bytes: where an item lies goes by it, so it is computed for every request and for each of a
 * million items. It says nothing about safety. One byte per character, in and out, and no memory taken on the way.
 */
import { bytesToHex } from "./bytes.ts";
import { utf8Encode } from "./utf8.ts";

/** Whole parts of 2^32 × |sin(n)|, n from 1 to 64: a table of the algorithm's own, so that no platform's sine decides. */
const SINES = new Int32Array(
  (
    "d76aa478e8c7b756242070dbc1bdceeef57c0faf4787c62aa8304613fd469501698098d88b44f7afffff5bb1895cd7be6b901122fd987193" +
    "a679438e49b40821f61e2562c040b340265e5a51e9b6c7aad62f105d02441453d8a1e681e7d3fbc821e1cde6c33707d6f4d50d87455a14ed" +
    "a9e3e905fcefa3f8676f02d98d2a4c8afffa39428771f6816d9d6122fde5380ca4beea444bdecfa9f6bb4b60bebfbc70289b7ec6eaa127fa" +
    "d4ef308504881d05d9d4d039e6db99e51fa27cf8c4ac5665f4292244432aff97ab9423a7fc93a039655b59c38f0ccc92ffeff47d85845dd1" +
    "6fa87e4ffe2ce6e0a30143144e0811a1f7537e82bd3af2352ad7d2bbeb86d391"
  )
    .match(/.{8}/g)
    ?.map((word) => Number.parseInt(word, 16) | 0) ?? [],
);
const TURNS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

const block = new Int32Array(16);
const state = new Int32Array(4);

/** @param text one byte per character @returns sixteen of them */
export function md5(text: string): string {
  state[0] = 0x67452301;
  state[1] = 0xefcdab89;
  state[2] = 0x98badcfe;
  state[3] = 0x10325476;
  const { length } = text;
  // The text, a one bit, zeros, and the length in bits in the last eight bytes of a block.
  const blocks = (length + 72) >> 6;
  for (let at = 0; at < blocks; at++) {
    block.fill(0);
    const from = at << 6;
    const until = Math.min(length - from, 64);
    for (let i = 0; i < until; i++)
      block[i >> 2] = (block[i >> 2] as number) | (text.charCodeAt(from + i) << ((i & 3) << 3));
    if (until >= 0 && until < 64) block[until >> 2] = (block[until >> 2] as number) | (0x80 << ((until & 3) << 3));
    if (at === blocks - 1) {
      block[14] = length << 3;
      block[15] = length >>> 29;
    }
    mix();
  }
  return bytesOf(0) + bytesOf(1) + bytesOf(2) + bytesOf(3);
}

/** Of any text, by its bytes in UTF-8, as 32 hexadecimal digits. */
export function md5Hex(text: string): string {
  const digest = md5(String.fromCharCode(...utf8Encode(text)));
  return bytesToHex(Uint8Array.from(digest, (byte) => byte.charCodeAt(0)));
}

function mix(): void {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    let f: number;
    let word: number;
    if (round === 0) {
      f = (b & c) | (~b & d);
      word = i;
    } else if (round === 1) {
      f = (d & b) | (~d & c);
      word = 5 * i + 1;
    } else if (round === 2) {
      f = b ^ c ^ d;
      word = 3 * i + 5;
    } else {
      f = c ^ (b | ~d);
      word = 7 * i;
    }
    const sum = (a + f + (SINES[i] as number) + (block[word & 15] as number)) | 0;
    const turn = TURNS[(round << 2) | (i & 3)] as number;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
}

function bytesOf(word: number): string {
  const value = state[word] as number;
  return String.fromCharCode(value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24);
}
