/**
 * An import or an export while it goes on: reading in a Worker of its own, then a yes, then opening the world that
 * starts with the items. One at a time; a cancel ends it at once and changes nothing.
 */
import { create } from "zustand";
import type { InitialTable, Item, Scenario } from "../../../engine/index.ts";
import { saveFile } from "../../../parts/save-file.ts";
import { call } from "../../../state/session.ts";
import { openScenario, stopOpening } from "../../../state/workplace.ts";
import { busy } from "../../../ui/idle.ts";
import { showToast } from "../../../ui/toast-store.ts";
import { STOPPED } from "../../../worker/protocol.ts";
import type { ExportedItems, ExportedItemsParams, TableHead } from "../view.ts";
import type { ImportAsk, ImportSaid } from "./import-job.ts";
import { modelText } from "./workbench.ts";
import { CsvColumns, jsonText } from "./write-rows.ts";

export type Transfer =
  | { readonly state: "choosing" }
  | {
      readonly state: "reading";
      readonly name: string;
      readonly share: number;
      readonly items: number;
      readonly faults: number;
    }
  | { readonly state: "read"; readonly name: string; readonly said: Exclude<ImportSaid, { kind: "progress" }> }
  | { readonly state: "opening" }
  | { readonly state: "writing"; readonly name: string; readonly done: number; readonly total: number };

interface TransferState {
  /** null: none is open. */
  readonly transfer: Transfer | null;
  readonly table: TableHead | null;
}

export const useTransfer = create<TransferState>(() => ({ transfer: null, table: null }));

let worker: Worker | null = null;
let release: (() => void) | null = null;
/** Counts transfers: what an ended one still says is not heard. */
let current = 0;

export function openTransfer(table: TableHead | null): void {
  useTransfer.setState({ transfer: { state: "choosing" }, table });
}

/** Ends whatever goes on. Nothing has been changed. */
export function closeTransfer(): void {
  endWork();
  if (useTransfer.getState().transfer?.state === "opening") stopOpening();
  useTransfer.setState({ transfer: null });
}

function endWork(): void {
  current++;
  worker?.terminate();
  worker = null;
  release?.();
  release = null;
}

export function startImport(name: string, ask: ImportAsk): void {
  endWork();
  release = busy();
  const mine = current;
  worker = new Worker(new URL("./import-worker.ts", import.meta.url), { type: "module", name: "glass-table-import" });
  useTransfer.setState({ transfer: { state: "reading", name, share: 0, items: 0, faults: 0 } });
  worker.onmessage = (event) => {
    if (mine !== current) return;
    const said = event.data as ImportSaid;
    if (said.kind === "progress") return useTransfer.setState({ transfer: { state: "reading", name, ...said } });
    endWork();
    useTransfer.setState({ transfer: { state: "read", name, said } });
  };
  worker.onerror = (event) => {
    event.preventDefault();
    if (mine !== current) return;
    endWork();
    const message = event.message === "" ? "The file could not be read." : event.message;
    useTransfer.setState({ transfer: { state: "read", name, said: { kind: "refused", message } } });
  };
  worker.postMessage(ask);
}

/** The world begins with these items, and its commands run again on them. */
export async function putAtStart(table: string, pieces: readonly string[], items: number): Promise<void> {
  await reopen(
    (tables) =>
      tables.map((one) => (nameOf(one) === table ? { ...one, packed: [...(one.packed ?? []), ...pieces] } : one)),
    `${items.toLocaleString("en")} ${items === 1 ? "item is" : "items are"} in ${table} from the start`,
  );
}

/** The world begins with these tables besides its own. One of the same name takes the place of the old one. */
export async function addTables(added: readonly InitialTable[]): Promise<void> {
  const names = added.map(nameOf);
  await reopen(
    (tables) => [...tables.filter((one) => !names.includes(nameOf(one))), ...added],
    `${names.join(", ")} ${names.length === 1 ? "is" : "are"} there from the start`,
  );
}

async function reopen(
  change: (tables: readonly InitialTable[]) => readonly InitialTable[],
  words: string,
): Promise<void> {
  useTransfer.setState({ transfer: { state: "opening" } });
  const mine = current;
  const now = await call({ type: "export", as: "scenario", view: {} });
  if (!now.ok) return refuse(now.refusal.message);
  const { hash: _changed, ...scenario } = now.value as Scenario;
  const { config } = scenario;
  const changed = { ...scenario, config: { ...config, tables: change(config.tables) } };
  // Tried before anything is replaced: a world that cannot be built must not take the place of one that is open.
  const tried = await call({ type: "read", source: { kind: "scenario", scenario: changed } });
  if (!tried.ok) return refuse(`${tried.refusal.message} ${tried.refusal.advice}`);
  if (mine !== current) return;
  const opened = await openScenario(changed, "step");
  if (!opened.ok && opened.refusal.kind === STOPPED) return;
  if (!opened.ok) {
    await openScenario(now.value as Scenario, "step");
    return refuse(`${asSentence(opened.refusal.message)} The world is as it was.`);
  }
  useTransfer.setState({ transfer: null });
  showToast({ text: words, icon: "check" });
}

function refuse(message: string): void {
  useTransfer.setState({ transfer: { state: "read", name: "", said: { kind: "refused", message } } });
}

/** Refusals of the engine begin small, and the service's messages end without a stop. */
function asSentence(message: string): string {
  const whole = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

function nameOf({ create }: InitialTable): string {
  return String((create as { TableName?: unknown } | null)?.TableName);
}

const PAGE_ITEMS = 5_000;

export type ExportFormat = "json" | "csv" | "model";

export async function exportItems(
  format: ExportFormat,
  tables: readonly TableHead[],
  region: string | null,
): Promise<void> {
  endWork();
  const mine = current;
  const name = format === "model" ? "tables" : (tables[0]?.name ?? "items");
  const held = busy();
  release = held;
  useTransfer.setState({ transfer: { state: "writing", name, done: 0, total: 0 } });
  const onPage = (done: number, total: number) => {
    if (mine === current) useTransfer.setState({ transfer: { state: "writing", name, done, total } });
    return mine === current;
  };
  const [first] = tables;
  if (format === "model") {
    const written = [];
    for (const { name: table, create } of tables) {
      const items: Item[] = [];
      await eachPage({ table, region }, onPage, (page) => items.push(...page.items));
      written.push({ create: create as Record<string, unknown>, items });
    }
    if (mine === current) saveFile("glass-table-model.json", [modelText("Glass Table", written)], "application/json");
  } else if (first !== undefined) {
    const pieces: string[] = [];
    const at = { table: first.name, region };
    if (format === "json") await eachPage(at, onPage, (page) => pieces.push(jsonText(page.items)));
    else {
      const columns: { of: CsvColumns | null } = { of: null };
      await eachPage(at, onPage, (page) => {
        columns.of ??= new CsvColumns(page.keys);
        columns.of.see(page.items);
      });
      pieces.push(columns.of?.header() ?? "");
      await eachPage(at, onPage, (page) => pieces.push(columns.of?.text(page.items) ?? ""));
    }
    if (mine === current)
      saveFile(
        `${first.name}.${format === "csv" ? "csv" : "json"}`,
        pieces,
        format === "csv" ? "text/csv" : "application/json",
      );
  }
  if (mine !== current) return held();
  closeTransfer();
  showToast({ text: `${name} is written to a file`, icon: "check" });
}

/** Page after page, until there is no more or `onPage` says stop. */
async function eachPage(
  at: Pick<ExportedItemsParams, "table" | "region">,
  onPage: (done: number, total: number) => boolean,
  take: (page: ExportedItems) => void,
): Promise<void> {
  let done = 0;
  for (let after: ExportedItemsParams["after"] = null; ; ) {
    const params: ExportedItemsParams = { ...at, after, count: PAGE_ITEMS };
    const reply = await call({ type: "look", view: "exportedItems", params });
    const page = reply.ok ? (reply.value as ExportedItems | null) : null;
    if (page === null) return;
    take(page);
    done += page.items.length;
    if (!onPage(done, page.total) || page.next === null) return;
    after = page.next;
  }
}
