/** Virtual time as panels write it (VISUAL §13): seconds with six decimals, or only their fraction. */

/** `1_234_567` → "1.234567". */
export function secondsText(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}${fractionText(micros)}`;
}

/** `1_230_100` → ".230100": for lists within one second. */
export function fractionText(micros: number): string {
  return `.${String(micros % 1_000_000).padStart(6, "0")}`;
}

/** `4500` → "4.5 ms", `840_000` → "840 ms", `1_900_000` → "1.9 s". */
export function lengthText(micros: number): string {
  if (micros < 1000) return `${micros} µs`;
  if (micros < 1_000_000) return `${trimmed(micros / 1000)} ms`;
  if (micros < 120_000_000) return `${trimmed(micros / 1_000_000)} s`;
  if (micros < 7_200_000_000) return `${trimmed(micros / 60_000_000)} min`;
  if (micros < 172_800_000_000) return `${trimmed(micros / 3_600_000_000)} h`;
  return `${trimmed(micros / 86_400_000_000)} days`;
}

function trimmed(value: number): string {
  return value < 100 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}

/** 5000 → "5,000". */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
