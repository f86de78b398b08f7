/**
 * Request ids as the service writes them: 52 capital letters and digits, the second half always the same. Counted and
 * stirred, so that no two of a world are equal and none looks like its neighbour. [WIRE-3]
 */
import { hash32 } from "../base/random.ts";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
const TAIL = "VV4KQNSO5AEMVJF66Q9ASUAAJG";

/** @param seed of the world @param count of requests before this one */
export function requestIdText(seed: number, count: number): string {
  let out = "";
  for (let word = 0; word < 3; word++) {
    let bits = hash32(WORDS[word] as string, Math.imul(seed, 31) + count);
    for (let i = 0; i < 6; i++) {
      out += LETTERS[bits & 31];
      bits >>>= 5;
    }
  }
  // The count itself, so that no chance can make two alike.
  let rest = count;
  for (let i = 0; i < 8; i++) {
    out += LETTERS[rest % 32];
    rest = Math.floor(rest / 32);
  }
  return out + TAIL;
}

const WORDS = ["one", "two", "three"];
