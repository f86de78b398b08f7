/**
 * A response body as JSON text. A Query or a Scan shows the same stored items again and again, so the text of an item
 * is kept beside it for as long as the item lives: items never change. Nobody can tell but by the clock. [WIRE-10]
 */

/** Characters kept at most; then all of them are forgotten, which costs what it would have cost to keep none. */
const CHARS_MAX = 64 * 1024 * 1024;

let texts = new WeakMap<object, string>();
let chars = 0;

/** What JSON.stringify gives. */
export function bodyText(body: unknown): string {
  if (typeof body !== "object" || body === null || !Array.isArray((body as { Items?: unknown }).Items))
    return JSON.stringify(body);
  const members: string[] = [];
  for (const name of Object.keys(body)) {
    const value = (body as Readonly<Record<string, unknown>>)[name];
    const text = name === "Items" ? `[${(value as unknown[]).map(itemText).join(",")}]` : JSON.stringify(value);
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join(",")}}`;
}

function itemText(item: unknown): string {
  if (typeof item !== "object" || item === null) return JSON.stringify(item);
  const known = texts.get(item);
  if (known !== undefined) return known;
  const text = JSON.stringify(item);
  chars += text.length;
  if (chars > CHARS_MAX) {
    texts = new WeakMap();
    chars = text.length;
  }
  texts.set(item, text);
  return text;
}
