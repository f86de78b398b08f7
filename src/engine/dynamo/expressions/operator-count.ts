/** How many operators and functions an expression has: the service takes 300. [EXPR-14] */
import type { RawAction, RawCondition, RawOperand } from "./syntax.ts";
import { type ExpressionKind, refuseExpression } from "./syntax.ts";

const OPERATORS_MAX = 300;

/** @throws {Refused} */
export function checkOperatorCount(kind: ExpressionKind, count: number): void {
  if (count > OPERATORS_MAX) {
    refuseExpression(kind, `The expression contains too many operators; operator count: ${count}`);
  }
}

/** Comparators, AND, OR, NOT, BETWEEN, IN and functions. */
export function conditionOperators(raw: RawCondition): number {
  switch (raw.type) {
    case "and":
    case "or":
      return 1 + conditionOperators(raw.left) + conditionOperators(raw.right);
    case "not":
      return 1 + conditionOperators(raw.condition);
    case "compare":
      return 1 + operandOperators(raw.left, raw.right);
    case "between":
      return 1 + operandOperators(raw.operand, raw.lower, raw.upper);
    case "in":
      return 1 + operandOperators(raw.operand, ...raw.candidates);
    case "call":
      return 1 + operandOperators(...raw.args);
  }
}

/** Functions, + and -. */
export function updateOperators(actions: readonly RawAction[]): number {
  return actions.reduce((count, { operand }) => count + (operand === null ? 0 : operandOperators(operand)), 0);
}

function operandOperators(...operands: readonly RawOperand[]): number {
  return operands.reduce((count, operand) => count + operatorsIn(operand), 0);
}

function operatorsIn(operand: RawOperand): number {
  if (operand.type === "call") return 1 + operandOperators(...operand.args);
  return operand.type === "plus" || operand.type === "minus" ? 1 + operandOperators(operand.left, operand.right) : 0;
}
