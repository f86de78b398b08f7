/**
 * How an item looks: a hue and a letter, given in order of first appearance and kept for the life of the branch
 * (VISUAL §2). A label is cut to the letters needed to be unique: "C", then "Ca". Never a digit, nor what looks like
 * one: a version stands right behind it. Among a great many items hues tell nothing: of those that a table starts with
 * only the first have one, others when something happens to them. [TT-10]
 */
import type { Event } from "../service/events.ts";

export interface ItemIdentity {
  /** Order of first appearance, from 0: decides hue and notches. null: it has not appeared yet, and has no hue. */
  readonly ordinal: number | null;
  /** "C", or "Ca" when C is taken. Without an ordinal, another item may have it too. */
  readonly letter: string;
}

/** Endings for labels that have no more letters of their own: all but i, l and o. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz";
const LIKE_A_DIGIT = /[ilo]/;

/** Items after this many have no hue: nobody can tell them apart, and a million names cost memory. */
const IDENTITIES_MAX = 4096;

/** Of the items that a table starts with. */
const MET_AT_START_MAX = 256;

export class ItemIdentities {
  private readonly known = new Map<string, ItemIdentity>();
  private readonly letters = new Set<string>();
  /** How many endings behind a first letter are known to be taken. */
  private readonly taken = new Map<string, number>();

  /** Meets the first items of each table of a world. */
  meetAtStart(items: Iterable<{ readonly table: string; readonly label: string }>): void {
    const met = new Map<string, number>();
    for (const { table, label } of items) {
      const before = met.get(table) ?? 0;
      if (before >= MET_AT_START_MAX) continue;
      met.set(table, before + 1);
      this.meet(table, label);
    }
  }

  /** Gives an item its look, if it has none yet. */
  meet(table: string, label: string): void {
    const key = `${table}|${label}`;
    if (this.known.has(key) || this.known.size >= IDENTITIES_MAX) return;
    this.known.set(key, { ordinal: this.known.size, letter: this.freeLetter(label) });
  }

  /** Meets the items an event speaks of. */
  see(event: Event): void {
    if (!("table" in event) || event.table === null) return;
    if ("label" in event && event.label !== null) this.meet(event.table, event.label);
    if ("labels" in event) for (const label of event.labels) this.meet(event.table, label);
  }

  of(table: string, label: string): ItemIdentity {
    return this.known.get(`${table}|${label}`) ?? { ordinal: null, letter: label.slice(0, 1).toUpperCase() || "?" };
  }

  get size(): number {
    return this.known.size;
  }

  private freeLetter(label: string): string {
    const [initial = "#", ...rest] = label.replace(/\P{L}/gu, "");
    const first = initial.toUpperCase();
    const own = rest.map((c) => c.toLowerCase()).filter((c) => !LIKE_A_DIGIT.test(c));
    for (const letter of [first, ...own.map((c) => first + c)]) if (this.take(letter)) return letter;
    for (let n = this.taken.get(first) ?? 0; ; n++) {
      const letter = first + ending(n);
      if (!this.take(letter)) continue;
      this.taken.set(first, n + 1);
      return letter;
    }
  }

  private take(letter: string): boolean {
    if (this.letters.has(letter)) return false;
    this.letters.add(letter);
    return true;
  }
}

/** 0 is "a", 22 is "z", 23 is "aa". */
function ending(n: number): string {
  const last = ALPHABET[n % ALPHABET.length] as string;
  return n < ALPHABET.length ? last : ending(Math.floor(n / ALPHABET.length) - 1) + last;
}
