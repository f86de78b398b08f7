// The control of one field, by its type; what holds further fields is drawn by the nested controls, which ask back here.

import { ChoiceControl, choiceIn } from "./ChoiceControl.tsx";
import { FieldFrame } from "./FieldFrame.tsx";
import { asideOf, labelOf } from "./field-words.ts";
import { errorAt, type FormContext } from "./form-context.ts";
import { emptyDraft, type FieldDraft, type FormField } from "./form-draft.ts";
import { JsonControl } from "./JsonControl.tsx";
import { ListControl, MapControl, StructureControl } from "./NestedControls.tsx";
import { RowsControl } from "./RowsControl.tsx";
import { TextControl } from "./TextControl.tsx";
import type { TableChoice } from "./view.ts";

export interface FieldControlProps {
  field: FormField;
  /** Where it stands in the form. */
  path: string;
  draft: FieldDraft | undefined;
  /** The table this part of the request is about. */
  table: TableChoice | undefined;
  context: FormContext;
  aside?: string | undefined;
  onChange: (draft: FieldDraft) => void;
}

export function FieldControl(props: FieldControlProps) {
  const { field, path, draft = emptyDraft(field), table, context, aside, onChange } = props;
  if (draft.kind === "text")
    return (
      <TextControl
        field={field}
        nested={path.includes("/")}
        table={table}
        tables={context.tables}
        error={errorAt(context, path)}
        text={draft.text}
        onChange={onChange}
      />
    );
  const choice = draft.kind === "structure" ? choiceIn(field, draft.members) : null;
  const shared = { field, path, table, context, onChange, draw: FieldControl };
  return (
    <FieldFrame
      field={field}
      label={labelOf(field)}
      aside={aside ?? asideOf(field)}
      draft={draft}
      keys={table?.keys.map(({ name }) => name) ?? []}
      error={errorAt(context, path)}
      collapsible={draft.kind === "structure" && field.required !== true}
      path={path}
      context={context}
      onChange={onChange}
    >
      {draft.kind === "rows" && <RowsControl {...shared} rows={draft.rows} />}
      {draft.kind === "structure" &&
        (choice === null ? (
          <StructureControl {...shared} members={draft.members} />
        ) : (
          <ChoiceControl {...shared} chosen={choice} members={draft.members} />
        ))}
      {draft.kind === "list" && <ListControl {...shared} elements={draft.elements} />}
      {draft.kind === "map" && <MapControl {...shared} entries={draft.entries} />}
      {draft.kind === "json" && (
        <JsonControl label={labelOf(field)} text={draft.text} fault={context.faults[path]?.[0]} onChange={onChange} />
      )}
    </FieldFrame>
  );
}
