// A field of one value: a text, a number, yes or no, one of a few.

import type { ReactNode } from "react";
import { Checkbox } from "../../ui/checkbox.tsx";
import { TextField } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { ExpressionField } from "./ExpressionField.tsx";
import { asideOf, labelOf, optionWords } from "./field-words.ts";
import type { FieldDraft, FormField } from "./form-draft.ts";
import type { TableChoice } from "./view.ts";

interface TextControlProps {
  field: FormField;
  /** Inside a structure, a list or a map. */
  nested: boolean;
  table: TableChoice | undefined;
  tables: readonly TableChoice[];
  error: string | undefined;
  text: string;
  onChange: (draft: FieldDraft) => void;
}

export function TextControl({ field, nested, table, tables, error, text, onChange }: TextControlProps) {
  // There it names what is made or changed, and nothing is read.
  const label = nested && field.name === "IndexName" ? "Name of the index" : labelOf(field);
  const onText = (next: string) => onChange({ kind: "text", text: next });
  const shared = error === undefined ? {} : { error };
  if (field.type === "expression")
    return (
      <ExpressionField
        label={label}
        aside={asideOf(field)}
        title={field.doc}
        value={text}
        onChange={onText}
        {...shared}
      />
    );
  if (field.type === "boolean") {
    // The one flag whose default is true: ticking it turns it off.
    const ticked = field.name === "ScanIndexForward" ? "false" : "true";
    return (
      <WithError error={error}>
        <Checkbox
          checked={text === ticked}
          onChange={(on) => onText(on ? ticked : field.required === true ? "false" : "")}
        >
          {label}
        </Checkbox>
      </WithError>
    );
  }
  if (field.type === "enum")
    return (
      <WithError error={error}>
        <Select
          labelShown
          label={label}
          value={shownOption(field, text)}
          options={optionsOf(field, text)}
          onChange={(next) => onText(next === "NONE" || next === UNSET ? "" : next)}
        />
      </WithError>
    );
  const picked = pickedFrom(field, { nested, table, tables });
  if (picked !== null && (text === "" || picked.some(({ value }) => value === text)))
    return (
      <WithError error={error}>
        <Select
          labelShown
          label={label}
          value={text || UNSET}
          options={picked}
          onChange={(next) => onText(next === UNSET ? "" : next)}
        />
      </WithError>
    );
  const aside = asideOf(field);
  return (
    <TextField
      label={label}
      {...(aside === undefined ? {} : { aside })}
      title={field.doc}
      mono
      inputMode={field.type === "integer" ? "numeric" : "text"}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      {...shared}
    />
  );
}

function WithError({ error, children }: { error: string | undefined; children: ReactNode }) {
  if (error === undefined) return children;
  return (
    <div className="field">
      {children}
      <p className="field-error">{error}</p>
    </div>
  );
}

/** Not a value of the API: nothing is sent. */
const UNSET = "not set";

/** What the world has of what the field names. null: any text. */
function pickedFrom(
  field: FormField,
  { nested, table, tables }: Pick<TextControlProps, "nested" | "table" | "tables">,
): { readonly value: string; readonly label: string }[] | null {
  if (field.name === "IndexName" && !nested && table !== undefined)
    return [
      { value: UNSET, label: "the table" },
      ...table.indexes.map(({ name }) => ({ value: name, label: `index ${name}` })),
    ];
  if (field.name === "TableName" && nested && tables.length > 0)
    return [{ value: UNSET, label: UNSET }, ...tables.map(({ name }) => ({ value: name, label: name }))];
  return null;
}

function shownOption(field: FormField, text: string): string {
  return text !== "" ? text : (field.options ?? []).includes("NONE") ? "NONE" : UNSET;
}

/** NONE is what not sending the field means, so it stands first and stands for that. A value of no kind is kept. */
function optionsOf(field: FormField, text: string) {
  const options = field.options ?? [];
  const first = options.includes("NONE") ? "NONE" : UNSET;
  const strange = text !== "" && !options.includes(text) ? [text] : [];
  return [first, ...options.filter((option) => option !== "NONE"), ...strange].map((value) => ({
    value,
    label: optionWords(field, value),
  }));
}
