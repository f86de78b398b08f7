// The control of one field, by its type. Structures and lists hold further fields, as CreateTable's do.

import { AttributeRows } from "../../parts/AttributeRows.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { TextField } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { ExpressionField } from "./ExpressionField.tsx";
import { asideOf, labelOf } from "./field-words.ts";
import { emptyDraft, type FieldDraft, type FormField } from "./form-draft.ts";
import { NameRows } from "./NameRows.tsx";
import type { TableChoice } from "./view.ts";

interface FieldControlProps {
  field: FormField;
  draft: FieldDraft | undefined;
  table: TableChoice | undefined;
  faults?: Readonly<Record<number, string>> | undefined;
  error?: string | undefined;
  aside?: string | undefined;
  onChange: (draft: FieldDraft) => void;
}

export function FieldControl(props: FieldControlProps) {
  const { field, draft = emptyDraft(field) } = props;
  switch (draft.kind) {
    case "text":
      return <TextControl {...props} text={draft.text} onText={(text) => props.onChange({ kind: "text", text })} />;
    case "rows":
      return <RowsControl {...props} draft={draft} />;
    case "structure":
      return <StructureControl {...props} draft={draft} />;
    case "list":
      return <ListControl {...props} draft={draft} />;
  }
}

function TextControl({
  field,
  table,
  error,
  text,
  onText,
}: FieldControlProps & { text: string; onText: (text: string) => void }) {
  const label = labelOf(field);
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
      <Checkbox
        checked={text === ticked}
        onChange={(on) => onText(on ? ticked : field.required === true ? "false" : "")}
      >
        {label}
      </Checkbox>
    );
  }
  if (field.type === "enum")
    return (
      <Select
        labelShown
        label={label}
        value={shownOption(field, text)}
        options={optionsOf(field)}
        onChange={(next) => onText(next === "NONE" || next === UNSET ? "" : next)}
      />
    );
  if (field.name === "IndexName" && table !== undefined) {
    const options = [
      { value: UNSET, label: "the table" },
      ...table.indexes.map(({ name }) => ({ value: name, label: `index ${name}` })),
    ];
    return (
      <Select
        labelShown
        label={label}
        value={text || UNSET}
        options={options}
        onChange={(next) => onText(next === UNSET ? "" : next)}
      />
    );
  }
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

/** Not a value of the API: nothing is sent. */
const UNSET = "not set";

function shownOption(field: FormField, text: string): string {
  return text !== "" ? text : (field.options ?? []).includes("NONE") ? "NONE" : UNSET;
}

/** NONE is what not sending the field means, so it stands first and stands for that. */
function optionsOf(field: FormField) {
  const options = field.options ?? [];
  const first = options.includes("NONE") ? "NONE" : UNSET;
  return [first, ...options.filter((option) => option !== "NONE")].map((value) => ({ value, label: value }));
}

function RowsControl({
  field,
  draft,
  table,
  faults,
  error,
  aside,
  onChange,
}: FieldControlProps & { draft: Extract<FieldDraft, { kind: "rows" }> }) {
  const rows = (next: (typeof draft)["rows"]) => onChange({ kind: "rows", rows: next });
  const label = labelOf(field);
  const keys = field.type === "item" ? (table?.keys ?? []) : [];
  return (
    <div className="field">
      <div className="field-head">
        <span>{label}</span>
        {aside !== undefined && <span>{aside}</span>}
      </div>
      {field.type === "names" ? (
        <NameRows label={label} rows={draft.rows} onChange={rows} />
      ) : (
        <AttributeRows
          label={label}
          rows={draft.rows}
          onChange={rows}
          keys={keys}
          keysOnly={field.name === "Key"}
          prefix={field.type === "values" ? ":" : ""}
          addLabel={field.type === "values" ? "Add value" : "Add attribute"}
          {...(faults === undefined ? {} : { faults })}
        />
      )}
      {error !== undefined && <p className="field-error">{error}</p>}
    </div>
  );
}

function StructureControl({
  field,
  draft,
  table,
  onChange,
}: FieldControlProps & { draft: Extract<FieldDraft, { kind: "structure" }> }) {
  const members = field.members ?? [];
  const flat = members.every(({ type }) => type === "string" || type === "enum" || type === "integer");
  return (
    <fieldset className="op-structure" title={field.doc}>
      <legend>{labelOf(field)}</legend>
      <div className={flat && members.length === 2 ? "op-pair" : "op-fields"}>
        {members.map((member) => (
          <FieldControl
            key={member.name}
            field={member}
            draft={draft.members[member.name]}
            table={table}
            onChange={(next) => onChange({ kind: "structure", members: { ...draft.members, [member.name]: next } })}
          />
        ))}
      </div>
    </fieldset>
  );
}

function ListControl({
  field,
  draft,
  table,
  error,
  onChange,
}: FieldControlProps & { draft: Extract<FieldDraft, { kind: "list" }> }) {
  const { element } = field;
  if (element === undefined) return null;
  const change = (elements: readonly FieldDraft[]) => onChange({ kind: "list", elements });
  const label = labelOf(field);
  return (
    <fieldset className="op-list" title={field.doc}>
      <legend>{label}</legend>
      {draft.elements.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: elements have no name, and every control is controlled
        <div className="op-element" key={at}>
          <FieldControl
            field={element}
            draft={one}
            table={table}
            onChange={(next) => change(draft.elements.map((old, index) => (index === at ? next : old)))}
          />
          <IconButton
            icon="close"
            iconSize={12}
            className="close"
            label={`Remove ${label} ${at + 1}`}
            onClick={() => change(draft.elements.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <Button
        look="ghost"
        className="small"
        icon="plus"
        onClick={() => change([...draft.elements, emptyDraft(element)])}
      >
        Add {labelOf(element).toLowerCase()}
      </Button>
      {error !== undefined && <p className="field-error">{error}</p>}
    </fieldset>
  );
}
