/**
 * Raw trees + placeholders → the trees of `ast.ts`, with every check that needs no item: functions in their place,
 * operand counts and types, bounds of BETWEEN, overlapping paths. [EXPR-4, EXPR-5, EXPR-6]
 */
import { type AttributeType, type AttributeValue, compareValues, typeOf, valuesEqual } from "../values.ts";
import type { Condition, DocumentPath, Operand, Projected, Update, UpdateAction, UpdateValue } from "./ast.ts";
import { sizeOf } from "./evaluator.ts";
import { checkPathsDisjoint, pathText } from "./paths.ts";
import type { Substitution } from "./substitution.ts";
import {
  type ExpressionKind,
  type RawAction,
  type RawCondition,
  type RawOperand,
  type RawPath,
  refuseExpression,
} from "./syntax.ts";

const CONDITION_FUNCTIONS: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
};
const OPERAND_FUNCTIONS: Readonly<Record<string, number>> = { size: 1 };
const UPDATE_FUNCTIONS: Readonly<Record<string, number>> = { if_not_exists: 2, list_append: 2 };
const IN_CANDIDATES_MAX = 100;

const CONTEXT: Readonly<Record<ExpressionKind, string>> = {
  ConditionExpression: "a condition expression",
  FilterExpression: "a filter expression",
  KeyConditionExpression: "a key condition expression",
  ProjectionExpression: "a projection expression",
  UpdateExpression: "an update expression",
};

/** The types as the ADD and DELETE messages spell them. */
const LONG_TYPE: Readonly<Record<AttributeType, string>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  BOOL: "BOOLEAN",
  NULL: "NULL",
  M: "MAP",
  L: "LIST",
  SS: "STRING_SET",
  NS: "NUMBER_SET",
  BS: "BINARY_SET",
};

/** A function that exists, allowed here, used as what it is, with the right number of operands. */
function checkFunction(
  kind: ExpressionKind,
  call: { readonly name: string; readonly args: readonly unknown[] },
  allowed: Readonly<Record<string, number>>,
): void {
  const { name, args } = call;
  const inConditions = Object.hasOwn(CONDITION_FUNCTIONS, name) || Object.hasOwn(OPERAND_FUNCTIONS, name);
  const inUpdates = Object.hasOwn(UPDATE_FUNCTIONS, name);
  if (!inConditions && !inUpdates) refuseExpression(kind, `Invalid function name; function: ${name}`);
  if (kind === "UpdateExpression" ? !inUpdates : !inConditions) {
    refuseExpression(kind, `The function is not allowed in ${CONTEXT[kind]}; function: ${name}`);
  }
  if (!Object.hasOwn(allowed, name)) {
    refuseExpression(kind, `The function is not allowed to be used this way in an expression; function: ${name}`);
  }
  if (args.length !== allowed[name]) refuseCount(kind, name, args.length);
}

function refuseCount(kind: ExpressionKind, name: string, count: number): never {
  return refuseExpression(
    kind,
    `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
  );
}

function refuseType(kind: ExpressionKind, operator: string, type: string): never {
  return refuseExpression(
    kind,
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );
}

/** @throws {Refused} */
export function resolveCondition(kind: ExpressionKind, raw: RawCondition, substitution: Substitution): Condition {
  const operand = (each: RawOperand) => resolveOperand(kind, each, substitution);
  switch (raw.type) {
    case "and":
    case "or": {
      const left = resolveCondition(kind, raw.left, substitution);
      return { type: raw.type, left, right: resolveCondition(kind, raw.right, substitution) };
    }
    case "not":
      return { type: "not", condition: resolveCondition(kind, raw.condition, substitution) };
    case "compare": {
      const left = operand(raw.left);
      const right = operand(raw.right);
      checkDistinct(kind, raw.comparator, left, [right]);
      if (raw.comparator !== "=" && raw.comparator !== "<>") {
        for (const each of [left, right]) checkOrdered(kind, `operator: ${raw.comparator}`, each);
      }
      return { type: "compare", comparator: raw.comparator, left, right };
    }
    case "between": {
      const subject = operand(raw.operand);
      const lower = operand(raw.lower);
      const upper = operand(raw.upper);
      for (const each of [subject, lower, upper]) checkOrdered(kind, "operator: BETWEEN", each);
      checkBounds(kind, lower, upper);
      return { type: "between", operand: subject, lower, upper };
    }
    case "in": {
      const subject = operand(raw.operand);
      const candidates = raw.candidates.map(operand);
      if (candidates.length > IN_CANDIDATES_MAX) {
        const operands = candidates.length;
        refuseExpression(kind, `The IN operator is provided with too many operands; number of operands: ${operands}`);
      }
      return { type: "in", operand: subject, candidates };
    }
    case "call":
      return resolveFunction(kind, raw, substitution);
  }
}

function resolveOperand(kind: ExpressionKind, raw: RawOperand, substitution: Substitution): Operand {
  if (raw.type === "path") return { type: "path", path: substitution.path(kind, raw.path) };
  if (raw.type === "value") return { type: "value", value: substitution.value(kind, raw.name) };
  // A sum is only parsed in updates, so what is left is a call.
  const call = raw as Extract<RawOperand, { type: "call" }>;
  checkFunction(kind, call, OPERAND_FUNCTIONS);
  const [sized] = call.args as readonly [RawOperand];
  if (sized.type === "path") return { type: "size", path: substitution.path(kind, sized.path) };
  const literal = resolveOperand(kind, sized, substitution);
  const size = literal.type === "value" ? sizeOf(literal.value) : undefined;
  return size === undefined
    ? refuseType(kind, call.name, literalType(literal) as AttributeType)
    : { type: "value", value: size };
}

function resolveFunctionPath(
  kind: ExpressionKind,
  name: string,
  raw: RawOperand | undefined,
  substitution: Substitution,
): DocumentPath {
  if (raw?.type !== "path") {
    return refuseExpression(kind, `Operator or function requires a document path; operator or function: ${name}`);
  }
  return substitution.path(kind, raw.path);
}

function resolveFunction(
  kind: ExpressionKind,
  raw: Extract<RawCondition, { type: "call" }>,
  substitution: Substitution,
): Condition {
  checkFunction(kind, raw, CONDITION_FUNCTIONS);
  const name = raw.name as "attribute_exists" | "attribute_not_exists" | "attribute_type" | "begins_with" | "contains";
  if (name === "attribute_exists" || name === "attribute_not_exists") {
    return { type: name, path: resolveFunctionPath(kind, name, raw.args[0], substitution) };
  }
  if (name === "attribute_type") return resolveAttributeType(kind, raw, substitution);
  const subject = resolveOperand(kind, raw.args[0] as RawOperand, substitution);
  const argument = resolveOperand(kind, raw.args[1] as RawOperand, substitution);
  if (name === "begins_with") {
    for (const each of [subject, argument]) {
      const type = literalType(each);
      if (type !== null && type !== "S" && type !== "B") refuseType(kind, name, type);
    }
  }
  checkDistinct(kind, name, subject, [argument]);
  return { type: name, subject, argument };
}

const TYPE_NAMES: ReadonlySet<string> = new Set(["B", "NULL", "SS", "BOOL", "L", "BS", "N", "NS", "S", "M"]);

function resolveAttributeType(
  kind: ExpressionKind,
  raw: Extract<RawCondition, { type: "call" }>,
  substitution: Substitution,
): Condition {
  const path = resolveFunctionPath(kind, raw.name, raw.args[0], substitution);
  const argument = resolveOperand(kind, raw.args[1] as RawOperand, substitution);
  if (argument.type !== "value") return refuseType(kind, raw.name, "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
  if (!("S" in argument.value)) return refuseType(kind, raw.name, typeOf(argument.value));
  const attributeType = argument.value.S;
  if (!TYPE_NAMES.has(attributeType)) {
    refuseExpression(
      kind,
      `Invalid attribute type name found; type: ${attributeType}, valid types: {${[...TYPE_NAMES].join(",")}}`,
    );
  }
  return { type: "attribute_type", path, attributeType };
}

function literalType(operand: Operand): AttributeType | null {
  if (operand.type === "value") return typeOf(operand.value);
  return operand.type === "size" ? "N" : null;
}

function checkOrdered(kind: ExpressionKind, operator: string, operand: Operand): void {
  const type = literalType(operand);
  if (type !== null && type !== "S" && type !== "N" && type !== "B") {
    refuseExpression(kind, `Incorrect operand type for operator or function; ${operator}, operand type: ${type}`);
  }
}

/** Refuses `a = a`: comparing a thing with itself is taken for a mistake. */
function checkDistinct(kind: ExpressionKind, operator: string, first: Operand, others: readonly Operand[]): void {
  if (!others.some((other) => sameOperand(first, other))) return;
  refuseExpression(
    kind,
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${operandText(first)}`,
  );
}

function sameOperand(a: Operand, b: Operand): boolean {
  if (a.type === "value") return b.type === "value" && valuesEqual(a.value, b.value);
  return a.type === b.type && pathText(a.path) === pathText((b as typeof a).path);
}

function operandText(operand: Operand): string {
  return operand.type === "value" ? valueText(operand.value) : pathText(operand.path);
}

/** `AttributeValue: {S:a}`, as the service prints a value inside a message. */
function valueText(value: AttributeValue): string {
  const type = typeOf(value);
  const content = (value as unknown as Record<string, unknown>)[type];
  return `AttributeValue: {${type}:${typeof content === "object" ? JSON.stringify(content) : String(content)}}`;
}

function checkBounds(kind: ExpressionKind, lower: Operand, upper: Operand): void {
  if (lower.type !== "value" || upper.type !== "value") return;
  const operands = `lower bound operand: ${valueText(lower.value)}, upper bound operand: ${valueText(upper.value)}`;
  const order = compareValues(lower.value, upper.value);
  if (order === undefined) {
    refuseExpression(kind, `The BETWEEN operator requires same data type for lower and upper bounds; ${operands}`);
  }
  if (order > 0) {
    refuseExpression(
      kind,
      `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${operands}`,
    );
  }
}

/** @throws {Refused} */
export function resolveProjection(raw: readonly RawPath[], substitution: Substitution): Projected {
  const paths = raw.map((path) => substitution.path("ProjectionExpression", path));
  checkPathsDisjoint("ProjectionExpression", paths);
  return paths;
}

/** @throws {Refused} */
export function resolveUpdate(raw: readonly RawAction[], substitution: Substitution): Update {
  const update = raw.map((action) => resolveAction(action, substitution));
  checkPathsDisjoint(
    "UpdateExpression",
    update.map(({ path }) => path),
  );
  return update;
}

function resolveAction(raw: RawAction, substitution: Substitution): UpdateAction {
  const path = substitution.path("UpdateExpression", raw.path);
  if (raw.operand === null) return { type: "remove", path };
  const value = resolveUpdateValue(raw.operand, substitution);
  if (raw.section === "SET") return { type: "set", path, value };
  const literal = (value as Extract<UpdateValue, { type: "value" }>).value;
  const type = typeOf(literal);
  const isSet = type === "SS" || type === "NS" || type === "BS";
  if (!isSet && !(raw.section === "ADD" && type === "N")) {
    refuseExpression(
      "UpdateExpression",
      `Incorrect operand type for operator or function; operator: ${raw.section}, operand type: ${LONG_TYPE[type]}, typeSet: ALLOWED_FOR_${raw.section}_OPERAND`,
    );
  }
  return { type: raw.section === "ADD" ? "add" : "delete", path, value: literal };
}

function resolveUpdateValue(raw: RawOperand, substitution: Substitution): UpdateValue {
  const kind = "UpdateExpression";
  switch (raw.type) {
    case "path":
      return { type: "path", path: substitution.path(kind, raw.path) };
    case "value":
      return { type: "value", value: substitution.value(kind, raw.name) };
    case "plus":
    case "minus": {
      const left = resolveUpdateValue(raw.left, substitution);
      const right = resolveUpdateValue(raw.right, substitution);
      for (const each of [left, right]) checkLiteral(each, "N", raw.type === "plus" ? "+" : "-");
      return { type: raw.type, left, right };
    }
    case "call": {
      checkFunction(kind, raw, UPDATE_FUNCTIONS);
      const [first, second] = raw.args as readonly [RawOperand, RawOperand];
      if (raw.name === "if_not_exists") {
        const path = resolveFunctionPath(kind, raw.name, first, substitution);
        return { type: "if_not_exists", path, otherwise: resolveUpdateValue(second, substitution) };
      }
      const append = {
        type: "list_append" as const,
        first: resolveUpdateValue(first, substitution),
        second: resolveUpdateValue(second, substitution),
      };
      for (const each of [append.first, append.second]) checkLiteral(each, "L", raw.name);
      return append;
    }
  }
}

function checkLiteral(value: UpdateValue, type: AttributeType, operator: string): void {
  if (value.type === "value" && typeOf(value.value) !== type)
    refuseType("UpdateExpression", operator, typeOf(value.value));
}
