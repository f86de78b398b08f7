/**
 * Reads a file of items in a Worker of its own, so that the page stays free and a cancel is at once: finds out what the
 * file is, judges each row by the service's own rules, packs the good ones and lists the others.
 */
import { type InitialTable, parseRequest, type TableSchema } from "../../../engine/index.ts";
import { madeUpItem, Packer } from "./packer.ts";
import { type Column, CsvReader, columnsOf, csvRow, jsonLine, jsonRows, type Row } from "./rows.ts";
import { isModel, readModel } from "./workbench.ts";

export interface ImportTarget {
  /** CreateTable request of the table the items are for. */
  readonly create: unknown;
}

export type ImportAsk =
  | { readonly kind: "file"; readonly file: File; readonly target: ImportTarget | null }
  | { readonly kind: "fill"; readonly count: number; readonly bytes: number; readonly target: ImportTarget };

export interface RowFault {
  readonly line: number;
  readonly fault: string;
  readonly text: string;
}

export type ImportSaid =
  | { readonly kind: "progress"; readonly share: number; readonly items: number; readonly faults: number }
  | {
      readonly kind: "items";
      readonly pieces: readonly string[];
      readonly items: number;
      /** All rows that were left out. */
      readonly faults: readonly RowFault[];
      /** Line breaks and all, so that a mended file can be made of them. */
      readonly header: string | null;
    }
  | {
      readonly kind: "model";
      readonly name: string;
      readonly tables: readonly InitialTable[];
      readonly faults: readonly string[];
    }
  | { readonly kind: "refused"; readonly message: string };

/** A file in one JSON value is read whole. */
const WHOLE_BYTES_MAX = 64 * 1024 * 1024;
const REPORT_MILLIS = 100;

export async function runImport(ask: ImportAsk, say: (said: ImportSaid) => void): Promise<void> {
  try {
    await (ask.kind === "fill" ? fill(ask, say) : readFile(ask, say));
  } catch (thrown) {
    say({ kind: "refused", message: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

function schemaOf({ create }: ImportTarget): TableSchema {
  const parsed = parseRequest("CreateTable", create);
  if (!parsed.ok || parsed.request.operation !== "CreateTable") throw new Error("The table cannot be read.");
  return parsed.request.schema;
}

async function fill(
  { count, bytes, target }: Extract<ImportAsk, { kind: "fill" }>,
  say: (said: ImportSaid) => void,
): Promise<void> {
  const schema = schemaOf(target);
  const packer = new Packer(schema);
  const report = reporter(say);
  // They are all alike: what is good in one is good in all.
  const fault = packer.add(madeUpItem(schema, 0, bytes));
  if (fault !== null) throw new Error(fault);
  for (let n = 1; n < count; n++) {
    packer.pack(madeUpItem(schema, n, bytes));
    report(n / count, n, 0);
  }
  packer.finish();
  say({ kind: "items", pieces: packer.pieces, items: packer.items, faults: [], header: null });
}

async function readFile(
  { file, target }: Extract<ImportAsk, { kind: "file" }>,
  say: (said: ImportSaid) => void,
): Promise<void> {
  let read = 0;
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        read += chunk.length;
        controller.enqueue(chunk);
      },
    }),
  );
  const isZipped = /\.gz$/i.test(file.name);
  const bytes = isZipped
    ? counted.pipeThrough(new DecompressionStream("gzip") as TransformStream<Uint8Array, Uint8Array>)
    : counted;
  const text = bytes.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader();
  const share = () => (file.size === 0 ? 1 : read / file.size);
  const next = async () => {
    const { done, value } = await text.read();
    return done ? null : value;
  };
  const first = (await next()) ?? "";
  const start = first.replace(/^\ufeff/, "").trimStart();
  if (start === "") throw new Error("The file is empty.");
  const name = file.name.replace(/\.gz$/i, "");
  const isCsv = /\.csv$/i.test(name) || !/^[[{]/.test(start);
  const firstLine = start.slice(0, Math.max(0, start.indexOf("\n")));
  const isLines = !isCsv && start.startsWith("{") && jsonLine(firstLine, 1)?.read.ok === true;
  if (!isCsv && !isLines) return whole(first, { next, name, target }, say);
  if (target === null) throw new Error("Choose a table for these items first.");
  const schema = schemaOf(target);
  const judge = new Judge(schema, reporter(say), share);
  let header: string | null = null;
  if (isCsv) header = await csvRows(first, next, { schema, judge });
  else await lines(first, next, judge);
  judge.finish(say, header);
}

type Next = () => Promise<string | null>;

async function lines(first: string, next: Next, judge: Judge): Promise<void> {
  let held = "";
  let line = 1;
  for (let text: string | null = first; text !== null; text = await next()) {
    const parts = (held + text).split("\n");
    held = parts.pop() ?? "";
    for (const part of parts) judge.take(jsonLine(part.replace(/^\ufeff|\r$/g, ""), line++));
  }
  judge.take(jsonLine(held, line));
}

async function csvRows(
  first: string,
  next: Next,
  { schema, judge }: { schema: TableSchema; judge: Judge },
): Promise<string> {
  // As DynamoDB's own import from CSV: the keys of the table and of its indexes have their types, the rest are strings.
  const keys = Object.fromEntries(
    [schema, ...schema.indexes]
      .flatMap(({ key }) => [...key.partition, ...key.sort])
      .map(({ name, type }) => [name, type]),
  );
  const reader = new CsvReader();
  let columns: Column[] | null = null;
  let header = "";
  for (let text: string | null = first; ; text = await next()) {
    for (const record of reader.take(text ?? "", text === null)) {
      if (columns === null) {
        if (record.text.includes("\ufffd")) throw new Error("This is not text in UTF-8. Save the file as UTF-8 first.");
        columns = columnsOf(record, keys);
        header = record.text;
      } else judge.take(csvRow(columns, record));
    }
    if (text === null) return header;
  }
}

async function whole(
  first: string,
  { next, name, target }: { next: Next; name: string; target: ImportTarget | null },
  say: (said: ImportSaid) => void,
): Promise<void> {
  let text = first.replace(/^\ufeff/, "");
  for (let more = await next(); more !== null; more = await next()) {
    text += more;
    if (text.length > WHOLE_BYTES_MAX)
      throw new Error("This file is one JSON value of more than 64 MB. Write an item in each line instead.");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    throw new Error(`${name}, line ${text.slice(0, position).split("\n").length}: ${message}`);
  }
  if (isModel(value)) return say({ kind: "model", ...readModel(value) });
  const rows = jsonRows(value) ?? [jsonLine(JSON.stringify(value), 1)];
  if (target === null) throw new Error("Choose a table for these items first.");
  const judge = new Judge(schemaOf(target), reporter(say), () => 1);
  for (const row of rows) judge.take(row);
  judge.finish(say, null);
}

/** Packs good rows and keeps the others. */
class Judge {
  private readonly packer: Packer;
  private readonly faults: RowFault[] = [];

  constructor(
    schema: TableSchema,
    private readonly report: (share: number, items: number, faults: number) => void,
    private readonly share: () => number,
  ) {
    this.packer = new Packer(schema);
  }

  take(row: Row | null): void {
    if (row === null) return;
    const fault = row.read.ok ? this.packer.add(row.read.item) : row.read.fault;
    if (fault !== null) this.faults.push({ line: row.line, fault, text: row.text });
    this.report(this.share(), this.packer.items, this.faults.length);
  }

  finish(say: (said: ImportSaid) => void, header: string | null): void {
    this.packer.finish();
    if (this.packer.items === 0 && this.faults.length === 0)
      throw new Error(header === null ? "There is no item in the file." : "There is no row below the header.");
    say({ kind: "items", pieces: this.packer.pieces, items: this.packer.items, faults: this.faults, header });
  }
}

function reporter(say: (said: ImportSaid) => void): (share: number, items: number, faults: number) => void {
  let last = 0;
  let calls = 0;
  return (share, items, faults) => {
    if (++calls % 200 !== 0) return;
    const now = performance.now();
    if (now - last < REPORT_MILLIS) return;
    last = now;
    say({ kind: "progress", share, items, faults });
  };
}
