/** A resolved condition tree → one condition per key attribute, or the service's reason why it is none. [EXPR-13] */
import { refuse } from "../errors.ts";
import type { AttributeValue } from "../values.ts";
import type { Comparator, Condition, KeyCondition, Operand } from "./ast.ts";
import { refuseExpression } from "./syntax.ts";

const FLIPPED: Readonly<Record<Comparator, Comparator>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** In the order written. @throws {Refused} */
export function keyConditionsOf(condition: Condition): readonly KeyCondition[] {
  const found: KeyCondition[] = [];
  collect(condition, found);
  const names = new Set(found.map(({ name }) => name));
  if (names.size < found.length) refuseIt("must only contain one condition per key");
  return found;
}

function refuseIt(why: string): never {
  return refuseExpression("KeyConditionExpression", `KeyConditionExpressions ${why}`);
}

function collect(condition: Condition, found: KeyCondition[]): void {
  switch (condition.type) {
    case "and":
      collect(condition.left, found);
      collect(condition.right, found);
      return;
    case "compare":
      found.push(comparison(condition));
      return;
    case "between":
      found.push({
        name: keyName(condition.operand),
        comparator: "BETWEEN",
        lower: literal(condition.lower),
        upper: literal(condition.upper),
      });
      return;
    case "begins_with":
      if (condition.subject.type !== "path") {
        refuse(
          "Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand",
        );
      }
      found.push({ name: keyName(condition.subject), comparator: "begins_with", value: literal(condition.argument) });
      return;
    default:
      refuse(`Invalid operator used in KeyConditionExpression: ${operatorName(condition)}`);
  }
}

function comparison(condition: Extract<Condition, { type: "compare" }>): KeyCondition {
  const { comparator, left, right } = condition;
  if (comparator === "<>") refuse("Invalid operator used in KeyConditionExpression: <>");
  if (left.type === "path" && right.type === "path") {
    refuse("Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
  }
  if (left.type === "value" && right.type === "value") {
    refuse("Invalid condition in KeyConditionExpression: No key attribute specified");
  }
  return left.type === "value"
    ? { name: keyName(right), comparator: FLIPPED[comparator], value: left.value }
    : { name: keyName(left), comparator, value: literal(right) };
}

function operatorName(condition: Condition): string {
  const shown: Partial<Record<Condition["type"], string>> = { or: "OR", not: "NOT", in: "IN" };
  return shown[condition.type] ?? condition.type;
}

function keyName(operand: Operand): string {
  if (operand.type === "size") return refuseIt("cannot contain nested operations");
  if (operand.type === "value")
    return refuse("Invalid condition in KeyConditionExpression: No key attribute specified");
  if (operand.path.length > 1) return refuseIt("cannot have conditions on nested attributes");
  return operand.path[0];
}

function literal(operand: Operand): AttributeValue {
  if (operand.type === "size") return refuseIt("cannot contain nested operations");
  if (operand.type === "path") {
    return refuse("Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
  }
  return operand.value;
}
