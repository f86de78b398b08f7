/** Values, paths and conditions of a statement: one grammar, by falling precedence. No token is read twice. [PQL-2] */
import { refuse } from "../errors.ts";
import type { Comparator, DocumentPath } from "../expressions/ast.ts";
import type { Expr } from "./ast.ts";
import type { Cursor } from "./cursor.ts";

const COMPARATORS: Readonly<Record<string, Comparator>> = {
  "=": "=",
  "<>": "<>",
  "!=": "<>",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

/** What `IS` may ask for beside MISSING, with the attribute type it means. */
export const TYPE_NAMES: Readonly<Record<string, string>> = {
  NULL: "NULL",
  STRING: "S",
  NUMBER: "N",
  DECIMAL: "N",
  BOOLEAN: "BOOL",
  BOOL: "BOOL",
  LIST: "L",
  MAP: "M",
  TUPLE: "M",
  STRUCT: "M",
  BINARY: "B",
  BLOB: "B",
};

const LIST_POSITION_MAX = 2_147_483_647;

/** @throws {Refused} */
export function parseExpr(cursor: Cursor): Expr {
  let left = parseAnd(cursor);
  while (cursor.takeWord("OR")) left = { type: "or", left, right: parseAnd(cursor) };
  return left;
}

function parseAnd(cursor: Cursor): Expr {
  let left = parseNot(cursor);
  while (cursor.takeWord("AND")) left = { type: "and", left, right: parseNot(cursor) };
  return left;
}

function parseNot(cursor: Cursor): Expr {
  if (!cursor.takeWord("NOT")) return parsePredicate(cursor);
  return { type: "not", operand: cursor.nested(() => parseNot(cursor)) };
}

function parsePredicate(cursor: Cursor): Expr {
  const operand = parseSum(cursor);
  const token = cursor.peek();
  const comparator = token.type === "symbol" ? COMPARATORS[token.text] : undefined;
  if (comparator !== undefined) {
    cursor.next();
    return { type: "compare", comparator, left: operand, right: parseSum(cursor) };
  }
  if (cursor.takeWord("IS")) {
    const negated = cursor.takeWord("NOT");
    const is: Expr = { type: "is", operand, what: typeName(cursor) };
    return negated ? { type: "not", operand: is } : is;
  }
  const negated = cursor.isWord("NOT") && (cursor.isWord("IN", 1) || cursor.isWord("BETWEEN", 1));
  if (negated) cursor.next();
  const found = parseMembership(cursor, operand);
  return negated ? { type: "not", operand: found } : found;
}

/** `operand` itself when neither BETWEEN nor IN follows. */
function parseMembership(cursor: Cursor, operand: Expr): Expr {
  if (cursor.takeWord("BETWEEN")) {
    const lower = parseSum(cursor);
    if (!cursor.takeWord("AND")) cursor.fail();
    return { type: "between", operand, lower, upper: parseSum(cursor) };
  }
  if (!cursor.takeWord("IN")) return operand;
  const candidates: Expr = cursor.takeSymbol("(")
    ? { type: "list", elements: cursor.nested(() => parseElements(cursor, ")")) }
    : parsePrimary(cursor);
  return { type: "in", operand, candidates };
}

function typeName(cursor: Cursor): string {
  const name = cursor.peek().text.toUpperCase();
  if (cursor.peek().type !== "word" || (name !== "MISSING" && !Object.hasOwn(TYPE_NAMES, name))) cursor.fail();
  cursor.next();
  return name;
}

/** A value, a path, or a sum of them. @throws {Refused} */
export function parseSum(cursor: Cursor): Expr {
  let left = parsePrimary(cursor);
  for (;;) {
    if (cursor.takeSymbol("+")) left = { type: "plus", left, right: parsePrimary(cursor) };
    else if (cursor.takeSymbol("-")) left = { type: "minus", left, right: parsePrimary(cursor) };
    else return left;
  }
}

function parsePrimary(cursor: Cursor): Expr {
  const token = cursor.peek();
  switch (token.type) {
    case "string":
      cursor.next();
      return { type: "scalar", value: { S: token.text } };
    case "number":
      cursor.next();
      return { type: "scalar", value: { N: token.text } };
    case "word":
      return parseWord(cursor, token.text.toUpperCase());
    case "symbol":
      return parseSymbol(cursor, token.text);
    case "quoted":
      return { type: "path", path: parsePath(cursor) };
    case "end":
      return cursor.fail();
  }
}

function parseWord(cursor: Cursor, word: string): Expr {
  if (cursor.isSymbol("(", 1) && word !== "EXISTS") return parseCall(cursor);
  if (word === "TRUE" || word === "FALSE") {
    cursor.next();
    return { type: "scalar", value: { BOOL: word === "TRUE" } };
  }
  if (word !== "NULL" && word !== "MISSING") return { type: "path", path: parsePath(cursor) };
  cursor.next();
  return word === "NULL" ? { type: "scalar", value: { NULL: true } } : { type: "missing" };
}

function parseCall(cursor: Cursor): Expr {
  const name = cursor.next();
  cursor.next();
  if (cursor.isSymbol("*")) refuse(`Unexpected path component at ${cursor.place(name)}`);
  return { type: "call", name: name.text.toLowerCase(), args: cursor.nested(() => parseElements(cursor, ")")) };
}

function parseSymbol(cursor: Cursor, symbol: string): Expr {
  if ((symbol === "-" || symbol === "+") && cursor.peek(1).type === "number") {
    cursor.next();
    const digits = cursor.next().text;
    return { type: "scalar", value: { N: symbol === "-" ? `-${digits}` : digits } };
  }
  if (symbol === "?") {
    cursor.next();
    return { type: "parameter", index: cursor.parameters++ };
  }
  if (symbol !== "(" && symbol !== "[" && symbol !== "<<" && symbol !== "{") return cursor.fail();
  cursor.next();
  return cursor.nested((): Expr => {
    if (symbol === "[") return { type: "list", elements: parseElements(cursor, "]") };
    if (symbol === "<<") return { type: "set", elements: parseElements(cursor, ">>") };
    if (symbol === "{") return { type: "tuple", members: parseMembers(cursor) };
    const inside = parseExpr(cursor);
    cursor.expectSymbol(")");
    return inside;
  });
}

/** The opening bracket is already taken. */
function parseElements(cursor: Cursor, close: string): readonly Expr[] {
  const elements: Expr[] = [];
  if (cursor.takeSymbol(close)) return elements;
  do elements.push(parseExpr(cursor));
  while (cursor.takeSymbol(","));
  cursor.expectSymbol(close);
  return elements;
}

function parseMembers(cursor: Cursor): readonly (readonly [string, Expr])[] {
  const members: (readonly [string, Expr])[] = [];
  if (cursor.takeSymbol("}")) return members;
  do {
    if (cursor.peek().type !== "string") cursor.fail();
    const name = cursor.next().text;
    cursor.expectSymbol(":");
    members.push([name, parseExpr(cursor)]);
  } while (cursor.takeSymbol(","));
  cursor.expectSymbol("}");
  return members;
}

/** @throws {Refused} */
export function parsePath(cursor: Cursor): DocumentPath {
  const path: [string, ...(string | number)[]] = [cursor.name()];
  for (;;) {
    if (cursor.takeSymbol(".")) path.push(cursor.name());
    else if (cursor.takeSymbol("[")) {
      path.push(parseStep(cursor));
      cursor.expectSymbol("]");
    } else return path;
  }
}

function parseStep(cursor: Cursor): string | number {
  const token = cursor.peek();
  if (token.type === "string" && token.text !== "") return cursor.next().text;
  if (token.type !== "number" || !/^[0-9]+$/.test(token.text)) cursor.fail();
  const position = Number(cursor.next().text);
  if (position > LIST_POSITION_MAX) refuse(`List index is not within the allowable range; index: [${position}]`);
  return position;
}
