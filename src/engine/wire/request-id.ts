/**
 * Request ids as the service writes them: 52 capital letters and digits, the second half always the same. Counted and
 * stirred, so that no two of a world are equal and none looks like its neighbour. [WIRE-3]
 */
import { hash32 } from "../base/random.ts";

const TAIL = "VV4KQNSO5AEMVJF66Q9ASUAAJG";

/** All pairs of two digits in base 32, so that an id is put together instead of worked out. */
const PAIRS = Array.from({ length: 1024 }, (_, n) => n.toString(32).padStart(2, "0").toUpperCase());

/** @param seed of the world @param count of requests before this one; it is part of the id, so none comes twice */
export function requestIdText(seed: number, count: number): string {
  const stirred = Math.imul(seed, 31) + count;
  const words =
    sixDigits(hash32("one", stirred)) + sixDigits(hash32("two", stirred)) + sixDigits(hash32("six", stirred));
  return words + PAIRS[Math.floor(count / 0x4000_0000) & 1023] + sixDigits(count << 2) + TAIL;
}

/** Of the upper thirty bits. */
function sixDigits(bits: number): string {
  return `${PAIRS[bits >>> 22]}${PAIRS[(bits >>> 12) & 1023]}${PAIRS[(bits >>> 2) & 1023]}`;
}
