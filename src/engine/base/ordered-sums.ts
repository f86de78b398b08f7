/**
 * Sums over ranges of ordered maps, and the entry at which a sum is reached. The sum of every inner part of a tree is
 * remembered by that part. Maps that share structure share sums, so a changed map, an older one or another copy costs
 * no more than the parts in which it differs. Leaves are summed again whenever they are asked for: there are thirty
 * times as many, and each is a few entries. Nothing here knows what is summed.
 */
import type { OrderedMap, TreePart } from "./ordered-map.ts";

/** How entries are summed; `plus` is associative, and `none` changes nothing. */
export interface Summing<V, S> {
  readonly none: S;
  /** Of the entries from position `from` to before `to` of a leaf. */
  readonly of: (leaf: Pick<TreePart<V>, "keys" | "values">, from: number, to: number) => S;
  readonly plus: (a: S, b: S) => S;
}

/** Keys with `from <= key < to`; no `to`: to the last. */
export interface KeyRange {
  readonly from: string;
  readonly to: string | null;
}

interface Piece<V> extends KeyRange {
  readonly part: TreePart<V>;
}

export class OrderedSums<V, S> {
  private readonly known = new WeakMap<TreePart<V>, S>();

  constructor(private readonly summing: Summing<V, S>) {}

  /** Sums up what is not known yet, in order, but no more than about `most` entries of it. */
  learn(map: OrderedMap<V>, range: KeyRange, most: number): { readonly to: string | null; readonly left: number } {
    let left = most;
    const unlearnt = (piece: Piece<V>): TreePart<V> | undefined => {
      const { part } = piece;
      if (part.children === undefined || this.known.has(part)) return undefined;
      if (isLeaf(part.children[0])) {
        if (left <= 0) return part;
        left -= part.size();
      } else
        for (const inner of piecesOf(piece)) {
          const found = unlearnt(inner);
          if (found !== undefined) return found;
        }
      if (isWhole(piece)) this.sumOf(piece);
      return undefined;
    };
    const first = unlearnt({ part: map.frozen(), ...range });
    return { to: first === undefined ? range.to : firstKey(first), left };
  }

  sum(map: OrderedMap<V>, range: KeyRange): S {
    return this.sumOf({ part: map.frozen(), ...range });
  }

  /** The first key of the range with which the sum so far is `reached`; once reached it must stay so. */
  reach(map: OrderedMap<V>, range: KeyRange, reached: (sum: S) => boolean): string | undefined {
    const { none, of, plus } = this.summing;
    let sum = none;
    const seek = (piece: Piece<V>): string | undefined => {
      const { part } = piece;
      if (isWhole(piece)) {
        const after = plus(sum, this.sumOf(piece));
        if (!reached(after)) {
          sum = after;
          return undefined;
        }
      }
      if (part.children === undefined) {
        const end = endIn(piece);
        for (let at = startIn(piece); at < end; at++) {
          sum = plus(sum, of(part, at, at + 1));
          if (reached(sum)) return part.keys[at];
        }
        return undefined;
      }
      for (const inner of piecesOf(piece)) {
        const found = seek(inner);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return seek({ part: map.frozen(), ...range });
  }

  private sumOf(piece: Piece<V>): S {
    const { part } = piece;
    const { none, of, plus } = this.summing;
    if (part.children === undefined) return of(part, startIn(piece), endIn(piece));
    const known = isWhole(piece) ? this.known.get(part) : undefined;
    if (known !== undefined) return known;
    const sum = piecesOf(piece).reduce((before, inner) => plus(before, this.sumOf(inner)), none);
    if (isWhole(piece)) this.known.set(part, sum);
    return sum;
  }
}

/** The least key above this one. */
export function keyAfter(key: string): string {
  return `${key}\x00`;
}

function isLeaf(part: TreePart<unknown> | undefined): boolean {
  return part?.children === undefined;
}

function isWhole({ from, to }: KeyRange): boolean {
  return from === "" && to === null;
}

/** The children that a range touches, each with what the range leaves of it. */
function piecesOf<V>(piece: Piece<V>): Piece<V>[] {
  const { part, to } = piece;
  const pieces: Piece<V>[] = [];
  const start = startIn(piece);
  for (let at = start; at < part.keys.length; at++) {
    const child = part.children?.[at] as TreePart<V>;
    const isBelow = to === null || (part.keys[at] as string) < to;
    pieces.push({ part: child, from: at === start ? piece.from : "", to: isBelow ? null : to });
    if (!isBelow) break;
  }
  return pieces;
}

function startIn({ part, from }: Piece<unknown>): number {
  return from === "" ? 0 : keysBelow(part.keys, from);
}

function endIn({ part, to }: Piece<unknown>): number {
  return to === null ? part.keys.length : keysBelow(part.keys, to);
}

function keysBelow(keys: readonly string[], bound: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as string) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstKey(part: TreePart<unknown>): string {
  let first = part;
  while (first.children?.[0] !== undefined) first = first.children[0];
  return first.keys[0] as string;
}
