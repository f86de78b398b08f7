/**
 * How an item looks: one of eight hues and a letter, given in order of first appearance and kept for the life of the
 * branch (VISUAL §2). The ninth item takes the first hue again with a notch. A label is cut to the letters needed to
 * be unique: "C", then "Ca". Never a digit, nor what looks like one: a version stands right behind it. [TT-10]
 */
import type { Event } from "../service/events.ts";

export interface ItemIdentity {
  /** 0..7, for --k-a to --k-h. */
  readonly hue: number;
  /** How often the hues have gone round: 0 for the first eight items. */
  readonly notches: number;
  /** "C", or "Ca" when C is taken. */
  readonly letter: string;
}

/** Endings for labels that have no more letters of their own: all but i, l and o. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz";
const LIKE_A_DIGIT = /[ilo]/;

/** Items after this many look alike: nobody can tell them apart, and a million names cost memory. */
const IDENTITIES_MAX = 4096;

export class ItemIdentities {
  private readonly known = new Map<string, ItemIdentity>();
  private readonly letters = new Set<string>();
  /** How many endings behind a first letter are known to be taken. */
  private readonly taken = new Map<string, number>();

  /** Gives an item its look, if it has none yet. */
  meet(table: string, label: string): void {
    const key = `${table}|${label}`;
    if (this.known.has(key) || this.known.size >= IDENTITIES_MAX) return;
    const order = this.known.size;
    this.known.set(key, { hue: order % 8, notches: Math.floor(order / 8), letter: this.freeLetter(label) });
  }

  /** Meets the items an event speaks of. */
  see(event: Event): void {
    if (!("table" in event) || event.table === null) return;
    if ("label" in event && event.label !== null) this.meet(event.table, event.label);
    if ("labels" in event) for (const label of event.labels) this.meet(event.table, label);
  }

  /** The look of an item; one that was never met looks like the first of the eight without a name. */
  of(table: string, label: string): ItemIdentity {
    return (
      this.known.get(`${table}|${label}`) ?? { hue: 0, notches: 0, letter: label.slice(0, 1).toUpperCase() || "?" }
    );
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
