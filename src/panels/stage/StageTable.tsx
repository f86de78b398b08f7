// The stage without a picture (key T): places as rows, items as columns, version and state as text (VISUAL §11).

import { follow } from "../../state/selection.ts";
import { Chip } from "../../ui/chip.tsx";
import { counted, electionWords } from "./stage-words.ts";
import type { HeldItem, IndexView, PartitionView, RegionView, ReplicaView, StageView } from "./view-shape.ts";

interface Column {
  readonly item: HeldItem;
  readonly partition: string;
}

export function StageTable({ view }: { view: StageView }) {
  const columns = columnsOf(view);
  const table = view.table ?? "";
  const hidden = Math.max(0, Math.max(0, ...view.regions.map((r) => r.items)) - columns.length);
  return (
    <div className="stage-table">
      <table>
        <caption>
          {table}: which version of each item every place holds
          {hidden > 0 ? `; ${counted(hidden, "item")} more are not listed` : ""}
        </caption>
        <thead>
          <tr>
            <th scope="col">Place</th>
            {columns.map(({ item, partition }) => (
              <th key={item.label} scope="col">
                <button
                  type="button"
                  className="table-item"
                  aria-pressed={view.followed?.label === item.label}
                  onClick={() => follow({ table, label: item.label })}
                >
                  <Chip ordinal={item.look.ordinal} text={item.look.letter} /> {item.label}
                </button>
                <span className="t3">{partition}</span>
              </th>
            ))}
          </tr>
        </thead>
        {view.regions.map((region) => (
          <tbody key={region.name}>
            {(["a", "b", "c"] as const).map((zone) => (
              <ZoneRow key={zone} region={region} zone={zone} columns={columns} />
            ))}
            {localNames(region).map((name) => (
              <LocalIndexRow key={name} region={region} name={name} columns={columns} />
            ))}
            {region.indexes.map((index) => (
              <IndexRow key={index.name} region={region.name} index={index} columns={columns} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** In hash order, as on the ruler. */
function columnsOf(view: StageView): Column[] {
  const known = new Map<string, Column>();
  for (const { partitions } of view.regions) {
    for (const partition of partitions)
      for (const item of partition.held)
        if (!known.has(item.label)) known.set(item.label, { item, partition: partition.name });
  }
  return [...known.values()].sort((a, b) => a.item.hash - b.item.hash);
}

function ZoneRow({
  region,
  zone,
  columns,
}: {
  region: RegionView;
  zone: ReplicaView["zone"];
  columns: readonly Column[];
}) {
  return (
    <tr>
      <th scope="row">
        {region.name}, az {zone}
        {region.zonesDown.includes(zone) && <span className="t3"> offline</span>}
      </th>
      {columns.map((column) => {
        const partition = region.partitions.find((p) => p.name === column.partition);
        const replica = partition?.copies.find((c) => c.zone === zone);
        return (
          <td key={column.item.label}>
            {partition === undefined || replica === undefined ? "" : cellText(column.item.label, partition, replica)}
          </td>
        );
      })}
    </tr>
  );
}

function cellText(label: string, partition: PartitionView, replica: ReplicaView): string {
  const at = partition.held.findIndex((h) => h.label === label);
  const version = replica.versions[at] ?? 0;
  const behind = replica.behind[at] ?? 0;
  const words = [version === 0 ? "none" : `version ${version}`];
  if (behind > 0) words.push(`${behind} behind`);
  for (const entry of replica.logged)
    if (entry.label === label)
      words.push(entry.version === 0 ? "deletion in its log" : `version ${entry.version} in its log`);
  if (replica.leader && !replica.down) words.push("leader");
  if (replica.candidate) words.push(electionWords(partition));
  if (replica.down) words.push("offline");
  return words.join(", ");
}

function localNames({ partitions }: RegionView): string[] {
  return [...new Set(partitions.flatMap(({ local }) => local.map(({ name }) => name)))];
}

/** A local index is a part of each partition: what it holds of an item lies where the item lies. */
function LocalIndexRow({ region, name, columns }: { region: RegionView; name: string; columns: readonly Column[] }) {
  return (
    <tr>
      <th scope="row">
        {name} (local), {region.name}
      </th>
      {columns.map(({ item, partition }) => {
        const entries = region.partitions
          .find((p) => p.name === partition)
          ?.local.find((l) => l.name === name)?.entries;
        const entry = entries?.find((e) => e.label === item.label);
        return <td key={item.label}>{entries == null ? "" : (entry?.text ?? "no entry")}</td>;
      })}
    </tr>
  );
}

function IndexRow({ region, index, columns }: { region: string; index: IndexView; columns: readonly Column[] }) {
  return (
    <tr>
      <th scope="row">
        {index.name}, {region}
      </th>
      {columns.map(({ item }) => {
        const entry = index.entries.find((e) => e.label === item.label);
        const waiting = index.waiting.filter((w) => w.label === item.label && w.action === "put");
        const words = [
          entry === undefined ? "no entry" : entry.text,
          ...(entry?.stale ? ["stale"] : []),
          ...waiting.map((w) => `${w.text} on its way`),
        ];
        return <td key={item.label}>{index.heat !== null && entry === undefined ? "" : words.join(", ")}</td>;
      })}
    </tr>
  );
}
