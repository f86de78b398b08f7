/**
 * A form's content by the fields of its operation, and the request it stands for. Both directions, so that a request
 * can be taken up again. What is left empty is not sent; what a request holds and no field can show is kept as JSON.
 */
import type { Field, Item } from "../../engine/index.ts";
import { type AttributeDraft, draftsOf, itemOf } from "../../parts/attribute-text.ts";
import { isItem, isObject } from "./wire-shapes.ts";

export type FieldDraft =
  /** string, enum, expression, integer and boolean; "" when not sent. */
  | { readonly kind: "text"; readonly text: string }
  /** item and values; names too, whose rows are all S. */
  | { readonly kind: "rows"; readonly rows: readonly AttributeDraft[] }
  | { readonly kind: "structure"; readonly members: FormDraft }
  | { readonly kind: "list"; readonly elements: readonly FieldDraft[] }
  | { readonly kind: "map"; readonly entries: readonly MapEntry[] }
  /** Any field, written down whole; "" when not sent. */
  | { readonly kind: "json"; readonly text: string };

export interface MapEntry {
  readonly key: string;
  readonly value: FieldDraft;
}

/** By field name. */
export type FormDraft = Readonly<Record<string, FieldDraft>>;

/** Fields of the registry as a form draws them; "json" is what has no shape there: a lone value, an old parameter. */
export type FormField = Omit<Field, "type" | "element" | "members"> & {
  readonly type: Exclude<Field["type"], "legacy" | "value"> | "json";
  readonly element?: FormField;
  readonly members?: readonly FormField[];
};

/** What cannot even be written down, by the field's path and by row. Such a field is not in the input. */
export type FormFaults = Readonly<Record<string, Readonly<Record<number, string>>>>;

export interface FormRequest {
  /** The request body, in the order of the fields. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly faults: FormFaults;
}

/** Where a field stands in the form: names, positions and keys on the way to it. */
export function pathTo(parent: string, part: string | number): string {
  return parent === "" ? String(part) : `${parent}/${part}`;
}

export function emptyDraft(field: FormField): FieldDraft {
  switch (field.type) {
    case "item":
    case "names":
    case "values":
      return { kind: "rows", rows: [] };
    case "structure":
      return { kind: "structure", members: emptyForm(field.members ?? []) };
    case "list":
      return field.element === undefined ? { kind: "json", text: "" } : { kind: "list", elements: [] };
    case "map":
      return field.element === undefined ? { kind: "json", text: "" } : { kind: "map", entries: [] };
    case "json":
      return { kind: "json", text: "" };
    default:
      return { kind: "text", text: "" };
  }
}

export function emptyForm(fields: readonly FormField[]): FormDraft {
  return Object.fromEntries(fields.map((field) => [field.name, emptyDraft(field)]));
}

export function requestOf(fields: readonly FormField[], form: FormDraft): FormRequest {
  const faults: Faults = {};
  return { input: inputOf(fields, form, { path: "", faults }), faults };
}

type Faults = Record<string, Readonly<Record<number, string>>>;

interface Writing {
  readonly path: string;
  readonly faults: Faults;
}

function inputOf(fields: readonly FormField[], form: FormDraft, { path, faults }: Writing): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of [...fields, ...otherFields(fields, form)]) {
    const value = valueOfField(field, form[field.name] ?? emptyDraft(field), {
      path: pathTo(path, field.name),
      faults,
    });
    if (value !== undefined) input[field.name] = value;
  }
  return input;
}

/** Members the request came with that the operation has no field for. */
export function otherFields(fields: readonly FormField[], form: FormDraft): FormField[] {
  return Object.keys(form)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => ({ name, type: "json", doc: "Not a field of this form: sent as it is." }));
}

/** undefined: not sent. */
function valueOfField(field: FormField, draft: FieldDraft, at: Writing): unknown {
  switch (draft.kind) {
    case "text":
      return valueOfText(field, draft.text);
    case "json":
      return valueOfJson(draft.text, at);
    case "rows": {
      if (draft.rows.length === 0) return field.required === true ? {} : undefined;
      if (field.type === "names") return Object.fromEntries(draft.rows.map(({ name, text }) => [name, text]));
      const read = itemOf(draft.rows);
      if (read.ok) return read.item;
      at.faults[at.path] = read.faults;
      return undefined;
    }
    case "structure":
      return isEmpty(draft) ? undefined : inputOf(field.members ?? [], draft.members, at);
    case "list":
      return draft.elements.length === 0
        ? undefined
        : draft.elements.map((one, index) => valueInside(field, one, { ...at, path: pathTo(at.path, index) }));
    case "map":
      return draft.entries.length === 0
        ? undefined
        : Object.fromEntries(
            draft.entries.map(({ key, value }, index) => [
              key,
              valueInside(field, value, { ...at, path: pathTo(at.path, index) }),
            ]),
          );
  }
}

/** An element is sent even when nothing is filled in: it was added on purpose. */
function valueInside({ element }: FormField, draft: FieldDraft, at: Writing): unknown {
  const shape: FormField = element ?? { name: "", type: "json", doc: "" };
  const value = valueOfField(shape, draft, at);
  if (value !== undefined) return value;
  return shape.type === "list"
    ? []
    : shape.type === "structure" || shape.type === "map" || shape.type === "item"
      ? {}
      : "";
}

/** A number that is none is sent as the text it is: the service says what it thinks of it. */
function valueOfText(field: FormField, text: string): unknown {
  if (text === "") return undefined;
  if (field.type === "integer") return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (field.type === "boolean") return text === "true";
  return text;
}

function valueOfJson(text: string, { path, faults }: Writing): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (thrown) {
    faults[path] = { 0: `Not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}` };
    return undefined;
  }
}

/** The form that sends this request. Members the form has no field for are kept as JSON. @param keys come first in items */
export function formOf(
  fields: readonly FormField[],
  input: Readonly<Record<string, unknown>>,
  keys: readonly string[] = [],
): FormDraft {
  const others = Object.keys(input).filter((name) => !fields.some((field) => field.name === name));
  return Object.fromEntries([
    ...fields.map((field): [string, FieldDraft] => [
      field.name,
      Object.hasOwn(input, field.name) ? draftOfField(field, input[field.name], keys) : emptyDraft(field),
    ]),
    ...others.map((name): [string, FieldDraft] => [name, asJson(input[name])]),
  ]);
}

/** What has not the field's shape, or would not be sent, is kept as JSON: the service says what it thinks of it. */
function draftOfField(field: FormField, value: unknown, keys: readonly string[]): FieldDraft {
  const drawn = drawnAs(field, value, keys);
  const isSent = !isEmpty(drawn) || (drawn.kind === "rows" && field.required === true && field.type === "item");
  return isSent ? drawn : asJson(value);
}

function drawnAs(field: FormField, value: unknown, keys: readonly string[]): FieldDraft {
  const { element } = field;
  switch (field.type) {
    case "item":
    case "values":
      return isItem(value) ? itemDraft(value as Item, keys) : asJson(value);
    case "names":
      return isObject(value) && Object.values(value).every((name) => typeof name === "string")
        ? {
            kind: "rows",
            rows: Object.entries(value).map(([name, text]) => ({ name, type: "S", text: String(text) })),
          }
        : asJson(value);
    case "structure":
      return isObject(value) ? { kind: "structure", members: formOf(field.members ?? [], value, keys) } : asJson(value);
    case "list":
      return Array.isArray(value) && element !== undefined
        ? { kind: "list", elements: value.map((one) => draftOfElement(element, one, keys)) }
        : asJson(value);
    case "map":
      return isObject(value) && element !== undefined
        ? {
            kind: "map",
            entries: Object.entries(value).map(([key, one]) => ({ key, value: draftOfElement(element, one, keys) })),
          }
        : asJson(value);
    case "json":
      return asJson(value);
    case "boolean":
      return typeof value === "boolean" ? { kind: "text", text: String(value) } : asJson(value);
    case "integer":
      return valueOfText(field, String(value)) === value ? { kind: "text", text: String(value) } : asJson(value);
    default:
      return typeof value === "string" ? { kind: "text", text: value } : asJson(value);
  }
}

/** Rows, unless they would read otherwise: a member of a set may hold a line break. */
function itemDraft(item: Item, keys: readonly string[]): FieldDraft {
  const rows = draftsOf(item, keys);
  const read = itemOf(rows);
  const same =
    read.ok && Object.entries(item).every(([name, value]) => JSON.stringify(read.item[name]) === JSON.stringify(value));
  return same ? { kind: "rows", rows } : asJson(item);
}

/** Inside a list an empty element keeps its place, and is sent as an empty one. */
export function draftOfElement(element: FormField, value: unknown, keys: readonly string[]): FieldDraft {
  return JSON.stringify(value) === JSON.stringify(blankOf(element))
    ? emptyDraft(element)
    : draftOfField(element, value, keys);
}

/** What an element is sent as while nothing is filled in. */
function blankOf({ type }: FormField): unknown {
  return type === "list" ? [] : type === "structure" || type === "map" || type === "item" ? {} : "";
}

function asJson(value: unknown): FieldDraft {
  return { kind: "json", text: JSON.stringify(value, null, 1) ?? "" };
}

/** A field that is drawn as its type says, or written as JSON: the same value either way. null: it cannot be changed. */
export function switched(field: FormField, draft: FieldDraft, keys: readonly string[]): FieldDraft | null {
  const faults: Faults = {};
  const value = valueOfField(field, draft, { path: "", faults });
  if (Object.keys(faults).length > 0) return null;
  if (draft.kind !== "json") return asJson(value ?? (field.type === "list" ? [] : {}));
  const drawn = value === undefined ? emptyDraft(field) : draftOfElement(field, value, keys);
  return drawn.kind === "json" ? null : drawn;
}

export function textOf(form: FormDraft, name: string): string {
  const draft = form[name];
  return draft?.kind === "text" ? draft.text : "";
}

export function rowsOf(form: FormDraft, name: string): readonly AttributeDraft[] {
  const draft = form[name];
  return draft?.kind === "rows" ? draft.rows : [];
}

export function isEmpty(draft: FieldDraft | undefined): boolean {
  if (draft === undefined) return true;
  if (draft.kind === "text") return draft.text === "";
  if (draft.kind === "json") return draft.text.trim() === "";
  if (draft.kind === "rows") return draft.rows.length === 0;
  if (draft.kind === "list") return draft.elements.length === 0;
  if (draft.kind === "map") return draft.entries.length === 0;
  return Object.values(draft.members).every(isEmpty);
}
