/** A statement as text: its pieces for the eye, its question marks, and the request it makes. Pure. */
import type { AttributeValue } from "../../engine/index.ts";
import { type AttributeDraft, editText, readValue, typeOfValue } from "../../parts/attribute-text.ts";

export interface Piece {
  readonly at: number;
  readonly text: string;
  readonly kind: "word" | "text" | "name" | "mark" | "other";
}

const WORDS =
  /^(SELECT|FROM|WHERE|AND|OR|NOT|IN|BETWEEN|IS|MISSING|NULL|TRUE|FALSE|ORDER|BY|ASC|DESC|INSERT|INTO|VALUE|UPDATE|SET|REMOVE|DELETE|RETURNING|ALL|MODIFIED|OLD|NEW|EXISTS)$/i;
const PATTERN = /'(?:[^']|'')*'?|"(?:[^"]|"")*"?|--[^\n]*|[A-Za-z_]\w*|\?|\s+|./gs;

/** Joined they are the text again. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const { 0: piece, index } of text.matchAll(PATTERN)) {
    const kind =
      piece === "?"
        ? "mark"
        : piece[0] === "'"
          ? "text"
          : piece[0] === '"'
            ? "name"
            : WORDS.test(piece)
              ? "word"
              : "other";
    pieces.push({ at: index, text: piece, kind });
  }
  return pieces;
}

/** As many values as there are question marks: what is there stays. */
export function parametersFor(statement: string, before: readonly AttributeDraft[]): AttributeDraft[] {
  const count = piecesOf(statement).filter(({ kind }) => kind === "mark").length;
  return Array.from({ length: count }, (_, at) => ({
    ...(before[at] ?? { type: "S" as const, text: "" }),
    name: `${at + 1}`,
  }));
}

export function parametersOf(values: readonly AttributeValue[]): AttributeDraft[] {
  return values.map((value, at) => ({ name: `${at + 1}`, type: typeOfValue(value), text: editText(value) }));
}

export interface StatementDraft {
  readonly statement: string;
  readonly parameters: readonly AttributeDraft[];
  readonly consistent: boolean;
  readonly limit: string;
}

export interface StatementRequest {
  readonly input: Readonly<Record<string, unknown>>;
  /** By parameter. */
  readonly faults: Readonly<Record<number, string>>;
}

export function statementRequest({ statement, parameters, consistent, limit }: StatementDraft): StatementRequest {
  const faults: Record<number, string> = {};
  const values = parameters.map((draft, at) => {
    const read = readValue(draft);
    if (!read.ok) faults[at] = read.fault;
    return read.ok ? read.value : null;
  });
  return {
    input: {
      Statement: statement,
      ...(values.length > 0 ? { Parameters: values } : {}),
      ...(consistent ? { ConsistentRead: true } : {}),
      ...(limit === "" ? {} : { Limit: /^\d{1,9}$/.test(limit) ? Number(limit) : limit }),
    },
    faults,
  };
}

/** Where in the text a refusal points: the first place of the word it quotes. null: it names none. */
export function faultPlace(
  message: string,
  statement: string,
): { readonly line: number; readonly word: string } | null {
  const word = /(?:token|near|at)\W+["'`[]?([\w"'?*.<>=-]+?)["'`\]]?(?:[\s,.;:]|$)/i.exec(message)?.[1];
  const at = word === undefined ? -1 : statement.indexOf(word);
  return word === undefined || at < 0 ? null : { line: statement.slice(0, at).split("\n").length, word };
}
