/**
 * A snapshot as lines of JSON: a header, each table with its settings, its items behind it, and a last line that counts
 * them, so that a file that was cut off is noticed. The tables are written as the requests that would make them. Pure:
 * text in, tables out. [END-7, END-8]
 */

export const SNAPSHOT_FORMAT = "glass-table-snapshot";
const VERSION = 1;

type Json = Readonly<Record<string, unknown>>;

/** A table without its items. */
export interface TableLine {
  readonly region: string;
  /** A CreateTable request. */
  readonly create: Json;
  /** Requests that bring its other settings back, by operation. */
  readonly settings: Readonly<Record<string, Json>>;
}

export interface SnapshotTable extends TableLine {
  readonly items: readonly Json[];
}

/** A file that cannot be loaded. The message says what is wrong and on which line. */
export class SnapshotRefused extends Error {
  override name = "SnapshotRefused";
}

export const headerLine = (): string => line({ format: SNAPSHOT_FORMAT, version: VERSION });
export const tableLine = (table: TableLine): string => line({ table });
export const itemLine = (item: unknown): string => line({ item });
export const endLine = (tables: number, items: number): string => line({ end: { tables, items } });

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** Takes a file line by line. */
export class SnapshotReader {
  private readonly tables: { readonly table: TableLine; readonly items: Json[] }[] = [];
  private lines = 0;
  private items = 0;
  private ended = false;

  /** @throws {SnapshotRefused} */
  take(text: string): void {
    this.lines++;
    if (text === "") return;
    const value = this.parsed(text);
    if (this.lines === 1) this.checkHeader(value);
    else if (this.ended) this.refuse("goes on after its end");
    else if (isObject(value.table)) this.takeTable(value.table);
    else if (isObject(value.item)) this.takeItem(value.item);
    else if (isObject(value.end)) this.checkEnd(value.end);
    else this.refuse("is neither a table nor an item");
  }

  /** @throws {SnapshotRefused} */
  finish(): SnapshotTable[] {
    if (this.lines === 0) throw new SnapshotRefused("the file is empty");
    if (!this.ended) throw new SnapshotRefused(`the file ends after line ${this.lines}, before its last line`);
    return this.tables.map(({ table, items }) => ({ ...table, items }));
  }

  private parsed(text: string): Json {
    try {
      const value: unknown = JSON.parse(text);
      if (isObject(value)) return value;
    } catch {
      // Told below: what is wrong with the text is of no help to anyone.
    }
    return this.refuse("is no JSON object");
  }

  private checkHeader(value: Json): void {
    if (value.format !== SNAPSHOT_FORMAT) this.refuse(`does not say "format":"${SNAPSHOT_FORMAT}"`);
    if (value.version !== VERSION) this.refuse(`is of version ${value.version}; this Glass Table reads ${VERSION}`);
  }

  private takeTable({ region, create, settings }: Json): void {
    if (typeof region !== "string" || !isObject(create) || !isObject(settings)) this.refuse("is no table");
    else if (!Object.values(settings).every(isObject)) this.refuse("has a setting that is no request");
    else this.tables.push({ table: { region, create, settings: settings as TableLine["settings"] }, items: [] });
  }

  private takeItem(item: Json): void {
    const table = this.tables.at(-1);
    if (table === undefined) this.refuse("is an item before any table");
    else table.items.push(item);
    this.items++;
  }

  private checkEnd({ tables, items }: Json): void {
    if (tables !== this.tables.length || items !== this.items)
      this.refuse(`counts ${tables} tables and ${items} items; there are ${this.tables.length} and ${this.items}`);
    this.ended = true;
  }

  private refuse(what: string): never {
    throw new SnapshotRefused(`line ${this.lines} ${what}`);
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
