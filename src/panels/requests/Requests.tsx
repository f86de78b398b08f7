// Requests of the run, newest first. A row selects the request; what it was and what came back is in the inspector.

import "../../parts/panel.css";
import { useEffect, useState } from "react";
import { useHeld } from "../../parts/held.ts";
import { ItemChip } from "../../parts/item-chip.tsx";
import { moveBetweenRows } from "../../parts/row-keys.ts";
import { useRowWindow } from "../../parts/row-window.ts";
import { countText, lengthText, secondsText } from "../../parts/times.ts";
import { select, useSelection } from "../../state/selection.ts";
import { useView } from "../../state/session.ts";
import { Badge } from "../../ui/badge.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { ChosenRequest } from "./ChosenRequest.tsx";
import type { RequestRow, RequestsParams, RequestsView } from "./view.ts";

const FILTERS = [
  { value: "all", label: "All" },
  { value: "writes", label: "Writes" },
  { value: "reads", label: "Reads" },
  { value: "refused", label: "Refused" },
] as const;

export function Requests() {
  const [filter, setFilter] = useState<RequestsParams["filter"]>("all");
  const [total, setTotal] = useState(0);
  const window = useRowWindow(total);
  const chosen = useSelection((s) => (s.mark?.kind === "request" ? s.mark.request : null));
  const { offset, count } = window;
  const view = useHeld(useView<RequestsView>("requests", { offset, count, filter, chosen }));
  const counted = view?.matched;
  // Not while rendering: the window asked for depends on the total, so the two would chase each other.
  useEffect(() => {
    if (counted !== undefined) setTotal(counted);
  }, [counted]);
  if (view === undefined) return <div className="panel" />;
  if (view.total === 0) {
    return (
      <div className="panel">
        <EmptyState title="No request yet">Send one with the form or with code. Each becomes a row here.</EmptyState>
      </div>
    );
  }
  return (
    <div className="panel">
      <div className="list-bar">
        <Segmented label="Which requests" options={FILTERS} value={filter} onChange={setFilter} />
        <span className="note">
          {countText(view.matched)} {view.matched === 1 ? "request" : "requests"}
        </span>
        {view.chosen !== null && <ChosenRequest chosen={view.chosen} />}
      </div>
      <div className="list-scroll" ref={window.scrollRef}>
        {view.matched === 0 ? (
          <EmptyState title="None of these so far">
            {filter === "refused" ? "Every request was answered with success." : `No ${filter} yet.`}
          </EmptyState>
        ) : (
          <Table view={view} chosen={chosen} before={window.before} after={window.after(view.rows.length)} />
        )}
      </div>
    </div>
  );
}

interface TableProps {
  view: RequestsView;
  chosen: string | null;
  before: number;
  after: number;
}

function Table({ view, chosen, before, after }: TableProps) {
  const stop = Math.max(
    0,
    view.rows.findIndex((row) => row.id === chosen),
  );
  return (
    <table className="list-table" aria-label="Requests" aria-rowcount={view.matched + 1}>
      <thead>
        <tr>
          <th>sent at</th>
          <th>operation</th>
          <th>item</th>
          <th>status</th>
          <th className="num">took</th>
          <th>served by</th>
          <th>how old</th>
          <th className="num">units</th>
          <th>from</th>
        </tr>
      </thead>
      <tbody>
        {before > 0 && <Spacer height={before} />}
        {view.rows.map((row, at) => (
          <One key={row.id} row={row} on={row.id === chosen} tab={at === stop} rowIndex={view.offset + at + 2} />
        ))}
        {after > 0 && <Spacer height={after} />}
      </tbody>
    </table>
  );
}

function One({ row, on, tab, rowIndex }: { row: RequestRow; on: boolean; tab: boolean; rowIndex: number }) {
  const choose = () => select({ kind: "request", request: row.id });
  return (
    <tr
      data-row=""
      className={on ? "on" : ""}
      aria-selected={on}
      aria-rowindex={rowIndex}
      tabIndex={tab ? 0 : -1}
      onClick={choose}
      onKeyDown={(event) => moveBetweenRows(event, choose)}
    >
      <td className="mono t3">{secondsText(row.at)}</td>
      <td className="b">{row.operation}</td>
      <td>
        {row.look === null ? (
          <span className="t3">{row.table ?? "–"}</span>
        ) : (
          <>
            <ItemChip look={row.look} /> {row.label}
          </>
        )}
      </td>
      <td>
        <Status row={row} />
      </td>
      <td className="num mono">{row.micros === null ? "" : lengthText(row.micros)}</td>
      <td>{row.served ?? ""}</td>
      <td>
        {row.behind !== null &&
          (row.behind === 0 ? (
            <Badge state="committed">newest</Badge>
          ) : (
            <Badge state="stale">{`${row.behind} behind, ${lengthText(row.behindMicros)}`}</Badge>
          ))}
      </td>
      <td className="num mono">{row.units}</td>
      <td className="t3">
        {row.from}, {row.region}
      </td>
    </tr>
  );
}

function Status({ row }: { row: RequestRow }) {
  if (row.status === null) return <Badge state="inflight" />;
  if (row.error !== null)
    return <Badge state="denied">{row.status === 0 ? "no answer" : `${row.status} ${row.error}`}</Badge>;
  return <Badge state="committed">{`${row.status} OK`}</Badge>;
}

function Spacer({ height }: { height: number }) {
  return (
    <tr className="spacer">
      <td colSpan={9} style={{ height }} />
    </tr>
  );
}
