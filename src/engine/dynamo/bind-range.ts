/** Query and Scan bound to a table's schema: which storage keys may be read, in which direction, from where. [OP-12, OP-13] */

import { setOwn } from "../base/own.ts";
import { refuse, WORDING } from "./errors.ts";
import type { Condition, KeyCondition, Operand } from "./expressions/ast.ts";
import { projectedNames } from "./index-entries.ts";
import { checkKeyValue } from "./key-rules.ts";
import {
  afterPrefix,
  encodeKeyPrefix,
  encodeKeyValue,
  hashOf,
  indexStorageKeyOf,
  partitionPrefix,
  rangeContains,
  type StorageRange,
  segmentRange,
  storageKeyOf,
} from "./keys.ts";
import type { BoundRange, ParsedQuery, ParsedScan, Select } from "./requests.ts";
import type { IndexSchema, KeyAttribute, KeySchema, TableSchema } from "./table.ts";
import { type AttributeValue, attributeOf, type Item, typeOf } from "./values.ts";

const INVALID_START = "The provided starting key is invalid";
const EVERYTHING: StorageRange = { from: "", to: null };

/**
 * @param keysInFilter a PartiQL statement may ask more of a key than its one key condition
 * @throws {Refused}
 */
export function bindRange(request: ParsedQuery | ParsedScan, schema: TableSchema, keysInFilter = false): BoundRange {
  const index = findIndex(request.indexName, schema);
  const select = effectiveSelect(request, index, schema);
  const walked = index?.key ?? schema.key;
  const isQuery = request.operation === "Query";
  const range = isQuery
    ? queryRange(request.keyConditions, walked)
    : request.segment === null
      ? EVERYTHING
      : segmentRange(request.segment.index, request.segment.total);
  if (request.filter !== null && !keysInFilter) {
    const asked = [...new Set(attributesOf(request.filter))];
    if (isQuery) checkFilterKeys(asked, walked, request.legacyFilter === true);
    if (index !== null) checkFilterProjected(asked, index, schema);
  }
  return {
    kind: "range",
    operation: request.operation,
    write: false,
    tableName: request.tableName,
    indexName: request.indexName,
    indexKind: index?.kind ?? null,
    keyNames: keyNames(walked, schema),
    hash: isQuery ? hashOf(range.from) : null,
    range,
    forward: isQuery ? request.forward : true,
    startAfter: startKey(request, range, index, schema),
    further: [],
    limit: request.limit,
    consistentRead: request.consistentRead,
    filter: request.filter,
    projection: request.projection,
    select,
    fetches: index?.kind === "local" && needsFetch(request, select, index, schema),
    returnConsumedCapacity: request.returnConsumedCapacity,
  };
}

/** @throws {Refused} */
export function findIndex(name: string | null, schema: TableSchema): IndexSchema | null {
  if (name === null) return null;
  const index = schema.indexes.find((each) => each.name === name);
  if (index?.phase === "backfilling") refuse(`Cannot read from backfilling global secondary index: ${name}`);
  if (index === undefined || index.phase === "deleting") {
    return refuse(`The table does not have the specified index: ${name}`);
  }
  return index;
}

function effectiveSelect(request: ParsedQuery | ParsedScan, index: IndexSchema | null, schema: TableSchema): Select {
  if (index === null) {
    return request.select ?? (request.projection === null ? "ALL_ATTRIBUTES" : "SPECIFIC_ATTRIBUTES");
  }
  if (index.kind === "global") checkGlobalIndexRead(request, index, schema);
  return request.select ?? (request.projection === null ? "ALL_PROJECTED_ATTRIBUTES" : "SPECIFIC_ATTRIBUTES");
}

function checkGlobalIndexRead(request: ParsedQuery | ParsedScan, index: IndexSchema, schema: TableSchema): void {
  if (request.consistentRead) refuse("Consistent reads are not supported on global secondary indexes");
  if (index.projection.type === "ALL") return;
  if (request.select === "ALL_ATTRIBUTES") {
    refuse(
      `${WORDING.invalidParameters}Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  const projected = projectedNames(schema, index);
  const missing = (request.projection ?? []).map((path) => path[0]).filter((name) => !projected.includes(name));
  if (missing.length > 0) {
    refuse(`${WORDING.invalidParameters}Global secondary index ${index.name} does not project [${missing.join(", ")}]`);
  }
}

/** A local index gives attributes that it does not project as well: the service fetches the item from the table. */
function needsFetch(
  request: ParsedQuery | ParsedScan,
  select: Select,
  index: IndexSchema,
  schema: TableSchema,
): boolean {
  if (index.projection.type === "ALL" || select === "COUNT") return false;
  if (select === "ALL_ATTRIBUTES") return true;
  const projected = projectedNames(schema, index);
  return (request.projection ?? []).some((path) => !projected.includes(path[0]));
}

/** Table key, then index key, each name once. */
function keyNames(walked: KeySchema, schema: TableSchema): readonly string[] {
  const attributes = [walked.partition, walked.sort, schema.key.partition, schema.key.sort].flat();
  return [...new Set(attributes.map(({ name }) => name))];
}

/** = on every partition attribute; sort attributes from the left without gaps, = on all but the last used. */
function queryRange(conditions: readonly KeyCondition[], key: KeySchema): StorageRange {
  const keyed = key.partition.length + key.sort.length;
  if (conditions.length > 2 && keyed <= 2) refuse("Conditions can be of length 1 or 2 only");
  const byName = new Map(conditions.map((condition) => [condition.name, condition]));
  const partition: Record<string, AttributeValue> = {};
  for (const attribute of key.partition) {
    const condition = byName.get(attribute.name);
    if (condition === undefined) return refuse(`Query condition missed key schema element: ${attribute.name}`);
    checkCondition(condition, attribute, "partition");
    if (condition.comparator !== "=") return refuse("Query key condition not supported");
    setOwn(partition, attribute.name, condition.value);
    byName.delete(attribute.name);
  }
  const sort = sortConditions(byName, key);
  let prefix = partitionPrefix(key, partition);
  for (const [i, condition] of sort.entries()) {
    if (condition.comparator !== "=") {
      if (i + 1 < sort.length) refuse("Query key condition not supported");
      return sortRange(prefix, condition);
    }
    prefix += encodeKeyValue(condition.value);
  }
  return { from: prefix, to: afterPrefix(prefix) };
}

function sortConditions(byName: ReadonlyMap<string, KeyCondition>, key: KeySchema): readonly KeyCondition[] {
  const used: KeyCondition[] = [];
  for (const attribute of key.sort) {
    const condition = byName.get(attribute.name);
    if (condition === undefined) break;
    checkCondition(condition, attribute, "sort");
    used.push(condition);
  }
  if (used.length < byName.size) {
    const expected = key.sort[used.length];
    if (expected === undefined || used.length > 0) refuse("Query key condition not supported");
    refuse(`Query condition missed key schema element: ${expected.name}`);
  }
  return used;
}

function checkCondition(condition: KeyCondition, attribute: KeyAttribute, role: "partition" | "sort"): void {
  const values = condition.comparator === "BETWEEN" ? [condition.lower, condition.upper] : [condition.value];
  for (const value of values) {
    if (typeOf(value) !== attribute.type) {
      refuse(`${WORDING.invalidParameters}Condition parameter type does not match schema type`);
    }
    checkKeyValue(attribute.name, role, value);
  }
}

function sortRange(prefix: string, condition: KeyCondition): StorageRange {
  switch (condition.comparator) {
    case "<":
      return { from: prefix, to: prefix + encodeKeyValue(condition.value) };
    case "<=":
      return { from: prefix, to: afterPrefix(prefix + encodeKeyValue(condition.value)) };
    case ">":
      return {
        from: afterPrefix(prefix + encodeKeyValue(condition.value)) as string,
        to: afterPrefix(prefix),
      };
    case ">=":
      return { from: prefix + encodeKeyValue(condition.value), to: afterPrefix(prefix) };
    case "BETWEEN":
      return {
        from: prefix + encodeKeyValue(condition.lower),
        to: afterPrefix(prefix + encodeKeyValue(condition.upper)),
      };
    case "begins_with": {
      const beginning = prefix + encodeKeyPrefix(condition.value);
      return { from: beginning, to: afterPrefix(beginning) };
    }
    default:
      return refuse("Query key condition not supported");
  }
}

/** A Query's filter runs after the key condition, so the service refuses key attributes in it. */
function checkFilterKeys(asked: readonly string[], key: KeySchema, legacy: boolean): void {
  const keys = [...key.partition, ...key.sort].map(({ name }) => name);
  const found = asked.find((name) => keys.includes(name));
  if (found !== undefined) {
    const filterName = legacy ? "QueryFilter" : "Filter Expression";
    refuse(`${filterName} can only contain non-primary key attributes: Primary key attribute: ${found}`);
  }
}

/** A filter sees what the index holds; nothing is fetched for it. */
function checkFilterProjected(asked: readonly string[], index: IndexSchema, schema: TableSchema): void {
  if (index.projection.type === "ALL") return;
  const projected = projectedNames(schema, index);
  const missing = asked.filter((name) => !projected.includes(name));
  if (missing.length === 0) return;
  refuse(
    `${WORDING.invalidParameters}Secondary index ${index.name} does not project one or more filter attributes: [${missing.join(", ")}]`,
  );
}

function attributesOf(condition: Condition): readonly string[] {
  switch (condition.type) {
    case "and":
    case "or":
      return [...attributesOf(condition.left), ...attributesOf(condition.right)];
    case "not":
      return attributesOf(condition.condition);
    case "compare":
      return roots(condition.left, condition.right);
    case "between":
      return roots(condition.operand, condition.lower, condition.upper);
    case "in":
      return roots(condition.operand, ...condition.candidates);
    case "begins_with":
    case "contains":
      return roots(condition.subject, condition.argument);
    default:
      return [condition.path[0]];
  }
}

function roots(...operands: readonly Operand[]): readonly string[] {
  return operands.flatMap((operand) => (operand.type === "value" ? [] : [operand.path[0]]));
}

function startKey(
  request: ParsedQuery | ParsedScan,
  range: StorageRange,
  index: IndexSchema | null,
  schema: TableSchema,
): string | null {
  const key = request.exclusiveStartKey;
  if (key === null) return null;
  checkStartKeySchema(key, schema.key, index, request.operation === "Query");
  const storageKey = index === null ? storageKeyOf(schema.key, key) : indexStorageKeyOf(index.key, schema.key, key);
  if (rangeContains(range, storageKey)) return storageKey;
  if (request.operation === "Query") {
    const samePartition = range.from.startsWith(partitionPrefix(index?.key ?? schema.key, key));
    return refuse(
      samePartition
        ? "The provided starting key does not match the range key predicate"
        : "The provided starting key is outside query boundaries based on provided conditions",
    );
  }
  const { index: segment, total } = request.segment ?? { index: 0, total: 1 };
  return refuse(
    `${INVALID_START}: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${total} Segment: ${segment}`,
  );
}

/** A Scan of a table says what is wrong with it, a Query or a Scan of an index only that something is. */
function checkStartKeySchema(key: Item, table: KeySchema, index: IndexSchema | null, isQuery: boolean): void {
  const expected = new Map<string, string>();
  for (const schema of index === null ? [table] : [index.key, table]) {
    for (const { name, type } of [...schema.partition, ...schema.sort]) expected.set(name, type);
  }
  const fits = [...expected].every(([name, type]) => {
    const value = attributeOf(key, name);
    return value !== undefined && typeOf(value) === type;
  });
  if (!fits || Object.keys(key).length !== expected.size) {
    refuse(isQuery || index !== null ? INVALID_START : `${INVALID_START}: ${WORDING.keySchemaMismatch}`);
  }
}
