/** Items as a file: lines of DynamoDB JSON as DynamoDB's own export writes them, or CSV that reads back the same. */
import type { AttributeValue, Item } from "../../../engine/index.ts";

export function jsonText(items: readonly Item[]): string {
  return items.map((item) => `${JSON.stringify({ Item: item })}\n`).join("");
}

/** Columns of a CSV: found in a first pass, because the header comes first. */
export class CsvColumns {
  private readonly types = new Map<string, string>();

  constructor(keys: readonly string[]) {
    for (const key of keys) this.types.set(key, "");
  }

  see(items: readonly Item[]): void {
    for (const item of items)
      for (const [name, value] of Object.entries(item)) {
        const type = typeOf(value);
        const before = this.types.get(name) ?? "";
        this.types.set(name, before === "" || before === type ? type : "JSON");
      }
  }

  header(): string {
    return `${[...this.types].map(([name, type]) => cellText(type === "" ? name : `${name}:${type}`)).join(",")}\n`;
  }

  text(items: readonly Item[]): string {
    return items
      .map((item) => {
        const cells = [...this.types].map(([name, type]) => {
          const value = Object.hasOwn(item, name) ? item[name] : undefined;
          return value === undefined ? "" : cellText(type === "JSON" ? JSON.stringify(value) : plainText(value));
        });
        return `${cells.join(",")}\n`;
      })
      .join("");
  }
}

function typeOf(value: AttributeValue): string {
  return Object.keys(value)[0] ?? "NULL";
}

function plainText(value: AttributeValue): string {
  const [inner] = Object.values(value) as unknown[];
  return typeof inner === "string" ? inner : JSON.stringify(inner);
}

/** An empty text is quoted: nothing at all means that the item has no such attribute. */
function cellText(text: string): string {
  return text === "" || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
