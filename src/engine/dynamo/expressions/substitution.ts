/**
 * What `#names` and `:values` of one request stand for, and which of them were used: the service refuses a request
 * that defines a placeholder no expression uses, or whose placeholders stand for too much. [EXPR-3, EXPR-4, EXPR-17]
 */

import { setOwn } from "../../base/own.ts";
import { utf8Length } from "../../base/utf8.ts";
import { Refused, refuse, validationError } from "../errors.ts";
import { valueBytes } from "../sizes.ts";
import { isObject, malformed, nameFault, parseValue, readString } from "../value-parser.ts";
import { type AttributeValue, attributeOf } from "../values.ts";
import type { DocumentPath } from "./ast.ts";
import { isReservedWord } from "./reserved-words.ts";
import { type ExpressionKind, type RawPath, refuseExpression } from "./syntax.ts";

const NAME_PLACEHOLDER = /^#[A-Za-z0-9_]+$/;
const VALUE_PLACEHOLDER = /^:[A-Za-z0-9_]+$/;
const PLACEHOLDER_LENGTH_MAX = 255;
/** Names and values of one request together. */
const SUBSTITUTION_BYTES_MAX = 2 * 1024 * 1024;
/** Dots and brackets of one path. [EXPR-16] */
const PATH_LEVELS_MAX = 32;

export interface Placeholders {
  readonly names: Readonly<Record<string, string>> | null;
  readonly values: Readonly<Record<string, AttributeValue>> | null;
}

/** An expression member of a request. */
export interface ExpressionMember {
  readonly member: ExpressionKind;
  readonly takesValues: boolean;
}

/** Placeholders without any expression that could use them are refused, before they are looked at. @throws {Refused} */
export function checkPlaceholderUse(
  input: Readonly<Record<string, unknown>>,
  expressions: readonly ExpressionMember[],
): void {
  const given = (member: string) => input[member] !== undefined && input[member] !== null;
  if (given("ExpressionAttributeNames") && !expressions.some(({ member }) => given(member))) {
    refuse("ExpressionAttributeNames can only be specified when using expressions");
  }
  if (!given("ExpressionAttributeValues")) return;
  const users = expressions.filter(({ takesValues }) => takesValues).map(({ member }) => member);
  if (!users.some(given)) {
    const missing = users.length === 0 ? "" : `: ${users.join(" and ")} ${users.length > 1 ? "are" : "is"} null`;
    refuse(`ExpressionAttributeValues can only be specified when using expressions${missing}`);
  }
}

/** @param expressions that could use them @throws {Refused} */
export function readPlaceholders(
  input: Readonly<Record<string, unknown>>,
  expressions: readonly ExpressionMember[],
): Placeholders {
  checkPlaceholderUse(input, expressions);
  const names = readNames(input.ExpressionAttributeNames);
  const sent = readValues(input.ExpressionAttributeValues);
  if (names !== null) checkNames(names);
  const values = sent === null ? null : checkValues(sent);
  checkSize(names, values);
  return { names, values };
}

/** @throws {Refused} */
function checkSize(names: Placeholders["names"], values: Placeholders["values"]): void {
  let bytes = 0;
  for (const name of Object.values(names ?? {})) bytes += utf8Length(name);
  if (bytes > SUBSTITUTION_BYTES_MAX) refuse("ExpressionAttributeNames exceeds max size");
  for (const value of Object.values(values ?? {})) bytes += valueBytes(value);
  if (bytes > SUBSTITUTION_BYTES_MAX) refuse("ExpressionAttributeValues exceeds max size");
}

function readNames(sent: unknown): Readonly<Record<string, string>> | null {
  if (sent === undefined || sent === null) return null;
  if (!isObject(sent)) return malformed("Unexpected field type");
  const names: Record<string, string> = {};
  for (const placeholder of Object.keys(sent)) setOwn(names, placeholder, readString(sent[placeholder]));
  return names;
}

function checkNames(names: Readonly<Record<string, string>>): void {
  const placeholders = Object.keys(names);
  if (placeholders.length === 0) refuse("ExpressionAttributeNames must not be empty");
  for (const placeholder of placeholders) {
    checkPlaceholder("ExpressionAttributeNames", placeholder, NAME_PLACEHOLDER);
    const name = names[placeholder] as string;
    const fault = name === "" ? "The expression attribute name must not be empty" : nameFault(name);
    if (fault !== null) refuse(`ExpressionAttributeNames contains invalid value: ${fault}; key: ${placeholder}`);
  }
}

function readValues(sent: unknown): Readonly<Record<string, unknown>> | null {
  if (sent === undefined || sent === null) return null;
  return isObject(sent) ? sent : malformed("Unexpected field type");
}

function checkValues(sent: Readonly<Record<string, unknown>>): Readonly<Record<string, AttributeValue>> {
  const placeholders = Object.keys(sent);
  if (placeholders.length === 0) refuse("ExpressionAttributeValues must not be empty");
  const values: Record<string, AttributeValue> = {};
  for (const placeholder of placeholders) {
    checkPlaceholder("ExpressionAttributeValues", placeholder, VALUE_PLACEHOLDER);
    setOwn(values, placeholder, parseExpressionValue(placeholder, sent[placeholder]));
  }
  return values;
}

function parseExpressionValue(placeholder: string, sent: unknown): AttributeValue {
  try {
    return parseValue(sent ?? {});
  } catch (thrown) {
    if (!(thrown instanceof Refused) || thrown.error.name !== "ValidationException") throw thrown;
    const message = `ExpressionAttributeValues contains invalid value: ${thrown.error.message} for key ${placeholder}`;
    throw new Refused(validationError(message));
  }
}

function checkPlaceholder(member: string, placeholder: string, syntax: RegExp): void {
  if (!syntax.test(placeholder) || placeholder.length > PLACEHOLDER_LENGTH_MAX) {
    refuse(`${member} contains invalid key: Syntax error; key: "${placeholder}"`);
  }
}

/** Looks placeholders up and remembers which were used; one per request, shared by its expressions. */
export class Substitution {
  private readonly usedNames = new Set<string>();
  private readonly usedValues = new Set<string>();

  constructor(private readonly placeholders: Placeholders) {}

  /** @throws {Refused} reserved word, undefined name, too deep */
  path(kind: ExpressionKind, raw: RawPath): DocumentPath {
    const path = raw.map((step) => (typeof step === "number" ? step : this.name(kind, step)));
    const levels = raw.length - 1;
    if (levels > PATH_LEVELS_MAX) {
      refuseExpression(kind, `The document path has too many nesting elements; nesting levels: ${levels}`);
    }
    return path as unknown as DocumentPath;
  }

  private name(kind: ExpressionKind, step: string): string {
    if (!step.startsWith("#")) {
      if (isReservedWord(step)) {
        refuseExpression(kind, `Attribute name is a reserved keyword; reserved keyword: ${step}`);
      }
      return step;
    }
    const { names } = this.placeholders;
    if (names === null || !Object.hasOwn(names, step)) {
      return refuseExpression(
        kind,
        `An expression attribute name used in the document path is not defined; attribute name: ${step}`,
      );
    }
    this.usedNames.add(step);
    return names[step] as string;
  }

  /** @throws {Refused} undefined value */
  value(kind: ExpressionKind, name: string): AttributeValue {
    const value = this.placeholders.values === null ? undefined : attributeOf(this.placeholders.values, name);
    if (value === undefined) {
      return refuseExpression(
        kind,
        `An expression attribute value used in expression is not defined; attribute value: ${name}`,
      );
    }
    this.usedValues.add(name);
    return value;
  }

  /** @throws {Refused} when a placeholder was defined and never used */
  checkAllUsed(): void {
    refuseUnused("ExpressionAttributeNames", this.placeholders.names, this.usedNames);
    refuseUnused("ExpressionAttributeValues", this.placeholders.values, this.usedValues);
  }
}

function refuseUnused(
  member: string,
  defined: Readonly<Record<string, unknown>> | null,
  used: ReadonlySet<string>,
): void {
  if (defined === null) return;
  const unused = Object.keys(defined).filter((placeholder) => !used.has(placeholder));
  if (unused.length > 0) refuse(`Value provided in ${member} unused in expressions: keys: {${unused.join(", ")}}`);
}
