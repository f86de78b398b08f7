/**
 * The parts of an item that a list of document paths leads to, as an item: what a projection returns, and what
 * UPDATED_OLD and UPDATED_NEW return. Elements of a list keep their order and close up. [EXPR-9]
 */
import { setOwn } from "../../base/own.ts";
import { type AttributeValue, attributeOf, type Item } from "../values.ts";
import type { DocumentPath } from "./ast.ts";

/** A path tree: a leaf (`null`) takes everything below it. */
export type PathTree<Leaf> = Map<string | number, PathTree<Leaf> | { readonly leaf: Leaf }>;

export function isLeaf<Leaf>(node: PathTree<Leaf> | { readonly leaf: Leaf }): node is { readonly leaf: Leaf } {
  return !(node instanceof Map);
}

/** Paths must not overlap: the parser has refused those that do. */
export function pathTree<Leaf>(
  entries: readonly { readonly path: DocumentPath; readonly leaf: Leaf }[],
): PathTree<Leaf> {
  const root: PathTree<Leaf> = new Map();
  for (const { path, leaf } of entries) {
    let node = root;
    for (let i = 0; i < path.length - 1; i++) {
      const step = path[i] as string | number;
      const next = node.get(step) as PathTree<Leaf> | undefined;
      if (next === undefined) {
        const made: PathTree<Leaf> = new Map();
        node.set(step, made);
        node = made;
      } else node = next;
    }
    node.set(path[path.length - 1] as string | number, { leaf });
  }
  return root;
}

export function fragmentsOf(item: Item, paths: readonly DocumentPath[]): Item {
  if (paths.length === 0) return {};
  return pickMembers(item, pathTree(paths.map((path) => ({ path, leaf: null }))));
}

function pickMembers(members: Item, tree: PathTree<null>): Item {
  const out: Record<string, AttributeValue> = {};
  for (const [step, below] of tree) {
    const value = typeof step === "string" ? attributeOf(members, step) : undefined;
    const picked = value === undefined ? undefined : isLeaf(below) ? value : pickWithin(value, below);
    if (picked !== undefined) setOwn(out, step as string, picked);
  }
  return out;
}

/** undefined: nothing of it is asked for, or what is asked for is not there. */
function pickWithin(value: AttributeValue, tree: PathTree<null>): AttributeValue | undefined {
  if ("M" in value) {
    const picked = pickMembers(value.M, tree);
    return Object.keys(picked).length === 0 ? undefined : { M: picked };
  }
  if (!("L" in value)) return undefined;
  const positions = [...tree.keys()].filter((step) => typeof step === "number").sort((a, b) => a - b);
  const elements: AttributeValue[] = [];
  for (const position of positions) {
    const element = value.L[position];
    const below = tree.get(position);
    if (element === undefined || below === undefined) continue;
    const picked = isLeaf(below) ? element : pickWithin(element, below);
    if (picked !== undefined) elements.push(picked);
  }
  return elements.length === 0 ? undefined : { L: elements };
}
