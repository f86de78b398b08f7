/** What a piece of a request looks like, as far as a form must know to draw it. The service judges the rest. */

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const TEXTS: ReadonlySet<string> = new Set(["S", "N", "B"]);
const SETS: ReadonlySet<string> = new Set(["SS", "NS", "BS"]);

/** `{"S": "text"}` and its like, at every depth. */
export function isAttributeValue(value: unknown): boolean {
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  const [type = "", inner] = entries[0] ?? [];
  if (entries.length !== 1) return false;
  if (TEXTS.has(type)) return typeof inner === "string";
  if (SETS.has(type)) return Array.isArray(inner) && inner.every((one) => typeof one === "string");
  if (type === "BOOL") return typeof inner === "boolean";
  if (type === "NULL") return inner === true;
  if (type === "L") return Array.isArray(inner) && inner.every(isAttributeValue);
  return type === "M" && isItem(inner);
}

export function isItem(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isAttributeValue);
}
