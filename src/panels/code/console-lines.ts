// What the learner's code has written, as much of it as a person can read: the last lines, none too long. In the Worker.

import {
  type ConsoleLine,
  functionId,
  type Item,
  type ItemIdentity,
  keyLabel,
  type Micros,
  type Reader,
} from "../../engine/index.ts";

export interface ConsoleRow {
  readonly seq: number;
  readonly at: Micros;
  /** Name of the function that wrote it; null: the program. */
  readonly functionName: string | null;
  readonly level: ConsoleLine["level"];
  readonly text: string;
  readonly table: ConsoleTable | null;
  readonly file: string | null;
  readonly line: number | null;
}

export interface ConsoleTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ConsoleCell[])[];
  /** Rows that are not shown. */
  readonly more: number;
}

export interface ConsoleCell {
  readonly text: string;
  readonly number: boolean;
  /** Set in the key column of items of this world. */
  readonly look: ItemIdentity | null;
}

export interface ConsoleView {
  readonly rows: readonly ConsoleRow[];
  /** Lines before the first that is shown. */
  readonly earlier: number;
}

const LINES_MAX = 500;
const TEXT_MAX = 2000;
const TABLE_ROWS_MAX = 50;
/** Characters of all lines together. */
const BUDGET = 60_000;

/** @param actors who writes here, by actor id: a function's name, or null for the program */
export function consoleView(reader: Reader, actors: ReadonlyMap<string, string | null>, from: number): ConsoleView {
  const { events, eventCount } = reader;
  const rows: ConsoleRow[] = [];
  let total = 0;
  let left = BUDGET;
  for (let seq = eventCount - 1; seq >= from; seq--) {
    const recorded = events[seq];
    if (recorded?.event.kind !== "ConsoleWritten" || !actors.has(recorded.event.program)) continue;
    total++;
    const { program, line } = recorded.event;
    left -= Math.min(TEXT_MAX, line.text.length) + 60;
    if (rows.length >= LINES_MAX || left < 0) continue;
    rows.push({
      seq,
      at: recorded.at,
      functionName: actors.get(program) ?? null,
      level: line.level,
      text: line.table === null ? cut(line.text) : "",
      table: line.table === null ? null : tableOf(reader, line.table),
      file: line.source?.file ?? null,
      line: line.source?.line ?? null,
    });
  }
  return { rows: rows.reverse(), earlier: total - rows.length };
}

/** Writers of the console: a program and the functions of the world. */
export function writersOf(reader: Reader, program: string | null): Map<string, string | null> {
  const writers = new Map<string, string | null>();
  for (const { name } of reader.config.functions) writers.set(functionId(reader.home, name), name);
  if (program !== null) writers.set(program, null);
  return writers;
}

function tableOf(reader: Reader, { columns, rows }: NonNullable<ConsoleLine["table"]>): ConsoleTable {
  const kept = columns[0] === "(index)" && rows.every((row, at) => row[0] === String(at)) ? 1 : 0;
  const keys = keyAttributes(reader);
  const lookOf = (column: string, label: string): ItemIdentity | null => {
    const known = keys.get(column);
    return known?.labels.has(label) || (known && reader.eventsOfItem(known.table, label).length > 0)
      ? reader.identity(known.table, label)
      : null;
  };
  return {
    columns: columns.slice(kept),
    rows: rows.slice(0, TABLE_ROWS_MAX).map((row) =>
      row.slice(kept).map((given, at) => {
        const text = cut(unquoted(given));
        return { text, number: /^-?\d+(\.\d+)?$/.test(given), look: lookOf(columns[at + kept] ?? "", text) };
      }),
    ),
    more: Math.max(0, rows.length - TABLE_ROWS_MAX),
  };
}

interface KnownItems {
  readonly table: string;
  /** Of the items the table began with. */
  readonly labels: ReadonlySet<string>;
}

/** By name of the partition key, for tables without a sort key: there, one cell names an item. */
function keyAttributes(reader: Reader): Map<string, KnownItems> {
  const keys = new Map<string, KnownItems>();
  for (const { schema } of reader.tables(reader.home)) {
    const [key] = schema.key.partition;
    if (key === undefined || schema.key.partition.length > 1 || schema.key.sort.length > 0) continue;
    const initial = reader.config.tables.find(
      ({ create }) => (create as { TableName?: unknown }).TableName === schema.name,
    );
    keys.set(key.name, {
      table: schema.name,
      labels: new Set(initial?.items?.map((item) => keyLabel({ [key.name]: item[key.name] } as Item))),
    });
  }
  return keys;
}

function unquoted(text: string): string {
  return text.length >= 2 && text.startsWith("'") && text.endsWith("'") ? text.slice(1, -1) : text;
}

function cut(text: string): string {
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}… (${text.length} characters)` : text;
}
