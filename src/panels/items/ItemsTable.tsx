// The drawn rows of the items table, with empty space for those that are not drawn.

import { ItemChip } from "../../parts/item-chip.tsx";
import { moveBetweenRows } from "../../parts/row-keys.ts";
import type { RowWindow } from "../../parts/row-window.ts";
import { countText } from "../../parts/times.ts";
import { select, useSelection } from "../../state/selection.ts";
import { Badge } from "../../ui/badge.tsx";
import { Icon } from "../../ui/icon.tsx";
import type { CollectionRow, ItemColumn, ItemRow, ItemsView } from "./view.ts";

export interface ItemsTableProps {
  view: ItemsView;
  window: RowWindow;
  onToggle: (collection: string) => void;
}

export function ItemsTable({ view, window, onToggle }: ItemsTableProps) {
  const followed = useSelection((selection) => selection.followed);
  const width = view.columns.length + 5;
  const isOn = (row: ItemRow) => followed !== null && followed.table === view.table && followed.label === row.label;
  const on = view.rows.findIndex((row) => row.kind === "item" && isOn(row));
  const stop = Math.max(0, on);
  return (
    <table
      className={`list-table items-table${view.collections > 0 ? " grouped" : ""}`}
      aria-label={`${view.index === null ? "Items" : "Entries"} of ${view.index?.name ?? view.table}`}
      aria-rowcount={view.lines + 1}
    >
      <thead>
        <tr>
          {view.columns.map((column) => (
            <ColumnHead key={column.name} column={column} />
          ))}
          <th className="num">version</th>
          <th>hash</th>
          <th>place</th>
          <th className="num">bytes</th>
          <th>state</th>
        </tr>
      </thead>
      <tbody>
        <Spacer height={window.before} width={width} />
        {view.rows.map((row, at) =>
          row.kind === "collection" ? (
            <Collection
              key={row.id}
              row={row}
              width={width}
              isIndex={view.index !== null}
              tab={at === stop}
              rowIndex={view.offset + at + 2}
              onToggle={() => onToggle(row.collection)}
            />
          ) : (
            <One
              key={row.id}
              row={row}
              columns={view.columns}
              on={isOn(row)}
              tab={at === stop}
              rowIndex={view.offset + at + 2}
              onSelect={() => select({ kind: "item", item: { table: view.table ?? "", label: row.label } })}
            />
          ),
        )}
        <Spacer height={window.after(view.rows.length)} width={width} />
      </tbody>
    </table>
  );
}

function ColumnHead({ column }: { column: ItemColumn }) {
  return (
    <th className={column.numeric && column.role === null ? "num" : ""}>
      {column.role === "partition key" && <Icon name="key" size={12} />}
      {column.name}{" "}
      {column.role !== null && (
        <span>
          {column.role}, {column.type}
        </span>
      )}
    </th>
  );
}

interface RowProps {
  tab: boolean;
  rowIndex: number;
}

function One({
  row,
  columns,
  on,
  tab,
  rowIndex,
  onSelect,
}: RowProps & { row: ItemRow; columns: readonly ItemColumn[]; on: boolean; onSelect: () => void }) {
  return (
    <tr
      data-row=""
      className={on ? "on" : ""}
      aria-selected={on}
      aria-rowindex={rowIndex}
      tabIndex={tab ? 0 : -1}
      onClick={onSelect}
      onKeyDown={(event) => moveBetweenRows(event, onSelect)}
    >
      {columns.map((column, at) => (
        <td
          key={column.name}
          className={`${column.numeric && column.role === null ? "num" : ""}${at === 0 ? " first" : ""}`}
          title={row.cells[at] ?? undefined}
        >
          {at === 0 && <ItemChip look={row.look} version={row.version} />}
          {row.cells[at] ?? <span className="t3">–</span>}
        </td>
      ))}
      <td className="num">{row.version}</td>
      <td className="mono t3">{row.hash}</td>
      <td>{row.place}</td>
      <td className="num">{countText(row.bytes)}</td>
      <td>{row.state !== null && <Badge state={row.state.state}>{row.state.text}</Badge>}</td>
    </tr>
  );
}

function Collection({
  row,
  width,
  isIndex,
  tab,
  rowIndex,
  onToggle,
}: RowProps & { row: CollectionRow; width: number; isIndex: boolean; onToggle: () => void }) {
  const [one, many] = isIndex ? ["entry", "entries"] : ["item", "items"];
  return (
    <tr
      data-row=""
      className="collection"
      aria-rowindex={rowIndex}
      tabIndex={tab ? 0 : -1}
      onClick={onToggle}
      onKeyDown={(event) => moveBetweenRows(event, onToggle)}
    >
      <td className="first">
        <Icon name={row.open ? "chevron-down" : "chevron-right"} size={12} />
        {/* Entries of an index are of many items: their collection has no hue of its own. */}
        {!isIndex && <ItemChip look={row.look} />}
        <b>{row.name}</b>
        <span className="vh">, {row.open ? "open" : "closed"}</span>
      </td>
      <td className="t3" colSpan={width - 5}>
        {countText(row.items)} {row.items === 1 ? one : many}
        {row.limit !== null &&
          `, with local index entries ${countText(row.limit.bytes)} bytes of ${limitText(row.limit.max)}`}
      </td>
      <td className="mono t3">{row.hash}</td>
      <td>{row.place}</td>
      <td className="num">{countText(row.bytes)}</td>
      <td />
    </tr>
  );
}

const GIGABYTE = 1_073_741_824;

function limitText(bytes: number): string {
  return bytes >= GIGABYTE ? `${Math.round(bytes / GIGABYTE)} GB` : countText(bytes);
}

function Spacer({ height, width }: { height: number; width: number }) {
  if (height <= 0) return null;
  return (
    <tr className="spacer">
      <td colSpan={width} style={{ height }} />
    </tr>
  );
}
