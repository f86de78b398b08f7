// Items, expression values and expression names as rows to fill in.

import { AttributeRows } from "../../parts/AttributeRows.tsx";
import type { AttributeDraft } from "../../parts/attribute-text.ts";
import { draftsOf } from "../../parts/attribute-text.ts";
import { Button } from "../../ui/button.tsx";
import { exampleKey } from "./example-value.ts";
import { labelOf } from "./field-words.ts";
import type { FormContext } from "./form-context.ts";
import type { FieldDraft, FormField } from "./form-draft.ts";
import { NameRows } from "./NameRows.tsx";
import type { TableChoice } from "./view.ts";

export function RowsControl({
  field,
  path,
  rows,
  table,
  context,
  onChange,
}: {
  field: FormField;
  path: string;
  rows: readonly AttributeDraft[];
  table: TableChoice | undefined;
  context: FormContext;
  onChange: (draft: FieldDraft) => void;
}) {
  const change = (next: readonly AttributeDraft[]) => onChange({ kind: "rows", rows: next });
  const label = labelOf(field);
  if (field.type === "names") return <NameRows label={label} rows={rows} onChange={change} />;
  const keys = field.type === "item" ? (table?.keys ?? []) : [];
  const missing = keys.filter(({ name }) => !rows.some((row) => row.name === name));
  const isKey = /^Keys?$/.test(field.name);
  const faults = context.faults[path];
  return (
    <>
      <AttributeRows
        label={label}
        rows={rows}
        onChange={change}
        keys={keys}
        keysOnly={isKey && keys.length > 0 && missing.length === 0}
        prefix={field.type === "values" ? ":" : ""}
        addLabel={field.type === "values" ? "Add a value" : "Add an attribute"}
        {...(faults === undefined ? {} : { faults })}
      />
      {table !== undefined && missing.length > 0 && rows.length === 0 && (
        <Button
          look="ghost"
          className="small op-add"
          icon="key"
          onClick={() =>
            change(
              draftsOf(
                exampleKey(table),
                keys.map(({ name }) => name),
              ),
            )
          }
        >
          Fill in the key
        </Button>
      )}
    </>
  );
}
