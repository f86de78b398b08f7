/** Conditions as boto3 builds them, `Key("player").eq("cleo") & Key("score").gt(5)`, as the expressions they send. */
import type { Literal } from "./literal.ts";

/** An expression with the attributes and values it speaks of in order; placeholders are given when it is sent. */
export class ConditionText {
  constructor(
    /** Text, attribute names and values by turns. */
    readonly parts: readonly ConditionPart[],
  ) {}

  joined(word: "AND" | "OR", other: ConditionText): ConditionText {
    return new ConditionText(["(", ...this.parts, ` ${word} `, ...other.parts, ")"]);
  }

  negated(): ConditionText {
    return new ConditionText(["(NOT ", ...this.parts, ")"]);
  }

  /** The expression with placeholders numbered from `from`, and what they stand for. */
  placed(from: { readonly names: number; readonly values: number }): PlacedCondition {
    const names: Record<string, string> = {};
    const values: Record<string, Literal> = {};
    const words = this.parts.map((part) => {
      if (typeof part === "string") return part;
      if ("value" in part) {
        const word = `:v${from.values + Object.keys(values).length}`;
        values[word] = part.value;
        return word;
      }
      return part.attribute
        .split(".")
        .map((name) => {
          const [, plain = name, index = ""] = /^([^[]+)(\[.*)?$/.exec(name) ?? [];
          const word = `#n${from.names + Object.keys(names).length}`;
          names[word] = plain;
          return word + index;
        })
        .join(".");
    });
    const text = words.join("");
    const whole = /^\((.*)\)$/s.exec(text)?.[1];
    return { expression: whole !== undefined && isBalanced(whole) ? whole : text, names, values };
  }
}

export type ConditionPart = string | { readonly attribute: string } | { readonly value: Literal };

export interface PlacedCondition {
  readonly expression: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Literal>>;
}

const OPERATORS: Readonly<Record<string, string>> = { eq: "=", ne: "<>", lt: "<", lte: "<=", gt: ">", gte: ">=" };

/** undefined: boto3 has no such comparison, or not with so many values. */
export function conditionCall(name: string, method: string, given: readonly Literal[]): ConditionText | undefined {
  const attribute: ConditionPart = { attribute: name };
  const [first, second] = given.map((value): ConditionPart => ({ value }));
  const operator = OPERATORS[method];
  if (operator !== undefined && first !== undefined) return new ConditionText([attribute, ` ${operator} `, first]);
  if (method === "between" && first !== undefined && second !== undefined)
    return new ConditionText([attribute, " BETWEEN ", first, " AND ", second]);
  if ((method === "begins_with" || method === "contains" || method === "attribute_type") && first !== undefined)
    return new ConditionText([`${method}(`, attribute, ", ", first, ")"]);
  if (method === "exists" || method === "not_exists")
    return new ConditionText([`attribute_${method}(`, attribute, ")"]);
  if (method === "is_in" && Array.isArray(given[0]) && given[0].length > 0)
    return new ConditionText([
      attribute,
      " IN (",
      ...given[0].flatMap((value: Literal, at: number): ConditionPart[] =>
        at === 0 ? [{ value }] : [", ", { value }],
      ),
      ")",
    ]);
  return undefined;
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === "(") depth++;
    if (sign === ")" && --depth < 0) return false;
  }
  return depth === 0;
}
