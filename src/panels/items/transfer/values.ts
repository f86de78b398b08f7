/** Whether something has the shape of an attribute value, at every depth. The service judges its content. */
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
