// The stream of a table: shards and their readers, the records of one shard, and what functions made of them.

import "../../parts/panel.css";
import "./streams.css";
import { useState } from "react";
import { useHeld } from "../../parts/held.ts";
import { countText, lengthText } from "../../parts/times.ts";
import { useSelection } from "../../state/selection.ts";
import { useView } from "../../state/session.ts";
import { Badge } from "../../ui/badge.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { InvocationList } from "./InvocationList.tsx";
import { RecordTable } from "./RecordTable.tsx";
import type { ReaderLine, ShardLine, StreamsView } from "./view.ts";

export function Streams() {
  const table = useSelection((selection) => selection.table);
  const region = useSelection((selection) => selection.region);
  const followed = useSelection((selection) => selection.followed);
  const [shard, setShard] = useState<string | null>(null);
  const [shown, setShown] = useState<"records" | "invocations">("records");
  const view = useHeld(useView<StreamsView>("streams", { table, region, shard, label: followed?.label ?? null }));
  if (view === undefined) return <div className="panel" />;
  if (view.viewType === null) {
    return (
      <div className="panel">
        <EmptyState title={view.table === null ? "No table yet" : `${view.table} has no stream`}>
          {view.table === null
            ? "Each table can record its changes. Create one with the request form, or set up a world with one."
            : "Turn it on with the request form: UpdateTable, StreamSpecification. Every change is then recorded here, in order for each item."}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="panel streams">
      <div className="list-bar">
        {view.tables.length > 1 && (
          <Select
            look="inline"
            label="Table"
            value={view.table ?? ""}
            options={view.tables.map((name) => ({ value: name, label: name }))}
            onChange={(name) => useSelection.setState({ table: name })}
          />
        )}
        {view.hasTrigger && (
          <Segmented
            label="What is shown of the shard"
            options={[
              { value: "records", label: "Records" },
              { value: "invocations", label: "Invocations" },
            ]}
            value={shown}
            onChange={setShown}
          />
        )}
        <span className="note">{view.viewType}, one shard for each partition, kept for 24 hours</span>
      </div>
      <div className="streams-body">
        <ul className="shards" aria-label="Shards">
          {view.shards.map((one) => (
            <li key={one.name}>
              <button
                type="button"
                className="shard"
                aria-pressed={one.name === view.open}
                onClick={() => setShard(one.name)}
              >
                <ShardSummary shard={one} />
              </button>
            </li>
          ))}
        </ul>
        <section className="shard-body" aria-label={`Shard ${view.open ?? ""}`}>
          {shown === "invocations" && view.hasTrigger ? <InvocationList view={view} /> : <RecordTable view={view} />}
        </section>
      </div>
    </div>
  );
}

function ShardSummary({ shard }: { shard: ShardLine }) {
  return (
    <>
      <span className="shard-name">
        <b>{shard.name}</b>
        <span className="t3">
          {countText(shard.records)} {shard.records === 1 ? "record" : "records"}
          {shard.trimmed > 0 && `, ${countText(shard.trimmed)} trimmed`}
        </span>
      </span>
      {shard.readers.map((reader) => (
        <ReaderSummary key={reader.name} reader={reader} />
      ))}
    </>
  );
}

function ReaderSummary({ reader }: { reader: ReaderLine }) {
  const behind = reader.waiting > 0;
  return (
    <span className="reader">
      <span>{reader.kind === "replicator" ? `copies to ${reader.name}` : reader.name}</span>
      {reader.failures > 0 ? (
        <Badge state="denied">{`${reader.failures} failed`}</Badge>
      ) : behind ? (
        <Badge state="stale">{`${reader.waiting} waiting, ${lengthText(reader.iteratorAge)}`}</Badge>
      ) : (
        <span className="t3">{reader.phase}</span>
      )}
    </span>
  );
}
