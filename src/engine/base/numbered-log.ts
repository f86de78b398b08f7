/**
 * An append-only run of entries with consecutive numbers, trimmed at the front and cut at the back: a write-ahead log,
 * a shard. Cloning shares all full chunks and copies at most one, so a checkpoint of a long log costs little.
 */
import { assert } from "./assert.ts";

const CHUNK = 64;

export class NumberedLog<T> {
  /** chunks[i] holds the numbers [base + i*CHUNK, …); all but the last are full and never changed in place. */
  private constructor(
    private chunks: T[][],
    private base: number,
    /** Entries of the first chunk that were trimmed. */
    private trimmed: number,
    private count: number,
    private ownsLast: boolean,
  ) {}

  /** @param first the number the first entry will get */
  static startingAt<T>(first: number): NumberedLog<T> {
    return new NumberedLog<T>([], first, 0, 0, true);
  }

  /** Number of the first entry kept; `next` when empty. */
  get first(): number {
    return this.base + this.trimmed;
  }

  /** Number of the last entry; `first - 1` when empty. */
  get last(): number {
    return this.base + this.count - 1;
  }

  get next(): number {
    return this.base + this.count;
  }

  get size(): number {
    return this.count - this.trimmed;
  }

  get(number: number): T | undefined {
    if (number < this.first || number > this.last) return undefined;
    const at = number - this.base;
    return this.chunks[Math.floor(at / CHUNK)]?.[at % CHUNK];
  }

  /** Appends an entry and returns its number. */
  append(entry: T): number {
    let last = this.chunks[this.chunks.length - 1];
    if (last === undefined || last.length === CHUNK) {
      last = [];
      this.chunks.push(last);
    } else if (!this.ownsLast) {
      last = last.slice();
      this.chunks[this.chunks.length - 1] = last;
    }
    this.ownsLast = true;
    last.push(entry);
    return this.base + this.count++;
  }

  /** Drops every entry with a number above `number`. */
  cutAfter(number: number): void {
    assert(number >= this.first - 1, "cannot cut what was trimmed");
    const keep = number - this.base + 1;
    if (keep >= this.count) return;
    this.chunks.length = Math.ceil(keep / CHUNK);
    const rest = keep % CHUNK;
    if (rest !== 0) this.chunks[this.chunks.length - 1] = (this.chunks[this.chunks.length - 1] as T[]).slice(0, rest);
    this.ownsLast = true;
    this.count = keep;
  }

  /** Forgets entries with a number below `number`. */
  trimBefore(number: number): void {
    const drop = Math.min(number, this.next) - this.base;
    if (drop <= this.trimmed) return;
    const whole = Math.floor(drop / CHUNK);
    if (whole > 0) {
      this.chunks = this.chunks.slice(whole);
      this.base += whole * CHUNK;
      this.count -= whole * CHUNK;
    }
    this.trimmed = drop - whole * CHUNK;
  }

  /** Entries with `from <= number <= to`, ascending. */
  slice(from: number, to: number): T[] {
    const out: T[] = [];
    for (let n = Math.max(from, this.first); n <= Math.min(to, this.last); n++) out.push(this.get(n) as T);
    return out;
  }

  clone(): NumberedLog<T> {
    this.ownsLast = false;
    return new NumberedLog<T>(this.chunks.slice(), this.base, this.trimmed, this.count, false);
  }

  toJSON(): { first: number; entries: T[] } {
    return { first: this.first, entries: this.slice(this.first, this.last) };
  }
}
