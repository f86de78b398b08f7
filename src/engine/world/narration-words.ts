/** Numbers and lists as narration writes them: the same in every browser, no locale. */
import type { Micros } from "../sim/message.ts";

export interface Narration {
  /** What happened: one sentence. */
  readonly headline: string;
  /** Why, or what it means; may be empty. */
  readonly detail: string;
}

/** `4500` → "4.5 ms"; `840_000` → "0.84 s"; `300` → "0.3 ms"; an hour and more in hours or days. Three digits at most. */
export function duration(micros: Micros): string {
  if (micros < 1000) return micros === 0 ? "0 ms" : `${micros} µs`;
  if (micros < 100_000) return `${shortened(micros, 1000)} ms`;
  if (micros < 120_000_000) return `${shortened(micros, 1_000_000)} s`;
  if (micros < 7_200_000_000) return `${shortened(micros, 60_000_000)} min`;
  if (micros < 172_800_000_000) return `${shortened(micros, 3_600_000_000)} h`;
  return `${shortened(micros, 86_400_000_000)} days`;
}

/** "a", "a and b", "a, b and c"; a long list is cut: "a, b and 5 more". */
export function listed(words: readonly string[]): string {
  if (words.length > 4) return `${words.slice(0, 2).join(", ")} and ${words.length - 2} more`;
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/** "1 record", "3 records". */
export function counting(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

/** A 16-bit hash as the ruler writes it: "5B0E". */
export function hashWords(hash: number): string {
  return hash.toString(16).toUpperCase().padStart(4, "0");
}

/** Last three digits of a sequence number, as tickets carry them. */
export function sequenceTail(sequenceNumber: string): string {
  return sequenceNumber.slice(-3);
}

/** Two decimals below ten, one below a hundred, none above; trailing zeros dropped. Integer arithmetic only. */
function shortened(micros: Micros, unit: Micros): string {
  const hundredths = Math.round((micros * 100) / unit);
  const kept =
    hundredths < 1000
      ? hundredths
      : hundredths < 10_000
        ? Math.round(hundredths / 10) * 10
        : Math.round(hundredths / 100) * 100;
  const whole = Math.floor(kept / 100);
  const rest = String(kept % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return rest === "" ? String(whole) : `${whole}.${rest}`;
}
