/**
 * From literals to a request body. Where a program gives plain values, as with the document client or a boto3 Table,
 * attribute values get their types here; the operation's fields say where attribute values stand.
 */
import type { AttributeValue } from "../../../../engine/index.ts";
import type { FormField } from "../../form-draft.ts";
import { isAttributeValue, isItem, isObject } from "../../wire-shapes.ts";
import { BinaryText, isLiteralObject, type Literal, Marshalled, NumberText, Unreadable } from "./literal.ts";

/** The value as JSON: for members that are no attribute values, and for programs that write those out. */
export function plainOf(value: Literal): unknown {
  if (value instanceof NumberText) return Number(value.text);
  if (value instanceof BinaryText) return value.base64;
  if (value instanceof Marshalled) return membersOf(value.item, attributeValueOf);
  if (value instanceof Set) return [...value].map(plainOf);
  if (Array.isArray(value)) return value.map(plainOf);
  if (isLiteralObject(value)) return membersOf(value, plainOf);
  return value;
}

/** A plain value with its type written out. */
export function attributeValueOf(value: Literal): AttributeValue {
  if (typeof value === "string") return { S: value };
  if (typeof value === "boolean") return { BOOL: value };
  if (value === null || value === undefined) return { NULL: true };
  if (value instanceof NumberText) return { N: value.text };
  if (value instanceof BinaryText) return { B: value.base64 };
  if (value instanceof Marshalled) return { M: plainOf(value) as Record<string, AttributeValue> };
  if (value instanceof Set) return setOf([...value]);
  if (Array.isArray(value)) return { L: value.map(attributeValueOf) };
  return { M: membersOf(value, attributeValueOf) as Record<string, AttributeValue> };
}

function setOf(values: readonly Literal[]): AttributeValue {
  if (values.every((one) => typeof one === "string")) return { SS: values };
  if (values.every((one) => one instanceof NumberText)) return { NS: values.map(({ text }) => text) };
  if (values.every((one) => one instanceof BinaryText)) return { BS: values.map(({ base64 }) => base64) };
  throw new Unreadable("A set holds strings, or numbers, or binaries: not a mixture.");
}

function membersOf(value: Literal, one: (value: Literal) => unknown): Record<string, unknown> {
  if (!isLiteralObject(value)) throw new Unreadable("Attributes are given by name.");
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, one(member)]),
  );
}

/** @param values "plain": attribute values are as the language has them; "typed": they are written out */
export function inputFrom(
  fields: readonly FormField[],
  literal: Literal,
  values: "plain" | "typed",
): Record<string, unknown> {
  if (!isLiteralObject(literal)) throw new Unreadable("The request is not an object with the operation's members.");
  if (values === "typed") return plainOf(literal) as Record<string, unknown>;
  return structureFrom(fields, literal);
}

function structureFrom(fields: readonly FormField[], literal: Literal): Record<string, unknown> {
  if (!isLiteralObject(literal)) return plainOf(literal) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(literal)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => {
        const field = fields.find((one) => one.name === name);
        return [name, field === undefined ? plainOf(member) : valueFrom(field, member)];
      }),
  );
}

function valueFrom(field: FormField, value: Literal): unknown {
  const { element, members = [] } = field;
  switch (field.type) {
    case "item":
    case "values":
      return isLiteralObject(value) ? membersOf(value, attributeValueOf) : plainOf(value);
    case "json":
      return attributeValueOf(value);
    case "structure":
      return structureFrom(members, value);
    case "list":
      return Array.isArray(value) && element !== undefined
        ? value.map((one: Literal) => valueFrom(element, one))
        : plainOf(value);
    case "map":
      return isLiteralObject(value) && element !== undefined
        ? membersOf(value, (one) => valueFrom(element, one))
        : plainOf(value);
    default:
      return plainOf(value);
  }
}

/** Whether the request reads as one whose attribute values are written out: `{ S: "cleo" }` wherever there are some. */
export function looksTyped(fields: readonly FormField[], literal: Literal): boolean {
  const input = plainOf(literal);
  return isObject(input) && fields.every((field) => isTypedAt(field, input[field.name]));
}

function isTypedAt({ type, element, members = [] }: FormField, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (type === "item" || type === "values") return isItem(value);
  if (type === "json") return isAttributeValue(value);
  if (type === "structure") return !isObject(value) || members.every((one) => isTypedAt(one, value[one.name]));
  if (element === undefined) return true;
  if (type === "list") return !Array.isArray(value) || value.every((one) => isTypedAt(element, one));
  return type !== "map" || !isObject(value) || Object.values(value).every((one) => isTypedAt(element, one));
}
