/**
 * Statement text → statement. A pure function of the text, which is why the statements of recent texts are remembered;
 * it never backtracks, so its time is linear. What a statement means for a table is not asked here. [PQL-1, PQL-2]
 */
import { refuse } from "../errors.ts";
import type { DocumentPath } from "../expressions/ast.ts";
import type {
  Assignment,
  DeleteStatement,
  ExistsStatement,
  InsertStatement,
  Returning,
  SelectStatement,
  Source,
  Statement,
  UpdateStatement,
} from "./ast.ts";
import { Cursor } from "./cursor.ts";
import { parseExpr, parsePath, parseSum } from "./expression-parser.ts";
import { malformedStatement, PARTIQL_WORDING } from "./refusals.ts";

export interface ParsedStatement {
  readonly statement: Statement;
  /** How many `?` it has. */
  readonly parameters: number;
}

const REMEMBERED_MAX = 256;
const remembered = new Map<string, ParsedStatement>();

/** @throws {Refused} */
export function parseStatement(text: string): ParsedStatement {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const cursor = new Cursor(text);
  const statement = parseTop(cursor);
  cursor.takeSymbol(";");
  if (cursor.peek().type !== "end") malformedStatement("Unexpected token after expression");
  const parsed: ParsedStatement = { statement, parameters: cursor.parameters };
  if (remembered.size >= REMEMBERED_MAX) remembered.delete(remembered.keys().next().value as string);
  remembered.set(text, parsed);
  return parsed;
}

function parseTop(cursor: Cursor): Statement {
  if (cursor.takeWord("SELECT")) return parseSelect(cursor);
  if (cursor.takeWord("INSERT")) return parseInsert(cursor);
  if (cursor.takeWord("UPDATE")) return parseUpdate(cursor);
  if (cursor.takeWord("DELETE")) return parseDelete(cursor);
  if (cursor.takeWord("EXISTS")) return parseExists(cursor);
  return malformedStatement("Expected data manipulation");
}

function parseSelect(cursor: Cursor): SelectStatement {
  const columns = cursor.takeSymbol("*") ? null : parseColumns(cursor);
  if (!cursor.takeWord("FROM")) malformedStatement("Expected FROM after SELECT list");
  const from = parseSource(cursor, PARTIQL_WORDING.manySelectSources);
  const where = parseWhere(cursor);
  const orderBy: { name: string; descending: boolean }[] = [];
  if (cursor.isWord("ORDER") && cursor.isWord("BY", 1)) {
    cursor.next();
    cursor.next();
    do orderBy.push(parseOrder(cursor));
    while (cursor.takeSymbol(","));
  }
  refuseUnsupportedClause(cursor);
  return { type: "select", columns, from, where, orderBy };
}

function parseColumns(cursor: Cursor): readonly DocumentPath[] {
  const columns: DocumentPath[] = [];
  do {
    const first = cursor.peek();
    const column = parseExpr(cursor);
    if (column.type !== "path") return refuse(`Unexpected path component at ${cursor.place(first)}`);
    columns.push(column.path);
  } while (cursor.takeSymbol(","));
  return columns;
}

function parseOrder(cursor: Cursor): { name: string; descending: boolean } {
  const name = cursor.name();
  const descending = cursor.takeWord("DESC");
  if (!descending) cursor.takeWord("ASC");
  return { name, descending };
}

const UNSUPPORTED: ReadonlySet<string> = new Set(
  "LIMIT OFFSET GROUP HAVING JOIN INNER LEFT RIGHT FULL CROSS OUTER UNION INTERSECT EXCEPT".split(" "),
);

/** Clauses of SQL that DynamoDB parses and then turns down, with their place. */
function refuseUnsupportedClause(cursor: Cursor): void {
  const token = cursor.peek();
  const word = token.text.toUpperCase();
  if (token.type === "word" && UNSUPPORTED.has(word)) refuse(`Unsupported clause: ${word} at ${cursor.place(token)}`);
}

/** @param many the refusal of a second source */
function parseSource(cursor: Cursor, many: string): Source {
  const table = cursor.name();
  const index = cursor.takeSymbol(".") ? cursor.name() : null;
  if (cursor.isSymbol(".")) refuse(PARTIQL_WORDING.longSource);
  if (cursor.isSymbol(",")) refuse(many);
  return { table, index };
}

function parseWhere(cursor: Cursor): SelectStatement["where"] {
  refuseUnsupportedClause(cursor);
  return cursor.takeWord("WHERE") ? parseExpr(cursor) : null;
}

function parseInsert(cursor: Cursor): InsertStatement {
  if (!cursor.takeWord("INTO")) cursor.fail();
  const from = parseSource(cursor, PARTIQL_WORDING.manySources);
  if (!cursor.takeWord("VALUE")) cursor.fail();
  return { type: "insert", from, item: parseExpr(cursor) };
}

function parseUpdate(cursor: Cursor): UpdateStatement {
  const from = parseSource(cursor, PARTIQL_WORDING.manySources);
  const assignments: Assignment[] = [];
  for (;;) {
    if (cursor.takeWord("SET")) {
      do assignments.push(parseAssignment(cursor));
      while (cursor.takeSymbol(","));
    } else if (cursor.takeWord("REMOVE")) assignments.push({ path: parsePath(cursor), value: null });
    else break;
  }
  if (assignments.length === 0) malformedStatement("Expected data manipulation");
  const where = parseWhere(cursor);
  return { type: "update", from, assignments, where, returning: parseReturning(cursor) };
}

function parseAssignment(cursor: Cursor): Assignment {
  const path = parsePath(cursor);
  cursor.expectSymbol("=");
  return { path, value: parseSum(cursor) };
}

function parseDelete(cursor: Cursor): DeleteStatement {
  if (!cursor.takeWord("FROM")) cursor.fail();
  const from = parseSource(cursor, PARTIQL_WORDING.manySources);
  const where = parseWhere(cursor);
  const returning = parseReturning(cursor);
  if (returning !== null && (returning.scope !== "ALL" || returning.image !== "OLD")) {
    refuse(
      `Invalid returning clause: RETURNING ${returning.scope} ${returning.image} *. Only RETURNING ALL OLD * is allowed in DELETE statements.`,
    );
  }
  return { type: "delete", from, where, returning };
}

function parseReturning(cursor: Cursor): Returning | null {
  if (!cursor.takeWord("RETURNING")) return null;
  const scope = cursor.takeWord("ALL") ? "ALL" : cursor.takeWord("MODIFIED") ? "MODIFIED" : cursor.fail();
  const image = cursor.takeWord("OLD") ? "OLD" : cursor.takeWord("NEW") ? "NEW" : cursor.fail();
  cursor.expectSymbol("*");
  return { scope, image };
}

function parseExists(cursor: Cursor): ExistsStatement {
  cursor.expectSymbol("(");
  if (!cursor.takeWord("SELECT")) cursor.fail();
  const select = parseSelect(cursor);
  cursor.expectSymbol(")");
  return { type: "exists", select };
}
