// Which operation, on which table, from where.

import { Select } from "../../ui/select.tsx";
import { changeForm } from "./form-store.ts";
import type { OperationForm, OperationView, TableChoice } from "./view.ts";

interface FormHeadProps {
  forms: readonly OperationForm[];
  form: OperationForm;
  view: OperationView;
  region: OperationView["regions"][number] | undefined;
  table: TableChoice | undefined;
}

export function FormHead({ forms, form, view, region, table }: FormHeadProps) {
  const tables = region?.tables ?? [];
  const takesTable = form.name !== "CreateTable" && form.name !== "ListTables";
  return (
    <>
      <div className={takesTable ? "op-head" : "op-head one"}>
        <Select
          labelShown
          label="Operation"
          className="strong"
          value={form.name}
          options={forms.map(({ name }) => ({ value: name, label: name }))}
          onChange={(operation) => changeForm({ operation })}
        />
        {takesTable && tables.length > 0 && (
          <Select
            labelShown
            label="Table"
            value={table?.name ?? ""}
            options={tables.map(({ name }) => ({ value: name, label: name }))}
            onChange={(next) => changeForm({ table: next })}
          />
        )}
      </div>
      <p className="op-summary">{form.summary}</p>
      {takesTable && tables.length === 0 && (
        <p className="op-note">This Region has no table yet. Choose CreateTable to make one.</p>
      )}
      {view.regions.length > 1 && (
        <div className="op-from">
          <Select
            labelShown
            label="Send from"
            value={region?.name ?? view.home}
            options={view.regions.map(({ name }) => ({
              value: name,
              label: `client, ${name}${name === view.home ? ", yours" : ""}`,
            }))}
            onChange={(next) => changeForm({ region: next })}
          />
        </div>
      )}
    </>
  );
}
