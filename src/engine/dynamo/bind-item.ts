/** Requests for one item, bound to a table's schema. [OP-5, OP-6] */
import { refuse, WORDING } from "./errors.ts";
import { checkIndexKeys, checkItemKey, checkKey, indexKeyRules } from "./key-rules.ts";
import { hashOf, keyOfItem, storageKeyOf } from "./keys.ts";
import type { BoundGet, BoundItemWrite, ParsedDelete, ParsedGet, ParsedPut, ParsedUpdate } from "./requests.ts";
import type { TableSchema } from "./table.ts";
import type { Item } from "./values.ts";

/** @throws {Refused} */
export function bindItemWrite(request: ParsedPut | ParsedUpdate | ParsedDelete, schema: TableSchema): BoundItemWrite {
  if (request.operation === "PutItem") return bindPut(request, schema);
  checkKey(schema.key, request.key);
  const common = { ...place(schema, request.key), write: true as const, ...writeMembers(request) };
  if (request.operation === "DeleteItem") return { ...common, operation: "DeleteItem" };
  const touched = new Set(request.update.map(({ path }) => path[0]));
  for (const { name } of [...schema.key.partition, ...schema.key.sort]) {
    if (touched.has(name)) {
      refuse(`${WORDING.invalidParameters}Cannot update attribute ${name}. This attribute is part of the key`);
    }
  }
  const indexKeys = indexKeyRules(schema).filter(({ attribute }) => touched.has(attribute));
  return { ...common, operation: "UpdateItem", update: request.update, indexKeys };
}

function bindPut(request: ParsedPut, schema: TableSchema): BoundItemWrite {
  checkItemKey(schema.key, request.item);
  if (schema.indexes.length > 0) checkIndexKeys(indexKeyRules(schema), request.item, "item");
  return {
    ...place(schema, request.item),
    write: true,
    ...writeMembers(request),
    operation: "PutItem",
    item: request.item,
    itemBytes: request.itemBytes,
  };
}

function writeMembers(request: ParsedPut | ParsedUpdate | ParsedDelete) {
  return {
    tableName: request.tableName,
    condition: request.condition,
    returnValues: request.returnValues,
    returnItemOnConditionFailure: request.returnItemOnConditionFailure,
    returnItemCollectionMetrics: request.returnItemCollectionMetrics,
    returnConsumedCapacity: request.returnConsumedCapacity,
  };
}

/** @throws {Refused} */
export function bindGet(request: ParsedGet, schema: TableSchema): BoundGet {
  checkKey(schema.key, request.key);
  return {
    ...place(schema, request.key),
    operation: "GetItem",
    write: false,
    tableName: request.tableName,
    consistentRead: request.consistentRead,
    projection: request.projection,
    returnConsumedCapacity: request.returnConsumedCapacity,
  };
}

function place(schema: TableSchema, item: Item): { kind: "item"; key: Item; storageKey: string; hash: number } {
  const storageKey = storageKeyOf(schema.key, item);
  return { kind: "item", key: keyOfItem(schema.key, item), storageKey, hash: hashOf(storageKey) };
}
