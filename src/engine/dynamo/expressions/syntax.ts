/**
 * Tokens → trees that still hold `#names` and `:values` as written. A pure function of the text, which is why it may
 * be remembered. What the placeholders stand for, and whether types fit, is decided in `resolver.ts`. [EXPR-2]
 */
import { refuse } from "../errors.ts";
import type { Comparator } from "./ast.ts";
import { type Token, tokenize } from "./tokenizer.ts";

export type ExpressionKind =
  | "ConditionExpression"
  | "FilterExpression"
  | "KeyConditionExpression"
  | "ProjectionExpression"
  | "UpdateExpression";

/** Identifiers, `#placeholders` (they keep their #) and list positions. */
export type RawPath = readonly (string | number)[];

export type RawOperand =
  | { readonly type: "path"; readonly path: RawPath }
  | { readonly type: "value"; readonly name: string }
  | { readonly type: "call"; readonly name: string; readonly args: readonly RawOperand[] }
  | { readonly type: "plus" | "minus"; readonly left: RawOperand; readonly right: RawOperand };

export type RawCondition =
  | { readonly type: "compare"; readonly comparator: Comparator; readonly left: RawOperand; readonly right: RawOperand }
  | { readonly type: "between"; readonly operand: RawOperand; readonly lower: RawOperand; readonly upper: RawOperand }
  | { readonly type: "in"; readonly operand: RawOperand; readonly candidates: readonly RawOperand[] }
  | { readonly type: "and" | "or"; readonly left: RawCondition; readonly right: RawCondition }
  | { readonly type: "not"; readonly condition: RawCondition }
  | { readonly type: "call"; readonly name: string; readonly args: readonly RawOperand[] };

type UpdateSection = "SET" | "REMOVE" | "ADD" | "DELETE";

/** SET has an operand, REMOVE none, ADD and DELETE a `:value`. */
export interface RawAction {
  readonly section: UpdateSection;
  readonly path: RawPath;
  readonly operand: RawOperand | null;
}

const COMPARATORS: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);
const SECTIONS: ReadonlySet<string> = new Set(["SET", "REMOVE", "ADD", "DELETE"]);
const LIST_POSITION_MAX = 2_147_483_647;
/** Parentheses and NOT may nest this deep before the expression is refused; keeps the recursion bounded. */
const DEPTH_MAX = 300;

/** Reads one text from left to right. Private to this file: it is the only mutable thing in it. */
class Cursor {
  private at = 0;
  private readonly tokens: readonly Token[];
  depth = 0;

  constructor(
    readonly kind: ExpressionKind,
    private readonly text: string,
  ) {
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

  isKeyword(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.type === "word" && token.text.toUpperCase() === word;
  }

  isSymbol(symbol: string): boolean {
    const token = this.peek();
    return token.type === "symbol" && token.text === symbol;
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.at++;
    return true;
  }

  takeKeyword(word: string): boolean {
    if (!this.isKeyword(word)) return false;
    this.at++;
    return true;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) this.fail();
  }

  expectEnd(): void {
    if (this.peek().type !== "end") this.fail();
  }

  mark(): number {
    return this.at;
  }

  rewind(mark: number): void {
    this.at = mark;
  }

  /** The service quotes the text from the token before the offending one to the token after it. */
  fail(): never {
    const token = this.peek();
    const before = this.tokens[this.at - 1] ?? token;
    const after = token.type === "end" ? before : this.peek(1);
    const near = this.text.slice(before.start, after.end);
    return refuseExpression(this.kind, `Syntax error; token: "${token.text}", near: "${near}"`);
  }
}

/** @throws {Refused} always. */
export function refuseExpression(kind: ExpressionKind, message: string): never {
  return refuse(`Invalid ${kind}: ${message}`);
}

/** @throws {Refused} */
export function parseCondition(kind: ExpressionKind, text: string): RawCondition {
  const cursor = new Cursor(kind, text);
  const condition = parseOr(cursor);
  cursor.expectEnd();
  return condition;
}

function parseOr(cursor: Cursor): RawCondition {
  let left = parseAnd(cursor);
  while (cursor.takeKeyword("OR")) left = { type: "or", left, right: parseAnd(cursor) };
  return left;
}

function parseAnd(cursor: Cursor): RawCondition {
  let left = parseNot(cursor);
  while (cursor.takeKeyword("AND")) left = { type: "and", left, right: parseNot(cursor) };
  return left;
}

function parseNot(cursor: Cursor): RawCondition {
  if (!cursor.takeKeyword("NOT")) return parsePrimary(cursor);
  enter(cursor);
  const condition = parseNot(cursor);
  cursor.depth--;
  return { type: "not", condition };
}

function enter(cursor: Cursor): void {
  if (++cursor.depth > DEPTH_MAX) refuseExpression(cursor.kind, "The expression has too many nested levels;");
}

/** `(condition)`, or a comparison; `(a) = :b` looks like the first until its operator is seen. */
function parsePrimary(cursor: Cursor): RawCondition {
  if (!cursor.isSymbol("(")) return parsePredicate(cursor);
  const start = cursor.mark();
  const operand = parenthesisedOperand(cursor);
  if (operand !== null && isOperatorNext(cursor)) return parsePredicateTail(cursor, operand);
  cursor.rewind(start);
  return parseInParentheses(cursor, parseOr);
}

function parseInParentheses<T>(cursor: Cursor, parse: (cursor: Cursor) => T): T {
  cursor.expectSymbol("(");
  const doubled = cursor.isSymbol("(") ? cursor.mark() : -1;
  enter(cursor);
  const inside = parse(cursor);
  cursor.depth--;
  if (doubled >= 0 && closesAt(cursor, doubled))
    refuseExpression(cursor.kind, "The expression has redundant parentheses;");
  cursor.expectSymbol(")");
  return inside;
}

function parenthesisedOperand(cursor: Cursor): RawOperand | null {
  if (cursor.peek(1).type !== "word" && cursor.peek(1).type !== "name" && cursor.peek(1).type !== "value") return null;
  if (cursor.isKeyword("NOT", 1)) return null;
  const start = cursor.mark();
  cursor.expectSymbol("(");
  const operand = parseOperand(cursor);
  if (cursor.takeSymbol(")")) return operand;
  cursor.rewind(start);
  return null;
}

function isOperatorNext(cursor: Cursor): boolean {
  const token = cursor.peek();
  return COMPARATORS.has(token.text) || cursor.isKeyword("BETWEEN") || cursor.isKeyword("IN");
}

/** Whether the parenthesis opened at `opened` was the last one closed: then the pair around it says nothing new. */
function closesAt(cursor: Cursor, opened: number): boolean {
  const here = cursor.mark();
  cursor.rewind(opened);
  let depth = 0;
  do {
    if (cursor.isSymbol("(")) depth++;
    if (cursor.isSymbol(")")) depth--;
    cursor.next();
  } while (depth > 0 && cursor.peek().type !== "end");
  const closed = cursor.mark();
  cursor.rewind(here);
  return closed === here;
}

function parsePredicate(cursor: Cursor): RawCondition {
  const operand = parseOperand(cursor);
  if (operand.type === "call" && !isOperatorNext(cursor)) return operand;
  return parsePredicateTail(cursor, operand);
}

function parsePredicateTail(cursor: Cursor, operand: RawOperand): RawCondition {
  if (COMPARATORS.has(cursor.peek().text)) {
    const comparator = cursor.next().text as Comparator;
    return { type: "compare", comparator, left: operand, right: parseOperandMaybeParenthesised(cursor) };
  }
  if (cursor.takeKeyword("BETWEEN")) {
    const lower = parseOperandMaybeParenthesised(cursor);
    if (!cursor.takeKeyword("AND")) cursor.fail();
    return { type: "between", operand, lower, upper: parseOperandMaybeParenthesised(cursor) };
  }
  if (cursor.takeKeyword("IN")) {
    cursor.expectSymbol("(");
    return { type: "in", operand, candidates: parseOperandList(cursor) };
  }
  return cursor.fail();
}

function parseOperandMaybeParenthesised(cursor: Cursor): RawOperand {
  return (cursor.isSymbol("(") ? parenthesisedOperand(cursor) : null) ?? parseOperand(cursor);
}

/** `a, b)` with the opening parenthesis already taken. */
function parseOperandList(cursor: Cursor): RawOperand[] {
  const operands = [parseOperand(cursor)];
  while (cursor.takeSymbol(",")) operands.push(parseOperand(cursor));
  cursor.expectSymbol(")");
  return operands;
}

function parseOperand(cursor: Cursor): RawOperand {
  const token = cursor.peek();
  if (token.type === "value") return { type: "value", name: cursor.next().text };
  if (token.type === "word" && cursor.peek(1).text === "(") {
    const { text: name } = cursor.next();
    cursor.expectSymbol("(");
    enter(cursor);
    const args = parseOperandList(cursor);
    cursor.depth--;
    return { type: "call", name, args };
  }
  return { type: "path", path: parsePath(cursor) };
}

const KEYWORDS: ReadonlySet<string> = new Set(["AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE"]);

function parsePath(cursor: Cursor): RawPath {
  const path: (string | number)[] = [parseName(cursor)];
  for (;;) {
    if (cursor.takeSymbol(".")) path.push(parseName(cursor));
    else if (cursor.takeSymbol("[")) {
      if (cursor.peek().type !== "number") cursor.fail();
      const position = Number(cursor.next().text);
      if (position > LIST_POSITION_MAX) {
        refuseExpression(cursor.kind, `List index is not within the allowable range; index: [${position}]`);
      }
      path.push(position);
      cursor.expectSymbol("]");
    } else return path;
  }
}

function parseName(cursor: Cursor): string {
  const token = cursor.peek();
  if (token.type !== "name" && token.type !== "word") cursor.fail();
  // Words of the grammar itself are syntax errors; the other reserved words have an error of their own.
  if (token.type === "word" && KEYWORDS.has(token.text.toUpperCase())) cursor.fail();
  return cursor.next().text;
}

/** @throws {Refused} */
export function parseProjection(text: string): readonly RawPath[] {
  const cursor = new Cursor("ProjectionExpression", text);
  const paths = [parsePath(cursor)];
  while (cursor.takeSymbol(",")) paths.push(parsePath(cursor));
  cursor.expectEnd();
  return paths;
}

/** @throws {Refused} */
export function parseUpdate(text: string): readonly RawAction[] {
  const cursor = new Cursor("UpdateExpression", text);
  const actions: RawAction[] = [];
  const seen = new Set<string>();
  do {
    const token = cursor.peek();
    const section = token.text.toUpperCase();
    if (token.type !== "word" || !SECTIONS.has(section)) cursor.fail();
    cursor.next();
    if (seen.has(section)) {
      refuseExpression("UpdateExpression", `The "${section}" section can only be used once in an update expression;`);
    }
    seen.add(section);
    do actions.push(parseAction(cursor, section as UpdateSection));
    while (cursor.takeSymbol(","));
  } while (cursor.peek().type !== "end");
  return actions;
}

function parseAction(cursor: Cursor, section: UpdateSection): RawAction {
  const path = parsePath(cursor);
  if (section === "REMOVE") return { section, path, operand: null };
  if (section === "SET") {
    cursor.expectSymbol("=");
    return { section, path, operand: parseSetValue(cursor) };
  }
  if (cursor.peek().type !== "value") cursor.fail();
  return { section, path, operand: { type: "value", name: cursor.next().text } };
}

/** `(a) + (:b)`, or a sum in one pair of parentheses. [EXPR-15] */
function parseSetValue(cursor: Cursor): RawOperand {
  const enclosed = cursor.isSymbol("(") ? parenthesisedOperand(cursor) : null;
  if (enclosed === null && cursor.isSymbol("(")) return parseInParentheses(cursor, parseSetValue);
  const left = enclosed ?? parseOperand(cursor);
  if (cursor.takeSymbol("+")) return { type: "plus", left, right: parseOperandMaybeParenthesised(cursor) };
  if (cursor.takeSymbol("-")) return { type: "minus", left, right: parseOperandMaybeParenthesised(cursor) };
  return left;
}
