/** Random PartiQL statements, in the form in which the parser gives them. For tests only. */
import fc from "fast-check";
import type { Comparator, DocumentPath } from "../dynamo/expressions/ast.ts";
import type { Expr, Scalar, SelectStatement, Source, Statement } from "../dynamo/partiql/ast.ts";

const name = fc.oneof(
  fc.constantFrom("pk", "sk", "a", "Order", "é", 'q"q', "a.b", "?", "--"),
  fc.string({ minLength: 1, maxLength: 4 }),
);
const path: fc.Arbitrary<DocumentPath> = fc
  .tuple(name, fc.array(fc.oneof(name, fc.nat(99)), { maxLength: 3 }))
  .map(([first, rest]) => [first, ...rest]);

const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  fc.record({ S: fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom("it's", "''", "--", "?")) }),
  fc.record({ N: fc.oneof(fc.integer().map(String), fc.constantFrom("1.50", "-0.5", "1e5", ".5", "5.")) }),
  fc.record({ BOOL: fc.boolean() }),
  fc.constant({ NULL: true as const }),
);

const COMPARATORS: readonly Comparator[] = ["=", "<>", "<", "<=", ">", ">="];

/** Parameters are numbered afterwards, in the order in which they are printed. */
const { expr } = fc.letrec<{ expr: Expr; value: Expr }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constant("scalar" as const), value: scalar }),
    fc.constant({ type: "parameter" as const, index: 0 }),
    fc.record({
      type: fc.constantFrom("list" as const, "set" as const),
      elements: fc.array(tie("value"), { maxLength: 3 }),
    }),
    fc.record({
      type: fc.constant("tuple" as const),
      members: fc.array(fc.tuple(fc.string({ maxLength: 3 }), tie("value")), { maxLength: 2 }),
    }),
  ),
  expr: fc.oneof(
    { maxDepth: 5 },
    fc.record({ type: fc.constant("path" as const), path }),
    tie("value"),
    fc.record({ type: fc.constant("missing" as const) }),
    fc.record({
      type: fc.constantFrom("and", "or", "plus", "minus"),
      left: tie("expr"),
      right: tie("expr"),
    }) as fc.Arbitrary<Expr>,
    fc.record({ type: fc.constant("not" as const), operand: tie("expr") }),
    fc.record({
      type: fc.constant("compare" as const),
      comparator: fc.constantFrom(...COMPARATORS),
      left: tie("expr"),
      right: tie("expr"),
    }),
    fc.record({ type: fc.constant("between" as const), operand: tie("expr"), lower: tie("expr"), upper: tie("expr") }),
    fc.record({ type: fc.constant("in" as const), operand: tie("expr"), candidates: tie("value") }),
    fc.record({
      type: fc.constant("is" as const),
      operand: tie("expr"),
      what: fc.constantFrom("MISSING", "NULL", "STRING"),
    }),
    fc.record({
      type: fc.constant("call" as const),
      name: fc.constantFrom("size", "contains", "set_add", "x"),
      args: fc.array(tie("expr"), { maxLength: 3 }),
    }),
  ),
}));

const source = (indexed: boolean): fc.Arbitrary<Source> =>
  fc.record({ table: name, index: indexed ? fc.option(name) : fc.constant(null) });
const where = fc.option(expr);
const sum: fc.Arbitrary<Expr> = expr.filter(({ type }) =>
  ["path", "scalar", "list", "call", "plus", "minus"].includes(type),
);

const select: fc.Arbitrary<SelectStatement> = fc.record({
  type: fc.constant("select" as const),
  columns: fc.option(fc.array(path, { minLength: 1, maxLength: 3 })),
  from: source(true),
  where,
  orderBy: fc.array(fc.record({ name, descending: fc.boolean() }), { maxLength: 2 }),
});

export function arbitraryStatement(): fc.Arbitrary<Statement> {
  const returning = fc.option(
    fc.record({
      scope: fc.constantFrom("ALL" as const, "MODIFIED" as const),
      image: fc.constantFrom("OLD" as const, "NEW" as const),
    }),
  );
  const statement: fc.Arbitrary<Statement> = fc.oneof(
    select,
    fc.record({ type: fc.constant("insert" as const), from: source(false), item: expr }),
    fc.record({
      type: fc.constant("update" as const),
      from: source(false),
      assignments: fc.array(fc.record({ path, value: fc.option(sum) }), { minLength: 1, maxLength: 3 }),
      where,
      returning,
    }),
    fc.record({
      type: fc.constant("delete" as const),
      from: source(false),
      where,
      returning: fc.option(fc.constant({ scope: "ALL" as const, image: "OLD" as const })),
    }),
    fc.record({ type: fc.constant("exists" as const), select }),
  );
  return statement.map(numbered);
}

function numbered(statement: Statement): Statement {
  let next = 0;
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null) return node;
    if ((node as { type?: string }).type === "parameter") return { type: "parameter", index: next++ };
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, walk(value)]));
  };
  return walk(statement) as Statement;
}
