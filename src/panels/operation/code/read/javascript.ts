/**
 * Reads a request out of JavaScript or TypeScript for AWS SDK v3: the first command, or the first call of a client's
 * method, with its argument as literals. Nothing is run; constants of the same text are looked up. Only the request
 * itself has to be readable, so whatever else the program says does not matter.
 */
import { type Expression, type Property, parseExpressionAt } from "acorn";
import { BinaryText, isLiteralObject, type Literal, Marshalled, NumberText, numberOf, Unreadable } from "./literal.ts";

export interface ReadCall {
  /** As the program calls it: "PutCommand", "putItem". */
  readonly name: string;
  readonly argument: Literal;
  readonly region: string | null;
}

/** @throws {Unreadable} */
export function readJavaScript(text: string): ReadCall {
  const found = /\bnew\s+([A-Z]\w*Command)\s*\(/.exec(text) ?? /\.\s*([a-z]\w*)\s*\(\s*\{/.exec(text);
  const name = found?.[1];
  if (found === null || name === undefined)
    throw new Unreadable("No command found. A request is written as new PutCommand({ TableName: … }).");
  const open = text.indexOf("(", found.index + found[0].indexOf(name)) + 1;
  const region = /\bregion\s*:\s*["'`]([a-z0-9-]+)["'`]/.exec(text)?.[1] ?? null;
  if (/^\s*\)/.test(text.slice(open))) return { name, argument: {}, region };
  return { name, argument: valueAt(text, open, new Set()), region };
}

/** @param looking constants that are being looked up: one that needs itself is not read */
function valueAt(text: string, offset: number, looking: ReadonlySet<string>): Literal {
  let parsed: Expression;
  try {
    parsed = parseExpressionAt(text, offset, { ecmaVersion: "latest", sourceType: "module" });
  } catch (thrown) {
    const at = (thrown as { pos?: unknown }).pos;
    const why = thrown instanceof Error ? thrown.message.replace(/ \(\d+:\d+\)$/, "") : String(thrown);
    throw new Unreadable(`Not JavaScript: ${why}`, typeof at === "number" ? at : offset);
  }
  return new Reading(text, looking).value(parsed);
}

class Reading {
  constructor(
    private readonly text: string,
    private readonly looking: ReadonlySet<string>,
  ) {}

  value(node: Expression): Literal {
    switch (node.type) {
      case "Literal":
        if (typeof node.value === "number" || typeof node.value === "bigint")
          return numberOf(node.raw ?? "", node.start);
        if (typeof node.value === "string" || typeof node.value === "boolean" || node.value === null) return node.value;
        return this.refuse(node);
      case "TemplateLiteral":
        return node.quasis
          .map(({ value }, at) => {
            const between = node.expressions[at];
            return (value.cooked ?? value.raw) + (between === undefined ? "" : this.textOf(between));
          })
          .join("");
      case "UnaryExpression":
        return this.signed(node);
      case "BinaryExpression":
        if (node.operator !== "+" || node.left.type === "PrivateIdentifier") return this.refuse(node);
        return this.textOf(node.left) + this.textOf(node.right);
      case "ArrayExpression":
        return node.elements.map((one) =>
          one === null || one.type === "SpreadElement" ? this.refuse(node) : this.value(one),
        );
      case "ObjectExpression":
        return this.object(node);
      case "Identifier":
        return this.constant(node.name, node);
      case "ParenthesizedExpression":
        return this.value(node.expression);
      case "NewExpression":
      case "CallExpression":
        return this.made(node);
      default:
        return this.refuse(node);
    }
  }

  private signed(node: Extract<Expression, { type: "UnaryExpression" }>): Literal {
    if (node.operator === "void") return undefined;
    const value = this.value(node.argument);
    if (node.operator === "!" && typeof value === "boolean") return !value;
    if ((node.operator !== "-" && node.operator !== "+") || !(value instanceof NumberText)) return this.refuse(node);
    return node.operator === "-"
      ? new NumberText(value.text.startsWith("-") ? value.text.slice(1) : `-${value.text}`)
      : value;
  }

  private object(node: Extract<Expression, { type: "ObjectExpression" }>): Literal {
    const entries: [string, Literal][] = [];
    for (const property of node.properties) {
      if (property.type === "SpreadElement") {
        const spread = this.value(property.argument);
        if (!isLiteralObject(spread)) return this.refuse(property.argument);
        entries.push(...Object.entries(spread));
        continue;
      }
      if (property.kind !== "init" || property.method) return this.refuse(property);
      entries.push([this.nameOf(property), this.value(property.value)]);
    }
    return Object.fromEntries(entries);
  }

  private nameOf({ key, computed }: Property): string {
    return !computed && key.type === "Identifier" ? key.name : this.textOf(key);
  }

  private textOf(node: Expression): string {
    const value = this.value(node);
    if (typeof value === "string") return value;
    return value instanceof NumberText ? value.text : this.refuse(node);
  }

  /** What the SDK and the platform make out of literals. */
  private made(node: Extract<Expression, { type: "NewExpression" | "CallExpression" }>): Literal {
    const callee = this.text.slice(node.callee.start, node.callee.end);
    const [first, second] = node.arguments.map((one) =>
      one.type === "SpreadElement" ? this.refuse(node) : this.value(one),
    );
    if (callee === "Set" && (first === undefined || Array.isArray(first)))
      return new Set(first as Literal[] | undefined);
    if (
      /^(NumberValue|NumberValue\.from|Number|BigInt)$/.test(callee) &&
      (typeof first === "string" || first instanceof NumberText)
    )
      return typeof first === "string" ? numberOf(first, node.start) : first;
    if (callee === "Buffer.from" && typeof first === "string")
      return new BinaryText(second === "base64" ? first : base64Of(new TextEncoder().encode(first)));
    if (/^(Uint8Array|Uint8Array\.from|Buffer\.from)$/.test(callee) && Array.isArray(first))
      return new BinaryText(
        base64Of(Uint8Array.from(first, (one) => (one instanceof NumberText ? Number(one.text) : this.refuse(node)))),
      );
    if (/(^|\.)marshall$/.test(callee)) return new Marshalled(first);
    if (callee === "JSON.stringify") return JSON.stringify(jsonOf(first));
    if (callee === "String" && (typeof first === "string" || first instanceof NumberText))
      return typeof first === "string" ? first : first.text;
    return this.refuse(node);
  }

  private constant(name: string, node: { readonly start: number; readonly end: number }): Literal {
    if (name === "undefined") return undefined;
    const found = new RegExp(`\\b(?:const|let|var)\\s+${name.replaceAll("$", "\\$")}\\b[^=;\\n]*=(?![=>])\\s*`).exec(
      this.text,
    );
    if (found === null || this.looking.has(name))
      throw new Unreadable(`${name} has no value that can be read here. Write the value itself.`, node.start);
    return valueAt(this.text, found.index + found[0].length, new Set([...this.looking, name]));
  }

  private refuse(node: { readonly start: number; readonly end: number }): never {
    const text = this.text.slice(node.start, node.end);
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    throw new Unreadable(`${shown} would have to be run to know its value. Write the value itself.`, node.start);
  }
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** For JSON.stringify of a literal, as in a policy. */
function jsonOf(value: Literal): unknown {
  if (value instanceof NumberText) return Number(value.text);
  if (Array.isArray(value)) return value.map(jsonOf);
  if (isLiteralObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, jsonOf(one)]));
  return value;
}
