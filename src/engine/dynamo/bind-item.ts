/** Requests for one item, bound to a table's schema. [OP-5, OP-6] */
import { refuse, WORDING } from "./errors.ts";
import { checkIndexKeyLiterals, checkIndexKeys, checkItemKey, checkKey, indexKeyRules } from "./key-rules.ts";
import { hashOf, keyOfItem, storageKeyOf } from "./keys.ts";
import type { BoundGet, BoundItemWrite, ParsedDelete, ParsedGet, ParsedPut, ParsedUpdate } from "./requests.ts";
import type { TableSchema } from "./table.ts";

/** @throws {Refused} */
export function bindItemWrite(request: ParsedPut | ParsedUpdate | ParsedDelete, schema: TableSchema): BoundItemWrite {
  switch (request.operation) {
    case "PutItem":
      return bindPut(request, schema);
    case "UpdateItem":
      return bindUpdate(request, schema);
    case "DeleteItem":
      return bindDelete(request, schema);
  }
}

// The literals below are written out: this is the engine's hottest path, and spreads cost a microsecond each.

function bindPut(request: ParsedPut, schema: TableSchema): BoundItemWrite {
  checkItemKey(schema.key, request.item, request.batched);
  if (schema.indexes.length > 0) checkIndexKeys(indexKeyRules(schema), request.item, "item");
  const storageKey = storageKeyOf(schema.key, request.item);
  return {
    kind: "item",
    operation: "PutItem",
    write: true,
    tableName: request.tableName,
    key: keyOfItem(schema.key, request.item),
    storageKey,
    hash: hashOf(storageKey),
    condition: request.condition,
    returnValues: request.returnValues,
    returnItemOnConditionFailure: request.returnItemOnConditionFailure,
    returnItemCollectionMetrics: request.returnItemCollectionMetrics,
    returnConsumedCapacity: request.returnConsumedCapacity,
    item: request.item,
    itemBytes: request.itemBytes,
  };
}

function bindUpdate(request: ParsedUpdate, schema: TableSchema): BoundItemWrite {
  checkKey(schema.key, request.key);
  const touched = new Set(request.update.map(({ path }) => path[0]));
  for (const { name } of [...schema.key.partition, ...schema.key.sort]) {
    if (touched.has(name)) {
      refuse(`${WORDING.invalidParameters}Cannot update attribute ${name}. This attribute is part of the key`);
    }
  }
  const indexKeys = indexKeyRules(schema).filter(({ attribute }) => touched.has(attribute));
  checkIndexKeyLiterals(indexKeys, request.update);
  const storageKey = storageKeyOf(schema.key, request.key);
  return {
    kind: "item",
    operation: "UpdateItem",
    write: true,
    tableName: request.tableName,
    key: keyOfItem(schema.key, request.key),
    storageKey,
    hash: hashOf(storageKey),
    condition: request.condition,
    returnValues: request.returnValues,
    returnItemOnConditionFailure: request.returnItemOnConditionFailure,
    returnItemCollectionMetrics: request.returnItemCollectionMetrics,
    returnConsumedCapacity: request.returnConsumedCapacity,
    update: request.update,
    indexKeys,
  };
}

function bindDelete(request: ParsedDelete, schema: TableSchema): BoundItemWrite {
  checkKey(schema.key, request.key);
  const storageKey = storageKeyOf(schema.key, request.key);
  return {
    kind: "item",
    operation: "DeleteItem",
    write: true,
    tableName: request.tableName,
    key: keyOfItem(schema.key, request.key),
    storageKey,
    hash: hashOf(storageKey),
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
  const storageKey = storageKeyOf(schema.key, request.key);
  return {
    kind: "item",
    operation: "GetItem",
    write: false,
    tableName: request.tableName,
    key: keyOfItem(schema.key, request.key),
    storageKey,
    hash: hashOf(storageKey),
    consistentRead: request.consistentRead,
    projection: request.projection,
    returnConsumedCapacity: request.returnConsumedCapacity,
  };
}
