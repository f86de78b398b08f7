/** List prices, on demand, us-east-1, Standard class (facts §7). Prices may have changed; the tape says so. */

/** µ$ for one unit. */
const READ = 0.125;
const WRITE = 0.625;
/** Since November 2024 a replicated write costs what a local one costs. */
const REPLICATED_WRITE = 0.625;

export const PRICE_NOTE =
  "List prices on demand, us-east-1, as of July 2026: $0.625 per million writes, $0.125 per million reads, replicated writes like local ones. Prices may have changed.";

/** µ$, or a word: "later" is not charged yet, "hourly" is not charged by the request. */
export type Price = number | "later" | "hourly";

export interface UnitCounts {
  readonly read?: number;
  readonly write?: number;
  readonly replicated?: number;
}

export function priceOf({ read = 0, write = 0, replicated = 0 }: UnitCounts, byRequest: boolean): Price {
  return byRequest ? read * READ + write * WRITE + replicated * REPLICATED_WRITE : "hourly";
}

/** "0.63"; from a thousand on without decimals: "3,125". */
export function priceText(price: Price): string {
  if (typeof price !== "number") return price;
  if (price < 1000) return price.toFixed(2);
  return String(Math.round(price)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
