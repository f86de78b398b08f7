/**
 * What a file of items says, row by row: DynamoDB JSON as exports write it, CSV, and models of NoSQL Workbench. Pure:
 * texts in, rows out. A row that cannot be read is a row with a fault, and the others go on.
 */
import type { AttributeValue, Item } from "../../../engine/index.ts";
import { attributeFault, isValue } from "./values.ts";

export interface Row {
  /** Line of the file, from 1. */
  readonly line: number;
  /** As it stands in the file: what is handed back when it is left out. */
  readonly text: string;
  readonly read: { readonly ok: true; readonly item: Item } | { readonly ok: false; readonly fault: string };
}

/** A line of an export, `{"Item":{…}}`, or an item alone. null: a blank line. */
export function jsonLine(text: string, line: number): Row | null {
  if (text.trim() === "") return null;
  try {
    return { line, text, read: itemIn(JSON.parse(text)) };
  } catch (thrown) {
    return { line, text, read: { ok: false, fault: `Not JSON: ${thrown instanceof Error ? thrown.message : thrown}` } };
  }
}

/** Items in one JSON value: an array of them, or the answer of a Query or Scan. null: neither. */
export function jsonRows(value: unknown): Row[] | null {
  const list = Array.isArray(value) ? value : isObject(value) && Array.isArray(value.Items) ? value.Items : null;
  return list?.map((one, at) => ({ line: at + 1, text: JSON.stringify(one), read: itemIn(one) })) ?? null;
}

function itemIn(value: unknown): Row["read"] {
  const item =
    isObject(value) && Object.keys(value).length === 1 && isObject(value.Item) && !isValue(value.Item)
      ? value.Item
      : value;
  if (!isObject(item)) return { ok: false, fault: 'An item is written as {"name": {"S": "value"}}.' };
  const fault = attributeFault(item);
  return fault === null ? { ok: true, item: item as Item } : { ok: false, fault };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Cells of a record; null: nothing between the commas, which "" is not. */
export interface CsvRecord {
  readonly line: number;
  readonly text: string;
  readonly cells: readonly (string | null)[];
}

/** Takes text as it comes and gives whole records: a cell in quotes may hold commas, quotes and line breaks. */
export class CsvReader {
  private held = "";
  private line = 1;

  /** @param last the text ends here */
  *take(text: string, last: boolean): Generator<CsvRecord> {
    this.held += text;
    for (;;) {
      const end = endOfRecord(this.held, last);
      if (end === null) return;
      const record = this.held.slice(0, end);
      const whole = record.replace(/\r?\n$/, "");
      this.held = this.held.slice(end);
      if (whole !== "") yield { line: this.line, text: whole, cells: cellsOf(whole) };
      this.line += record.split("\n").length - 1;
    }
  }
}

/** Characters of the first record with its line break; null: it is not whole yet. */
function endOfRecord(text: string, last: boolean): number | null {
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') quoted = !quoted;
    else if (sign === "\n" && !quoted) return at + 1;
  }
  return last && text !== "" ? text.length : null;
}

function cellsOf(record: string): (string | null)[] {
  const cells: (string | null)[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"([^,]*)|([^,]*))(,|$)/gy;
  for (;;) {
    const found = pattern.exec(record);
    if (found === null) return cells;
    const [, quoted, after = "", plain = "", end] = found;
    cells.push(quoted === undefined ? (plain === "" ? null : plain) : quoted.replaceAll('""', '"') + after);
    if (end === "") return cells;
  }
}

/** Types as a header gives them: `score:N`. JSON: each cell is a value with its type. */
export type ColumnType = keyof typeof READERS | "JSON";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** @param keys types of the key attributes, of the table and its indexes: they go without saying */
export function columnsOf(header: CsvRecord, keys: Readonly<Record<string, string>>): Column[] {
  return header.cells.map((cell) => {
    const text = (cell ?? "").replace(/^\ufeff/, "");
    const [, name = text, type] = /^(.*):(S|N|B|BOOL|NULL|M|L|SS|NS|BS|JSON)$/.exec(text) ?? [];
    return { name, type: (type ?? keys[name] ?? "S") as ColumnType };
  });
}

const READERS = {
  S: (text: string) => ({ S: text }),
  N: (text: string) => ({ N: text }),
  B: (text: string) => ({ B: text }),
  BOOL: (text: string) => ({ BOOL: text.toLowerCase() === "true" }),
  NULL: () => ({ NULL: true as const }),
  SS: (text: string) => ({ SS: JSON.parse(text) as string[] }),
  NS: (text: string) => ({ NS: JSON.parse(text) as string[] }),
  BS: (text: string) => ({ BS: JSON.parse(text) as string[] }),
  L: (text: string) => ({ L: JSON.parse(text) as AttributeValue[] }),
  M: (text: string) => ({ M: JSON.parse(text) as Record<string, AttributeValue> }),
};

export function csvRow(columns: readonly Column[], { line, text, cells }: CsvRecord): Row {
  const fault = (words: string): Row => ({ line, text, read: { ok: false, fault: words } });
  // Only the last row can have one, and it has swallowed what followed.
  if (text.split('"').length % 2 === 0)
    return fault("A quotation mark opens here and is never closed, so the rest of the file was read as this row.");
  if (cells.length > columns.length)
    return fault(`${cells.length} cells, but the header names ${columns.length} attributes.`);
  const entries: [string, AttributeValue][] = [];
  for (const [at, cell] of cells.entries()) {
    const column = columns[at];
    if (cell === null || column === undefined) continue;
    try {
      const value = column.type === "JSON" ? JSON.parse(cell) : READERS[column.type](cell);
      if (!isValue(value)) return fault(`${column.name}: ${cell} is not of type ${column.type}.`);
      entries.push([column.name, value]);
    } catch {
      return fault(`${column.name}: ${cell} is not of type ${column.type}.`);
    }
  }
  return { line, text, read: { ok: true, item: Object.fromEntries(entries) } };
}
