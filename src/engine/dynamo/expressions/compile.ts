/**
 * From the expression members of a request to resolved trees: size limit, empty expressions, syntax, resolution.
 * Syntax is a pure function of the text, so the trees of recent texts are remembered. [EXPR-1, EXPR-2]
 */
import { utf8Length } from "../../base/utf8.ts";
import { readString } from "../value-parser.ts";
import type { Condition, Projected, Update } from "./ast.ts";
import { checkOperatorCount, conditionOperators, updateOperators } from "./operator-count.ts";
import { resolveCondition, resolveProjection, resolveUpdate } from "./resolver.ts";
import type { Substitution } from "./substitution.ts";
import { type ExpressionKind, parseCondition, parseProjection, parseUpdate, refuseExpression } from "./syntax.ts";

const EXPRESSION_BYTES_MAX = 4_096;
const REMEMBERED_MAX = 512;

type Input = Readonly<Record<string, unknown>>;

/** A bounded memo; the oldest text leaves first. Only successes are kept. */
function remembering<T>(parse: (kind: ExpressionKind, text: string) => T): (kind: ExpressionKind, text: string) => T {
  const remembered = new Map<string, T>();
  return (kind, text) => {
    const key = `${kind} ${text}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const parsed = parse(kind, text);
    if (remembered.size >= REMEMBERED_MAX) remembered.delete(remembered.keys().next().value as string);
    remembered.set(key, parsed);
    return parsed;
  };
}

const rawCondition = remembering((kind, text) => {
  const condition = parseCondition(kind, text);
  checkOperatorCount(kind, conditionOperators(condition));
  return condition;
});
const rawProjection = remembering((_, text) => parseProjection(text));
const rawUpdate = remembering((kind, text) => {
  const update = parseUpdate(text);
  checkOperatorCount(kind, updateOperators(update));
  return update;
});

/** The member's text; null when it was not sent. @throws {Refused} */
function expressionText(input: Input, kind: ExpressionKind): string | null {
  const sent = input[kind];
  if (sent === undefined || sent === null) return null;
  const text = readString(sent);
  if (text.trim() === "") refuseExpression(kind, "The expression can not be empty;");
  const bytes = utf8Length(text);
  if (bytes > EXPRESSION_BYTES_MAX) {
    refuseExpression(kind, `Expression size has exceeded the maximum allowed size; expression size: ${bytes}`);
  }
  return text;
}

/** @throws {Refused} */
export function compileCondition(
  input: Input,
  kind: "ConditionExpression" | "FilterExpression" | "KeyConditionExpression",
  substitution: Substitution,
): Condition | null {
  const text = expressionText(input, kind);
  return text === null ? null : resolveCondition(kind, rawCondition(kind, text), substitution);
}

/** @throws {Refused} */
export function compileProjection(input: Input, substitution: Substitution): Projected | null {
  const text = expressionText(input, "ProjectionExpression");
  return text === null ? null : resolveProjection(rawProjection("ProjectionExpression", text), substitution);
}

/** @throws {Refused} */
export function compileUpdate(input: Input, substitution: Substitution): Update | null {
  const text = expressionText(input, "UpdateExpression");
  return text === null ? null : resolveUpdate(rawUpdate("UpdateExpression", text), substitution);
}
