/**
 * UTF-8 without the platform's TextEncoder and TextDecoder: the engine compiles without DOM and Node types.
 * Lone surrogates become U+FFFD, as TextEncoder does.
 */

/** Most texts have nothing beyond ASCII, and a machine finds that out faster than a loop. */
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Number of bytes `text` takes in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  if (!BEYOND_ASCII.test(text)) return bytes;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x80) continue;
    if (c < 0x800) bytes += 1;
    else if (c >= 0xd800 && c <= 0xdbff && isLow(text.charCodeAt(i + 1))) {
      bytes += 2;
      i++;
    } else bytes += 2;
  }
  return bytes;
}

export function utf8Encode(text: string): Uint8Array {
  const out = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let c = text.charCodeAt(i);
    if (c >= 0xd800 && c <= 0xdbff && isLow(text.charCodeAt(i + 1))) {
      c = 0x10000 + ((c - 0xd800) << 10) + (text.charCodeAt(++i) - 0xdc00);
    } else if (c >= 0xd800 && c <= 0xdfff) c = 0xfffd;
    if (c < 0x80) out[at++] = c;
    else if (c < 0x800) {
      out[at++] = 0xc0 | (c >> 6);
      out[at++] = 0x80 | (c & 63);
    } else if (c < 0x10000) {
      out[at++] = 0xe0 | (c >> 12);
      out[at++] = 0x80 | ((c >> 6) & 63);
      out[at++] = 0x80 | (c & 63);
    } else {
      out[at++] = 0xf0 | (c >> 18);
      out[at++] = 0x80 | ((c >> 12) & 63);
      out[at++] = 0x80 | ((c >> 6) & 63);
      out[at++] = 0x80 | (c & 63);
    }
  }
  return out;
}

/** Text of UTF-8 bytes. What is not UTF-8 becomes U+FFFD, in the same places as TextDecoder puts it. */
export function utf8Decode(bytes: Uint8Array): string {
  let out = "";
  let units: number[] = [];
  for (let i = 0; i < bytes.length; ) {
    const end = asciiUntil(bytes, i);
    if (end - i >= ASCII_RUN) {
      // Texts are mostly runs of ASCII, which are taken as they are.
      out +=
        String.fromCharCode(...units) + String.fromCharCode.apply(null, bytes.subarray(i, end) as unknown as number[]);
      units = [];
      i = end;
      continue;
    }
    const { codePoint, length } = decodeOne(bytes, i);
    if (codePoint < 0x10000) units.push(codePoint);
    else units.push(0xd800 + ((codePoint - 0x10000) >> 10), 0xdc00 + ((codePoint - 0x10000) & 0x3ff));
    i += length;
    if (units.length >= UNITS_MAX) {
      out += String.fromCharCode(...units);
      units = [];
    }
  }
  return out + String.fromCharCode(...units);
}

const ASCII_RUN = 16;
/** Arguments of one call. */
const UNITS_MAX = 8192;

/** Where a run of ASCII that begins at `from` ends, or is long enough. */
function asciiUntil(bytes: Uint8Array, from: number): number {
  const max = Math.min(bytes.length, from + UNITS_MAX);
  let end = from;
  while (end < max && (bytes[end] as number) < 0x80) end++;
  return end;
}

/** The character at `at`; a broken one takes the bytes that could have begun a good one. */
function decodeOne(bytes: Uint8Array, at: number): { codePoint: number; length: number } {
  const first = bytes[at] as number;
  if (first < 0x80) return { codePoint: first, length: 1 };
  const more =
    first >= 0xc2 && first <= 0xdf ? 1 : first >= 0xe0 && first <= 0xef ? 2 : first >= 0xf0 && first <= 0xf4 ? 3 : 0;
  if (more === 0) return { codePoint: 0xfffd, length: 1 };
  // The second byte alone decides whether the form is overlong, a surrogate, or past the last code point.
  let low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  let high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  let codePoint = first & (0x3f >> more);
  for (let k = 1; k <= more; k++) {
    const next = bytes[at + k] ?? 0;
    if (next < low || next > high) return { codePoint: 0xfffd, length: k };
    codePoint = (codePoint << 6) | (next & 63);
    low = 0x80;
    high = 0xbf;
  }
  return { codePoint, length: more + 1 };
}

/** Orders two strings by their UTF-8 bytes, which is order by code point. Negative, zero or positive. */
export function compareUtf8(a: string, b: string): number {
  if (a === b) return 0;
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    // Surrogates stand for code points above every other UTF-16 unit, so lift them over U+E000..U+FFFF.
    if (x !== y) return (x >= 0xd800 && x <= 0xdfff ? x + 0x10000 : x) - (y >= 0xd800 && y <= 0xdfff ? y + 0x10000 : y);
  }
  return a.length - b.length;
}

function isLow(c: number): boolean {
  return c >= 0xdc00 && c <= 0xdfff;
}
