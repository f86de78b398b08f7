/** Whether something has the shape of attribute values, at every depth. The service judges their content. */
import type { AttributeValue } from "../../../engine/index.ts";

export function isValue(value: unknown): value is AttributeValue {
  if (typeof value !== "object" || value === null) return false;
  const entries = Object.entries(value);
  const [type, inner] = entries[0] ?? [];
  if (entries.length !== 1) return false;
  switch (type) {
    case "S":
    case "N":
    case "B":
      return typeof inner === "string";
    case "BOOL":
      return typeof inner === "boolean";
    case "NULL":
      return inner === true;
    case "SS":
    case "NS":
    case "BS":
      return Array.isArray(inner) && inner.every((one) => typeof one === "string");
    case "L":
      return Array.isArray(inner) && inner.every(isValue);
    case "M":
      return (
        typeof inner === "object" && inner !== null && !Array.isArray(inner) && Object.values(inner).every(isValue)
      );
    default:
      return false;
  }
}

/** What is wrong with the first attribute that is none, with what to write for it where that is plain. null: nothing. */
export function attributeFault(item: Readonly<Record<string, unknown>>): string | null {
  const name = Object.keys(item).find((one) => !isValue(item[one]));
  if (name === undefined) return null;
  const typed = typedValue(item[name]);
  return typed === null
    ? `${name} is not an attribute value such as {"S": "text"} or {"N": "1"}.`
    : `${name} has no type. Write ${JSON.stringify(typed)}.`;
}

/** Beyond this the words would be longer than what they explain. */
const TOLD_LENGTH_MAX = 40;

function typedValue(value: unknown): AttributeValue | null {
  if (typeof value === "string" && value.length <= TOLD_LENGTH_MAX) return { S: value };
  if (typeof value === "number" && Number.isFinite(value)) return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  return value === null ? { NULL: true } : null;
}
