// The fields of an operation, in the order of thinking; rare ones folded away until used. A message of the service
// stands at the field it speaks of.

import { useState } from "react";
import type { RequestCheck } from "../request-check.ts";
import { Disclosure } from "./Disclosure.tsx";
import { FieldControl } from "./FieldControl.tsx";
import { fieldAtFault, inFormOrder, isRare } from "./field-words.ts";
import { type FormDraft, type FormField, isEmpty } from "./form-draft.ts";
import { sizeWords } from "./size-words.ts";
import type { OperationForm, TableChoice } from "./view.ts";

interface FormFieldsProps {
  form: OperationForm;
  table: TableChoice | undefined;
  draft: FormDraft;
  faults: Readonly<Record<string, Readonly<Record<number, string>>>>;
  check: RequestCheck | undefined;
  onChange: (draft: FormDraft) => void;
}

export function FormFields({ form, table, draft, faults, check, onChange }: FormFieldsProps) {
  const [opened, setOpened] = useState(false);
  const shown = inFormOrder(form.fields).filter((field) => !isPlaced(field, form) && !isIdle(field, draft));
  const wrong =
    check?.error == null
      ? null
      : fieldAtFault(
          check.error.message,
          form.fields.map(({ name }) => name),
        );
  const used = (field: FormField) => !isEmpty(draft[field.name]) || wrong === field.name;
  const rare = shown.filter((field) => isRare(field) && !used(field));
  const control = (field: FormField) => (
    <FieldControl
      key={field.name}
      field={field}
      draft={draft[field.name]}
      table={table}
      faults={faults[field.name]}
      error={wrong === field.name ? check?.error?.message : undefined}
      aside={field.type === "item" ? sizeWords(check) : undefined}
      onChange={(next) => onChange({ ...draft, [field.name]: next })}
    />
  );
  return (
    <div className="op-fields">
      {shown.filter((field) => !rare.includes(field)).map(control)}
      {rare.length > 0 && (
        <Disclosure
          label={`${rare.length} more ${rare.length === 1 ? "field" : "fields"}`}
          open={opened}
          onToggle={setOpened}
        >
          {rare.map(control)}
        </Disclosure>
      )}
    </div>
  );
}

/** The table is picked in the head. */
function isPlaced(field: FormField, form: OperationForm): boolean {
  return field.name === "TableName" && form.name !== "CreateTable";
}

/** Rows for placeholders come with the expression that uses them. */
function isIdle(field: FormField, draft: FormDraft): boolean {
  return (field.type === "names" || field.type === "values") && isEmpty(draft[field.name]);
}
