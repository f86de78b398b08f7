/** Document paths: how they print, when two of them collide, and what they lead to in an item. [EXPR-6] */
import { type AttributeValue, attributeOf, type Item } from "../values.ts";
import type { DocumentPath } from "./ast.ts";
import { type ExpressionKind, refuseExpression } from "./syntax.ts";

/** `[a, b, [0]]`, as the service prints a path. */
export function pathText(path: DocumentPath): string {
  return `[${path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;
}

/** undefined: the path leads nowhere. */
export function valueAt(item: Item, path: DocumentPath): AttributeValue | undefined {
  let value = attributeOf(item, path[0]);
  for (let i = 1; i < path.length && value !== undefined; i++) {
    const step = path[i] as string | number;
    if (typeof step === "number") value = "L" in value ? value.L[step] : undefined;
    else value = "M" in value ? attributeOf(value.M, step) : undefined;
  }
  return value;
}

/**
 * Two paths overlap when one leads to the other, or both to the same place; they conflict when one takes a value for a
 * map and the other for a list. @throws {Refused}
 */
export function checkPathsDisjoint(kind: ExpressionKind, paths: readonly DocumentPath[]): void {
  for (let later = 1; later < paths.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      checkPair(kind, paths[earlier] as DocumentPath, paths[later] as DocumentPath);
    }
  }
}

function checkPair(kind: ExpressionKind, one: DocumentPath, two: DocumentPath): void {
  const shared = Math.min(one.length, two.length);
  let same = 0;
  while (same < shared && one[same] === two[same]) same++;
  const collision = same === shared ? "overlap" : typeof one[same] !== typeof two[same] ? "conflict" : null;
  if (collision === null) return;
  refuseExpression(
    kind,
    `Two document paths ${collision} with each other; must remove or rewrite one of these paths; path one: ${pathText(one)}, path two: ${pathText(two)}`,
  );
}
