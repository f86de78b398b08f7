/**
 * Unknown JSON → canonical attribute values, with the service's own refusals. A wrong JSON type is a
 * SerializationException (nothing was looked at yet); a wrong value a ValidationException, which each operation wraps
 * in its own way. [VAL-1, VAL-2, VAL-3, VAL-6]
 */
import { base64ToBytes } from "../base/bytes.ts";
import { canonicalDecimal, type DecimalFault } from "../base/decimal.ts";
import { setOwn } from "../base/own.ts";
import { utf8Length } from "../base/utf8.ts";
import { dynamoError, Refused, refuse, WORDING } from "./errors.ts";
import { type AttributeValue, type Item, sortMembers } from "./values.ts";

/** A value may lie this deep, an attribute's own value being the first level: 31 lists and maps around a scalar. */
const NESTING_MAX = 32;
/** UTF-8 bytes of a name, at any depth. */
const NAME_BYTES_MAX = 65_535;

const NUMBER_FAULTS: Readonly<Record<Exclude<DecimalFault, "syntax">, string>> = {
  digits: "Attempting to store more than 38 significant digits in a Number",
  overflow: "Number overflow. Attempting to store a number with magnitude larger than supported range",
  underflow: "Number underflow. Attempting to store a number with magnitude smaller than supported range",
};

export function numberFaultMessage(fault: DecimalFault, text: string): string {
  if (fault !== "syntax") return NUMBER_FAULTS[fault];
  return `The parameter cannot be converted to a numeric value${text === "" ? "" : `: ${text}`}`;
}

/** @throws {Refused} SerializationException */
export function malformed(message: string): never {
  throw new Refused(dynamoError("SerializationException", message));
}

/** What the service calls a JSON scalar in its serialization errors. */
export function tokenName(value: unknown): string {
  if (value === true) return "TRUE_VALUE";
  if (value === false) return "FALSE_VALUE";
  if (typeof value === "number") return Number.isInteger(value) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
  return "STRING_VALUE";
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws {Refused} */
export function readString(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return malformed("Unrecognized collection type class java.lang.String");
  if (typeof value === "object") return malformed("Start of structure or map found where not expected");
  return malformed(`${tokenName(value)} cannot be converted to String`);
}

/** A map of attribute values: an item, a key, the members of an M. @throws {Refused} */
export function parseItem(value: unknown, depth = 0): Item {
  if (!isObject(value)) {
    return malformed(
      Array.isArray(value)
        ? "Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>"
        : "Unexpected field type",
    );
  }
  const out: Record<string, AttributeValue> = {};
  for (const name of Object.keys(value)) {
    checkName(name);
    const member = value[name];
    if (member !== null && member !== undefined) setOwn(out, name, parseValue(member, depth));
  }
  return out;
}

/** One attribute value. `depth` counts the lists and maps around it. @throws {Refused} */
export function parseValue(value: unknown, depth = 0): AttributeValue {
  if (!isObject(value)) {
    return malformed(
      Array.isArray(value)
        ? "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue"
        : "Unexpected value type in payload",
    );
  }
  checkDepth(depth);
  let found: AttributeValue | undefined;
  let types = 0;
  for (const type of Object.keys(value)) {
    const content = value[type];
    if (content === null || content === undefined) continue;
    const parsed = parseTyped(type, content, depth);
    if (parsed === undefined) continue;
    found = parsed;
    types++;
  }
  if (found === undefined) {
    return refuse("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
  if (types > 1) {
    return refuse(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  }
  return found;
}

/** undefined: not a member that the service knows, hence ignored. */
function parseTyped(type: string, content: unknown, depth: number): AttributeValue | undefined {
  switch (type) {
    case "S":
      return { S: readString(content) };
    case "N":
      return { N: parseNumber(readString(content)) };
    case "B":
      return { B: parseBinary(content) };
    case "BOOL":
      return { BOOL: readBoolean(content) };
    case "NULL":
      if (!readBoolean(content)) {
        refuse(`${WORDING.invalidParameters}Null attribute value types must have the value of true`);
      }
      return { NULL: true };
    case "M":
      return { M: parseItem(content, depth + 1) };
    case "L":
      return { L: parseList(content, depth + 1) };
    case "SS":
    case "NS":
    case "BS":
      return parseSet(type, content);
    default:
      return undefined;
  }
}

/** @throws {Refused} */
function checkDepth(depth: number): void {
  if (depth < NESTING_MAX) return;
  const wrong = "Attributes in the item have nested levels beyond supported limit";
  refuse(`Nesting Levels have exceeded supported limits: ${wrong}`);
}

/** What is wrong with a name's size; null: nothing. [VAL-9] */
export function nameFault(name: string): string | null {
  if (name === "") return "Attribute name must not be empty";
  // A character has at most three bytes: nearly every name is seen to fit without being measured.
  if (name.length * 3 <= NAME_BYTES_MAX || utf8Length(name) <= NAME_BYTES_MAX) return null;
  return `Attribute name is too large, must be less than ${NAME_BYTES_MAX + 1} bytes`;
}

/** @throws {Refused} */
export function checkName(name: string): void {
  const fault = nameFault(name);
  if (fault !== null) refuse(fault);
}

/** An update may put one nested value inside another. @throws {Refused} */
export function checkNesting(item: Item, depth = 0): void {
  for (const name of Object.keys(item)) checkValueNesting(item[name] as AttributeValue, depth);
}

function checkValueNesting(value: AttributeValue, depth: number): void {
  checkDepth(depth);
  if ("M" in value) checkNesting(value.M, depth + 1);
  else if ("L" in value) for (const element of value.L) checkValueNesting(element, depth + 1);
}

function parseList(content: unknown, depth: number): AttributeValue[] {
  return readArray(content).map((element) => parseValue(element ?? {}, depth));
}

/** @throws {Refused} */
export function readArray(content: unknown): readonly unknown[] {
  if (Array.isArray(content)) return content;
  return malformed(isObject(content) ? "Start of structure or map found where not expected" : "Unexpected field type");
}

/** @throws {Refused} */
export function readBoolean(content: unknown): boolean {
  if (typeof content === "boolean") return content;
  if (Array.isArray(content)) return malformed("Unrecognized collection type class java.lang.Boolean");
  if (typeof content === "object") return malformed("Start of structure or map found where not expected");
  if (typeof content === "string") return malformed("Unexpected token received from parser");
  return malformed(`${tokenName(content)} cannot be converted to Boolean`);
}

function parseNumber(text: string): string {
  const canonical = canonicalDecimal(text);
  return typeof canonical === "string" ? refuse(numberFaultMessage(canonical, text)) : canonical.text;
}

function parseBinary(content: unknown): string {
  if (typeof content !== "string") {
    if (Array.isArray(content)) return malformed("Unrecognized collection type class java.nio.ByteBuffer");
    if (typeof content === "object") return malformed("Start of structure or map found where not expected");
    return malformed("only base-64-encoded strings are convertible to bytes");
  }
  if (content.length % 4 !== 0) {
    return malformed(`Base64 encoded length is expected a multiple of 4 bytes but found: ${content.length}`);
  }
  if (base64ToBytes(content) === null) return malformed("Invalid Base64 character found");
  // Bits of the last character that no byte uses must be zero, or two texts would stand for the same bytes.
  const padding = content.endsWith("==") ? 2 : content.endsWith("=") ? 1 : 0;
  const last = content.charAt(content.length - padding - 1);
  if ((padding === 2 && !"AQgw".includes(last)) || (padding === 1 && !"AEIMQUYcgkosw048".includes(last))) {
    return malformed("Invalid last non-pad Base64 character dectected");
  }
  return content;
}

const EMPTY_SET = {
  SS: "An string set  may not be empty",
  NS: "An number set  may not be empty",
  BS: "Binary sets should not be empty",
} as const;

function parseSet(type: "SS" | "NS" | "BS", content: unknown): AttributeValue {
  const given = readArray(content);
  if (given.length === 0) refuse(WORDING.invalidParameters + EMPTY_SET[type]);
  const members: string[] = [];
  for (const element of given) {
    if (type === "NS") members.push(parseNumber(readString(element)));
    else if (type === "BS") members.push(parseBinary(element));
    else members.push(readString(element));
  }
  if (new Set(members).size !== members.length) refuse(duplicatesMessage(type, members));
  sortMembers(type, members);
  return type === "SS" ? { SS: members } : type === "NS" ? { NS: members } : { BS: members };
}

function duplicatesMessage(type: "SS" | "NS" | "BS", members: readonly string[]): string {
  if (type === "NS") return "Input collection contains duplicates";
  const listed = `[${members.join(", ")}]`;
  return `${WORDING.invalidParameters}Input collection ${listed}${type === "BS" ? "of type BS " : " "}contains duplicates.`;
}
