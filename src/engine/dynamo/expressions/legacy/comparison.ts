/**
 * The thirteen comparison operators from before expressions: how many operands each takes, of which types, and the
 * condition tree each one stands for. [LEG-2, LEG-3]
 */
import { Refused, refuse, validationError, WORDING } from "../../errors.ts";
import { parseValue, readArray } from "../../value-parser.ts";
import { type AttributeType, type AttributeValue, compareValues, typeOf } from "../../values.ts";
import type { Comparator, Condition, DocumentPath, Operand } from "../ast.ts";

/** In the order in which the service lists them. */
export const COMPARISON_OPERATORS = [
  "IN",
  "NULL",
  "BETWEEN",
  "LT",
  "NOT_CONTAINS",
  "EQ",
  "GT",
  "NOT_NULL",
  "NE",
  "LE",
  "BEGINS_WITH",
  "GE",
  "CONTAINS",
] as const;

export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];

export const COMPARATORS: Partial<Record<ComparisonOperator, Comparator>> = {
  EQ: "=",
  NE: "<>",
  LE: "<=",
  LT: "<",
  GE: ">=",
  GT: ">",
};

const ORDERED: readonly AttributeType[] = ["S", "N", "B"];
const TYPES: Partial<Record<ComparisonOperator, readonly AttributeType[]>> = {
  LE: ORDERED,
  LT: ORDERED,
  GE: ORDERED,
  GT: ORDERED,
  BETWEEN: ORDERED,
  IN: ORDERED,
  BEGINS_WITH: ["S", "B"],
  CONTAINS: ["S", "N", "B", "BOOL", "NULL"],
  NOT_CONTAINS: ["S", "N", "B", "BOOL", "NULL"],
};

/** One comparison, checked. */
interface Comparison {
  readonly operator: ComparisonOperator;
  readonly values: readonly AttributeValue[];
}

/** An `AttributeValueList` as sent. @throws {Refused} */
export function readValues(sent: unknown, read = parseValue): readonly AttributeValue[] {
  return sent === undefined || sent === null ? [] : readArray(sent).map((value) => read(value ?? {}));
}

/** A value inside PutItem, UpdateItem or DeleteItem, which wrap what is wrong with it. [VAL-2] @throws {Refused} */
export function readWrapped(sent: unknown): AttributeValue {
  try {
    return parseValue(sent);
  } catch (thrown) {
    if (!(thrown instanceof Refused) || thrown.error.name !== "ValidationException") throw thrown;
    throw new Refused(validationError(`1 validation error detected: ${thrown.error.message}`));
  }
}

/** The number of operands, then their types, then whether they agree. @throws {Refused} */
export function comparison(operator: ComparisonOperator, values: readonly AttributeValue[]): Comparison {
  if (!takes(operator, values.length)) {
    refuse(`${WORDING.invalidParameters}Invalid number of argument(s) for the ${operator} ComparisonOperator`);
  }
  const allowed = TYPES[operator];
  for (const value of values) {
    const type = typeOf(value);
    if (allowed !== undefined && !allowed.includes(type)) {
      refuse(`${WORDING.invalidParameters}ComparisonOperator ${operator} is not valid for ${type} AttributeValue type`);
    }
  }
  if (operator === "IN" || operator === "BETWEEN") checkSameType(values);
  const [lower, upper] = values;
  if (operator === "BETWEEN" && lower !== undefined && upper !== undefined && (compareValues(lower, upper) ?? 0) > 0) {
    refuse("The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
  }
  return { operator, values };
}

function takes(operator: ComparisonOperator, count: number): boolean {
  if (operator === "NULL" || operator === "NOT_NULL") return count === 0;
  if (operator === "IN") return count >= 1;
  return count === (operator === "BETWEEN" ? 2 : 1);
}

function checkSameType(values: readonly AttributeValue[]): void {
  const types = new Set(values.map(typeOf));
  if (types.size > 1) {
    refuse(`${WORDING.invalidParameters}AttributeValues inside AttributeValueList must be of same type`);
  }
}

/** What the comparison asks of an attribute. NOT_CONTAINS is false of a missing one; NE is true. */
export function conditionOf(attribute: string, { operator, values }: Comparison): Condition {
  const path: DocumentPath = [attribute];
  const subject: Operand = { type: "path", path };
  const operands = values.map((value): Operand => ({ type: "value", value }));
  const [first, second] = operands as [Operand, Operand];
  switch (operator) {
    case "NULL":
      return { type: "attribute_not_exists", path };
    case "NOT_NULL":
      return { type: "attribute_exists", path };
    case "IN":
      return { type: "in", operand: subject, candidates: operands };
    case "BETWEEN":
      return { type: "between", operand: subject, lower: first, upper: second };
    case "BEGINS_WITH":
      return { type: "begins_with", subject, argument: first };
    case "CONTAINS":
      return { type: "contains", subject, argument: first };
    case "NOT_CONTAINS": {
      const contains: Condition = { type: "contains", subject, argument: first };
      return { type: "and", left: { type: "attribute_exists", path }, right: { type: "not", condition: contains } };
    }
    default:
      return { type: "compare", comparator: COMPARATORS[operator] as Comparator, left: subject, right: first };
  }
}

/** All of them, or any of them; null for none. Balanced, so that no number of attributes makes a deep tree. */
export function joined(type: "and" | "or", conditions: readonly Condition[]): Condition | null {
  if (conditions.length <= 1) return conditions[0] ?? null;
  const middle = conditions.length >> 1;
  return {
    type,
    left: joined(type, conditions.slice(0, middle)) as Condition,
    right: joined(type, conditions.slice(middle)) as Condition,
  };
}
