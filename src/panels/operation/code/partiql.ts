/**
 * A request of statements as the text of a PartiQL file, and back. What a statement alone does not say stands in comments
 * of the form `-- Member: JSON`: before the first statement those of the request, after a statement its own. Several
 * statements begin with the operation that carries them.
 */
import { isObject } from "../wire-shapes.ts";
import { Unreadable } from "./read/literal.ts";

type Members = Readonly<Record<string, unknown>>;

/** The member that holds the statements. */
const MANY: Readonly<Record<string, string>> = {
  BatchExecuteStatement: "Statements",
  ExecuteTransaction: "TransactStatements",
};

/** null: the request has no statement. */
export function partiqlCode(operation: string, input: Members): string | null {
  if (operation === "ExecuteStatement") return statementText(input, "");
  const member = MANY[operation];
  if (member === undefined) return null;
  const { [member]: statements, ...others } = input;
  if (!Array.isArray(statements) || statements.length === 0) return null;
  const texts = statements.map((one) => (isObject(one) ? statementText(one, ";") : null));
  return texts.includes(null) ? null : [`-- ${operation}`, ...comments(others), ...texts].join("\n");
}

function statementText(members: Members, end: string): string | null {
  const { Statement, ...others } = members;
  return typeof Statement !== "string" || Statement.trim() === ""
    ? null
    : [`${Statement}${end}`, ...comments(others)].join("\n");
}

function comments(members: Members): string[] {
  return Object.entries(members).map(([name, value]) => `-- ${name}: ${JSON.stringify(value)}`);
}

const PIECES = /'(?:[^']|'')*'?|"(?:[^"]|"")*"?|--[^\n]*|;|[^'"\-;]+|./gs;

/** @throws {Unreadable} with what is missing, and its place */
export function readPartiql(text: string): { readonly operation: string; readonly input: Members } {
  const request: Record<string, unknown> = {};
  const statements: Record<string, unknown>[] = [];
  let operation: string | null = null;
  let isOpen = false;
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    const said = piece.startsWith("--") ? piece.slice(2).trim() : null;
    const member = said === null ? null : /^([A-Z]\w*):\s*(.+)$/.exec(said);
    if (said !== null && (said === "ExecuteStatement" || Object.hasOwn(MANY, said))) operation = said;
    else if (member !== null) {
      const [, name = "", json = ""] = member;
      (statements.at(-1) ?? request)[name] = parsed(json, index);
    } else if (piece === ";") isOpen = false;
    else if (isOpen) {
      const last = statements.at(-1);
      if (last !== undefined) last.Statement = `${last.Statement}${piece}`;
    } else if (said === null && piece.trim() !== "") {
      statements.push({ Statement: piece });
      isOpen = true;
    }
  }
  for (const one of statements) one.Statement = String(one.Statement).trim();
  const [first] = statements;
  if (first === undefined) throw new Unreadable("A statement begins with SELECT, INSERT, UPDATE, DELETE or EXISTS.");
  const member = MANY[operation ?? ""];
  if (operation !== null && member !== undefined) return { operation, input: { [member]: statements, ...request } };
  if (statements.length > 1)
    throw new Unreadable(
      "Several statements need an operation: begin with the line -- ExecuteTransaction or -- BatchExecuteStatement.",
    );
  return { operation: "ExecuteStatement", input: { ...first, ...request } };
}

function parsed(json: string, offset: number): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Unreadable("What follows the colon is not JSON.", offset);
  }
}
