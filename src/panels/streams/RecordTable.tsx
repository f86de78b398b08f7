// Records of the open shard, newest first: what changed, and who has not finished them.

import { ItemChip } from "../../parts/item-chip.tsx";
import { moveBetweenRows } from "../../parts/row-keys.ts";
import { countText, secondsText } from "../../parts/times.ts";
import { select, useSelection } from "../../state/selection.ts";
import { Badge } from "../../ui/badge.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { RecordLine, StreamsView } from "./view.ts";

export function RecordTable({ view }: { view: StreamsView }) {
  const followed = useSelection((selection) => selection.followed);
  if (view.records.length === 0) {
    return (
      <EmptyState title={`No record in ${view.open ?? "this shard"}`}>
        Every change of an item in its partition becomes one record here, in order.
      </EmptyState>
    );
  }
  return (
    <table className="list-table" aria-label={`Records of ${view.open ?? "the shard"}`}>
      <thead>
        <tr>
          <th>sequence</th>
          <th className="wide">at</th>
          <th>item</th>
          <th>event</th>
          <th>
            changed <span>old to new</span>
          </th>
          <th className="num wide">bytes</th>
          <th className="wide">readers</th>
        </tr>
      </thead>
      <tbody>
        {view.records.map((record, at) => (
          <One
            key={record.position}
            record={record}
            table={view.table ?? ""}
            on={followed?.label === record.label && followed.table === view.table}
            tab={at === 0}
          />
        ))}
      </tbody>
    </table>
  );
}

function One({ record, table, on, tab }: { record: RecordLine; table: string; on: boolean; tab: boolean }) {
  const choose = () => select({ kind: "item", item: { table, label: record.label } });
  return (
    <tr
      data-row=""
      className={on ? "on" : ""}
      tabIndex={tab ? 0 : -1}
      aria-selected={on}
      onClick={choose}
      onKeyDown={(event) => moveBetweenRows(event, choose)}
    >
      <td className="mono" title={record.sequenceNumber}>
        …{record.sequenceNumber.slice(-6)}
      </td>
      <td className="mono t3 wide">{secondsText(record.at)}</td>
      <td>
        <ItemChip look={record.look} version={record.version} /> {record.label}
      </td>
      <td>{record.eventName}</td>
      <td className="mono changed">{changesText(record)}</td>
      <td className="num wide">{countText(record.bytes)}</td>
      <td className="wide">
        {record.waitedForBy.length === 0 ? (
          <span className="t3">all done</span>
        ) : (
          <Badge state="inflight">{`not yet ${record.waitedForBy.join(", ")}`}</Badge>
        )}
      </td>
    </tr>
  );
}

function changesText(record: RecordLine) {
  if (record.changes.length === 0) return <span className="t3">keys only</span>;
  return record.changes.slice(0, 4).map((change) => (
    <span key={change.name} className="change">
      {change.name} {change.before !== null && <del>{change.before}</del>} {change.after ?? ""}
    </span>
  ));
}
