/**
 * Parameters from before expressions existed: their shapes, and the rule that a request speaks one language or the
 * other. Forms leave them out; they are translated in `expressions/legacy/`. [LEG-1]
 */
import { refuse } from "../errors.ts";
import { COMPARISON_OPERATORS } from "../expressions/legacy/comparison.ts";
import type { ExpressionKind } from "../expressions/syntax.ts";
import type { Field } from "./operation.ts";

const VALUE: Field = { name: "Value", type: "value", doc: "One attribute value." };

const VALUE_LIST: Field = {
  name: "AttributeValueList",
  type: "list",
  element: VALUE,
  doc: "What the attribute is compared with.",
};

function comparisonOperator(required: boolean): Field {
  return { name: "ComparisonOperator", type: "enum", options: COMPARISON_OPERATORS, required, doc: "How." };
}

function legacy(name: string, shape: Omit<Field, "name" | "doc">): Field {
  return { name, type: "legacy", shape: { name, doc: "", ...shape }, doc: "Legacy parameter." };
}

/** A map from attribute names to structures. */
function byAttribute(name: string, model: string, members: readonly Field[]): Field {
  return legacy(name, { type: "map", element: { name: model, type: "structure", model, members, doc: "" } });
}

function conditions(name: string): Field {
  return byAttribute(name, "Condition", [VALUE_LIST, comparisonOperator(true)]);
}

export const ATTRIBUTES_TO_GET = legacy("AttributesToGet", {
  type: "list",
  min: 1,
  element: { name: "AttributeName", type: "string", doc: "" },
});

export const CONDITIONAL_OPERATOR = legacy("ConditionalOperator", { type: "enum", options: ["OR", "AND"] });

export const KEY_CONDITIONS = conditions("KeyConditions");
export const QUERY_FILTER = conditions("QueryFilter");
export const SCAN_FILTER = conditions("ScanFilter");

export const EXPECTED = byAttribute("Expected", "ExpectedAttributeValue", [
  VALUE,
  { name: "Exists", type: "boolean", doc: "" },
  comparisonOperator(false),
  VALUE_LIST,
]);

export const ATTRIBUTE_UPDATES = byAttribute("AttributeUpdates", "AttributeValueUpdate", [
  VALUE,
  { name: "Action", type: "enum", options: ["ADD", "PUT", "DELETE"], doc: "" },
]);

/**
 * One request may not use both languages. `input` is a request, or a part of one (the keys of one table in a batch).
 * @throws {Refused}
 */
export function refuseMixture(
  input: Readonly<Record<string, unknown>>,
  legacyFields: readonly Field[],
  expressions: readonly ExpressionKind[],
): void {
  const given = (name: string) => input[name] !== undefined && input[name] !== null;
  if (!legacyFields.some(({ name }) => given(name))) return;
  const old = legacyFields.map(({ name }) => name).filter(given);
  const used = expressions.filter(given);
  if (used.length === 0) return;
  refuse(
    `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${old.join(", ")}} Expression parameters: {${used.join(", ")}}`,
  );
}
