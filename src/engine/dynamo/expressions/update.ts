/**
 * An update expression applied to an item. Every clause reads the item as it was before the update; the paths do not
 * overlap, so the order in which changes are made cannot matter. [EXPR-10, EXPR-11, EXPR-12]
 */
import { addDecimals, subtractDecimals } from "../../base/decimal.ts";
import { setOwn } from "../../base/own.ts";
import { refuse } from "../errors.ts";
import { numberFaultMessage } from "../value-parser.ts";
import { type AttributeValue, attributeOf, type Item, sortMembers } from "../values.ts";
import type { DocumentPath, Update, UpdateAction, UpdateValue } from "./ast.ts";
import { isLeaf, type PathTree, pathTree } from "./fragments.ts";
import { valueAt } from "./paths.ts";

const WRONG_TYPE = "An operand in the update expression has an incorrect data type";
const WRONG_LEGACY_TYPE = "Type mismatch for attribute to update";
const NO_ATTRIBUTE = "The provided expression refers to an attribute that does not exist in the item";
const WRONG_PATH = "The document path provided in the update expression is invalid for update";

/** null removes. */
type Change = AttributeValue | null;

/**
 * The item after the update. An absent item is passed as its key alone.
 * @throws {Refused} wrong types, missing attributes, paths that lead nowhere
 */
export function applyUpdate(update: Update, before: Item): Item {
  const changes: { path: DocumentPath; leaf: Change }[] = [];
  for (const action of update) {
    const leaf = changeOf(action, before);
    if (leaf !== undefined) changes.push({ path: action.path, leaf });
  }
  return changeMembers(before, pathTree(changes));
}

/** undefined: there is nothing to change, and the path is one that could lead to something. */
function changeOf(action: UpdateAction, before: Item): Change | undefined {
  switch (action.type) {
    case "set":
      return updateValue(action.value, before);
    case "remove":
      return null;
    case "add": {
      const current = valueAt(before, action.path);
      if (current === undefined) return action.value;
      return added(current, action.value) ?? refuse(action.legacy ? WRONG_LEGACY_TYPE : WRONG_TYPE);
    }
    case "delete": {
      const current = valueAt(before, action.path);
      if (current === undefined) return leadsInto(before, action.path) ? undefined : refuse(WRONG_PATH);
      const left = without(current, action.value);
      return left === undefined ? refuse(action.legacy ? WRONG_LEGACY_TYPE : WRONG_TYPE) : left;
    }
  }
}

/** Whether the last step of a path could be taken from where the steps before it lead. */
function leadsInto(item: Item, [name, ...steps]: DocumentPath): boolean {
  const last = steps.pop();
  if (last === undefined) return true;
  const parent = valueAt(item, [name, ...steps]);
  return parent !== undefined && (typeof last === "number" ? "L" in parent : "M" in parent);
}

function updateValue(value: UpdateValue, before: Item): AttributeValue {
  switch (value.type) {
    case "value":
      return value.value;
    case "path":
      return valueAt(before, value.path) ?? refuse(NO_ATTRIBUTE);
    case "if_not_exists":
      return valueAt(before, value.path) ?? updateValue(value.otherwise, before);
    case "list_append": {
      const first = updateValue(value.first, before);
      const second = updateValue(value.second, before);
      return "L" in first && "L" in second ? { L: [...first.L, ...second.L] } : refuse(WRONG_TYPE);
    }
    case "plus":
    case "minus":
      return sum(value.type, updateValue(value.left, before), updateValue(value.right, before));
  }
}

function sum(operator: "plus" | "minus", left: AttributeValue, right: AttributeValue): AttributeValue {
  if (!("N" in left && "N" in right)) return refuse(WRONG_TYPE);
  const result = operator === "plus" ? addDecimals(left.N, right.N) : subtractDecimals(left.N, right.N);
  return typeof result === "string" ? refuse(numberFaultMessage(result, "")) : { N: result.text };
}

/** undefined: the types do not go together. */
function added(current: AttributeValue, value: AttributeValue): AttributeValue | undefined {
  if ("N" in value && "N" in current) return sum("plus", current, value);
  if ("L" in value && "L" in current) return { L: [...current.L, ...value.L] };
  if ("SS" in value && "SS" in current) return { SS: union("SS", current.SS, value.SS) };
  if ("NS" in value && "NS" in current) return { NS: union("NS", current.NS, value.NS) };
  if ("BS" in value && "BS" in current) return { BS: union("BS", current.BS, value.BS) };
  return undefined;
}

function union(type: "SS" | "NS" | "BS", a: readonly string[], b: readonly string[]): string[] {
  return sortMembers(type, [...new Set([...a, ...b])]);
}

/** A set that loses its last member is removed with its attribute: there are no empty sets. undefined: wrong types. */
function without(current: AttributeValue, value: AttributeValue): Change | undefined {
  if ("SS" in value && "SS" in current) return setOf("SS", difference(current.SS, value.SS));
  if ("NS" in value && "NS" in current) return setOf("NS", difference(current.NS, value.NS));
  if ("BS" in value && "BS" in current) return setOf("BS", difference(current.BS, value.BS));
  return undefined;
}

function difference(a: readonly string[], b: readonly string[]): string[] {
  const gone = new Set(b);
  return a.filter((member) => !gone.has(member));
}

function setOf(type: "SS" | "NS" | "BS", members: string[]): Change {
  if (members.length === 0) return null;
  return type === "SS" ? { SS: members } : type === "NS" ? { NS: members } : { BS: members };
}

function changeMembers(members: Item, tree: PathTree<Change>): Item {
  const out: Record<string, AttributeValue> = {};
  for (const name of Object.keys(members)) {
    const change = tree.get(name);
    const current = members[name] as AttributeValue;
    if (change === undefined) setOwn(out, name, current);
    else if (!isLeaf(change)) setOwn(out, name, changeWithin(current, change));
    else if (change.leaf !== null) setOwn(out, name, change.leaf);
  }
  for (const [step, change] of tree) {
    if (typeof step === "number") refuse(WRONG_PATH);
    if (attributeOf(members, step) !== undefined) continue;
    if (!isLeaf(change)) refuse(WRONG_PATH);
    else if (change.leaf !== null) setOwn(out, step, change.leaf);
  }
  return out;
}

function changeWithin(value: AttributeValue, tree: PathTree<Change>): AttributeValue {
  if ("M" in value) return { M: changeMembers(value.M, tree) };
  return "L" in value ? { L: changeElements(value.L, tree) } : refuse(WRONG_PATH);
}

/** Positions are those of the list before the update; a position past the end appends, without padding. */
function changeElements(elements: readonly AttributeValue[], tree: PathTree<Change>): AttributeValue[] {
  const out: AttributeValue[] = [];
  for (const [position, element] of elements.entries()) {
    const change = tree.get(position);
    if (change === undefined) out.push(element);
    else if (!isLeaf(change)) out.push(changeWithin(element, change));
    else if (change.leaf !== null) out.push(change.leaf);
  }
  const steps = [...tree.keys()];
  if (steps.some((step) => typeof step === "string")) refuse(WRONG_PATH);
  const beyond = (steps as number[]).filter((position) => position >= elements.length).sort((a, b) => a - b);
  for (const position of beyond) {
    const change = tree.get(position);
    if (change === undefined || !isLeaf(change)) refuse(WRONG_PATH);
    else if (change.leaf !== null) out.push(change.leaf);
  }
  return out;
}
