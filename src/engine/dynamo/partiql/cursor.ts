/** Reads the tokens of one statement from left to right; the only mutable thing in the parser. [PQL-2] */
import { refuse } from "../errors.ts";
import { isKeyword } from "./keywords.ts";
import { malformedStatement, PARTIQL_WORDING } from "./refusals.ts";
import { type Token, tokenize } from "./tokenizer.ts";

/** Parentheses, containers, calls and NOT may nest this deep; keeps every recursion over a statement bounded. (ours) */
const DEPTH_MAX = 200;

export class Cursor {
  private at = 0;
  private depth = 0;
  /** `?` met so far. */
  parameters = 0;
  private readonly tokens: readonly Token[];

  constructor(private readonly text: string) {
    this.tokens = tokenize(text);
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] as Token;
  }

  next(): Token {
    const token = this.peek();
    if (token.type !== "end") this.at++;
    return token;
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.type === "word" && token.text.toUpperCase() === word;
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.at++;
    return true;
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.type === "symbol" && token.text === symbol;
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.at++;
    return true;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) this.fail();
  }

  /** An attribute's, table's or index's name. */
  name(): string {
    const token = this.peek();
    if (token.type !== "quoted" && (token.type !== "word" || isKeyword(token.text))) this.fail();
    if (token.text === "") refuse(PARTIQL_WORDING.emptyPathPart);
    return this.next().text;
  }

  /** Runs `parse` one level deeper. */
  nested<T>(parse: () => T): T {
    if (++this.depth > DEPTH_MAX) refuse("The statement has too many nested levels");
    const parsed = parse();
    this.depth--;
    return parsed;
  }

  /** `<line>:<column>:<length>` of a token, as the service points at what it does not support. */
  place(token: Token): string {
    const before = this.text.slice(0, token.start).split("\n");
    return `${before.length}:${(before[before.length - 1] as string).length + 1}:${token.text.length}`;
  }

  fail(): never {
    const token = this.peek();
    if (token.type === "word" && isKeyword(token.text)) malformedStatement("Unexpected keyword");
    return malformedStatement(
      token.type === "symbol" && /[=<>!+\-*/|]/.test(token.text) ? "Unexpected operator" : "Unexpected term",
    );
  }
}
