/** Math.random and the random half of `crypto`, drawn from the program's seed: the same run gives the same ids. [SBX-4] */
let seed = 0;
let counter = 0;

export function setSeed(value) {
  seed = value | 0;
}

/** murmur3's finaliser over (seed, counter), as in engine/base/random.ts; the guest cannot import that file. */
function mix(value) {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function next32() {
  const high = mix(seed ^ Math.imul(counter, 0x9e3779b9));
  return mix(high + Math.imul(seed, 0x85ebca6b) + counter++);
}

Math.random = () => ((next32() >>> 5) * 0x4000000 + (next32() >>> 6)) / 0x20000000000000;

function getRandomValues(array) {
  if (!ArrayBuffer.isView(array)) throw new TypeError("crypto.getRandomValues wants a typed array");
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let i = 0; i < bytes.length; i++) bytes[i] = next32() & 255;
  return array;
}

function randomUUID() {
  const bytes = getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

globalThis.crypto = Object.freeze({ getRandomValues, randomUUID });
