/**
 * Expressions after parsing and substitution: plain data that can travel in a message. Names are resolved to attribute
 * names and `:values` to attribute values, so an evaluator needs nothing but the tree and the item. [EXPR-1]
 */
import type { AttributeValue } from "../values.ts";

/** Attribute name first, then map keys (strings) and list positions (numbers). */
export type DocumentPath = readonly [string, ...(string | number)[]];

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

export type Operand =
  | { readonly type: "path"; readonly path: DocumentPath }
  | { readonly type: "value"; readonly value: AttributeValue }
  | { readonly type: "size"; readonly path: DocumentPath };

export type Condition =
  | { readonly type: "compare"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly type: "between"; readonly operand: Operand; readonly lower: Operand; readonly upper: Operand }
  | { readonly type: "in"; readonly operand: Operand; readonly candidates: readonly Operand[] }
  | { readonly type: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly type: "not"; readonly condition: Condition }
  | { readonly type: "attribute_exists" | "attribute_not_exists"; readonly path: DocumentPath }
  | { readonly type: "attribute_type"; readonly path: DocumentPath; readonly attributeType: string }
  | { readonly type: "begins_with" | "contains"; readonly subject: Operand; readonly argument: Operand };

/** The right-hand side of a SET clause. */
export type UpdateValue =
  | { readonly type: "path"; readonly path: DocumentPath }
  | { readonly type: "value"; readonly value: AttributeValue }
  | { readonly type: "if_not_exists"; readonly path: DocumentPath; readonly otherwise: UpdateValue }
  | { readonly type: "list_append"; readonly first: UpdateValue; readonly second: UpdateValue }
  | { readonly type: "plus" | "minus"; readonly left: UpdateValue; readonly right: UpdateValue };

export type UpdateAction =
  | { readonly type: "set"; readonly path: DocumentPath; readonly value: UpdateValue }
  | { readonly type: "remove"; readonly path: DocumentPath }
  /** `legacy`: from AttributeUpdates, which words a wrong type its own way and also adds to lists. */
  | {
      readonly type: "add" | "delete";
      readonly path: DocumentPath;
      readonly value: AttributeValue;
      readonly legacy?: true;
    };

/** In the order written. */
export type Update = readonly UpdateAction[];

export type Projected = readonly DocumentPath[];

/** One condition on one key attribute, as a key condition expression allows. */
export type KeyCondition =
  | { readonly name: string; readonly comparator: Comparator; readonly value: AttributeValue }
  | {
      readonly name: string;
      readonly comparator: "BETWEEN";
      readonly lower: AttributeValue;
      readonly upper: AttributeValue;
    }
  | { readonly name: string; readonly comparator: "begins_with"; readonly value: AttributeValue };
