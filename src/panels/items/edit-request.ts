/** The request that an edited item sends. Pure: what was stored and what it shall be give one UpdateItem or PutItem. */
import type { AttributeValue, Item } from "../../engine/index.ts";

export interface EditRequest {
  readonly operation: "UpdateItem" | "PutItem";
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Edit {
  readonly table: string;
  readonly keys: readonly string[];
  /** null: the item is new. */
  readonly before: Item | null;
  readonly after: Item;
  /** Only if nobody changed it since. */
  readonly guarded: boolean;
}

/** null: nothing to send. A changed key is another item: it is put, and the old one stays. */
export function editRequest({ table, keys, before, after, guarded }: Edit): EditRequest | null {
  const otherKey = before === null || keys.some((key) => !same(before[key], after[key]));
  if (otherKey) {
    const [first] = keys;
    const condition =
      guarded && first !== undefined
        ? { ConditionExpression: "attribute_not_exists(#key)", ExpressionAttributeNames: { "#key": first } }
        : {};
    return { operation: "PutItem", input: { TableName: table, Item: after, ...condition } };
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !keys.includes(name) && !same(before[name], after[name]),
  );
  if (names.length === 0) return null;
  return {
    operation: "UpdateItem",
    input: {
      TableName: table,
      Key: Object.fromEntries(keys.map((key) => [key, after[key]])),
      ...expressions(names, { before, after, guarded }),
    },
  };
}

function expressions(
  changed: readonly string[],
  { before, after, guarded }: { readonly before: Item; readonly after: Item; readonly guarded: boolean },
) {
  const names: Record<string, string> = {};
  const values: Record<string, AttributeValue> = {};
  const set: string[] = [];
  const remove: string[] = [];
  const conditions: string[] = [];
  for (const [at, name] of changed.entries()) {
    const word = wordOf(name, at);
    names[`#${word}`] = name;
    const value = after[name];
    if (value === undefined) remove.push(`#${word}`);
    else {
      set.push(`#${word} = :${word}`);
      values[`:${word}`] = value;
    }
    if (!guarded) continue;
    const old = before[name];
    if (old === undefined) conditions.push(`attribute_not_exists(#${word})`);
    else {
      conditions.push(`#${word} = :${word}Was`);
      values[`:${word}Was`] = old;
    }
  }
  return {
    UpdateExpression: [
      set.length > 0 ? `SET ${set.join(", ")}` : "",
      remove.length > 0 ? `REMOVE ${remove.join(", ")}` : "",
    ]
      .filter((part) => part !== "")
      .join(" "),
    ...(conditions.length > 0 ? { ConditionExpression: conditions.join(" AND ") } : {}),
    ExpressionAttributeNames: names,
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  };
}

/** A placeholder that reads like the attribute, where its name allows. */
function wordOf(name: string, at: number): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !name.endsWith("Was") ? name : `a${at}`;
}

function same(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The request as a person reads it: expressions without the placeholders' indirection. */
export function requestWords({ operation, input }: EditRequest): {
  readonly head: string;
  readonly condition: string | null;
} {
  const plain = (text: unknown) =>
    typeof text === "string"
      ? text.replace(
          /#(\w+)/g,
          (_, word: string) => (input.ExpressionAttributeNames as Record<string, string>)[`#${word}`] ?? word,
        )
      : null;
  const condition = plain(input.ConditionExpression);
  return { head: operation === "UpdateItem" ? `UpdateItem ${plain(input.UpdateExpression)}` : "PutItem", condition };
}
