/**
 * What the guest says, checked field by field: the learner's code shares a heap with our guest modules and may have
 * bent any built-in they use, so nothing that comes out is trusted to have the right shape. [SBX-3]
 */
import type { ConsoleLine, RuntimeRequest, SourcePlace } from "./port.ts";

export interface GuestFailure {
  readonly kind: "failed";
  /** While loading the entry, in the invoked handler, turning its result into JSON, or in a promise nobody awaited. */
  readonly where: "load" | "invoke" | "result" | "unhandled";
  /** Empty when what was thrown is not an Error. */
  readonly name: string;
  readonly message: string;
  readonly advice: string;
  readonly stack: string;
  readonly source: SourcePlace | null;
}

export type GuestMessage =
  | { readonly kind: "request"; readonly request: RuntimeRequest }
  | { readonly kind: "abort"; readonly id: number }
  | { readonly kind: "timer"; readonly id: number; readonly delayMicros: number }
  | { readonly kind: "clear"; readonly id: number }
  | { readonly kind: "console"; readonly line: ConsoleLine }
  | { readonly kind: "done"; readonly result: string }
  | { readonly kind: "no-handler"; readonly handler: string; readonly found: readonly string[] }
  | GuestFailure;

const WHERES = ["load", "invoke", "result", "unhandled"] as const;
const LEVELS = ["log", "info", "warn", "error", "debug"] as const;
const SERVICES = ["DynamoDB_20120810", "DynamoDBStreams_20120810"] as const;

/** Null when the text is no message of ours. */
export function readGuestMessage(text: string): GuestMessage | null {
  const raw = fields(parsed(text));
  switch (raw.kind) {
    case "request":
      return readRequest(raw);
    case "abort":
    case "clear":
      return { kind: raw.kind, id: whole(raw.id) };
    case "timer":
      return { kind: "timer", id: whole(raw.id), delayMicros: Math.max(0, whole(raw.delayMicros)) };
    case "console": {
      const level = oneOf(LEVELS, raw.level) ?? "log";
      return {
        kind: "console",
        line: { level, text: string(raw.text), table: table(raw.table), source: place(raw.source) },
      };
    }
    case "done":
      return { kind: "done", result: string(raw.result) };
    case "no-handler":
      return { kind: "no-handler", handler: string(raw.handler), found: list(raw.found).map(string) };
    case "failed":
      return {
        kind: "failed",
        where: oneOf(WHERES, raw.where) ?? "unhandled",
        name: string(raw.name),
        message: string(raw.message),
        advice: string(raw.advice),
        stack: string(raw.stack),
        source: place(raw.source),
      };
    default:
      return null;
  }
}

function readRequest(raw: Record<string, unknown>): GuestMessage | null {
  const [prefix, operation = ""] = string(raw.target).split(".");
  const service = oneOf(SERVICES, prefix);
  if (service === null) return null;
  const request: RuntimeRequest = {
    id: whole(raw.id),
    service,
    operation,
    region: string(raw.region),
    body: string(raw.body),
    attempt: whole(raw.attempt),
    invocationId: string(raw.invocationId),
    source: place(raw.source),
  };
  return { kind: "request", request };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function whole(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : 0;
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | null {
  return allowed.find((one) => one === value) ?? null;
}

function place(value: unknown): SourcePlace | null {
  const { file, line } = fields(value);
  return typeof file === "string" && whole(line) > 0 ? { file, line: whole(line) } : null;
}

function table(value: unknown): ConsoleLine["table"] {
  const { columns, rows } = fields(value);
  if (!Array.isArray(columns) || !Array.isArray(rows)) return null;
  return { columns: columns.map(string), rows: rows.map((row) => list(row).map(string)) };
}
