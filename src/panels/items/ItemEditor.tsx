// Editing one item as a form or as JSON: shows the request it will send and what that will write, before it is sent.

import { PREDICT_FIRST, usePredictionOpen } from "../../parts/prediction-open.ts";
import "../../parts/panel.css";
import "./items.css";
import { useState } from "react";
import type { Item } from "../../engine/index.ts";
import { AttributeRows } from "../../parts/AttributeRows.tsx";
import { type AttributeDraft, draftsOf, itemOf } from "../../parts/attribute-text.ts";
import { useHeld } from "../../parts/held.ts";
import { ItemChip } from "../../parts/item-chip.tsx";
import { follow, useSelection } from "../../state/selection.ts";
import { drive, issue, useView } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { Switch } from "../../ui/checkbox.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import type { RequestCheck } from "../request-check.ts";
import { editRequest, requestWords } from "./edit-request.ts";
import { attributeFault } from "./transfer/values.ts";
import type { EditedItem, EditedItemParams } from "./view.ts";
import { WritePreviewTable } from "./WritePreviewTable.tsx";

export function ItemEditor() {
  const followed = useSelection((selection) => selection.followed);
  const region = useSelection((selection) => selection.region);
  if (followed === null) {
    return (
      <div className="panel">
        <EmptyState title="No item selected">Pick a row of the items, or a chip on the stage, to change it.</EmptyState>
      </div>
    );
  }
  return <Loaded key={`${region} ${followed.table} ${followed.label}`} params={{ ...followed, region }} />;
}

function Loaded({ params }: { params: EditedItemParams }) {
  const stored = useHeld(useView<EditedItem | null>("editedItem", params));
  if (stored === undefined) return <div className="panel" />;
  if (stored === null || stored.item === null) {
    return (
      <div className="panel">
        <EmptyState title={`${params.label} is not there now`}>
          It does not exist at this step, so there is nothing to change. A PutItem with the same key would create it.
        </EmptyState>
      </div>
    );
  }
  return <Form stored={stored} item={stored.item} />;
}

interface Draft {
  /** The stored item the edit began from: what "nobody changed it since" is measured by. */
  readonly base: Item;
  readonly version: number | null;
  readonly rows: readonly AttributeDraft[];
  /** JSON text while it is edited as JSON. */
  readonly json: string | null;
}

function Form({ stored, item }: { stored: EditedItem; item: Item }) {
  const keys = stored.keys.map((key) => key.name);
  const fresh = (): Draft => ({ base: item, version: stored.version, rows: draftsOf(item, keys), json: null });
  const [edited, setEdited] = useState<Draft | null>(null);
  const [guarded, setGuarded] = useState(true);
  const held = usePredictionOpen();
  const draft = edited ?? fresh();
  const read = readDraft(draft);
  const request = read.ok
    ? editRequest({ table: stored.table, keys, before: draft.base, after: read.item, guarded })
    : null;
  const check = useHeld(
    useView<RequestCheck>(
      "requestCheck",
      request === null
        ? { region: stored.region, operation: "GetItem", input: { TableName: stored.table, Key: keyOf(item, keys) } }
        : { region: stored.region, operation: request.operation, input: request.input },
    ),
  );
  const send = async (operation: string, input: unknown) => {
    const reply = await issue({ kind: "request", region: stored.region, operation, input });
    if (!reply.ok) return;
    setEdited(null);
    await drive({ kind: "step" });
  };
  const mode = draft.json === null ? "form" : "json";
  return (
    <div className="panel item-editor">
      <header className="panel-head">
        <ItemChip look={stored.look} size="large" />
        <div>
          <h2>{stored.label}</h2>
          <span className="under">
            {stored.table}, version {stored.version}
            {draft.version !== stored.version && `, you started from ${draft.version}`}
          </span>
        </div>
        <Segmented
          label="Edit as"
          options={[
            { value: "form", label: "Form" },
            { value: "json", label: "JSON" },
          ]}
          value={mode}
          onChange={(next) => {
            if (next === "json" && read.ok) setEdited({ ...draft, json: JSON.stringify(read.item, null, 2) });
            if (next === "form" && read.ok) setEdited({ ...draft, rows: draftsOf(read.item, keys), json: null });
          }}
        />
      </header>
      <section className="blk" aria-label="Attributes">
        <header>
          <h3>Attributes</h3>
          <span className="note">
            {check?.write == null
              ? `${stored.bytes} bytes`
              : `${check.write.bytes} bytes, ${check.write.units} WCU to write`}
          </span>
        </header>
        {draft.json === null ? (
          <AttributeRows
            label={`Attributes of ${stored.label}`}
            rows={draft.rows}
            keys={stored.keys}
            keysLocked
            faults={read.ok ? {} : read.faults}
            onChange={(rows) => setEdited({ ...draft, rows })}
          />
        ) : (
          <TextArea
            label="The item as DynamoDB JSON"
            mono
            rows={12}
            value={draft.json}
            {...(read.ok ? {} : { error: read.faults[0] ?? "Not an item." })}
            onChange={(event) => setEdited({ ...draft, json: event.currentTarget.value })}
          />
        )}
      </section>
      <section className="blk" aria-label="What is sent">
        <header>
          <h3>Sends</h3>
        </header>
        {request === null ? (
          <p className="note">{read.ok ? "Nothing is changed yet." : "Not before the fault above is mended."}</p>
        ) : (
          <RequestLines words={requestWords(request)} />
        )}
        <Switch checked={guarded} onChange={setGuarded}>
          Only if nobody changed it since
        </Switch>
        {request !== null && check?.error != null && (
          <p className="field-error">
            <b>Would be refused now: {check.error.name}.</b> {check.error.message}
          </p>
        )}
        {held && <p className="note">{PREDICT_FIRST}</p>}
        <div className="buttons">
          <Button
            look="ink"
            disabled={request === null || held}
            onClick={() => request !== null && void send(request.operation, request.input)}
          >
            Save item
          </Button>
          <Button disabled={edited === null} onClick={() => setEdited(null)}>
            Revert
          </Button>
          <span className="grow" />
          <Button
            look="ghost"
            icon="trash"
            disabled={held}
            onClick={() => {
              follow({ table: stored.table, label: stored.label });
              void send("DeleteItem", { TableName: stored.table, Key: keyOf(item, keys) });
            }}
          >
            Delete
          </Button>
        </div>
      </section>
      {request !== null && check?.write != null && (
        <WritePreviewTable preview={check.write} partition={check.place?.partition ?? stored.partition} />
      )}
    </div>
  );
}

function RequestLines({ words }: { words: { readonly head: string; readonly condition: string | null } }) {
  return (
    <div className="code request-lines">
      {words.head}
      {words.condition !== null && <div>if {words.condition}</div>}
    </div>
  );
}

function keyOf(item: Item, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, item[key]]));
}

type DraftRead =
  | { readonly ok: true; readonly item: Item }
  | { readonly ok: false; readonly faults: Readonly<Record<number, string>> };

function readDraft(draft: Draft): DraftRead {
  if (draft.json === null) return itemOf(draft.rows);
  try {
    const read: unknown = JSON.parse(draft.json);
    if (typeof read !== "object" || read === null || Array.isArray(read))
      return { ok: false, faults: { 0: 'An item is written as {"name": {"S": "value"}}.' } };
    const fault = attributeFault(read as Readonly<Record<string, unknown>>);
    return fault === null ? { ok: true, item: read as Item } : { ok: false, faults: { 0: fault } };
  } catch (thrown) {
    return { ok: false, faults: { 0: `Not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}` } };
  }
}
