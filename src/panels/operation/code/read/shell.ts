/**
 * Reads a request out of an AWS CLI command: words as a POSIX shell cuts them, options by the operation's members,
 * values as JSON, as the CLI's shorthand, or as they are. Nothing is run, no file is read.
 */
import type { FormField } from "../../form-draft.ts";
import { Unreadable } from "./literal.ts";

export interface ReadCommand {
  /** "put-item" */
  readonly name: string;
  readonly words: readonly Word[];
}

interface Word {
  readonly text: string;
  readonly offset: number;
  /** Written in quotes: a value, even when it begins with two dashes. */
  readonly quoted: boolean;
}

/** @throws {Unreadable} */
export function readCommand(text: string): ReadCommand {
  const words = shellWords(text);
  const at = words.findIndex(({ text: word }) => word === "dynamodb" || word === "dynamodbstreams");
  const name = words[at + 1];
  if (at < 0 || name === undefined)
    throw new Unreadable("No command found. A request is written as aws dynamodb put-item --table-name …");
  return { name: name.text, words: words.slice(at + 2) };
}

export function kebabOf(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

/** A member the form has no field for. */
function pascalOf(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Options of the CLI itself. */
const OWN_OPTIONS: ReadonlySet<string> = new Set(["output", "query", "profile", "endpoint-url", "cli-binary-format"]);
const OWN_FLAGS: ReadonlySet<string> = new Set([
  "no-cli-pager",
  "debug",
  "no-paginate",
  "no-sign-request",
  "no-verify-ssl",
]);

export interface CommandInput {
  readonly input: Record<string, unknown>;
  readonly region: string | null;
}

/** @throws {Unreadable} */
export function commandInput(fields: readonly FormField[], words: readonly Word[]): CommandInput {
  let input: Record<string, unknown> = {};
  let region: string | null = null;
  for (let at = 0; at < words.length; ) {
    const option = words[at] as Word;
    if (option.quoted || !option.text.startsWith("--"))
      throw new Unreadable(`${option.text} belongs to no option.`, option.offset);
    const [name = "", inline] = option.text.slice(2).split(/=(.*)/s);
    const values: Word[] = inline === undefined ? [] : [{ ...option, text: inline, quoted: true }];
    for (at++; at < words.length; at++) {
      const word = words[at] as Word;
      if (!word.quoted && word.text.startsWith("--")) break;
      values.push(word);
    }
    const field = fields.find((one) => kebabOf(one.name) === name);
    const flag = fields.find((one) => one.type === "boolean" && `no-${kebabOf(one.name)}` === name);
    if (name === "region") region = values[0]?.text ?? null;
    else if (name === "cli-input-json") input = { ...jsonOf(values[0] ?? option), ...input };
    else if (flag !== undefined) input[flag.name] = false;
    else if (field !== undefined) input[field.name] = optionValue(field, values, option);
    else if (/^[[{]/.test(values[0]?.text ?? "")) input[pascalOf(name)] = jsonOf(values[0] ?? option);
    else if (!OWN_OPTIONS.has(name) && !OWN_FLAGS.has(name))
      throw new Unreadable(`--${name} is no option of this operation.`, option.offset);
  }
  return { input, region };
}

function optionValue(field: FormField, values: readonly Word[], option: Word): unknown {
  const [first] = values;
  if (field.type === "boolean") return first === undefined || first.text !== "false";
  if (first === undefined) throw new Unreadable(`${option.text} needs a value.`, option.offset);
  if (/^(file|fileb):\/\//.test(first.text))
    throw new Unreadable("A file of your computer cannot be read here. Write its content instead.", first.offset);
  if (field.type === "integer") return /^-?\d{1,15}$/.test(first.text) ? Number(first.text) : first.text;
  if (field.type === "string" || field.type === "enum" || field.type === "expression") return first.text;
  if (/^\s*[[{]/.test(first.text)) return jsonOf(first);
  return shorthand(field, values);
}

function jsonOf({ text, offset }: Word): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (thrown) {
    throw new Unreadable(`Not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}`, offset);
  }
}

/** `AttributeName=player,KeyType=HASH AttributeName=…`, or plain words for a list of texts. */
function shorthand(field: FormField, values: readonly Word[]): unknown {
  if (field.type !== "list") return shorthandStructure(field, values[0] as Word);
  const { element } = field;
  const isFlat = element === undefined || !["structure", "map", "item"].includes(element.type);
  return isFlat
    ? values.map(({ text }) => text)
    : values.map((word) => (/^\s*\{/.test(word.text) ? jsonOf(word) : shorthandStructure(element, word)));
}

/** One level of names, with `{…}` and `[…]` inside: `KeySchema=[{AttributeName=a,KeyType=HASH}],IndexName=b`. */
function shorthandStructure(field: FormField, word: Word): Record<string, unknown> {
  const reader = new Shorthand(word);
  const value = reader.members(field);
  reader.end();
  return value;
}

class Shorthand {
  private at = 0;
  constructor(private readonly word: Word) {}

  members(field: FormField | undefined): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    do {
      const name = this.until("=");
      this.take("=");
      const member = field?.members?.find((one) => one.name === name) ?? field?.element;
      entries.push([name, this.value(member)]);
    } while (this.accept(","));
    return Object.fromEntries(entries);
  }

  end(): void {
    if (this.at < this.word.text.length) this.refuse();
  }

  private value(field: FormField | undefined): unknown {
    if (this.accept("{")) {
      const members = this.members(field);
      this.take("}");
      return members;
    }
    if (this.accept("[")) {
      const elements: unknown[] = [];
      if (!this.accept("]")) {
        do elements.push(this.value(field?.element));
        while (this.accept(","));
        this.take("]");
      }
      return elements;
    }
    const text = this.until(",}]");
    if (field?.type === "integer" && /^-?\d{1,15}$/.test(text)) return Number(text);
    if (field?.type === "boolean") return text === "true";
    return field?.type === "list" ? [text] : text;
  }

  private until(signs: string): string {
    const quote = this.word.text[this.at];
    if (quote === '"' || quote === "'") {
      const end = this.word.text.indexOf(quote, this.at + 1);
      if (end < 0) this.refuse();
      const text = this.word.text.slice(this.at + 1, end);
      this.at = end + 1;
      return text;
    }
    const from = this.at;
    while (this.at < this.word.text.length && !signs.includes(this.word.text[this.at] ?? "")) this.at++;
    return this.word.text.slice(from, this.at).trim();
  }

  private accept(sign: string): boolean {
    if (this.word.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private take(sign: string): void {
    if (!this.accept(sign)) this.refuse();
  }

  private refuse(): never {
    throw new Unreadable(
      `${this.word.text} is neither JSON nor Name=value,Name=value.`,
      this.word.quoted ? this.word.offset : this.word.offset + this.at,
    );
  }
}

/** Words as the shell cuts them. @throws {Unreadable} */
function shellWords(text: string): Word[] {
  const words: Word[] = [];
  let word: Word | undefined;
  const grow = (more: string, from: number, quoted = false) => {
    const before: Word = word ?? { text: "", offset: from, quoted };
    word = { ...before, text: before.text + more };
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (sign === "\\") {
      const broken = /\r?\n/y;
      broken.lastIndex = at + 1;
      const line = broken.exec(text);
      if (line === null) grow(text[at + 1] ?? "", at);
      at += line === null ? 1 : line[0].length;
    } else if (sign === "'" || sign === '"') {
      const { inside, end } = quotedText(text, at, sign);
      grow(inside, at, true);
      at = end;
    } else if (sign === "$" || sign === "`") {
      throw new Unreadable("A variable of the shell has no value here. Write the value itself.", at);
    } else grow(sign, at);
  }
  if (word !== undefined) words.push(word);
  return words;
}

function quotedText(text: string, from: number, quote: string): { inside: string; end: number } {
  let inside = "";
  for (let at = from + 1; at < text.length; at++) {
    const sign = text[at] as string;
    if (sign === quote) return { inside, end: at };
    if (quote === '"' && sign === "\\" && '"\\$`\n'.includes(text[at + 1] ?? " ")) {
      at++;
      if (text[at] !== "\n") inside += text[at];
    } else if (quote === '"' && sign === "$" && /[\w{(]/.test(text[at + 1] ?? "")) {
      throw new Unreadable("A variable of the shell has no value here. Write the value itself.", at);
    } else inside += sign;
  }
  throw new Unreadable("This quote is never closed.", from);
}
