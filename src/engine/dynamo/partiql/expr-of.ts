/** Values and resolved trees → the expressions of a statement that mean the same. Binaries become parameters. [PQL-14] */
import type { Condition, KeyCondition, Operand, UpdateValue } from "../expressions/ast.ts";
import type { AttributeValue, Item } from "../values.ts";
import type { Expr } from "./ast.ts";

/** Collects the values that PartiQL has no literal for, in the order in which they are written. */
export class Parameters {
  readonly values: AttributeValue[] = [];

  value(value: AttributeValue): Expr {
    if ("S" in value || "N" in value || "BOOL" in value || "NULL" in value) return { type: "scalar", value };
    if ("L" in value) return { type: "list", elements: value.L.map((each) => this.value(each)) };
    if ("M" in value) return this.tuple(value.M);
    if ("SS" in value) return { type: "set", elements: value.SS.map((S) => this.value({ S })) };
    if ("NS" in value) return { type: "set", elements: value.NS.map((N) => this.value({ N })) };
    return { type: "parameter", index: this.values.push(value) - 1 };
  }

  tuple(item: Item): Expr {
    return {
      type: "tuple",
      members: Object.keys(item).map((name) => [name, this.value(item[name] as AttributeValue)]),
    };
  }
}

export function both(left: Expr | null, right: Expr | null): Expr | null {
  return left === null || right === null ? (left ?? right) : { type: "and", left, right };
}

export function keyExpr(key: Item, parameters: Parameters): Expr | null {
  const pins = Object.keys(key).map((name): Expr => equals(name, key[name] as AttributeValue, parameters));
  return pins.reduce<Expr | null>(both, null);
}

function equals(name: string, value: AttributeValue, parameters: Parameters): Expr {
  return { type: "compare", comparator: "=", left: pathExpr([name]), right: parameters.value(value) };
}

function pathExpr(path: Extract<Expr, { readonly type: "path" }>["path"]): Expr {
  return { type: "path", path };
}

export function keyConditionExpr(condition: KeyCondition, parameters: Parameters): Expr {
  const operand = pathExpr([condition.name]);
  switch (condition.comparator) {
    case "BETWEEN":
      return {
        type: "between",
        operand,
        lower: parameters.value(condition.lower),
        upper: parameters.value(condition.upper),
      };
    case "begins_with":
      return { type: "call", name: "begins_with", args: [operand, parameters.value(condition.value)] };
    default:
      return {
        type: "compare",
        comparator: condition.comparator,
        left: operand,
        right: parameters.value(condition.value),
      };
  }
}

export function conditionExpr(condition: Condition, parameters: Parameters): Expr {
  const operand = (each: Operand): Expr => operandExpr(each, parameters);
  switch (condition.type) {
    case "and":
    case "or": {
      const left = conditionExpr(condition.left, parameters);
      return { type: condition.type, left, right: conditionExpr(condition.right, parameters) };
    }
    case "not":
      return { type: "not", operand: conditionExpr(condition.condition, parameters) };
    case "compare": {
      const left = operand(condition.left);
      return { type: "compare", comparator: condition.comparator, left, right: operand(condition.right) };
    }
    case "between": {
      const subject = operand(condition.operand);
      const lower = operand(condition.lower);
      return { type: "between", operand: subject, lower, upper: operand(condition.upper) };
    }
    case "in": {
      const subject = operand(condition.operand);
      return {
        type: "in",
        operand: subject,
        candidates: { type: "list", elements: condition.candidates.map(operand) },
      };
    }
    case "attribute_exists":
      return { type: "not", operand: { type: "is", operand: pathExpr(condition.path), what: "MISSING" } };
    case "attribute_not_exists":
      return { type: "is", operand: pathExpr(condition.path), what: "MISSING" };
    case "attribute_type":
      return {
        type: "call",
        name: "attribute_type",
        args: [pathExpr(condition.path), parameters.value({ S: condition.attributeType })],
      };
    case "begins_with":
    case "contains": {
      const subject = operand(condition.subject);
      return { type: "call", name: condition.type, args: [subject, operand(condition.argument)] };
    }
  }
}

function operandExpr(operand: Operand, parameters: Parameters): Expr {
  if (operand.type === "value") return parameters.value(operand.value);
  const path = pathExpr(operand.path);
  return operand.type === "path" ? path : { type: "call", name: "size", args: [path] };
}

/** null: PartiQL cannot say it. */
export function updateValueExpr(value: UpdateValue, parameters: Parameters): Expr | null {
  switch (value.type) {
    case "path":
      return pathExpr(value.path);
    case "value":
      return parameters.value(value.value);
    case "plus":
    case "minus": {
      const left = updateValueExpr(value.left, parameters);
      const right = updateValueExpr(value.right, parameters);
      return left === null || right === null ? null : { type: value.type, left, right };
    }
    case "list_append": {
      const first = updateValueExpr(value.first, parameters);
      const second = updateValueExpr(value.second, parameters);
      return first === null || second === null ? null : { type: "call", name: "list_append", args: [first, second] };
    }
    default:
      return null;
  }
}
