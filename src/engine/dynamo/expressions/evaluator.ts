/** Does an item satisfy a condition? A pure question; a missing attribute is never an error. [EXPR-7, EXPR-8] */

import { unreachable } from "../../base/assert.ts";
import { bytesToHex } from "../../base/bytes.ts";
import { type AttributeValue, bytesOf, compareValues, type Item, typeOf, valuesEqual } from "../values.ts";
import type { Comparator, Condition, Operand } from "./ast.ts";
import { valueAt } from "./paths.ts";

/** An absent item is the empty item: every path leads nowhere. */
export function satisfies(condition: Condition, item: Item): boolean {
  switch (condition.type) {
    case "and":
      return satisfies(condition.left, item) && satisfies(condition.right, item);
    case "or":
      return satisfies(condition.left, item) || satisfies(condition.right, item);
    case "not":
      return !satisfies(condition.condition, item);
    case "compare":
      return compares(condition.comparator, operandValue(condition.left, item), operandValue(condition.right, item));
    case "between": {
      const value = operandValue(condition.operand, item);
      return (
        compares(">=", value, operandValue(condition.lower, item)) &&
        compares("<=", value, operandValue(condition.upper, item))
      );
    }
    case "in": {
      const value = operandValue(condition.operand, item);
      return condition.candidates.some((candidate) => compares("=", value, operandValue(candidate, item)));
    }
    case "attribute_exists":
      return valueAt(item, condition.path) !== undefined;
    case "attribute_not_exists":
      return valueAt(item, condition.path) === undefined;
    case "attribute_type": {
      const value = valueAt(item, condition.path);
      return value !== undefined && typeOf(value) === condition.attributeType;
    }
    case "begins_with":
      return beginsWith(operandValue(condition.subject, item), operandValue(condition.argument, item));
    case "contains":
      return contains(operandValue(condition.subject, item), operandValue(condition.argument, item));
    default:
      return unreachable(condition);
  }
}

function operandValue(operand: Operand, item: Item): AttributeValue | undefined {
  if (operand.type === "value") return operand.value;
  const value = valueAt(item, operand.path);
  return operand.type === "path" || value === undefined ? value : sizeOf(value);
}

/** Characters of a string, bytes of a binary, members of anything else; scalars have no size. */
export function sizeOf(value: AttributeValue): AttributeValue | undefined {
  const size = sizeNumber(value);
  return size === undefined ? undefined : { N: String(size) };
}

function sizeNumber(value: AttributeValue): number | undefined {
  if ("S" in value) return value.S.length;
  if ("B" in value) return bytesOf(value.B).length;
  if ("SS" in value) return value.SS.length;
  if ("NS" in value) return value.NS.length;
  if ("BS" in value) return value.BS.length;
  if ("L" in value) return value.L.length;
  if ("M" in value) return Object.keys(value.M).length;
  return undefined;
}

function compares(
  comparator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  const known = left !== undefined && right !== undefined;
  if (comparator === "=") return known && valuesEqual(left, right);
  if (comparator === "<>") return !(known && valuesEqual(left, right));
  const order = known ? compareValues(left, right) : undefined;
  if (order === undefined) return false;
  if (comparator === "<") return order < 0;
  if (comparator === "<=") return order <= 0;
  return comparator === ">" ? order > 0 : order >= 0;
}

function beginsWith(subject: AttributeValue | undefined, prefix: AttributeValue | undefined): boolean {
  if (subject === undefined || prefix === undefined) return false;
  if ("S" in subject && "S" in prefix) return subject.S.startsWith(prefix.S);
  if ("B" in subject && "B" in prefix) return hex(subject.B).startsWith(hex(prefix.B));
  return false;
}

function contains(subject: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (subject === undefined || part === undefined) return false;
  if ("S" in subject) return "S" in part && subject.S.includes(part.S);
  if ("B" in subject) return "B" in part && containsBytes(subject.B, part.B);
  if ("SS" in subject) return "S" in part && subject.SS.includes(part.S);
  if ("NS" in subject) return "N" in part && subject.NS.includes(part.N);
  if ("BS" in subject) return "B" in part && subject.BS.includes(part.B);
  return "L" in subject && subject.L.some((element) => valuesEqual(element, part));
}

/** Two hexadecimal digits are a byte, so only even positions count. */
function containsBytes(subject: string, part: string): boolean {
  const whole = hex(subject);
  const sought = hex(part);
  let at = whole.indexOf(sought);
  while (at % 2 === 1) at = whole.indexOf(sought, at + 1);
  return at >= 0;
}

function hex(base64: string): string {
  return bytesToHex(bytesOf(base64));
}
