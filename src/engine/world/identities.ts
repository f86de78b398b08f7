/**
 * How an item looks: one of eight hues and a letter, given in order of first appearance and kept for the life of the
 * branch (VISUAL §2). The ninth item takes the first hue again with a notch. A label is cut to the letters needed to
 * be unique: "C", then "Ca". [TT-10]
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

/** Items after this many look alike: nobody can tell them apart, and a million names cost memory. */
const IDENTITIES_MAX = 4096;

export class ItemIdentities {
  private readonly known = new Map<string, ItemIdentity>();
  private readonly letters = new Set<string>();
  /** The least number behind a first letter that may be free. */
  private readonly numbers = new Map<string, number>();

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
    const characters = [...label.replace(/[^\p{L}\p{N}]/gu, "")];
    const first = (characters[0] ?? "?").toUpperCase();
    const candidates = [first, ...characters.slice(1).map((c) => first + c)];
    for (const letter of candidates) {
      if (!this.letters.has(letter)) {
        this.letters.add(letter);
        return letter;
      }
    }
    for (let n = this.numbers.get(first) ?? 2; ; n++) {
      const letter = `${first}${n}`;
      if (!this.letters.has(letter)) {
        this.letters.add(letter);
        this.numbers.set(first, n + 1);
        return letter;
      }
    }
  }
}
