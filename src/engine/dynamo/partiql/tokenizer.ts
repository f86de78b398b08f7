/** Statement text → tokens. Comments are gone; what the language does not know becomes a symbol. [PQL-2] */
import { malformedStatement } from "./refusals.ts";

export interface Token {
  readonly type: "word" | "quoted" | "string" | "number" | "symbol" | "end";
  /** Quotes and doubled quotes are already undone. */
  readonly text: string;
  readonly start: number;
}

const SPACE = /\s/;
const WORD = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const NUMBER = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const TWO_CHARACTERS: ReadonlySet<string> = new Set(["<>", "<=", ">=", "!=", "<<", ">>", "||"]);

/** Always ends with one `end` token. @throws {Refused} what was opened is never closed */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    const c = text.charAt(at);
    const two = text.slice(at, at + 2);
    if (SPACE.test(c)) at++;
    else if (two === "--") at = endOf(text, "\n", at);
    else if (two === "/*") at = closeOf(text, "*/", at + 2) + 2;
    else if (c === "'" || c === '"') {
      at = closeOfQuotes(text, c, at + 1);
      const inside = text.slice(start + 1, at - 1).replaceAll(c + c, c);
      tokens.push({ type: c === "'" ? "string" : "quoted", text: inside, start });
    } else {
      const word = matchAt(WORD, text, at);
      const number = word === null ? matchAt(NUMBER, text, at) : null;
      const symbol = TWO_CHARACTERS.has(two) ? two : c;
      const taken = word ?? number ?? symbol;
      at += taken.length;
      tokens.push({ type: word !== null ? "word" : number !== null ? "number" : "symbol", text: taken, start });
    }
  }
  tokens.push({ type: "end", text: "", start: text.length });
  return tokens;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function endOf(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found < 0 ? text.length : found;
}

function closeOf(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found < 0 ? malformedStatement("Unexpected term") : found;
}

/** After the closing quote; a doubled quote stands for one and does not close. */
function closeOfQuotes(text: string, quote: string, from: number): number {
  let at = closeOf(text, quote, from);
  while (text.charAt(at + 1) === quote) at = closeOf(text, quote, at + 2);
  return at + 1;
}
