/**
 * Reads a request out of Python for boto3: the first call of a client's or a Table's method, with its keyword arguments
 * as literals. Nothing is run; names given a literal in the same text are looked up. Conditions made with Key and Attr
 * are read as the expressions they stand for.
 */

import { BinaryText, isLiteralObject, type Literal, NumberText, numberOf, Unreadable } from "./literal.ts";
import { ConditionText, conditionCall } from "./python-conditions.ts";
import { type Token, tokensOf } from "./python-tokens.ts";

export interface ReadPythonCall {
  /** "put_item" */
  readonly name: string;
  readonly argument: { readonly [name: string]: Literal | ConditionText };
  /** Of a boto3 Table: its name. null: a client's method, whose attribute values are written out. */
  readonly table: string | null;
  /** Called on a Table whose name is not in the text. */
  readonly isTable: boolean;
  readonly region: string | null;
}

/** @param methods what boto3 calls the operations. @throws {Unreadable} */
export function readPython(text: string, methods: ReadonlySet<string>): ReadPythonCall {
  const calls = [...text.matchAll(/([\w.]+(?:\([^()]*\))?)\s*\.\s*([a-z_]+)\s*\(/g)];
  const call = calls.find(([, , method]) => methods.has(method ?? ""));
  const [whole, target = "", name] = call ?? [];
  if (call === undefined || whole === undefined || name === undefined)
    throw new Unreadable("No call found. A request is written as table.put_item(Item={…}).");
  const table = tableOf(text, target);
  const argument = new Parser(text, call.index + whole.length).keywords();
  return {
    name,
    argument,
    table,
    isTable: table !== null || /table$/i.test(target),
    region: /region_name\s*=\s*["']([a-z0-9-]+)["']/.exec(text)?.[1] ?? null,
  };
}

/** The name in `….Table("Players")`, where the call's target was made so. */
function tableOf(text: string, target: string): string | null {
  const direct = /\.Table\(\s*["']([^"']+)["']\s*\)$/.exec(target)?.[1];
  if (direct !== undefined) return direct;
  const made = new RegExp(`\\b${target.replaceAll(".", "\\.")}\\s*=[^=\\n]*\\.Table\\(\\s*["']([^"']+)["']`).exec(text);
  return made?.[1] ?? null;
}

type Value = Literal | ConditionText;

class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(
    private readonly text: string,
    offset: number,
    private readonly looking: ReadonlySet<string> = new Set(),
  ) {
    this.tokens = tokensOf(text, offset);
  }

  keywords(): Record<string, Value> {
    const entries: [string, Value][] = [];
    while (!this.accept(")")) {
      if (this.accept("**")) {
        const spread = this.literal();
        if (!isLiteralObject(spread)) return this.refuse("Only a dict can be spread here.");
        entries.push(...Object.entries(spread));
      } else {
        const name = this.next();
        if (name.kind !== "name") return this.refuse("boto3 takes named arguments: Item={…}.", name);
        this.take("=");
        entries.push([name.text, this.value()]);
      }
      if (!this.accept(",")) {
        this.take(")");
        break;
      }
    }
    return Object.fromEntries(entries);
  }

  value(): Value {
    let left = this.conjunction();
    while (left instanceof ConditionText && this.accept("|")) left = left.joined("OR", this.condition());
    return left;
  }

  private conjunction(): Value {
    let left = this.single();
    while (left instanceof ConditionText && this.accept("&")) {
      const right = this.single();
      if (!(right instanceof ConditionText)) return this.refuse("Only conditions can be joined.");
      left = left.joined("AND", right);
    }
    return left;
  }

  private condition(): ConditionText {
    const value = this.conjunction();
    return value instanceof ConditionText ? value : this.refuse("Only conditions can be joined.");
  }

  private literal(): Literal {
    const value = this.value();
    return value instanceof ConditionText ? this.refuse("A condition cannot stand here.") : value;
  }

  private single(): Value {
    const token = this.next();
    switch (token.kind) {
      case "string": {
        let whole = token.value ?? "";
        while (this.peek().kind === "string") whole += this.next().value ?? "";
        return token.isBytes ? new BinaryText(btoa(whole)) : whole;
      }
      case "number":
        return numberOf(token.text, token.offset);
      case "name":
        return this.named(token);
      case "sign":
        return this.bracket(token);
      case "end":
        return this.refuse("The text ends in the middle of a value.", token);
    }
  }

  private bracket(token: Token): Value {
    if (token.text === "-") {
      const value = this.single();
      return value instanceof NumberText
        ? new NumberText(`-${value.text}`)
        : this.refuse("Only a number can be negative.", token);
    }
    if (token.text === "~") return this.condition().negated();
    if (token.text === "[") return this.sequence("]");
    if (token.text === "(") {
      const inside = this.value();
      if (this.accept(")")) return inside;
      if (inside instanceof ConditionText) return this.refuse("A condition cannot stand in a tuple.", token);
      this.take(",");
      return [inside, ...this.sequence(")")];
    }
    return token.text === "{" ? this.dictOrSet() : this.refuse(`${token.text} begins no value.`, token);
  }

  private sequence(close: string): Literal[] {
    const elements: Literal[] = [];
    while (!this.accept(close)) {
      elements.push(this.literal());
      if (!this.accept(",")) {
        this.take(close);
        break;
      }
    }
    return elements;
  }

  private dictOrSet(): Literal {
    if (this.accept("}")) return {};
    const first = this.literal();
    if (!this.accept(":")) {
      const more = this.accept(",");
      if (!more) this.take("}");
      return new Set([first, ...(more ? this.sequence("}") : [])]);
    }
    const entries: [string, Literal][] = [[this.keyText(first), this.literal()]];
    while (this.accept(",") && !this.accepts("}")) {
      const key = this.literal();
      this.take(":");
      entries.push([this.keyText(key), this.literal()]);
    }
    this.take("}");
    return Object.fromEntries(entries);
  }

  private keyText(key: Literal): string {
    return typeof key === "string"
      ? key
      : key instanceof NumberText
        ? key.text
        : this.refuse("A key of a dict is a text.");
  }

  private named(token: Token): Value {
    const { text } = token;
    if (text === "True" || text === "False") return text === "True";
    if (text === "None") return null;
    if (!this.accepts("(")) return this.lookedUp(token);
    this.take("(");
    const known = text.split(".").at(-1);
    if (known === "dict") return this.keywords() as Record<string, Literal>;
    const given = this.sequence(")");
    const [first] = given;
    switch (known) {
      case "Decimal":
      case "int":
      case "float":
        if (typeof first === "string") return numberOf(first, token.offset);
        if (first instanceof NumberText) return first;
        break;
      case "str":
        if (typeof first === "string") return first;
        break;
      case "Binary":
      case "bytes":
      case "bytearray":
        if (first instanceof BinaryText) return first;
        break;
      case "b64decode":
        if (typeof first === "string") return new BinaryText(first);
        if (first instanceof BinaryText) return new BinaryText(atob(first.base64));
        break;
      case "set":
      case "frozenset":
        if (first === undefined) return new Set();
        if (Array.isArray(first)) return new Set(first as Literal[]);
        if (first instanceof Set) return first;
        break;
      case "Key":
      case "Attr":
        if (typeof first === "string") return this.conditionOf(first);
    }
    return this.refuse(`${text}(…) would have to be run to know its value. Write the value itself.`, token);
  }

  /** `Key("score").between(1, 5)` */
  private conditionOf(attribute: string): ConditionText {
    const method = this.next();
    if (method.kind !== "name" || !method.text.startsWith("."))
      return this.refuse("Key and Attr need a comparison.", method);
    this.take("(");
    const made = conditionCall(attribute, method.text.slice(1), this.sequence(")"));
    return made ?? this.refuse(`${method.text.slice(1)} is no comparison.`, method);
  }

  private lookedUp(token: Token): Value {
    const found = new RegExp(`(?:^|\\n)[ \\t]*${token.text.replaceAll(".", "\\.")}\\s*(?::[^=\\n]*)?=(?!=)\\s*`).exec(
      this.text,
    );
    if (found === null || this.looking.has(token.text))
      return this.refuse(`${token.text} has no value that can be read here. Write the value itself.`, token);
    const offset = found.index + found[0].length;
    return new Parser(this.text, offset, new Set([...this.looking, token.text])).value();
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { kind: "end", text: "", offset: this.text.length };
  }

  private next(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }

  private accepts(sign: string): boolean {
    const token = this.peek();
    return token.kind === "sign" && token.text === sign;
  }

  private accept(sign: string): boolean {
    if (!this.accepts(sign)) return false;
    this.at++;
    return true;
  }

  private take(sign: string): void {
    if (!this.accept(sign)) this.refuse(`${sign} is missing here.`, this.peek());
  }

  private refuse(message: string, token: Token = this.peek()): never {
    throw new Unreadable(message, token.offset);
  }
}
