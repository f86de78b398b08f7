import type { OpenedLayout } from "./layout/opened.ts";
import { fitted, ItemChip, Mark, StateBadge, textWidth } from "./marks.tsx";
import { Crown } from "./RegionSlab.tsx";
import { counted, electionWords, itemName, replicaName } from "./stage-words.ts";
import type { CloseUpReplica, CloseUpView, ReplicaView } from "./view-shape.ts";

export function ReplicaTable({
  replica,
  shown,
  at,
  view,
  layout,
}: {
  replica: CloseUpReplica;
  shown: ReplicaView;
  at: number;
  view: CloseUpView;
  layout: OpenedLayout;
}) {
  const place = layout.replicas[at];
  if (place === undefined) return null;
  const { partition, region } = view;
  const { table } = layout;
  const narrow = layout.x < 40;
  const role = shown.down ? "offline" : shown.leader ? "leader" : shown.candidate ? "candidate" : "follower";
  const leader = view.replicas.find((_, i) => partition.copies[i]?.leader);
  return (
    <g className={shown.down ? "s-denied" : undefined}>
      <rect x={9} y={place.y - 2} width={layout.width - 18} height={place.h + 1} className="band" />
      <Mark kind="replica" at={replica.id} name={replicaName(shown, partition, region)}>
        <rect
          x={table.x}
          y={place.y}
          width={table.w}
          height={place.h - 3}
          rx={6}
          className={shown.leader ? "box focused" : "box"}
        />
        <text x={narrow ? 14 : 20} y={place.y + 16} className="x11 w6">
          {narrow ? replica.zone : `az ${replica.zone}`}
        </text>
        {!narrow && (
          <text x={20} y={place.y + 29} className={shown.down ? "x10 w6 fs" : "x10 f3"}>
            {role}
          </text>
        )}
        {shown.leader && !shown.down && <Crown x={narrow ? 14 : 20} y={place.y + (narrow ? 20 : 34)} size={11} />}
      </Mark>
      {shown.down && (
        <rect
          x={table.x}
          y={place.y}
          width={table.w}
          height={place.h - 3}
          rx={6}
          fill="url(#pt-denied)"
          opacity={0.4}
        />
      )}
      {view.rows.slice(layout.firstRow, layout.firstRow + place.rows).map((row, i) => {
        const held = partition.held.findIndex((h) => h.label === row.label);
        const version = shown.versions[held] ?? 0;
        const behind = shown.behind[held] ?? 0;
        const y = place.y + 5 + i * layout.rowH;
        const values = replica.values[layout.firstRow + i] ?? null;
        return (
          <Mark
            key={row.label}
            kind="item"
            at={replica.id}
            label={row.label}
            name={itemName(row.label, version, shown, partition.name, region, behind)}
          >
            <rect
              x={table.x + 4}
              y={y}
              width={table.w - 8}
              height={layout.rowH - 2}
              rx={3}
              className={shown.leader ? "cell lead" : "cell"}
            />
            <ItemChip
              look={row.look}
              text={version === 0 ? "–" : `${row.look.letter}${version}`}
              state={version === 0 ? "ghost" : behind > 0 ? "stale" : "committed"}
              x={table.x + 7}
              y={y + (layout.rowH - 2 - 17) / 2}
              w={28}
              h={17}
            />
            <Attributes
              row={row}
              values={values}
              newest={leader?.values[layout.firstRow + i] ?? null}
              behind={behind}
              x={table.x + 42}
              w={table.w - 50}
              y={y + (layout.rowH - 2) / 2 + 3.8}
            />
          </Mark>
        );
      })}
      {layout.log !== null && (
        <LogTail
          replica={replica}
          shown={shown}
          place={place}
          log={layout.log}
          election={shown.leader || partition.election === null ? "" : electionWords(partition)}
        />
      )}
    </g>
  );
}

function Attributes({
  row,
  values,
  newest,
  behind,
  x,
  w,
  y,
}: {
  row: CloseUpView["rows"][number];
  values: readonly string[] | null;
  newest: readonly string[] | null;
  behind: number;
  x: number;
  w: number;
  y: number;
}) {
  const label = fitted(row.label, 90, 11);
  let at = x + textWidth(label, 11) + 14;
  if (values === null) {
    return (
      <>
        <text x={x} y={y} className="x11 w6">
          {label}
        </text>
        <text x={at} y={y} className="x10 f3">
          not here
        </text>
      </>
    );
  }
  return (
    <g className="s-stale">
      <text x={x} y={y} className="x11 w6">
        {label}
      </text>
      {row.attributes.map((name, i) => {
        const value = values[i] ?? "";
        const width = textWidth(name, 10) + textWidth(value, 11) + 20;
        if (value === "" || at + width > x + w) return null;
        const start = at;
        at += Math.max(width, 74);
        return (
          <g key={name}>
            <text x={start} y={y} className="x10 f3">
              {name}
            </text>
            <text
              x={start + textWidth(name, 10) + 7}
              y={y}
              className={behind > 0 && newest !== null && newest[i] !== value ? "x10 m w7 fs" : "x10 m"}
            >
              {value}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function LogTail({
  replica,
  shown,
  place,
  log,
  election,
}: {
  replica: CloseUpReplica;
  shown: ReplicaView;
  place: OpenedLayout["replicas"][number];
  log: { x: number; w: number };
  election: string;
}) {
  const fits = Math.max(1, Math.floor(log.w / 44));
  const tail = replica.tail.slice(-fits);
  const late = shown.behind.filter((b) => b > 0).length;
  const note = shown.down
    ? "stopped; its disk stays"
    : shown.leader
      ? "gives out every number"
      : shown.logged.length > 0
        ? `${counted(shown.logged.length, "entry", "entries")} not applied yet`
        : late > 0
          ? `${counted(late, "item")} behind`
          : "same as the leader";
  const y = place.y + 18;
  return (
    <g>
      <text x={log.x} y={place.y + 11} className="x10 f3">
        {`log, term ${replica.term}`}
      </text>
      <text x={log.x + log.w} y={place.y + 11} className="x11 w6 end">
        {replica.tail[replica.tail.length - 1]?.lsn ?? 0}
      </text>
      {tail.length === 0 && (
        <text x={log.x} y={y + 13} className="x10 f3">
          nothing written yet
        </text>
      )}
      {tail.map((entry, i) => {
        const x = log.x + i * 44;
        return (
          <g key={entry.lsn}>
            {i > 0 && <path d={`M${x - 4} ${y + 8}h4`} className="ln4" />}
            {entry.look === null ? (
              <g>
                <rect x={x + 0.5} y={y + 0.5} width={39} height={15} rx={3} className="boxq" />
                <text x={x + 20} y={y + 11.6} className="x10 f3 mid">
                  {`t${entry.term}`}
                </text>
              </g>
            ) : (
              <ItemChip
                look={entry.look}
                text={`${entry.look.letter} ${entry.lsn}`}
                state={entry.applied ? "done" : "inflight"}
                x={x}
                y={y}
                w={40}
                h={16}
              />
            )}
          </g>
        );
      })}
      {place.h > 56 &&
        (election === "" ? (
          <text x={log.x} y={y + 31} className="x10 f3">
            {note}
          </text>
        ) : (
          <StateBadge state="denied" word={election} right={log.x + textWidth(election, 11) + 24} y={y + 20} />
        ))}
    </g>
  );
}
