/** Literals and parameters of a statement → attribute values, by the rules of values on the wire. [PQL-5, VAL-1] */
import { refuse } from "../errors.ts";
import { parseValue } from "../value-parser.ts";
import type { AttributeValue } from "../values.ts";
import type { Expr } from "./ast.ts";
import { malformedStatement } from "./refusals.ts";

export function isLiteral(expr: Expr): boolean {
  return ["scalar", "parameter", "list", "set", "tuple"].includes(expr.type);
}

/** @throws {Refused} not a literal, or no value that DynamoDB stores */
export function literalValue(expr: Expr, parameters: readonly AttributeValue[]): AttributeValue {
  if (expr.type === "parameter") return parameters[expr.index] as AttributeValue;
  return parseValue(wireValue(expr, parameters));
}

/** As a request would carry it: `parseValue` then judges numbers, sets and nesting once, from the outside in. */
function wireValue(expr: Expr, parameters: readonly AttributeValue[]): unknown {
  switch (expr.type) {
    case "scalar":
      return expr.value;
    case "parameter":
      return parameters[expr.index];
    case "list":
      return { L: expr.elements.map((element) => wireValue(element, parameters)) };
    case "tuple":
      return { M: Object.fromEntries(expr.members.map(([name, value]) => [name, wireValue(value, parameters)])) };
    case "set":
      return wireSet(expr.elements.map((element) => wireValue(element, parameters) as Record<string, unknown>));
    default:
      return malformedStatement("Unexpected term");
  }
}

/** A set has the type of its first member, and every member has it. */
function wireSet(members: readonly Readonly<Record<string, unknown>>[]): unknown {
  const [first] = members;
  const type = first === undefined || "S" in first ? "S" : "N" in first ? "N" : "B";
  if (!members.every((member) => type in member)) {
    refuse("One or more parameter values were invalid: Set members must all be strings, numbers or binaries");
  }
  return { [`${type}S`]: members.map((member) => member[type]) };
}
