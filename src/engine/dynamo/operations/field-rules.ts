/**
 * Checks a request against its operation's fields, in the service's order: JSON types first (SerializationException),
 * then every violated constraint together in one `N validation errors detected: …`. Values inside items are looked at
 * later, so their faults are kept for then. [OP-4]
 */
import { type DynamoError, Refused, refuse, validationError } from "../errors.ts";
import {
  isObject,
  malformed,
  parseItem,
  parseValue,
  readArray,
  readBoolean,
  readString,
  tokenName,
} from "../value-parser.ts";
import type { Item } from "../values.ts";
import type { CheckedInput, Field } from "./operation.ts";
import { subjectTableName } from "./subject-table.ts";

/** @throws {Refused} */
export function checkFields(fields: readonly Field[], input: unknown): CheckedInput {
  if (!isObject(input)) return malformed("Unexpected value type in payload");
  const checked = {
    fields: {} as Record<string, unknown>,
    items: {} as Record<string, Item>,
    itemFaults: {} as Record<string, DynamoError>,
  };
  for (const field of fields) {
    const sent = input[field.name];
    if (sent === undefined || sent === null) continue;
    checked.fields[field.name] = field.type === "integer" ? readInteger(sent, field) : sent;
    if (field.type === "item") readItem(field.name, sent, checked);
    else checkType(field, sent);
  }
  const violations: string[] = [];
  for (const field of fields) if (field.isSubject) subjectTableName(checked.fields[field.name]);
  for (const field of fields) {
    const sent = checked.fields[field.name];
    // Most members of most requests are absent: they cost nothing.
    if (sent !== undefined || field.required) collectViolations(field, sent, memberName(field.name), violations);
  }
  if (violations.length > 0) {
    refuse(
      `${violations.length} validation error${violations.length > 1 ? "s" : ""} detected: ${violations.join("; ")}`,
    );
  }
  return checked;
}

function readItem(
  name: string,
  sent: unknown,
  checked: { items: Record<string, Item>; itemFaults: Record<string, DynamoError> },
): void {
  try {
    checked.items[name] = parseItem(sent);
  } catch (thrown) {
    if (!(thrown instanceof Refused) || thrown.error.name !== "ValidationException") throw thrown;
    checked.itemFaults[name] = thrown.error;
  }
}

function checkType(field: Field, sent: unknown): void {
  switch (field.type) {
    case "string":
    case "enum":
    case "expression":
      readString(sent);
      return;
    case "integer":
      readInteger(sent, field);
      return;
    case "boolean":
      readBoolean(sent);
      return;
    case "list":
      for (const element of readArray(sent)) {
        if (field.element !== undefined && element !== null && element !== undefined) checkType(field.element, element);
      }
      return;
    case "structure":
      checkStructure(field, sent);
      for (const member of field.members ?? []) {
        const value = (sent as Readonly<Record<string, unknown>>)[member.name];
        if (value !== undefined && value !== null) checkType(member, value);
      }
      return;
    case "map":
      checkMap(sent, modelOf(field.element));
      for (const value of Object.values(sent as Readonly<Record<string, unknown>>)) {
        if (field.element !== undefined && value !== null && value !== undefined) checkType(field.element, value);
      }
      return;
    case "item":
      checkValueTypes(() => parseItem(sent));
      return;
    case "value":
      checkValueTypes(() => parseValue(sent));
      return;
    case "names":
      checkMap(sent, "java.lang.String");
      for (const name of Object.values(sent as Readonly<Record<string, unknown>>)) readString(name ?? "");
      return;
    case "values":
      checkMap(sent, `${MODEL}AttributeValue`);
      for (const value of Object.values(sent as Readonly<Record<string, unknown>>)) {
        checkValueTypes(() => parseValue(value ?? {}));
      }
      return;
    case "legacy":
      if (field.shape !== undefined) checkType(field.shape, sent);
      return;
  }
}

const MODEL = "com.amazonaws.dynamodb.v20120810.";

/** The Java class of what a list or a map is made of. */
function modelOf(element: Field | undefined): string {
  if (element?.type === "list") return `java.util.List<${modelOf(element.element)}>`;
  if (element?.type === "structure") return MODEL + (element.model ?? element.name);
  return element?.type === "string" ? "java.lang.String" : `${MODEL}AttributeValue`;
}

function checkMap(sent: unknown, values: string): void {
  if (isObject(sent)) return;
  if (!Array.isArray(sent)) malformed("Unexpected field type");
  malformed(`Unrecognized collection type java.util.Map<java.lang.String, ${values}>`);
}

function checkStructure(field: Field, sent: unknown): void {
  if (isObject(sent)) return;
  if (!Array.isArray(sent)) malformed("Unexpected value type in payload");
  malformed(`Unrecognized collection type class ${MODEL}${field.model ?? field.name}`);
}

/** Values inside a request are judged where the operation reads them; their JSON types are judged here. */
function checkValueTypes(parse: () => unknown): void {
  try {
    parse();
  } catch (thrown) {
    if (!(thrown instanceof Refused) || thrown.error.name !== "ValidationException") throw thrown;
  }
}

const INTEGER_MAX = 2_147_483_647;

/**
 * Fractions are cut off, and what does not fit the bits is the nearest that does, as the service's own numbers do. Of 64
 * bits we keep what a double holds exactly: more is out of every bound.
 */
function readInteger(sent: unknown, { isLong = false }: Field): number {
  const [type, min, max] = isLong
    ? (["Long", Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const)
    : (["Integer", -INTEGER_MAX - 1, INTEGER_MAX] as const);
  if (typeof sent === "number") return Math.min(Math.max(Math.trunc(sent), min), max);
  if (Array.isArray(sent)) malformed(`Unrecognized collection type class java.lang.${type}`);
  if (typeof sent === "object") malformed("Start of structure or map found where not expected");
  return malformed(`${tokenName(sent)} cannot be converted to ${type}`);
}

/** The service writes member names with a small first letter. */
function memberName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

const patterns = new Map<string, RegExp>();

/** Compiled once: there are a handful of them. */
function patternOf(source: string): RegExp {
  let pattern = patterns.get(source);
  if (pattern === undefined) {
    pattern = new RegExp(`^(?:${source})$`);
    patterns.set(source, pattern);
  }
  return pattern;
}

function collectViolations(field: Field, sent: unknown, at: string, violations: string[]): void {
  const violate = (shown: string, constraint: string) =>
    violations.push(`Value ${shown} at '${at}' failed to satisfy constraint: Member must ${constraint}`);
  if (sent === undefined || sent === null) {
    if (field.required) violate("null", "not be null");
    return;
  }
  switch (field.type) {
    case "enum":
      if (!(field.options ?? []).includes(sent as string)) {
        violate(`'${sent}'`, `satisfy enum value set: [${(field.options ?? []).join(", ")}]`);
      }
      return;
    case "integer": {
      const number = readInteger(sent, field);
      checkBounds(field, number, "value", (constraint) => violate(`'${number}'`, constraint));
      return;
    }
    case "string": {
      const text = sent as string;
      if (field.pattern !== undefined && !text.startsWith("arn:") && !patternOf(field.pattern).test(text)) {
        violate(`'${text}'`, `satisfy regular expression pattern: ${field.pattern}`);
      }
      checkBounds(field, text.length, "length", (constraint) => violate(`'${text}'`, constraint));
      return;
    }
    case "list": {
      const elements = sent as readonly unknown[];
      checkBounds(field, elements.length, "length", (constraint) => violate(`'${javaText(sent, field)}'`, constraint));
      if (field.element === undefined) return;
      for (const [i, element] of elements.entries()) {
        collectViolations({ ...field.element, required: true }, element, `${at}.${i + 1}.member`, violations);
      }
      return;
    }
    case "map": {
      const entries = Object.entries(sent as Readonly<Record<string, unknown>>);
      checkBounds(field, entries.length, "length", (constraint) => violate(`'${javaText(sent, field)}'`, constraint));
      if (field.key !== undefined && entries.some(([key]) => !fits(field.key as Field, key))) {
        violations.push(
          `Value '${javaText(sent, field)}' at '${at}' failed to satisfy constraint: Map keys must satisfy constraint: [${keyConstraints(field.key)}]`,
        );
      }
      if (field.element === undefined) return;
      const { min, max, ...element } = field.element;
      const isTooLong = (value: unknown) =>
        Array.isArray(value) && (value.length < (min ?? 0) || value.length > (max ?? Infinity));
      if (entries.some(([, value]) => isTooLong(value))) {
        violations.push(
          `Value '${javaText(sent, field)}' at '${at}' failed to satisfy constraint: Map value must satisfy constraint: [${lengthConstraints(field.element)}]`,
        );
      }
      for (const [key, value] of entries) {
        collectViolations({ ...element, required: true }, value, `${at}.${key}.member`, violations);
      }
      return;
    }
    case "structure":
      for (const member of field.members ?? []) {
        const value = (sent as Readonly<Record<string, unknown>>)[member.name];
        collectViolations(member, value, `${at}.${memberName(member.name)}`, violations);
      }
      return;
    case "legacy":
      if (field.shape !== undefined) collectViolations(field.shape, sent, at, violations);
      return;
    default:
      return;
  }
}

/** The keys of a map, and the lengths of the lists in it, are judged together, by all their constraints. */
function keyConstraints(field: Field): string {
  return `${lengthConstraints(field)}, Member must satisfy regular expression pattern: ${field.pattern}`;
}

function lengthConstraints({ min, max }: Field): string {
  return `Member must have length less than or equal to ${max}, Member must have length greater than or equal to ${min}`;
}

function fits(field: Field, key: string): boolean {
  const violations: string[] = [];
  collectViolations(field, key, "", violations);
  return violations.length === 0;
}

/** Collections and structures as the service prints them; what nests deeper than any request may is cut. */
function javaText(sent: unknown, field?: Field, depth = 0): string {
  if (depth > 64) return "...";
  if (Array.isArray(sent)) return `[${sent.map((each) => javaText(each, field?.element, depth + 1)).join(", ")}]`;
  if (!isObject(sent)) return String(sent);
  if (field?.type === "structure") {
    const members = (field.members ?? []).map(
      (member) => `${memberName(member.name)}=${javaText(sent[member.name] ?? null, member, depth + 1)}`,
    );
    return `${field.model ?? field.name}(${members.join(", ")})`;
  }
  const entries = Object.keys(sent).map((name) => `${name}=${javaText(sent[name], field?.element, depth + 1)}`);
  return `{${entries.join(", ")}}`;
}

function checkBounds(
  field: Field,
  actual: number,
  what: "value" | "length",
  violate: (constraint: string) => void,
): void {
  if (field.min !== undefined && actual < field.min) violate(`have ${what} greater than or equal to ${field.min}`);
  if (field.max !== undefined && actual > field.max) violate(`have ${what} less than or equal to ${field.max}`);
}

/**
 * The item or key a request carries. PutItem, UpdateItem and DeleteItem wrap the fault of a value; reads say it bare.
 * @throws {Refused}
 */
export function requireItem(input: CheckedInput, name: string, wording: "wrapped" | "bare"): Item {
  const fault = input.itemFaults[name];
  if (fault === undefined) return input.items[name] ?? {};
  throw new Refused(wording === "bare" ? fault : validationError(`1 validation error detected: ${fault.message}`));
}
