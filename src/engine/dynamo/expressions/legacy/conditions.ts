/**
 * Expected, QueryFilter and ScanFilter → the condition tree an expression would give; KeyConditions → the key
 * conditions of a Query. Shapes and enumerations were checked with the request's fields. [LEG-3, LEG-4, LEG-5]
 */
import { refuse, WORDING } from "../../errors.ts";
import { checkName } from "../../value-parser.ts";
import type { Comparator, Condition, KeyCondition } from "../ast.ts";
import {
  COMPARATORS,
  type ComparisonOperator,
  comparison,
  conditionOf,
  joined,
  readValues,
  readWrapped,
} from "./comparison.ts";

type Structure = Readonly<Record<string, unknown>>;
type Input = Readonly<Record<string, unknown>>;

const given = (value: unknown): boolean => value !== undefined && value !== null;

/** The member's entries in the order sent; null when it was not sent. @throws {Refused} a name too large */
function entriesOf(input: Input, member: string): readonly [string, Structure][] | null {
  const sent = input[member];
  if (!given(sent)) return null;
  const entries = Object.entries(sent as Readonly<Record<string, Structure>>);
  for (const [name] of entries) checkName(name);
  return entries;
}

/** QueryFilter or ScanFilter. null: no filter. @throws {Refused} */
export function legacyFilter(input: Input, member: "QueryFilter" | "ScanFilter"): Condition | null {
  const entries = entriesOf(input, member);
  const conditions = (entries ?? []).map(([name, condition]) => conditionOf(name, comparisonOf(condition)));
  return joined(connective(input, entries), conditions);
}

/** null: no condition. @throws {Refused} */
export function legacyExpected(input: Input): Condition | null {
  const entries = entriesOf(input, "Expected");
  const conditions = (entries ?? []).map(([name, expected]) => expectation(name, expected));
  return joined(connective(input, entries), conditions);
}

/** null: KeyConditions was not sent. @throws {Refused} */
export function legacyKeyConditions(input: Input): readonly KeyCondition[] | null {
  const entries = entriesOf(input, "KeyConditions");
  if (entries === null) return null;
  const comparisons = entries.map(([name, condition]) => ({ name, ...comparisonOf(condition) }));
  if (entries.length < 1 || entries.length > 2) refuse("Conditions can be of length 1 or 2 only");
  return comparisons.map(({ name, operator, values }): KeyCondition => {
    const [value, upper] = values;
    if (value !== undefined && upper !== undefined && operator === "BETWEEN") {
      return { name, comparator: "BETWEEN", lower: value, upper };
    }
    const comparator = operator === "BEGINS_WITH" ? "begins_with" : COMPARATORS[operator];
    if (value === undefined || comparator === undefined || comparator === "<>") {
      return refuse("Attempted conditional constraint is not an indexable operation");
    }
    return { name, comparator: comparator as Comparator, value };
  });
}

function comparisonOf(condition: Structure): ReturnType<typeof comparison> {
  return comparison(condition.ComparisonOperator as ComparisonOperator, readValues(condition.AttributeValueList));
}

/** @param entries of the conditions to be joined; null: there are none @throws {Refused} */
function connective(input: Input, entries: readonly unknown[] | null): "and" | "or" {
  const operator = input.ConditionalOperator;
  if (!given(operator)) return "and";
  if (entries === null) {
    refuse("ConditionalOperator cannot be used without Filter or Expected");
  }
  if (entries.length < 2) {
    refuse("ConditionalOperator can only be used when Filter or Expected has two or more elements");
  }
  return operator === "OR" ? "or" : "and";
}

/** One entry of Expected: a comparison, or the older pair of Value and Exists. */
function expectation(name: string, expected: Structure): Condition {
  const { Value, Exists, ComparisonOperator: operator, AttributeValueList: list } = expected;
  const wrong = (what: string) => refuse(`${WORDING.invalidParameters}${what} for Attribute: ${name}`);
  const values = given(list) ? readValues(list, readWrapped) : given(Value) ? [readWrapped(Value)] : [];
  if (given(list) && given(Value)) wrong("Value and AttributeValueList cannot be used together");
  if (given(operator)) {
    if (given(Exists)) wrong("Exists and ComparisonOperator cannot be used together");
    if (operator !== "NULL" && operator !== "NOT_NULL" && !given(list) && !given(Value)) {
      wrong(`Value or AttributeValueList must be used with ComparisonOperator: ${operator}`);
    }
    return conditionOf(name, comparison(operator as ComparisonOperator, values));
  }
  if (given(list)) wrong("AttributeValueList can only be used with a ComparisonOperator");
  if (Exists === false) {
    if (given(Value)) wrong("Value cannot be used when Exists is false");
    return conditionOf(name, { operator: "NULL", values: [] });
  }
  if (!given(Value)) wrong(`Value must be provided when Exists is ${given(Exists) ? "true" : "null"}`);
  return conditionOf(name, { operator: "EQ", values });
}
