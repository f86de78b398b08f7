/** Python cut into tokens, as far as literals and calls need: from an offset to the bracket that closes over it. */
import { Unreadable } from "./literal.ts";

export interface Token {
  readonly kind: "string" | "number" | "name" | "sign" | "end";
  readonly text: string;
  readonly offset: number;
  /** string: what it says. */
  readonly value?: string;
  readonly isBytes?: boolean;
}

const SPACE = /(?:[ \t\r\n]|\\\r?\n|#[^\n]*)+/y;
const STRING_START = /([rRbBuU]{0,2})("""|'''|"|')/y;
const FORMATTED = /[rR]?[fF][rR]?["']/y;
const NUMBER = /(?:0[xob][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y;
const NAME = /\.?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y;
const SIGN = /\*\*|[-+*/(){}[\],:=&|~.]/y;

/** @throws {Unreadable} */
export function tokensOf(text: string, offset: number): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (let at = offset; at < text.length; ) {
    const space = match(SPACE, text, at);
    if (space !== null) {
      // Outside of brackets a value ends with its line.
      if (depth === 0 && tokens.length > 0 && /(?<!\\)\n/.test(space[0]) && isWhole(tokens)) break;
      at += space[0].length;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.text.length;
    if (token.kind !== "sign") continue;
    if ("([{".includes(token.text)) depth++;
    if (")]}".includes(token.text) && --depth < 0) break;
  }
  return tokens;
}

/** Not inside an argument list, whose bracket was opened before the offset: there lines do not matter. */
function isWhole(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  return last !== undefined && !(last.kind === "sign" && ",=&|:".includes(last.text)) && !hasKeyword(tokens);
}

function hasKeyword(tokens: readonly Token[]): boolean {
  return tokens[1]?.text === "=" || tokens[0]?.text === "**";
}

function tokenAt(text: string, offset: number): Token {
  if (match(FORMATTED, text, offset) !== null)
    throw new Unreadable("An f-string would have to be run to know its value. Write the value itself.", offset);
  const start = match(STRING_START, text, offset);
  if (start !== null) return stringToken(text, offset, { prefix: start[1] ?? "", quote: start[2] ?? '"' });
  const number = match(NUMBER, text, offset);
  if (number !== null) return { kind: "number", text: number[0], offset };
  const name = match(NAME, text, offset);
  if (name !== null) return { kind: "name", text: name[0], offset };
  const sign = match(SIGN, text, offset);
  if (sign !== null) return { kind: "sign", text: sign[0], offset };
  throw new Unreadable(`${text[offset]} is nothing that a value is made of.`, offset);
}

function stringToken(text: string, offset: number, { prefix, quote }: { prefix: string; quote: string }): Token {
  const isRaw = /r/i.test(prefix);
  const isBytes = /b/i.test(prefix);
  let value = "";
  for (let at = offset + prefix.length + quote.length; at < text.length; ) {
    if (text.startsWith(quote, at)) {
      const end = at + quote.length;
      return { kind: "string", text: text.slice(offset, end), offset, value, isBytes };
    }
    if (text[at] === "\n" && quote.length === 1) break;
    if (text[at] === "\\" && !isRaw) {
      const { said, length } = escaped(text, at);
      value += said;
      at += length;
    } else value += text[at++];
  }
  throw new Unreadable("This text is never closed.", offset);
}

const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\x07",
  "\n": "",
};

function escaped(text: string, at: number): { said: string; length: number } {
  const code = match(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3}))/y, text, at);
  if (code !== null) {
    const [whole, two, four, eight, octal] = code;
    const point = octal === undefined ? Number.parseInt(two ?? four ?? eight ?? "0", 16) : Number.parseInt(octal, 8);
    return { said: String.fromCodePoint(point), length: whole.length };
  }
  const sign = text[at + 1] ?? "";
  return { said: SIMPLE[sign] ?? (`\\'"`.includes(sign) ? sign : `\\${sign}`), length: 2 };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
