/** TextEncoder, TextDecoder (UTF-8 only), atob and btoa: what the SDK and ordinary programs use of them. */
import { DOMException } from "glass:events";

class TextEncoder {
  get encoding() {
    return "utf-8";
  }
  encode(given = "") {
    const text = String(given);
    const bytes = new Uint8Array(text.length * 3);
    const { written } = this.encodeInto(text, bytes);
    return bytes.slice(0, written);
  }
  encodeInto(text, bytes) {
    let at = 0;
    let read = 0;
    for (const char of text) {
      let c = char.codePointAt(0);
      if (c >= 0xd800 && c <= 0xdfff) c = 0xfffd;
      const size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (at + size > bytes.length) break;
      if (size === 1) bytes[at++] = c;
      else {
        bytes[at++] = (size === 2 ? 0xc0 : size === 3 ? 0xe0 : 0xf0) | (c >> (6 * (size - 1)));
        for (let shift = 6 * (size - 2); shift >= 0; shift -= 6) bytes[at++] = 0x80 | ((c >> shift) & 63);
      }
      read += char.length;
    }
    return { read, written: at };
  }
}

class TextDecoder {
  constructor(label = "utf-8", options = {}) {
    if (!/^(?:unicode-1-1-)?utf-?8$/i.test(label))
      throw new RangeError(`TextDecoder knows only UTF-8 here, not ${label}`);
    this.fatal = options.fatal === true;
    this.ignoreBOM = options.ignoreBOM === true;
  }
  get encoding() {
    return "utf-8";
  }
  decode(given) {
    if (given === undefined) return "";
    const bytes = ArrayBuffer.isView(given)
      ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
      : new Uint8Array(given);
    let out = "";
    let at = !this.ignoreBOM && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    while (at < bytes.length) {
      const lead = bytes[at];
      const size =
        lead < 0x80
          ? 1
          : lead >= 0xc2 && lead < 0xe0
            ? 2
            : lead >= 0xe0 && lead < 0xf0
              ? 3
              : lead >= 0xf0 && lead < 0xf5
                ? 4
                : 0;
      let c = size === 1 ? lead : lead & (0x7f >> size);
      let used = 1;
      while (used < size && (bytes[at + used] & 0xc0) === 0x80) c = (c << 6) | (bytes[at + used++] & 63);
      const tooLong = (size === 3 && c < 0x800) || (size === 4 && (c < 0x10000 || c > 0x10ffff));
      if (size === 0 || used < size || tooLong || (size === 3 && c >= 0xd800 && c <= 0xdfff)) {
        if (this.fatal) throw new TypeError("The bytes are not valid UTF-8");
        c = 0xfffd;
      }
      out += String.fromCodePoint(c);
      at += used;
    }
    return out;
  }
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Map([...ALPHABET].map((char, value) => [char, value]));

function btoa(given) {
  const text = String(given);
  let out = "";
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    if (a > 255 || b > 255 || c > 255)
      throw new DOMException("btoa wants characters up to U+00FF", "InvalidCharacterError");
    out += ALPHABET[a >> 2] + ALPHABET[((a & 3) << 4) | (b >> 4)];
    out += i + 1 < text.length ? ALPHABET[((b & 15) << 2) | (c >> 6)] : "=";
    out += i + 2 < text.length ? ALPHABET[c & 63] : "=";
  }
  return out;
}

function atob(given) {
  const text = String(given)
    .replace(/[\t\n\f\r ]/g, "")
    .replace(/={1,2}$/, "");
  let out = "";
  let bits = 0;
  let held = 0;
  for (const char of text) {
    const value = VALUES.get(char);
    if (value === undefined) throw new DOMException("The string is not base64", "InvalidCharacterError");
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += String.fromCharCode((held >> bits) & 255);
    }
  }
  if (text.length % 4 === 1) throw new DOMException("The string is not base64", "InvalidCharacterError");
  return out;
}

Object.assign(globalThis, { TextEncoder, TextDecoder, atob, btoa });
