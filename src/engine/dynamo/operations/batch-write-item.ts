/** BatchWriteItem: up to 25 puts and deletes in any tables, without conditions, each for itself. [OP-16, OP-19] */
import { refuse, WORDING } from "../errors.ts";
import type { ParsedDelete, ParsedPut } from "../requests.ts";
import { ITEM_BYTES_MAX, itemBytes } from "../sizes.ts";
import { parseItem } from "../value-parser.ts";
import { BATCH_TABLES, tooManyItems } from "./batch-fields.ts";
import { type Field, operation } from "./operation.ts";
import { KEY, RETURN_COLLECTION_METRICS, RETURN_CONSUMED_CAPACITY, returnConsumedCapacity } from "./shared-fields.ts";

const WRITES_MAX = 25;

const ITEM: Field = { name: "Item", type: "item", required: true, doc: "All attributes, the key's among them." };

export const batchWriteItem = operation("BatchWriteItem", {
  summary: "Puts and deletes up to 25 items in one or several tables.",
  kind: "batch",
  fields: [
    {
      ...BATCH_TABLES,
      max: WRITES_MAX,
      element: {
        name: "WriteRequests",
        type: "list",
        min: 1,
        max: WRITES_MAX,
        doc: "The writes to one table.",
        element: {
          name: "WriteRequest",
          type: "structure",
          doc: "A put or a delete.",
          members: [
            { name: "PutRequest", type: "structure", members: [ITEM], doc: "An item to put." },
            { name: "DeleteRequest", type: "structure", members: [KEY], doc: "The key of an item to delete." },
          ],
        },
      },
    },
    RETURN_CONSUMED_CAPACITY,
    RETURN_COLLECTION_METRICS,
  ],
  parse: (input) => {
    const tables = Object.entries(input.fields.RequestItems as Readonly<Record<string, readonly WriteRequest[]>>);
    const requests: (ParsedPut | ParsedDelete)[] = [];
    for (const [tableName, writes] of tables) {
      const shared = {
        tableName,
        returnConsumedCapacity: returnConsumedCapacity(input),
        returnItemCollectionMetrics: input.fields.ReturnItemCollectionMetrics === "SIZE",
        condition: null,
        returnValues: "NONE",
        returnItemOnConditionFailure: false,
      } as const;
      for (const write of writes) {
        requests.push({ ...shared, ...readWrite(write) });
        if (requests.length > WRITES_MAX) tooManyItems("BatchWriteItem");
      }
    }
    return { operation: "BatchWriteItem", requests };
  },
});

interface WriteRequest {
  readonly PutRequest?: { readonly Item: unknown } | null;
  readonly DeleteRequest?: { readonly Key: unknown } | null;
}

/** The service words a write that is neither, or both, as if it were an attribute value. */
function readWrite({
  PutRequest,
  DeleteRequest,
}: WriteRequest):
  | Pick<ParsedPut, "operation" | "item" | "itemBytes" | "batched">
  | Pick<ParsedDelete, "operation" | "key"> {
  const put = PutRequest ?? null;
  const remove = DeleteRequest ?? null;
  if (put !== null && remove !== null) {
    refuse(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  }
  if (remove !== null) return { operation: "DeleteItem", key: parseItem(remove.Key) };
  if (put === null) {
    return refuse("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
  const item = parseItem(put.Item);
  const bytes = itemBytes(item);
  if (bytes > ITEM_BYTES_MAX) refuse(WORDING.itemTooLarge);
  return { operation: "PutItem", item, itemBytes: bytes, batched: true };
}
