/**
 * What a key must be for a read or a write to be accepted: the table's own key, and the keys of its secondary
 * indexes. [KEY-7, KEY-8, OP-6]
 */
import { refuse, WORDING } from "./errors.ts";
import type { Update } from "./expressions/ast.ts";
import type { IndexKeyRule } from "./requests.ts";
import { valueBytes } from "./sizes.ts";
import type { IndexSchema, KeyAttribute, KeySchema, TableSchema } from "./table.ts";
import { type AttributeValue, attributeOf, type Item, typeOf } from "./values.ts";

const PARTITION_KEY_BYTES_MAX = 2_048;
const SORT_KEY_BYTES_MAX = 1_024;

/** The `Key` of a read, update or delete: exactly the key attributes, rightly typed. @throws {Refused} */
export function checkKey(schema: KeySchema, key: Item): void {
  const attributes = [...schema.partition, ...schema.sort];
  if (Object.keys(key).length !== attributes.length) refuse(WORDING.keySchemaMismatch);
  for (const { name, type } of attributes) {
    const value = attributeOf(key, name);
    if (value === undefined || typeOf(value) !== type) refuse(WORDING.keySchemaMismatch);
  }
  checkKeyValues(schema, key);
}

/** The key attributes inside an item to be put. In a batch the service says less. @throws {Refused} */
export function checkItemKey(schema: KeySchema, item: Item, batched = false): void {
  for (const attribute of schema.partition) checkItemKeyAttribute(attribute, item, batched);
  for (const attribute of schema.sort) checkItemKeyAttribute(attribute, item, batched);
  checkKeyValues(schema, item);
}

function checkItemKeyAttribute({ name, type }: KeyAttribute, item: Item, batched: boolean): void {
  const value = attributeOf(item, name);
  const actual = value === undefined ? null : typeOf(value);
  if (actual === type) return;
  if (batched) refuse(WORDING.keySchemaMismatch);
  if (actual === null) refuse(`${WORDING.invalidParameters}Missing the key ${name} in the item`);
  refuse(`${WORDING.invalidParameters}Type mismatch for key ${name} expected: ${type} actual: ${actual}`);
}

function checkKeyValues(schema: KeySchema, item: Item): void {
  for (const { name } of schema.partition) checkKeyValue(name, "partition", attributeOf(item, name) as AttributeValue);
  for (const { name } of schema.sort) checkKeyValue(name, "sort", attributeOf(item, name) as AttributeValue);
}

/**
 * Empty key values alone: those of a key or an item, and those of its indexes. A value of another type is not judged.
 * @param written by a put or an update, as `checkIndexKeys` has it @throws {Refused}
 */
export function checkEmptyKeys(schema: TableSchema, key: Item, indexed: Item, written: "item" | "update"): void {
  for (const { name } of [...schema.key.partition, ...schema.key.sort]) {
    const empty = emptyKind(attributeOf(key, name));
    if (empty !== null) refuse(`${emptyKeyMessage(empty)} Key: ${name}`);
  }
  for (const rule of indexKeyRules(schema)) {
    const empty = emptyKind(attributeOf(indexed, rule.attribute));
    if (empty !== null) refuse(emptyIndexKeyMessage(rule, empty, written));
  }
}

/** A value of a key, or in a condition on it: not empty, not too long. @throws {Refused} */
export function checkKeyValue(name: string, role: "partition" | "sort", value: AttributeValue): void {
  const empty = emptyKind(value);
  if (empty !== null) refuse(`${emptyKeyMessage(empty)} Key: ${name}`);
  checkKeyBytes(role, value);
}

function emptyKeyMessage(empty: "string" | "binary"): string {
  return `${WORDING.notValidParameters}The AttributeValue for a key attribute cannot contain an empty ${empty} value.`;
}

function checkKeyBytes(role: "partition" | "sort", value: AttributeValue): void {
  const bytes = valueBytes(value);
  if (role === "partition" && bytes > PARTITION_KEY_BYTES_MAX) {
    refuse(`${WORDING.invalidParameters}Size of hashkey has exceeded the maximum size limit of2048 bytes`);
  }
  if (role === "sort" && bytes > SORT_KEY_BYTES_MAX) {
    refuse(`${WORDING.invalidParameters}Aggregated size of all range keys has exceeded the size limit of 1024 bytes`);
  }
}

function emptyKind(value: AttributeValue | undefined): "string" | "binary" | null {
  if (value === undefined) return null;
  if ("S" in value) return value.S === "" ? "string" : null;
  return "B" in value && value.B === "" ? "binary" : null;
}

/**
 * Every (index, key attribute) pair, by index name: the alphabetically first offender is the one named. An index that
 * is not ready demands nothing. [GSI-2]
 */
export function indexKeyRules(schema: TableSchema): readonly IndexKeyRule[] {
  const rules: IndexKeyRule[] = [];
  const byName = schema.indexes.filter(({ phase }) => phase === undefined).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const index of byName) {
    for (const { name, type } of index.key.partition) {
      rules.push({ index: index.name, attribute: name, type, role: "partition" });
    }
    for (const { name, type } of index.key.sort) rules.push({ index: index.name, attribute: name, type, role: "sort" });
  }
  return rules;
}

/** Of what wrote an index key: an item, an update by a literal, or an update by what its expression came to. */
type IndexKeySource = "item" | "update" | "computed";

/**
 * An attribute that some index uses as key may be absent, but not of another type, empty or too long.
 * @throws {Refused} in the words that go with `written`
 */
export function checkIndexKeys(rules: readonly IndexKeyRule[], item: Item, written: IndexKeySource): void {
  for (const rule of rules) {
    const value = attributeOf(item, rule.attribute);
    if (value === undefined) continue;
    const actual = typeOf(value);
    if (actual !== rule.type) {
      refuse(
        written === "computed"
          ? `${COMPUTED_INDEX_KEY} to unsupported type`
          : `${WORDING.invalidParameters}Type mismatch for Index Key ${rule.attribute} Expected: ${rule.type} Actual: ${actual} IndexName: ${rule.index}`,
      );
    }
    const empty = emptyKind(value);
    if (empty !== null) refuse(emptyIndexKeyMessage(rule, empty, written));
    checkIndexKeyBytes(rule, value, written);
  }
}

const COMPUTED_INDEX_KEY = "The update expression attempted to update the secondary index key";

function checkIndexKeyBytes(rule: IndexKeyRule, value: AttributeValue, written: IndexKeySource): void {
  const { attribute, index, role } = rule;
  const bytes = valueBytes(value);
  const max = role === "partition" ? PARTITION_KEY_BYTES_MAX : SORT_KEY_BYTES_MAX;
  if (bytes <= max) return;
  refuse(
    written === "computed"
      ? `${COMPUTED_INDEX_KEY} beyond allowed size limits`
      : `${WORDING.invalidParameters}Size limit exceeded for Index Key ${attribute} Actual Size: ${bytes} bytes Max Size: ${max} bytes IndexName: ${index}`,
  );
}

/**
 * What an update's expression alone shows of the index keys it writes. @param rules of attributes that it touches
 * @throws {Refused}
 */
export function checkIndexKeyLiterals(rules: readonly IndexKeyRule[], update: Update): void {
  for (const rule of rules) {
    const action = update.find(({ path }) => path[0] === rule.attribute);
    if (action === undefined) continue;
    if (action.path.length > 1) {
      refuse(
        `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: ${rule.attribute}`,
      );
    }
    const value = literalOf(action);
    if (value !== undefined) checkIndexKeys([rule], { [rule.attribute]: value }, "update");
  }
}

/** undefined: the item decides what the action comes to, or nothing is written. */
function literalOf(action: Update[number]): AttributeValue | undefined {
  if (action.type === "add") return action.value;
  return action.type === "set" && action.value.type === "value" ? action.value.value : undefined;
}

function emptyIndexKeyMessage(rule: IndexKeyRule, empty: "string" | "binary", written: IndexKeySource): string {
  const tail = `The AttributeValue for a key attribute cannot contain an empty ${empty} value.`;
  if (written !== "item") {
    return `${WORDING.notValidParameters}The update expression attempted to update a secondary index key to a value that is not supported. ${tail}`;
  }
  return `${WORDING.notValidParameters}A value specified for a secondary index key is not supported. ${tail} IndexName: ${rule.index}, IndexKey: ${rule.attribute}`;
}

/** Why an item cannot be in an index whose key attributes it has; null when it can. [GSI-4] */
export function indexKeyViolation(index: IndexSchema, item: Item): "wrong type" | "empty" | "too long" | null {
  for (const role of ["partition", "sort"] as const) {
    for (const { name, type } of index.key[role]) {
      const value = attributeOf(item, name);
      if (value === undefined) return null;
      if (typeOf(value) !== type) return "wrong type";
      if (emptyKind(value) !== null) return "empty";
      if (valueBytes(value) > (role === "partition" ? PARTITION_KEY_BYTES_MAX : SORT_KEY_BYTES_MAX)) return "too long";
    }
  }
  return null;
}
