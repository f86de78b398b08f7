/**
 * Is a value plain JSON of bounded size? Walked without recursion and with a budget, because it may be deep, cyclic or
 * shared many times over. Says nothing about what the JSON means. [LNK-3]
 */
import { refusal, type ScenarioRefusal } from "./scenario-refusal.ts";

/** Containers around a value, at most. DynamoDB allows 32 levels in an item; the scenario adds its own. */
export const JSON_DEPTH_MAX = 64;
/** Values in one scenario, containers included. */
export const JSON_NODES_MAX = 1_000_000;

interface Place {
  readonly value: unknown;
  readonly depth: number;
  readonly key: string;
  readonly within: Place | null;
}

/** Null when `root` is plain JSON within the limits. Fields that are undefined count as absent. */
export function refuseUnlessJson(root: unknown, depthMax = JSON_DEPTH_MAX): ScenarioRefusal | null {
  const open: Place[] = [{ value: root, depth: 0, key: "", within: null }];
  let nodes = 0;
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (++nodes > JSON_NODES_MAX) return refusal("limits", "The scenario holds more than a million values.");
    const { value, depth } = place;
    if (value === null || typeof value === "string" || typeof value === "boolean") continue;
    if (typeof value === "number" && Number.isFinite(value)) continue;
    if (typeof value !== "object")
      return refusal("schema", `A scenario holds plain JSON only, not ${nameOf(value)}.`, pathOf(place));
    if (depth >= depthMax) return refusal("limits", `Values are nested more than ${depthMax} deep.`, pathOf(place));
    if (Array.isArray(value)) {
      if (value.length > JSON_NODES_MAX) return refusal("limits", "A list is far too long.", pathOf(place));
      for (let i = 0; i < value.length; i++)
        open.push({ value: value[i], depth: depth + 1, key: String(i), within: place });
      continue;
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null)
      return refusal("schema", "A scenario holds plain JSON only, not an object of a class.", pathOf(place));
    for (const [key, member] of Object.entries(value)) {
      if (member !== undefined) open.push({ value: member, depth: depth + 1, key, within: place });
    }
  }
  return null;
}

function nameOf(value: unknown): string {
  return typeof value === "number" ? String(value) : `a value of type ${typeof value}`;
}

function pathOf(place: Place): string | null {
  const keys: string[] = [];
  for (let at: Place | null = place; at !== null && at.within !== null; at = at.within) keys.unshift(at.key);
  return keys.length === 0 ? null : keys.slice(0, 12).join(".").slice(0, 200);
}
