// Which operation, on which table, from where.

import { SearchSelect } from "../../ui/search-select.tsx";
import { Select } from "../../ui/select.tsx";
import { changeForm } from "./form-store.ts";
import { concernsTable, operationGroups } from "./operation-groups.ts";
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
  const takesTable = concernsTable(form);
  // Its parts name their own tables; the one picked is only what new parts begin with.
  const isMany = form.kind === "batch" || form.kind === "transaction";
  const picks = takesTable && tables.length > (isMany ? 1 : 0);
  return (
    <>
      <div className={picks ? "op-head" : "op-head one"}>
        <SearchSelect
          label="Operation"
          className="strong"
          groups={operationGroups(forms)}
          value={form.name}
          onChange={(operation) => changeForm({ operation })}
        />
        {picks && (
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
