/**
 * Statements → text that parses to the same statement. Names are always quoted and parentheses stand wherever precedence
 * could be asked about; the text is read by people, so it stays on one line. [PQL-4]
 */
import type { DocumentPath } from "../expressions/ast.ts";
import type { Expr, Scalar, Source, Statement } from "./ast.ts";

export function printStatement(statement: Statement): string {
  switch (statement.type) {
    case "select": {
      const columns = statement.columns === null ? "*" : statement.columns.map(printPath).join(", ");
      const order = statement.orderBy.map(({ name, descending }) => `${quoted(name)} ${descending ? "DESC" : "ASC"}`);
      return `SELECT ${columns} FROM ${printSource(statement.from)}${printWhere(statement.where)}${
        order.length === 0 ? "" : ` ORDER BY ${order.join(", ")}`
      }`;
    }
    case "insert":
      return `INSERT INTO ${printSource(statement.from)} VALUE ${printExpr(statement.item)}`;
    case "update": {
      const changes = statement.assignments.map(({ path, value }) =>
        value === null ? ` REMOVE ${printPath(path)}` : ` SET ${printPath(path)} = ${printExpr(value)}`,
      );
      return `UPDATE ${printSource(statement.from)}${changes.join("")}${printWhere(statement.where)}${printReturning(statement)}`;
    }
    case "delete":
      return `DELETE FROM ${printSource(statement.from)}${printWhere(statement.where)}${printReturning(statement)}`;
    case "exists":
      return `EXISTS(${printStatement(statement.select)})`;
  }
}

function printReturning({ returning }: Extract<Statement, { readonly type: "update" | "delete" }>): string {
  return returning === null ? "" : ` RETURNING ${returning.scope} ${returning.image} *`;
}

function printSource({ table, index }: Source): string {
  return index === null ? quoted(table) : `${quoted(table)}.${quoted(index)}`;
}

function printWhere(where: Expr | null): string {
  return where === null ? "" : ` WHERE ${printExpr(where)}`;
}

function printPath(path: DocumentPath): string {
  return path
    .map((step, i) => (typeof step === "number" ? `[${step}]` : `${i === 0 ? "" : "."}${quoted(step)}`))
    .join("");
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

const OPERATORS = { plus: "+", minus: "-", and: "AND", or: "OR" } as const;

/** How tightly each kind binds; whatever is not here is an atom. */
const BINDING: Partial<Record<Expr["type"], number>> = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  between: 4,
  in: 4,
  is: 4,
  plus: 5,
  minus: 5,
};

/** In parentheses when it binds less tightly than its place asks for. */
function printExpr(expr: Expr, atLeast = 0): string {
  const printed = printBare(expr);
  return (BINDING[expr.type] ?? 6) < atLeast ? `(${printed})` : printed;
}

function printBare(expr: Expr): string {
  switch (expr.type) {
    case "scalar":
      return printScalar(expr.value);
    case "missing":
      return "MISSING";
    case "parameter":
      return "?";
    case "path":
      return printPath(expr.path);
    case "list":
      return `[${printAll(expr.elements)}]`;
    case "set":
      return `<<${printAll(expr.elements)}>>`;
    case "tuple":
      return `{${expr.members.map(([name, value]) => `${text(name)}: ${printExpr(value)}`).join(", ")}}`;
    case "call":
      return `${expr.name}(${printAll(expr.args)})`;
    case "compare":
      return `${printExpr(expr.left, 5)} ${expr.comparator} ${printExpr(expr.right, 5)}`;
    case "between":
      return `${printExpr(expr.operand, 5)} BETWEEN ${printExpr(expr.lower, 5)} AND ${printExpr(expr.upper, 5)}`;
    case "in":
      return `${printExpr(expr.operand, 5)} IN ${printExpr(expr.candidates, 6)}`;
    case "is":
      return `${printExpr(expr.operand, 5)} IS ${expr.what}`;
    case "not":
      return expr.operand.type === "is"
        ? `${printExpr(expr.operand.operand, 5)} IS NOT ${expr.operand.what}`
        : `NOT ${printExpr(expr.operand, 3)}`;
    default: {
      // Chains group to the left: what stands on the right must bind more tightly.
      const own = BINDING[expr.type] as number;
      return `${printExpr(expr.left, own)} ${OPERATORS[expr.type]} ${printExpr(expr.right, own + 1)}`;
    }
  }
}

function printAll(exprs: readonly Expr[]): string {
  return exprs.map((expr) => printExpr(expr)).join(", ");
}

function printScalar(value: Scalar): string {
  if ("S" in value) return text(value.S);
  if ("N" in value) return value.N;
  return "NULL" in value ? "NULL" : value.BOOL ? "TRUE" : "FALSE";
}
