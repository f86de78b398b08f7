// Bringing items in from a file and out to one: what is read, what is left out and why, how far it is, and a way to stop.

import { type DragEvent, useRef, useState } from "react";
import { saveFile } from "../../../parts/save-file.ts";
import { countText } from "../../../parts/times.ts";
import { useWorkplace } from "../../../state/workplace.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { ProgressBar } from "../../../ui/progress.tsx";
import type { TableHead } from "../view.ts";
import type { RowFault } from "./import-job.ts";
import {
  addTables,
  closeTransfer,
  openTransfer,
  putAtStart,
  startImport,
  type Transfer,
  useTransfer,
} from "./transfer-store.ts";

export function TransferDialog() {
  const transfer = useTransfer((s) => s.transfer);
  const table = useTransfer((s) => s.table);
  if (transfer === null) return null;
  return (
    <Dialog
      title={titleOf(transfer, table)}
      icon="tray"
      onClose={closeTransfer}
      foot={<Foot transfer={transfer} table={table} />}
    >
      <Body transfer={transfer} table={table} />
    </Dialog>
  );
}

function titleOf(transfer: Transfer, table: TableHead | null): string {
  if (transfer.state === "writing") return `Export ${transfer.name}`;
  return table === null ? "Import tables" : `Import into ${table.name}`;
}

interface Shown {
  transfer: Transfer;
  table: TableHead | null;
}

function Body({ transfer, table }: Shown) {
  switch (transfer.state) {
    case "choosing":
      return <Choose table={table} />;
    case "reading":
      return (
        <div className="transfer-progress" role="status">
          <p>
            Reading {transfer.name}: {countText(transfer.items)} items
            {transfer.faults > 0 && `, ${countText(transfer.faults)} rows left out`}
          </p>
          <ProgressBar label={`Reading ${transfer.name}`} value={Math.round(transfer.share * 100)} max={100} />
        </div>
      );
    case "opening":
      return <Opening />;
    case "writing":
      return (
        <div className="transfer-progress" role="status">
          <p>
            {countText(transfer.done)} of {countText(transfer.total)} items
          </p>
          <ProgressBar label={`Writing ${transfer.name}`} value={transfer.done} max={Math.max(1, transfer.total)} />
        </div>
      );
    case "read":
      return <Read transfer={transfer} table={table} />;
  }
}

function Opening() {
  const reading = useWorkplace((s) => s.reading);
  return (
    <div className="transfer-progress" role="status">
      <p>The world is built with them, and its commands run again.</p>
      <ProgressBar label="Building the world" value={reading?.done ?? 0} max={Math.max(1, reading?.total ?? 1)} />
    </div>
  );
}

function Choose({ table }: { table: TableHead | null }) {
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    const target = table === null || table.create === null ? null : { create: table.create };
    if (file !== undefined) startImport(file.name, { kind: "file", file, target });
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way, the button is the first */}
      <div className="transfer-drop" onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
        <Button icon="tray" onClick={() => input.current?.click()}>
          Choose a file
        </Button>
        <span className="note">or drop it here</span>
        <input
          ref={input}
          type="file"
          className="vh"
          tabIndex={-1}
          aria-label="File of items"
          accept=".json,.jsonl,.csv,.gz"
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
      </div>
      <p className="note">
        DynamoDB JSON (an item in each line, as an export has them, or an array), CSV with a header, or a model of NoSQL
        Workbench. The file stays in this browser.
      </p>
      {table?.create === null && (
        <p className="note">
          {table.name} was made by a command. Only a table that stands from the start takes items from a file; a model
          brings tables of its own.
        </p>
      )}
      {table !== null && table.create !== null && <Fill table={table} />}
    </>
  );
}

/** What the memory of a tab holds. */
const FILL_MAX = 1_000_000;

function Fill({ table }: { table: TableHead }) {
  const [count, setCount] = useState("1000");
  const [bytes, setBytes] = useState("200");
  const asked = { count: Number(count), bytes: Number(bytes) };
  const good =
    /^\d+$/.test(count) && asked.count >= 1 && asked.count <= FILL_MAX && /^\d+$/.test(bytes) && asked.bytes <= 4_000;
  return (
    <fieldset className="transfer-fill">
      <legend>Or made-up items</legend>
      <TextField
        label="How many"
        inputMode="numeric"
        value={count}
        onChange={(event) => setCount(event.currentTarget.value)}
      />
      <TextField
        label="Bytes each"
        inputMode="numeric"
        value={bytes}
        onChange={(event) => setBytes(event.currentTarget.value)}
      />
      <Button
        disabled={!good}
        onClick={() => startImport("made-up data", { kind: "fill", ...asked, target: { create: table.create } })}
      >
        Make them
      </Button>
    </fieldset>
  );
}

function Read({ transfer, table }: { transfer: Extract<Transfer, { state: "read" }>; table: TableHead | null }) {
  const { said, name } = transfer;
  if (said.kind === "refused")
    return (
      <div className="refusal s-denied" role="alert">
        <Icon name="state-denied" />
        <p>
          <b>Nothing was brought in.</b> {said.message}
        </p>
      </div>
    );
  if (said.kind === "model" && said.tables.length === 0)
    return (
      <>
        <p>
          <b>No table</b> of {said.name} can be read.
        </p>
        <Faults faults={said.faults.map((fault, at) => ({ line: at, fault, text: "" }))} />
      </>
    );
  if (said.kind === "model")
    return (
      <>
        <p>
          <b>{said.name}</b> has {said.tables.length} {said.tables.length === 1 ? "table" : "tables"}:{" "}
          {said.tables
            .map(
              (one) => `${String((one.create as { TableName: string }).TableName)} (${one.items?.length ?? 0} items)`,
            )
            .join(", ")}
          .
          {said.tables.length > 0 && " They stand from the start; one of the same name takes the place of the old one."}
        </p>
        <Faults faults={said.faults.map((fault, at) => ({ line: at, fault, text: "" }))} />
      </>
    );
  return (
    <>
      {said.items === 0 ? (
        <p>
          <b>Nothing</b> of {name} can go in. Mend what is said below, and choose the file again.
        </p>
      ) : (
        <>
          <p>
            <b>{countText(said.items)}</b> {said.items === 1 ? "item" : "items"} of {name} can go in.
            {said.faults.length > 0 &&
              ` ${countText(said.faults.length)} ${said.faults.length === 1 ? "row" : "rows"} cannot.`}
          </p>
          <p className="note">
            They will be in {table?.name} from the start of this world: on every copy and in the indexes, without
            requests, cost or stream records, as after DynamoDB's own import. The commands of this world run again on
            them. An item of the same key is replaced.
          </p>
        </>
      )}
      <Faults
        faults={said.faults}
        onSave={() =>
          saveFile(
            `left-out-of-${name.replace(/\.gz$/, "")}`,
            [said.header === null ? "" : `${said.header}\n`, ...said.faults.map(({ text }) => `${text}\n`)],
            "text/plain",
          )
        }
      />
    </>
  );
}

const FAULTS_SHOWN = 100;

function Faults({ faults, onSave }: { faults: readonly RowFault[]; onSave?: () => void }) {
  if (faults.length === 0) return null;
  return (
    <section className="transfer-faults" aria-label="Left out">
      <header>
        <h3>Left out</h3>
        {onSave !== undefined && (
          <Button look="ghost" className="small" icon="export" onClick={onSave}>
            Save these rows
          </Button>
        )}
      </header>
      <ol>
        {faults.slice(0, FAULTS_SHOWN).map(({ line, fault, text }) => (
          <li key={`${line} ${fault}`}>
            {text !== "" && <b>Line {countText(line)}</b>} {fault}
          </li>
        ))}
      </ol>
      {faults.length > FAULTS_SHOWN && <p className="note">and {countText(faults.length - FAULTS_SHOWN)} more</p>}
    </section>
  );
}

function isEmpty(said: Extract<Transfer, { state: "read" }>["said"]): boolean {
  if (said.kind === "refused") return true;
  return said.kind === "items" ? said.items === 0 : said.tables.length === 0;
}

function Foot({ transfer, table }: Shown) {
  const cancel = (
    <Button look="ghost" onClick={closeTransfer}>
      {transfer.state === "read" && transfer.said.kind === "refused" ? "Close" : "Cancel"}
    </Button>
  );
  const said = transfer.state === "read" ? transfer.said : null;
  return (
    <>
      {cancel}
      <span className="grow" />
      {said !== null && isEmpty(said) && (
        <Button icon="tray" onClick={() => openTransfer(table)}>
          Choose another file
        </Button>
      )}
      {said?.kind === "items" && said.items > 0 && table !== null && (
        <Button look="ink" onClick={() => void putAtStart(table.name, said.pieces, said.items)}>
          Put in {countText(said.items)} {said.items === 1 ? "item" : "items"}
        </Button>
      )}
      {said?.kind === "model" && said.tables.length > 0 && (
        <Button look="ink" onClick={() => void addTables(said.tables)}>
          Add {said.tables.length === 1 ? "the table" : `${said.tables.length} tables`}
        </Button>
      )}
    </>
  );
}
