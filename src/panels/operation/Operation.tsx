// The request form: any operation of the registry, filled in so that it can be sent, checked by the service's own
// rules while it is typed, and shown in the languages it may be sent from.

import { usePredictionOpen } from "../../parts/prediction-open.ts";
import "./operation.css";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useHeld } from "../../parts/held.ts";
import { showGhost, useSelection } from "../../state/selection.ts";
import { useSession, useView } from "../../state/session.ts";
import { useBusy } from "../../ui/idle.ts";
import { FormFields } from "./FormFields.tsx";
import { FormHead } from "./FormHead.tsx";
import type { FormContext } from "./form-context.ts";
import { type FormDraft, formOf, requestOf } from "./form-draft.ts";
import { changeForm, keepDraft, useForm } from "./form-store.ts";
import { LastAnswer } from "./LastAnswer.tsx";
import { withPlaceholders } from "./placeholders.ts";
import { placeOfRefusal } from "./refusal-place.ts";
import { SameRequest } from "./SameRequest.tsx";
import { SendRow } from "./SendRow.tsx";
import { sendRequest } from "./send.ts";
import { sizeWords } from "./size-words.ts";
import { startForm } from "./start-form.ts";
import { useAskedRequest } from "./use-asked-request.ts";
import { useCheck } from "./use-check.ts";
import type { OperationForm, OperationView, TableChoice } from "./view.ts";

export function Operation() {
  const followed = useSelection((s) => s.followed);
  const forms = useView<readonly OperationForm[]>("operationForms", null);
  const view = useHeld(useView<OperationView>("operation", { followed }));
  const chosen = useForm((s) => s.operation);
  // Where no world could be opened, none is to come.
  const isOpen = useSession((session) => session.frame !== null);
  useBusy(isOpen && (forms === undefined || view === undefined));
  if (forms === undefined || view === undefined) return null;
  const form = forms.find(({ name }) => name === chosen) ?? forms[0];
  return form === undefined ? null : <RequestForm forms={forms} form={form} view={view} />;
}

function RequestForm({
  forms,
  form,
  view,
}: {
  forms: readonly OperationForm[];
  form: OperationForm;
  view: OperationView;
}) {
  const wanted = useForm((s) => s.region);
  const region = view.regions.find(({ name }) => name === wanted) ?? view.regions[0];
  const tableWanted = useForm((s) => s.table);
  const table = region?.tables.find(({ name }) => name === tableWanted) ?? region?.tables[0];
  const world = useSession((s) => `${s.frame?.scenarioName} ${s.frame?.seed}`);
  const key = draftKey(world, form, table);
  const kept = useForm((s) => s.drafts[key]);
  const draft = kept ?? startForm(form, table);
  const from = region?.name ?? view.home;
  const { input, faults } = requestOf(form.fields, draft);
  const check = useCheck({ region: from, operation: form.name, input });
  const broken = Object.keys(faults).length > 0;
  const held = usePredictionOpen();
  useGhost(form, from, broken ? undefined : check);
  const place = check?.error == null ? null : placeOfRefusal(check.error.message, form.fields, draft);
  const context: FormContext = {
    tables: region?.tables ?? [],
    faults,
    wrong: place === null || check?.error == null ? null : { path: place, message: check.error.message },
  };
  const panel = useRef<HTMLElement>(null);
  useAskedRequest(forms, panel, (request) => takeUp(request, { forms, view, world, from }));
  const change = (next: FormDraft) => keepDraft(key, withPlaceholders(form.fields, next));
  const send = (run: boolean) => {
    if (broken || held) return;
    keepDraft(key, draft);
    void sendRequest({ region: from, operation: form.name, input, item: check?.place ?? null, run });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send(false);
  };
  return (
    <section className="panel op" aria-label="Operation" ref={panel} tabIndex={-1} onKeyDown={onKeyDown}>
      <div className="op-form">
        <FormHead forms={forms} form={form} view={view} region={region} table={table} />
        <FormFields
          key={form.name}
          form={form}
          table={table}
          draft={draft}
          context={context}
          size={sizeWords(check)}
          onChange={change}
        />
        <SendRow
          form={form}
          check={broken ? undefined : check}
          broken={broken}
          atField={place !== null}
          held={held}
          onSend={send}
          onReset={kept === undefined ? undefined : () => keepDraft(key, null)}
        />
      </div>
      {view.last !== null && <LastAnswer last={view.last} />}
      <SameRequest
        request={{ operation: form.name, input, region: from, isStream: form.kind === "stream" }}
        forms={forms}
        table={table?.name ?? null}
        onRead={(read) => takeUp(read, { forms, view, world, from })}
      />
    </section>
  );
}

/** Fills the form of the operation with a request that was read out of code, or sent before. What it does not say stays as it is. */
function takeUp(
  {
    operation,
    input,
    region,
  }: { readonly operation: string; readonly input: Readonly<Record<string, unknown>>; readonly region: string | null },
  { forms, view, world, from }: { forms: readonly OperationForm[]; view: OperationView; world: string; from: string },
): Readonly<Record<string, unknown>> {
  const form = forms.find(({ name }) => name === operation);
  if (form === undefined) return {};
  const place = view.regions.find(({ name }) => name === region) ?? view.regions.find(({ name }) => name === from);
  const named = place?.tables.find(({ name, arn }) => name === input.TableName || arn === input.TableName);
  const table = named ?? place?.tables[0];
  const draft = formOf(
    form.fields,
    input,
    table?.keys.map(({ name }) => name),
  );
  changeForm({ operation, region: place?.name ?? null, table: table?.name ?? null });
  keepDraft(draftKey(world, form, table), draft);
  return requestOf(form.fields, draft).input;
}

/** A draft belongs to an operation on a table with that key, in one world. */
function draftKey(world: string, form: OperationForm, table: TableChoice | undefined): string {
  return JSON.stringify([world, form.name, table?.name, table?.keys.map(({ name, type }) => name + type)]);
}

/** Shows on the stage where the written item would land; not while a prediction about it is open. */
function useGhost(form: OperationForm, region: string, check: ReturnType<typeof useCheck>): void {
  const asked = useSelection((s) => s.gate !== null && s.gate.answer === null);
  const { place, write } = check ?? { place: null, write: null };
  const ghost =
    asked || place === null || write === null || form.kind !== "item-write" || form.name === "DeleteItem"
      ? null
      : {
          item: { table: place.table, label: place.label },
          region,
          hash: place.hash,
          group: place.group,
          version: write.version,
        };
  const text = JSON.stringify(ghost);
  useEffect(() => {
    showGhost(JSON.parse(text));
    return () => showGhost(null);
  }, [text]);
}
