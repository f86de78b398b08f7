/** When an item expires by its TTL attribute: a number of seconds since the Unix epoch, and nothing else. [TTL-4] */
import { attributeOf, type Item } from "../dynamo/values.ts";

const FIVE_YEARS_SECONDS = 5 * 365 * 86_400;

/** Seconds since the Unix epoch; null: it never expires. */
export function expiryOf(item: Item | null, attribute: string): number | null {
  const value = item === null ? undefined : attributeOf(item, attribute);
  return value !== undefined && "N" in value ? Number(value.N) : null;
}

/** What is more than five years past is taken for a mistake, and stays. */
export function isExpired(expiry: number | null, nowSeconds: number): boolean {
  return expiry !== null && expiry <= nowSeconds && expiry >= nowSeconds - FIVE_YEARS_SECONDS;
}
