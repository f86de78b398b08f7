// The items of a table or an index, a window at a time: keys first, then attributes, place and what is not settled.

import "../../parts/panel.css";
import "./items.css";
import { type ReactNode, useEffect, useState } from "react";
import { useHeld } from "../../parts/held.ts";
import { useRowWindow } from "../../parts/row-window.ts";
import { countText } from "../../parts/times.ts";
import { useSelection } from "../../state/selection.ts";
import { useView } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useBusy } from "../../ui/idle.ts";
import { Menu } from "../../ui/menu.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import type { Counting } from "./counted-rows.ts";
import { EmptyTablePicture } from "./EmptyTablePicture.tsx";
import { ItemsTable } from "./ItemsTable.tsx";
import { showItems, toggleCollection, useItemsShown } from "./items-store.ts";
import { TransferDialog } from "./transfer/TransferDialog.tsx";
import { type ExportFormat, exportItems, openTransfer } from "./transfer/transfer-store.ts";
import type { IndexHead, ItemsParams, ItemsView } from "./view.ts";

export interface ItemsProps {
  /** What a table without items offers: starter worlds, the form. */
  emptyAction?: ReactNode;
  /** Opens the editor of the followed item, or of a new one. */
  onEdit?: (item: "followed" | "new") => void;
}

export function Items({ emptyAction, onEdit }: ItemsProps) {
  const chosenTable = useSelection((selection) => selection.table);
  const region = useSelection((selection) => selection.region);
  const followed = useSelection((selection) => selection.followed);
  const { index, filter, open } = useItemsShown();
  const [total, setTotal] = useState(0);
  const window = useRowWindow(total);
  const params: ItemsParams = {
    table: chosenTable,
    region,
    index,
    offset: window.offset,
    count: window.count,
    filter,
    open,
  };
  const view = useHeld(useView<ItemsView>("items", params));
  const counted = view?.lines;
  // Not while rendering: the window asked for depends on the total, so the two would chase each other.
  useEffect(() => {
    if (counted !== undefined) setTotal(counted);
  }, [counted]);
  useBusy((view?.counting ?? null) !== null);
  if (view === undefined) return <div className="panel" />;
  if (view.table === null) {
    return (
      <div className="panel">
        <EmptyState title="No table yet" action={<Button onClick={() => openTransfer(null)}>Import a model</Button>}>
          Create one with the request form, or set up a world with one.
        </EmptyState>
        <TransferDialog />
      </div>
    );
  }
  const indexes = view.tables.find((one) => one.name === view.table)?.indexes ?? [];
  return (
    <div className="panel items">
      <div className="list-bar">
        {view.tables.length > 1 && (
          <Select
            look="inline"
            label="Table"
            value={view.table}
            options={view.tables.map(({ name }) => ({ value: name, label: name }))}
            onChange={(table) => useSelection.setState({ table })}
          />
        )}
        {indexes.length > 0 && (
          <PlacePicker
            table={view.table}
            indexes={indexes}
            index={view.index}
            onPick={(picked) => showItems({ index: picked, open: open === null ? null : [] })}
          />
        )}
        {view.groupable && (
          <Segmented
            label="How rows are arranged"
            options={[
              { value: "table", label: "Table" },
              { value: "collections", label: "Collections" },
            ]}
            value={open === null ? "table" : "collections"}
            onChange={(value) => showItems({ open: value === "table" ? null : [] })}
          />
        )}
        <input
          className="input mono"
          type="search"
          aria-label="Filter by key"
          placeholder="filter by key"
          value={filter}
          onChange={(event) => showItems({ filter: event.currentTarget.value })}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
        />
        {onEdit !== undefined && (
          <>
            <Button className="small" icon="plus" onClick={() => onEdit("new")}>
              New item
            </Button>
            {followed !== null && (
              <Button className="small" onClick={() => onEdit("followed")}>
                Edit {followed.label}
              </Button>
            )}
          </>
        )}
        <TransferMenu view={view} />
        <span className="note">{summary(view, filter, window.offset)}</span>
      </div>
      <div className="list-scroll" ref={window.scrollRef}>
        {view.total === 0 && view.index !== null ? (
          <EmptyState title={`No entry in ${view.index.name}`} picture={<EmptyTablePicture />}>
            {view.items === 0
              ? "An index has entries of the items in its table, and there is none yet."
              : `An item has an entry once it has ${view.index.keyText.replaceAll(", ", " and ")}; none has yet.`}
          </EmptyState>
        ) : view.total === 0 ? (
          <EmptyState title="No items yet" picture={<EmptyTablePicture />} action={emptyAction}>
            Each item becomes a row here and a chip on the stage, in one colour.
          </EmptyState>
        ) : view.matched === 0 && view.counting !== null ? (
          <EmptyState title="Looking for rows that match">
            {countText(view.counting.done)} of {countText(view.counting.total)} looked through
          </EmptyState>
        ) : view.matched === 0 ? (
          <EmptyState title="No row matches" action={<Button onClick={() => showItems({ filter: "" })}>Clear</Button>}>
            Nothing in {view.index?.name ?? view.table} has a key with “{filter}”.
          </EmptyState>
        ) : (
          <ItemsTable view={view} window={window} onToggle={toggleCollection} />
        )}
      </div>
      <TransferDialog />
    </div>
  );
}

/** Files in and out: of the table that is shown, or of all tables. */
function TransferMenu({ view }: { view: ItemsView }) {
  const table = view.tables.find(({ name }) => name === view.table) ?? null;
  const started = view.tables.filter(({ create }) => create !== null);
  const write = (format: ExportFormat) => () =>
    void exportItems(format, format === "model" ? started : table === null ? [] : [table], view.region);
  return (
    <Menu
      trigger={
        <Button className="small" iconAfter="chevron-down">
          Files
        </Button>
      }
      entries={[
        { id: "import", label: "Import…", icon: "tray", onSelect: () => openTransfer(table) },
        { kind: "line", id: "line" },
        { id: "json", label: "Export as DynamoDB JSON", icon: "export", onSelect: write("json") },
        { id: "csv", label: "Export as CSV", icon: "export", onSelect: write("csv") },
        {
          id: "model",
          label: "Export tables as a NoSQL Workbench model",
          icon: "export",
          disabled: started.length === 0,
          onSelect: write("model"),
        },
      ]}
    />
  );
}

/** More places than this are a menu. */
const SEGMENTS_MAX = 3;

function PlacePicker({
  table,
  indexes,
  index,
  onPick,
}: {
  table: string;
  indexes: readonly IndexHead[];
  index: IndexHead | null;
  onPick: (index: string | null) => void;
}) {
  const shared = {
    label: "Table or index",
    options: [
      { value: TABLE, label: table },
      ...indexes.map(({ name, kind }) => ({ value: name, label: `${name}, ${kind}` })),
    ],
    value: index?.name ?? TABLE,
    onChange: (place: string) => onPick(place === TABLE ? null : place),
  };
  return shared.options.length > SEGMENTS_MAX ? <Select look="inline" {...shared} /> : <Segmented {...shared} />;
}

/** No index has this name: names have three letters at least. */
const TABLE = "";

function summary(view: ItemsView, filter: string, offset: number): string {
  const { index } = view;
  const count = (n: number) => countOf(n, index);
  const counting = view.counting === null ? "" : `, ${countingText(view.counting, index)}`;
  const end = counting || ". Looking costs nothing.";
  if (filter !== "") return `${countText(view.matched)} of ${count(view.total)}${counting}`;
  if (view.collections > 0)
    return `${count(view.total)} in ${countText(view.collections)} ${plural(view.collections, "collection", "collections")}${end}`;
  const last = Math.min(view.lines, offset + view.rows.length);
  const rows =
    view.rows.length < view.lines
      ? `Rows ${countText(offset + 1)} to ${countText(last)} of ${countText(view.lines)}`
      : count(view.total);
  const size = view.bytes === null ? "" : `, ${countText(view.bytes)} bytes`;
  return `${rows}${index === null ? "" : ` for ${countText(view.items)} ${plural(view.items, "item", "items")}`}${size}${end}`;
}

function countingText({ done, total }: Counting, index: IndexHead | null): string {
  return `${countText(done)} of ${countOf(total, index)} looked through`;
}

function countOf(n: number, index: IndexHead | null): string {
  return `${countText(n)} ${index === null ? plural(n, "item", "items") : plural(n, "entry", "entries")}`;
}

const plural = (n: number, one: string, many: string) => (n === 1 ? one : many);
