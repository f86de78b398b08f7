/**
 * Expression text → tokens. Characters the language does not know become tokens of their own, because the service
 * names them in its syntax errors. [EXPR-2]
 */

export interface Token {
  readonly type: "word" | "name" | "value" | "number" | "symbol" | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /\s/;
const LETTER = /[A-Za-z]/;
const DIGIT = /[0-9]/;
const WORD_PART = /[A-Za-z0-9_]/;
const TWO_CHARACTERS: ReadonlySet<string> = new Set(["<>", "<=", ">="]);

/** Always ends with one `end` token whose text is `<EOF>`. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const c = text.charAt(at);
    if (SPACE.test(c)) {
      at++;
      continue;
    }
    const start = at;
    const type = tokenType(c, text.charAt(at + 1));
    if (type === "symbol") at += TWO_CHARACTERS.has(text.slice(at, at + 2)) ? 2 : 1;
    else {
      const part = type === "number" ? DIGIT : WORD_PART;
      do at++;
      while (at < text.length && part.test(text.charAt(at)));
    }
    tokens.push({ type, text: text.slice(start, at), start, end: at });
  }
  tokens.push({ type: "end", text: "<EOF>", start: text.length, end: text.length });
  return tokens;
}

function tokenType(c: string, next: string): Exclude<Token["type"], "end"> {
  if (LETTER.test(c)) return "word";
  if (DIGIT.test(c)) return "number";
  if (c === "#" && WORD_PART.test(next)) return "name";
  if (c === ":" && WORD_PART.test(next)) return "value";
  return "symbol";
}
