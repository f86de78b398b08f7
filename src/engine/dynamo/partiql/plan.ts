/**
 * How a WHERE clause is read: which of its conjuncts pin the key and which only filter. A SELECT whose partition key is
 * pinned (=, IN, or OR of equalities) becomes a Query per key, any other a Scan; a write names its item. [PQL-7, PQL-8]
 */

import { setOwn } from "../../base/own.ts";
import { refuse } from "../errors.ts";
import type { Condition, KeyCondition } from "../expressions/ast.ts";
import { keyConditionsOf } from "../expressions/key-condition.ts";
import type { KeySchema } from "../table.ts";
import { type AttributeValue, type Item, valuesEqual } from "../values.ts";

/** Partition keys that one SELECT may name (DG: ql-operators). */
const PARTITION_KEYS_MAX = 50;

export interface QueryPlan {
  /** The key conditions of one Query per partition key, in the order written. */
  readonly queries: readonly (readonly KeyCondition[])[];
  /** What is left to ask of each item. */
  readonly filter: Condition | null;
}

/** null: nothing pins the partition key. @throws {Refused} too many keys */
export function planQuery(where: Condition | null, key: KeySchema): QueryPlan | null {
  const left = [...conjunctsOf(where)];
  let partitions: readonly (readonly KeyCondition[])[] = [[]];
  for (const { name } of key.partition) {
    const at = left.findIndex((conjunct) => pinnedValues(conjunct, name) !== null);
    if (at < 0) return null;
    const values = distinct(pinnedValues(left.splice(at, 1)[0] as Condition, name) ?? []);
    if (partitions.length * values.length > PARTITION_KEYS_MAX) {
      refuse(`The number of partition key values in the WHERE clause exceeds the limit of ${PARTITION_KEYS_MAX}`);
    }
    partitions = partitions.flatMap((pinned) =>
      values.map((value): readonly KeyCondition[] => [...pinned, { name, comparator: "=", value }]),
    );
  }
  const sort: KeyCondition[] = [];
  for (const { name } of key.sort) {
    const at = left.findIndex((conjunct) => isSortCondition(conjunct, name));
    if (at < 0) break;
    const found = keyConditionsOf(left.splice(at, 1)[0] as Condition);
    sort.push(...found);
    if (found[0]?.comparator !== "=") break;
  }
  return { queries: partitions.map((partition) => [...partition, ...sort]), filter: allOf(left) };
}

/** The one item a WHERE clause names, and what else it asks; null when not every key attribute has its =. */
export function planItem(
  where: Condition | null,
  key: KeySchema,
): { readonly key: Item; readonly rest: Condition | null } | null {
  const left = [...conjunctsOf(where)];
  const item: Record<string, AttributeValue> = {};
  for (const { name } of [...key.partition, ...key.sort]) {
    const at = left.findIndex((conjunct) => equalTo(conjunct, name) !== null);
    if (at < 0) return null;
    setOwn(item, name, equalTo(left.splice(at, 1)[0] as Condition, name) as AttributeValue);
  }
  return { key: item, rest: allOf(left) };
}

function conjunctsOf(condition: Condition | null): readonly Condition[] {
  const found: Condition[] = [];
  // A chain of AND leans to the left and may be long.
  for (let rest = condition; rest !== null; ) {
    const conjunct: Condition = rest.type === "and" ? rest.right : rest;
    if (conjunct.type === "and") found.push(...[...conjunctsOf(conjunct)].reverse());
    else found.push(conjunct);
    rest = rest.type === "and" ? rest.left : null;
  }
  return found.reverse();
}

function allOf(conditions: readonly Condition[]): Condition | null {
  return conditions.reduce<Condition | null>(
    (left, right) => (left === null ? right : { type: "and", left, right }),
    null,
  );
}

/** The values that a condition, and nothing else, allows the attribute to have; null: it is no such condition. */
function pinnedValues(condition: Condition, name: string): readonly AttributeValue[] | null {
  if (condition.type === "or") {
    const left = pinnedValues(condition.left, name);
    const right = left === null ? null : pinnedValues(condition.right, name);
    return left === null || right === null ? null : [...left, ...right];
  }
  if (condition.type === "in") {
    if (!isAttribute(condition.operand, name)) return null;
    const values = condition.candidates.flatMap((each) => (each.type === "value" ? [each.value] : []));
    return values.length === condition.candidates.length && values.length > 0 ? values : null;
  }
  const value = equalTo(condition, name);
  return value === null ? null : [value];
}

function equalTo(condition: Condition, name: string): AttributeValue | null {
  if (condition.type !== "compare" || condition.comparator !== "=") return null;
  const { left, right } = condition;
  if (isAttribute(left, name) && right.type === "value") return right.value;
  return isAttribute(right, name) && left.type === "value" ? left.value : null;
}

function isAttribute(operand: Extract<Condition, { readonly type: "compare" }>["left"], name: string): boolean {
  return operand.type === "path" && operand.path.length === 1 && operand.path[0] === name;
}

function isSortCondition(condition: Condition, name: string): boolean {
  switch (condition.type) {
    case "compare": {
      const { comparator, left, right } = condition;
      if (comparator === "<>") return false;
      return (isAttribute(left, name) && right.type === "value") || (isAttribute(right, name) && left.type === "value");
    }
    case "between":
      return (
        isAttribute(condition.operand, name) && condition.lower.type === "value" && condition.upper.type === "value"
      );
    case "begins_with":
      return isAttribute(condition.subject, name) && condition.argument.type === "value";
    default:
      return false;
  }
}

function distinct(values: readonly AttributeValue[]): readonly AttributeValue[] {
  return values.filter((value, i) => values.findIndex((other) => valuesEqual(other, value)) === i);
}
