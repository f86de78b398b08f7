/**
 * A form's content by the fields of its operation, and the request it stands for. Both directions, so that a request
 * can be taken up again. What is left empty is not sent.
 */
import type { Field, Item } from "../../engine/index.ts";
import { type AttributeDraft, draftsOf, itemOf } from "../../parts/attribute-text.ts";

export type FieldDraft =
  /** string, enum, expression, integer and boolean; "" when not sent. */
  | { readonly kind: "text"; readonly text: string }
  /** item and values; names too, whose rows are all S. */
  | { readonly kind: "rows"; readonly rows: readonly AttributeDraft[] }
  | { readonly kind: "structure"; readonly members: FormDraft }
  | { readonly kind: "list"; readonly elements: readonly FieldDraft[] };

/** By field name. */
export type FormDraft = Readonly<Record<string, FieldDraft>>;

/** Fields of the registry a form can draw: not the parameters from before expressions. */
export type FormField = Omit<Field, "type" | "element" | "members"> & {
  readonly type: Exclude<Field["type"], "legacy">;
  readonly element?: FormField;
  readonly members?: readonly FormField[];
};

export interface FormRequest {
  /** The request body, in the order of the fields. */
  readonly input: Readonly<Record<string, unknown>>;
  /** What cannot even be written down, by field and row. Such a field is not in the input. */
  readonly faults: Readonly<Record<string, Readonly<Record<number, string>>>>;
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
      return { kind: "list", elements: [] };
    default:
      return { kind: "text", text: "" };
  }
}

export function emptyForm(fields: readonly FormField[]): FormDraft {
  return Object.fromEntries(fields.map((field) => [field.name, emptyDraft(field)]));
}

export function requestOf(fields: readonly FormField[], form: FormDraft): FormRequest {
  const faults: Record<string, Readonly<Record<number, string>>> = {};
  const input = inputOf(fields, form, faults);
  return { input, faults };
}

type Faults = Record<string, Readonly<Record<number, string>>>;

function inputOf(fields: readonly FormField[], form: FormDraft, faults: Faults): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const value = valueOfField(field, form[field.name] ?? emptyDraft(field), faults);
    if (value !== undefined) input[field.name] = value;
  }
  return input;
}

/** undefined: not sent. */
function valueOfField(field: FormField, draft: FieldDraft, faults: Faults): unknown {
  switch (draft.kind) {
    case "text":
      return valueOfText(field, draft.text);
    case "rows": {
      if (draft.rows.length === 0) return field.required === true ? {} : undefined;
      if (field.type === "names") return Object.fromEntries(draft.rows.map(({ name, text }) => [name, text]));
      const read = itemOf(draft.rows);
      if (read.ok) return read.item;
      faults[field.name] = read.faults;
      return undefined;
    }
    case "structure": {
      const members = inputOf(field.members ?? [], draft.members, faults);
      return Object.keys(members).length === 0 ? undefined : members;
    }
    case "list": {
      const { element } = field;
      if (draft.elements.length === 0 || element === undefined) return undefined;
      return draft.elements.map(
        (one) => valueOfField(element, one, faults) ?? (element.type === "structure" ? {} : ""),
      );
    }
  }
}

/** A number that is none is sent as the text it is: the service says what it thinks of it. */
function valueOfText(field: FormField, text: string): unknown {
  if (text === "") return undefined;
  if (field.type === "integer") return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (field.type === "boolean") return text === "true";
  return text;
}

/** The form that sends this request. Members the form has no field for are left out. @param keys come first in items */
export function formOf(
  fields: readonly FormField[],
  input: Readonly<Record<string, unknown>>,
  keys: readonly string[] = [],
): FormDraft {
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      Object.hasOwn(input, field.name) ? draftOfField(field, input[field.name], keys) : emptyDraft(field),
    ]),
  );
}

function draftOfField(field: FormField, value: unknown, keys: readonly string[]): FieldDraft {
  switch (field.type) {
    case "item":
    case "values":
      return { kind: "rows", rows: draftsOf(value as Item, keys) };
    case "names":
      return {
        kind: "rows",
        rows: Object.entries(value as Record<string, string>).map(([name, text]) => ({ name, type: "S", text })),
      };
    case "structure":
      return { kind: "structure", members: formOf(field.members ?? [], value as Record<string, unknown>) };
    case "list": {
      const { element } = field;
      return {
        kind: "list",
        elements: element === undefined ? [] : (value as unknown[]).map((one) => draftOfField(element, one, keys)),
      };
    }
    default:
      return { kind: "text", text: String(value) };
  }
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
  if (draft.kind === "rows") return draft.rows.length === 0;
  if (draft.kind === "list") return draft.elements.length === 0;
  return Object.values(draft.members).every(isEmpty);
}
