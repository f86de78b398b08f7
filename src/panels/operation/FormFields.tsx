// The fields of an operation, in the order of thinking; rare ones folded away until used.

import { useState } from "react";
import { Disclosure } from "./Disclosure.tsx";
import { FieldControl } from "./FieldControl.tsx";
import { inFormOrder, isRare } from "./field-words.ts";
import { type FormContext, isWrongIn } from "./form-context.ts";
import { type FormDraft, type FormField, isEmpty, otherFields } from "./form-draft.ts";
import type { OperationForm, TableChoice } from "./view.ts";

interface FormFieldsProps {
  form: OperationForm;
  table: TableChoice | undefined;
  draft: FormDraft;
  context: FormContext;
  /** Size and price, beside an item. */
  size: string | undefined;
  onChange: (draft: FormDraft) => void;
}

export function FormFields({ form, table, draft, context, size, onChange }: FormFieldsProps) {
  const [opened, setOpened] = useState(false);
  const fields = [...inFormOrder(form.fields), ...otherFields(form.fields, draft)];
  const shown = fields.filter((field) => !isPlaced(field, table, form, draft) && !isIdle(field, draft));
  const used = (field: FormField) => !isEmpty(draft[field.name]) || isWrongIn(context, field.name);
  const rare = shown.filter((field) => isRare(field) && !used(field));
  const control = (field: FormField) => (
    <FieldControl
      key={field.name}
      field={field}
      path={field.name}
      draft={draft[field.name]}
      table={table}
      context={context}
      aside={field.type === "item" ? size : undefined}
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

/** The table is picked in the head, unless the request names one that is not there, or none. */
function isPlaced(field: FormField, table: TableChoice | undefined, form: OperationForm, draft: FormDraft): boolean {
  const name = draft.TableName;
  return (
    field.name === "TableName" &&
    form.name !== "CreateTable" &&
    name?.kind === "text" &&
    name.text === (table?.name ?? "")
  );
}

/** Rows for placeholders come with the expression that uses them. */
function isIdle(field: FormField, draft: FormDraft): boolean {
  return (field.type === "names" || field.type === "values") && isEmpty(draft[field.name]);
}
