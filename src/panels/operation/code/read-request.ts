/**
 * The request that a piece of code stands for, in any of the languages a form shows it in: the other direction of
 * `same-request.ts`. A tolerant reading of literals: no code is run. What cannot be read is said, with its place.
 */

import type { OperationForm } from "../view.ts";
import { isObject } from "../wire-shapes.ts";
import { readPartiql } from "./partiql.ts";
import { readJavaScript } from "./read/javascript.ts";
import { type Literal, Unreadable } from "./read/literal.ts";
import { inputFrom, looksTyped } from "./read/marshal.ts";
import { readPython } from "./read/python.ts";
import { ConditionText } from "./read/python-conditions.ts";
import { commandInput, kebabOf, readCommand } from "./read/shell.ts";
import type { Language } from "./same-request.ts";
import { COMMAND_NAMES, DOCUMENT_COMMANDS, METHOD_NAMES } from "./sdk-names.ts";

export type RequestRead =
  | {
      readonly ok: true;
      readonly operation: string;
      readonly input: Readonly<Record<string, unknown>>;
      /** null: the code does not say. */
      readonly region: string | null;
    }
  | {
      readonly ok: false;
      readonly fault: string;
      /** Line of the text, from 1; null: all of it. */
      readonly line: number | null;
    };

export interface Reading {
  readonly forms: readonly OperationForm[];
  /** JSON does not say which operation it is a request of. */
  readonly operation: string;
  /** boto3's Table may be made elsewhere. */
  readonly table: string | null;
}

const STATEMENT =
  /^(\s*--[^\n]*\n)*\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+["\w]|DELETE\s+FROM\s|EXISTS\s*\(\s*SELECT\s)/i;

/** What a text is written in, from how it begins. null: nothing known. */
export function languageOf(text: string): Language | null {
  if (/^\s*\{/.test(text)) return "JSON";
  if (STATEMENT.test(text)) return "PartiQL";
  if (/^\s*(\$\s+)?aws\s/.test(text)) return "CLI";
  if (/\bnew\s+\w+Command\s*\(|\b(const|let|await|require)\b|^\s*import\s*[{*]/m.test(text)) return "SDK v3";
  if (/\bboto3\b|\b(client|table|dynamodb)\w*\s*\.\s*[a-z]+(_[a-z]+)*\s*\(/.test(text)) return "boto3";
  return null;
}

export function readRequest(text: string, language: Language, reading: Reading): RequestRead {
  try {
    return { ok: true, ...READERS[language](text, reading) };
  } catch (thrown) {
    if (!(thrown instanceof Unreadable)) throw thrown;
    const { message, offset } = thrown;
    return { ok: false, fault: message, line: offset === null ? null : text.slice(0, offset).split("\n").length };
  }
}

type Read = Omit<Extract<RequestRead, { ok: true }>, "ok">;

const READERS: Readonly<Record<Language, (text: string, reading: Reading) => Read>> = {
  "SDK v3": (text, { forms }) => {
    const { name, argument, region } = readJavaScript(text);
    const form = formNamed(forms, COMMAND_NAMES[name] ?? METHOD_NAMES[name] ?? name.replace(/Command$/, ""), name);
    return {
      operation: form.name,
      input: inputFrom(form.fields, argument, valuesOf(text, name, form, argument)),
      region,
    };
  },
  CLI: (text, { forms }) => {
    const { name, words } = readCommand(text.replace(/^\s*\$\s+/, ""));
    const form = forms.find((one) => kebabOf(one.name) === name);
    if (form === undefined) throw new Unreadable(`${name} is no operation that is simulated here.`);
    return { operation: form.name, ...commandInput(form.fields, words) };
  },
  boto3: (text, { forms, table }) => {
    const methods = new Map(forms.map((form) => [kebabOf(form.name).replaceAll("-", "_"), form]));
    const call = readPython(text, new Set(methods.keys()));
    const form = methods.get(call.name);
    if (form === undefined) throw new Unreadable(`${call.name} is no operation that is simulated here.`);
    const argument = withoutConditions(call.argument);
    const values = call.isTable || !looksTyped(form.fields, argument) ? "plain" : "typed";
    const input = inputFrom(form.fields, argument, values);
    const named = call.table ?? table;
    const whole =
      call.isTable && named !== null && input.TableName === undefined ? { TableName: named, ...input } : input;
    return { operation: form.name, input: whole, region: call.region };
  },
  PartiQL: (text) => ({ ...readPartiql(text), region: null }),
  JSON: (text, { operation }) => {
    let input: unknown;
    try {
      input = JSON.parse(text);
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      const position = /position (\d+)/.exec(message)?.[1];
      throw new Unreadable(`Not JSON: ${message}`, position === undefined ? null : Number(position));
    }
    if (!isObject(input)) throw new Unreadable("A request's body is an object with the operation's members.");
    return { operation, input, region: null };
  },
};

function formNamed(forms: readonly OperationForm[], operation: string, written: string): OperationForm {
  const wanted = operation.charAt(0).toUpperCase() + operation.slice(1);
  const form = forms.find(({ name }) => name === wanted);
  if (form === undefined) throw new Unreadable(`${written} is no operation that is simulated here.`);
  return form;
}

/** The document client takes plain values, the other client typed ones; some commands have the same name in both. */
function valuesOf(text: string, name: string, form: OperationForm, argument: Literal): "plain" | "typed" {
  const own = name.endsWith("Command") ? `${form.name}Command` : form.name;
  const isOwn = name.toLowerCase() === own.toLowerCase();
  if (!isOwn) return "plain";
  if (DOCUMENT_COMMANDS[form.name] !== `${form.name}Command`) return "typed";
  return looksTyped(form.fields, argument) && !text.includes("lib-dynamodb") ? "typed" : "plain";
}

/** Conditions become expressions, and their placeholders join those of the request. */
function withoutConditions(argument: Readonly<Record<string, Literal | ConditionText>>): Record<string, Literal> {
  const input: Record<string, Literal> = {};
  const names: Record<string, string> = {};
  const values: Record<string, Literal> = {};
  for (const [name, value] of Object.entries(argument)) {
    if (!(value instanceof ConditionText)) {
      input[name] = value;
      continue;
    }
    const placed = value.placed({ names: Object.keys(names).length, values: Object.keys(values).length });
    input[name] = placed.expression;
    Object.assign(names, placed.names);
    Object.assign(values, placed.values);
  }
  if (Object.keys(names).length > 0)
    input.ExpressionAttributeNames = { ...(input.ExpressionAttributeNames as Record<string, Literal>), ...names };
  if (Object.keys(values).length > 0)
    input.ExpressionAttributeValues = { ...(input.ExpressionAttributeValues as Record<string, Literal>), ...values };
  return input;
}
