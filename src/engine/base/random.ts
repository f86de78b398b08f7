/**
 * Named, counter-based random streams. A draw is a pure function of (seed, stream name, counter), so the whole
 * state of a stream is one integer: a checkpoint copies a number, and one more draw in one stream shifts no other
 * stream. Not for secrets. [SIM-3]
 */

/** 32-bit hash of a string's UTF-16 code units (FNV-1a with a murmur3 finaliser). */
export function hash32(text: string, seed = 0): number {
  let h = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return mix32(h);
}

/** murmur3's 32-bit finaliser: every input bit reaches every output bit. */
export function mix32(value: number): number {
  let h = value | 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

/** The `counter`-th draw of a stream: an unsigned 32-bit integer. */
export function draw32(streamSeed: number, counter: number): number {
  const high = mix32(streamSeed ^ Math.imul(counter, 0x9e3779b9));
  return mix32(high + Math.imul(streamSeed, 0x85ebca6b) + counter);
}

/** Draws from one stream; `counter` is the state. */
export class Random {
  constructor(
    private readonly streamSeed: number,
    public counter = 0,
  ) {}

  /** Unsigned 32-bit integer. */
  next32(): number {
    return draw32(this.streamSeed, this.counter++);
  }

  /** Integer in [0, bound), bound in 1..2^32. Multiply-shift; bias is below 2^-20 for the bounds used here. */
  below(bound: number): number {
    const low = this.next32();
    return Math.floor((low / 0x1_0000_0000) * bound);
  }

  /** True with probability `perMillion` / 1,000,000. */
  chance(perMillion: number): boolean {
    return this.below(1_000_000) < perMillion;
  }
}
