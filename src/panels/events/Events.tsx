// The event log in words: every recorded fact in order. A row goes to its step and opens the event in the inspector.

import "../../parts/panel.css";
import "./events.css";
import { useEffect, useRef, useState } from "react";
import { useHeld } from "../../parts/held.ts";
import { ItemChip } from "../../parts/item-chip.tsx";
import { moveBetweenRows } from "../../parts/row-keys.ts";
import { useRowWindow } from "../../parts/row-window.ts";
import { countText, secondsText } from "../../parts/times.ts";
import { pointAt, select, useSelection } from "../../state/selection.ts";
import { drive, useSession, useView } from "../../state/session.ts";
import { FidelityWord } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Select } from "../../ui/select.tsx";
import type { EventGroup, EventRow, EventsView } from "./view.ts";

const GROUPS: readonly { readonly value: EventGroup; readonly label: string }[] = [
  { value: "all", label: "Every kind" },
  { value: "requests", label: "Requests" },
  { value: "writes", label: "Writes" },
  { value: "reads", label: "Reads" },
  { value: "leaders", label: "Leaders" },
  { value: "index", label: "Indexes" },
  { value: "stream", label: "Streams and functions" },
  { value: "regions", label: "Between Regions" },
  { value: "code", label: "Code" },
  { value: "faults", label: "Tables, faults, clock" },
];

export function Events() {
  const followed = useSelection((selection) => selection.followed);
  const [group, setGroup] = useState<EventGroup>("all");
  const [actor, setActor] = useState("");
  const [onlyItem, setOnlyItem] = useState(false);
  const [total, setTotal] = useState(0);
  const window = useRowWindow(total);
  const item = onlyItem ? followed : null;
  const view = useHeld(
    useView<EventsView>("events", { offset: window.offset, count: window.count, group, item, actor }),
  );
  const counted = view?.matched;
  // Not while rendering: the window asked for depends on the total, so the two would chase each other.
  useEffect(() => {
    if (counted !== undefined) setTotal(counted);
  }, [counted]);
  useFollowEnd(total, window.scrollTo);
  if (view === undefined) return <div className="panel" />;
  if (view.total === 0) {
    return (
      <div className="panel">
        <EmptyState title="Nothing has happened yet">Each event of a step is written down here, in order.</EmptyState>
      </div>
    );
  }
  const clear = () => {
    setGroup("all");
    setActor("");
    setOnlyItem(false);
  };
  return (
    <div className="panel">
      <div className="list-bar">
        <Select look="inline" label="Kind of event" options={GROUPS} value={group} onChange={setGroup} />
        <input
          className="input"
          type="search"
          aria-label="Filter by machine"
          placeholder="machine, such as router"
          value={actor}
          onChange={(event) => setActor(event.currentTarget.value)}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
        />
        {followed !== null && (
          <Checkbox checked={onlyItem} onChange={setOnlyItem}>
            only {followed.label}
          </Checkbox>
        )}
        <span className="note">
          {countText(view.matched)} of {countText(view.total)} events
        </span>
      </div>
      <div className="list-scroll events-scroll" ref={window.scrollRef}>
        {view.matched === 0 ? (
          <EmptyState title="No event matches" action={<Button onClick={clear}>Clear</Button>}>
            Nothing recorded so far fits these filters.
          </EmptyState>
        ) : (
          <Table view={view} before={window.before} after={window.after(view.rows.length)} />
        )}
      </div>
    </div>
  );
}

/** The log ends at the cursor, so what just happened is its last row. */
function useFollowEnd(rows: number, scrollTo: (row: number) => void) {
  const step = useSession((session) => session.frame?.step ?? 0);
  const latest = useRef(scrollTo);
  latest.current = scrollTo;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is a reason to scroll although only the row count is used
  useEffect(() => {
    if (rows > 0) latest.current(rows - 1);
  }, [rows, step]);
}

function Table({ view, before, after }: { view: EventsView; before: number; after: number }) {
  const step = useSession((session) => session.frame?.step ?? 0);
  const here = Math.max(
    0,
    view.rows.findIndex((row) => row.step === step),
  );
  return (
    <table className="list-table events-table" aria-label="Events" aria-rowcount={view.matched + 1}>
      <thead>
        <tr>
          <th className="num">step</th>
          <th>at</th>
          <th>item</th>
          <th>what happened</th>
          <th>where</th>
          <th className="sure">how sure</th>
        </tr>
      </thead>
      <tbody>
        {before > 0 && (
          <tr className="spacer">
            <td colSpan={6} style={{ height: before }} />
          </tr>
        )}
        {view.rows.map((row, at) => (
          <One key={row.seq} row={row} on={row.step === step} tab={at === here} rowIndex={view.offset + at + 2} />
        ))}
        {after > 0 && (
          <tr className="spacer">
            <td colSpan={6} style={{ height: after }} />
          </tr>
        )}
      </tbody>
    </table>
  );
}

function One({ row, on, tab, rowIndex }: { row: EventRow; on: boolean; tab: boolean; rowIndex: number }) {
  const go = () => {
    select({ kind: "event", seq: row.seq });
    void drive({ kind: "seek", step: row.step });
  };
  return (
    <tr
      data-row=""
      className={on ? "on" : ""}
      aria-current={on ? "step" : undefined}
      aria-rowindex={rowIndex}
      tabIndex={tab ? 0 : -1}
      onPointerEnter={() => pointAt(row.seq)}
      onPointerLeave={() => pointAt(null)}
      onFocus={() => pointAt(row.seq)}
      onBlur={() => pointAt(null)}
      onClick={go}
      onKeyDown={(event) => moveBetweenRows(event, go)}
    >
      <td className="num">{row.step}</td>
      <td className="mono t3">{secondsText(row.at)}</td>
      <td>{row.look !== null && <ItemChip look={row.look} name={`Item ${row.label}`} />}</td>
      <td className="what" title={row.words}>
        {row.words}
      </td>
      <td className="t3">{row.actor}</td>
      <td className="sure">
        <FidelityWord fidelity={row.fidelity} />
      </td>
    </tr>
  );
}
