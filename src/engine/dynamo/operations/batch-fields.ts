/** What BatchGetItem and BatchWriteItem share: requests by table. [OP-16] */
import { refuse } from "../errors.ts";
import type { Field } from "./operation.ts";
import { TABLE_NAME } from "./shared-fields.ts";

/** Its elements are the operation's own. */
export const BATCH_TABLES: Field = {
  name: "RequestItems",
  type: "map",
  required: true,
  min: 1,
  max: 100,
  key: TABLE_NAME,
  doc: "What to do, by table.",
};

/** @throws {Refused} */
export function tooManyItems(operation: string): never {
  return refuse(`Too many items requested for the ${operation} call`);
}
