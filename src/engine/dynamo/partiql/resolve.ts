/**
 * What a statement asks and changes → the trees of `expressions/ast.ts`, through the same resolver that checks the
 * expressions of other operations. There is no second evaluator. [PQL-6]
 */
import { refuse } from "../errors.ts";
import type { Condition, DocumentPath, Update } from "../expressions/ast.ts";
import { resolveCondition, resolveUpdate } from "../expressions/resolver.ts";
import { Substitution } from "../expressions/substitution.ts";
import type { ExpressionKind, RawAction, RawCondition, RawOperand, RawPath } from "../expressions/syntax.ts";
import type { AttributeValue } from "../values.ts";
import type { Assignment, Expr } from "./ast.ts";
import { TYPE_NAMES } from "./expression-parser.ts";
import { malformedStatement } from "./refusals.ts";
import { isLiteral, literalValue } from "./values.ts";

/** The functions of conditions. `size` is an operand. */
const FUNCTIONS: ReadonlySet<string> = new Set(["attribute_type", "begins_with", "contains", "size"]);

/** @throws {Refused} */
export function conditionOf(kind: ExpressionKind, expr: Expr, parameters: readonly AttributeValue[]): Condition {
  const placeholders = new Placeholders(parameters);
  const raw = rawCondition(expr, placeholders);
  return resolveCondition(kind, raw, placeholders.substitution());
}

/** @throws {Refused} */
export function updateOf(assignments: readonly Assignment[], parameters: readonly AttributeValue[]): Update {
  const placeholders = new Placeholders(parameters);
  const raw = assignments.map((assignment) => rawAction(assignment, placeholders));
  return resolveUpdate(raw, placeholders.substitution());
}

/** Gives every name and value of a statement a placeholder, as a careful caller of the other operations would. */
class Placeholders {
  private readonly names: Record<string, string> = {};
  private readonly values: Record<string, AttributeValue> = {};
  private count = 0;

  constructor(readonly parameters: readonly AttributeValue[]) {}

  path(path: DocumentPath): RawPath {
    return path.map((step) => {
      if (typeof step === "number") return step;
      const name = `#${this.count++}`;
      this.names[name] = step;
      return name;
    });
  }

  value(value: AttributeValue): RawOperand {
    const name = `:${this.count++}`;
    this.values[name] = value;
    return { type: "value", name };
  }

  substitution(): Substitution {
    return new Substitution({ names: this.names, values: this.values });
  }
}

function rawCondition(expr: Expr, placeholders: Placeholders): RawCondition {
  const operand = (each: Expr) => rawOperand(each, placeholders);
  switch (expr.type) {
    case "and":
    case "or":
      return {
        type: expr.type,
        left: rawCondition(expr.left, placeholders),
        right: rawCondition(expr.right, placeholders),
      };
    case "not":
      return { type: "not", condition: rawCondition(expr.operand, placeholders) };
    case "compare": {
      const missing = expr.left.type === "missing" ? expr.right : expr.right.type === "missing" ? expr.left : null;
      if (missing === null) {
        return { type: "compare", comparator: expr.comparator, left: operand(expr.left), right: operand(expr.right) };
      }
      if (expr.comparator !== "=" && expr.comparator !== "<>") malformedStatement("Unexpected operator");
      const name = expr.comparator === "=" ? "attribute_not_exists" : "attribute_exists";
      return { type: "call", name, args: [operand(missing)] };
    }
    case "between":
      return {
        type: "between",
        operand: operand(expr.operand),
        lower: operand(expr.lower),
        upper: operand(expr.upper),
      };
    case "in":
      return { type: "in", operand: operand(expr.operand), candidates: rawCandidates(expr.candidates, placeholders) };
    case "is": {
      const subject = operand(expr.operand);
      if (expr.what === "MISSING") return { type: "call", name: "attribute_not_exists", args: [subject] };
      const type = placeholders.value({ S: TYPE_NAMES[expr.what] as string });
      return { type: "call", name: "attribute_type", args: [subject, type] };
    }
    case "call":
      return { type: "call", name: knownFunction(expr.name), args: expr.args.map(operand) };
    default:
      return malformedStatement("Unexpected term");
  }
}

function knownFunction(name: string): string {
  return FUNCTIONS.has(name) ? name : refuse(`Invalid function name; function: ${name}`);
}

/** `[a, b]`, or one parameter that holds a list. */
function rawCandidates(expr: Expr, placeholders: Placeholders): readonly RawOperand[] {
  if (expr.type === "list" || expr.type === "set") return expr.elements.map((each) => rawOperand(each, placeholders));
  const value = expr.type === "parameter" ? literalValue(expr, placeholders.parameters) : null;
  if (value === null || !("L" in value)) return malformedStatement("Unexpected term");
  return value.L.map((each) => placeholders.value(each));
}

function rawOperand(expr: Expr, placeholders: Placeholders): RawOperand {
  if (isLiteral(expr)) return placeholders.value(literalValue(expr, placeholders.parameters));
  switch (expr.type) {
    case "path":
      return { type: "path", path: placeholders.path(expr.path) };
    case "call":
      return {
        type: "call",
        name: knownFunction(expr.name),
        args: expr.args.map((each) => rawOperand(each, placeholders)),
      };
    default:
      return malformedStatement("Unexpected term");
  }
}

function rawAction({ path, value }: Assignment, placeholders: Placeholders): RawAction {
  const target = placeholders.path(path);
  if (value === null) return { section: "REMOVE", path: target, operand: null };
  if (value.type === "call" && (value.name === "set_add" || value.name === "set_delete")) {
    return {
      section: value.name === "set_add" ? "ADD" : "DELETE",
      path: target,
      operand: setOperand(path, value, placeholders),
    };
  }
  return { section: "SET", path: target, operand: rawSetValue(value, placeholders) };
}

/** `SET s = set_add(s, <<…>>)`: ADD and DELETE work in place, so the set changed is the set read. */
function setOperand(
  path: DocumentPath,
  call: Extract<Expr, { readonly type: "call" }>,
  placeholders: Placeholders,
): RawOperand {
  const [subject, members] = call.args;
  if (call.args.length !== 2 || subject?.type !== "path" || members === undefined || !isLiteral(members)) {
    return refuse(`Incorrect operands for function; function: ${call.name}`);
  }
  if (JSON.stringify(subject.path) !== JSON.stringify(path)) {
    refuse(`The first operand must be the path that is set; function: ${call.name}`);
  }
  const value = literalValue(members, placeholders.parameters);
  if (!("SS" in value || "NS" in value || "BS" in value)) {
    refuse(`Incorrect operand type for operator or function; operator or function: ${call.name}`);
  }
  return placeholders.value(value);
}

function rawSetValue(expr: Expr, placeholders: Placeholders): RawOperand {
  if (isLiteral(expr)) return placeholders.value(literalValue(expr, placeholders.parameters));
  switch (expr.type) {
    case "path":
      return { type: "path", path: placeholders.path(expr.path) };
    case "plus":
    case "minus":
      return {
        type: expr.type,
        left: rawSetValue(expr.left, placeholders),
        right: rawSetValue(expr.right, placeholders),
      };
    case "call":
      if (expr.name !== "list_append") return refuse(`Invalid function name; function: ${expr.name}`);
      return { type: "call", name: expr.name, args: expr.args.map((each) => rawSetValue(each, placeholders)) };
    default:
      return malformedStatement("Unexpected term");
  }
}
