/**
 * What the PartiQL panel shows: the statements there can be (none, when the engine knows no PartiQL), examples that fit
 * each table, and the answer to the statement sent last.
 */
import {
  type AttributeValue,
  type Item,
  keyLabel,
  OPERATIONS,
  type Reader,
  requestIdOf,
  type TablePlacement,
} from "../../engine/index.ts";
import { shortText } from "../../parts/attribute-text.ts";

export interface PartiQLView {
  readonly known: boolean;
  readonly home: string;
  readonly examples: readonly PartiQLExample[];
  readonly last: PartiQLAnswer | null;
}

export interface PartiQLExample {
  readonly label: string;
  readonly statement: string;
  readonly parameters: readonly AttributeValue[];
}

export interface PartiQLAnswer {
  readonly request: string;
  readonly statement: string;
  /** As it was sent: the next page asks for the same. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly step: number;
  /** null: it is on its way. */
  readonly answer: {
    /** 0: no answer came in time. */
    readonly status: number;
    readonly error: string | null;
    readonly message: string | null;
    readonly micros: number;
    readonly units: string | null;
    readonly columns: readonly string[];
    readonly rows: readonly { readonly label: string; readonly cells: readonly (string | null)[] }[];
    readonly more: number;
    readonly nextToken: string | null;
  } | null;
}

const ROWS_MAX = 200;
const COLUMNS_MAX = 8;

export function partiqlView(reader: Reader, params: { readonly table: string | null } | null): PartiQLView {
  const tables = reader.tables(reader.home);
  const table = tables.find(({ schema }) => schema.name === params?.table) ?? tables[0];
  return {
    known: OPERATIONS.some(({ name }) => name === "ExecuteStatement"),
    home: reader.home,
    examples: table === undefined ? [] : examplesFor(reader, table),
    last: lastAnswer(reader),
  };
}

function examplesFor(reader: Reader, placement: TablePlacement): PartiQLExample[] {
  const { name, key, indexes } = placement.schema;
  const item = firstItem(reader, placement);
  const keys = [...key.partition, ...key.sort];
  const values = keys.map((one): AttributeValue => item?.[one.name] ?? madeUp(one.type));
  const where = keys.map((one) => `"${one.name}" = ?`).join(" AND ");
  const [first] = indexes;
  return [
    { label: "One item", statement: `SELECT * FROM "${name}" WHERE ${where}`, parameters: values },
    { label: "All items", statement: `SELECT * FROM "${name}"`, parameters: [] },
    {
      label: "Insert",
      statement: `INSERT INTO "${name}" VALUE {${keys.map((one) => `'${one.name}': ?`).join(", ")}, 'note': 'new'}`,
      parameters: keys.map((one) => madeUp(one.type)),
    },
    { label: "Update", statement: `UPDATE "${name}" SET "note" = 'changed' WHERE ${where}`, parameters: values },
    { label: "Delete", statement: `DELETE FROM "${name}" WHERE ${where}`, parameters: values },
    ...(first === undefined
      ? []
      : [
          {
            label: `By ${first.name}`,
            statement: `SELECT * FROM "${name}"."${first.name}" WHERE "${first.key.partition[0]?.name}" = ?`,
            parameters: [item?.[first.key.partition[0]?.name ?? ""] ?? madeUp(first.key.partition[0]?.type ?? "S")],
          },
        ]),
  ];
}

function madeUp(type: "S" | "N" | "B"): AttributeValue {
  return type === "N" ? { N: "1" } : type === "B" ? { B: "bmV3" } : { S: "newcomer" };
}

function firstItem(reader: Reader, { region, schema, partitions }: TablePlacement): Item | null {
  for (const { name } of partitions) {
    const [copy] = reader.copies({ region, table: schema.name, index: null, partition: name });
    for (const stored of copy?.state.items.values() ?? []) if (stored.item !== null) return stored.item;
  }
  return null;
}

/** Of a statement that was sent from a form, not from code. */
function lastAnswer(reader: Reader): PartiQLAnswer | null {
  for (let seq = reader.eventCount - 1; seq >= 0; seq--) {
    const recorded = reader.events[seq];
    if (recorded?.event.kind !== "RequestSent") continue;
    const { request, operation, program } = recorded.event;
    if (program !== null || operation !== "ExecuteStatement") continue;
    const command = reader.branch.commands.find((one) => requestIdOf(one) === request);
    const input = command?.kind === "request" ? (command.input as Readonly<Record<string, unknown>>) : {};
    return {
      request,
      statement: String(input.Statement ?? ""),
      input,
      step: recorded.step,
      answer: answerOf(reader, request),
    };
  }
  return null;
}

function answerOf(reader: Reader, request: string): PartiQLAnswer["answer"] {
  for (const seq of reader.eventsOfRequest(request)) {
    const recorded = reader.events[seq];
    if (seq >= reader.eventCount || recorded?.event.kind !== "ResponseReceived") continue;
    const { status, error, message, micros, readUnits, writeUnits } = recorded.event;
    const body = (recorded.event.body ?? {}) as { readonly Items?: readonly Item[]; readonly NextToken?: string };
    const items = body.Items ?? [];
    const columns = [...new Set(items.slice(0, ROWS_MAX).flatMap((item) => Object.keys(item)))].slice(0, COLUMNS_MAX);
    return {
      status,
      error,
      message,
      micros,
      units: writeUnits > 0 ? `${writeUnits} WCU` : readUnits > 0 ? `${readUnits} RCU` : null,
      columns,
      rows: items.slice(0, ROWS_MAX).map((item) => ({
        label: keyLabel(item),
        cells: columns.map((name) => (item[name] === undefined ? null : shortText(item[name]).slice(0, 80))),
      })),
      more: Math.max(0, items.length - ROWS_MAX),
      nextToken: body.NextToken ?? null,
    };
  }
  return null;
}
