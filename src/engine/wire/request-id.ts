/**
 * Request ids as the service writes them: 52 capital letters and digits, the second half always the same. Counted and
 * stirred, so that no two of a world are equal and none looks like its neighbour. [WIRE-3]
 */
import { hash32 } from "../base/random.ts";

const TAIL = "VV4KQNSO5AEMVJF66Q9ASUAAJG";

/** @param seed of the world @param count of requests before this one; it is part of the id, so none comes twice */
export function requestIdText(seed: number, count: number): string {
  const stirred = Math.imul(seed, 31) + count;
  const word = (name: string) => (hash32(name, stirred) >>> 2).toString(32).padStart(6, "0");
  return `${word("one")}${word("two")}${word("six")}${count.toString(32).padStart(8, "0")}`.toUpperCase() + TAIL;
}
