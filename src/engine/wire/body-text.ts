/**
 * A response body as JSON text. Reads show the same stored items again and again, so the text of an item is kept beside
 * it for as long as the item lives: items never change. Nobody can tell but by the clock. [WIRE-10]
 */

/** Characters kept at most; then all of them are forgotten, which costs what it would have cost to keep none. */
const CHARS_MAX = 64 * 1024 * 1024;

let texts = new WeakMap<object, string>();
let chars = 0;

/** What JSON.stringify gives. */
export function bodyText(body: unknown): string {
  if (typeof body !== "object" || body === null || !("Item" in body || "Items" in body)) return JSON.stringify(body);
  let members = "";
  for (const name of Object.keys(body)) {
    const text = memberText(name, (body as Readonly<Record<string, unknown>>)[name]);
    if (text !== undefined) members += `${members === "" ? "" : ","}${JSON.stringify(name)}:${text}`;
  }
  return `{${members}}`;
}

/** undefined: JSON has no text for it. */
function memberText(name: string, value: unknown): string | undefined {
  if (name === "Item") return itemText(value);
  if (name === "Items" && Array.isArray(value)) return `[${value.map((item) => itemText(item) ?? "null").join(",")}]`;
  return JSON.stringify(value);
}

function itemText(item: unknown): string | undefined {
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
