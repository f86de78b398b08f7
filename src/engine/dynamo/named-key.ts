/**
 * The key that a request names before anybody has answered for it: for who writes down what was asked. It judges as the
 * operation will, and says nothing about why. [CL-2, OP-5]
 */
import { Refused } from "./errors.ts";
import { checkKey } from "./key-rules.ts";
import { keyOfItem } from "./keys.ts";
import type { KeySchema } from "./table.ts";
import { parseItem } from "./value-parser.ts";
import type { Item } from "./values.ts";

/** The key attributes in the schema's order, numbers as they are stored; null: this is no key of such a table. */
export function namedKey(schema: KeySchema, written: unknown): Item | null {
  try {
    const key = parseItem(written);
    checkKey(schema, key);
    return keyOfItem(schema, key);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
