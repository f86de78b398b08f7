// The level Item: every copy anywhere over time. A bar is a version; a step between rows is replication you can measure.
// Under it the life of the newest version: every point opens the step in which it happened.

import { drive } from "../../state/session.ts";
import { hueClass } from "../../ui/hue.ts";
import { type LifeLayout, lifeLayout, lifeX } from "./layout/life-axis.ts";
import { fitted, Glyph, ItemChip, Mark, Pill, Ticket, textWidth } from "./marks.tsx";
import { Crown } from "./RegionSlab.tsx";
import { age, behindWords, counted } from "./stage-words.ts";
import type { FollowedView, ItemLifeView, LifeRow } from "./view-shape.ts";

export interface ItemPictureProps {
  view: ItemLifeView;
  item: FollowedView;
  now: number;
  width: number;
  height: number;
}

export function ItemPicture({ view, item, now, width, height }: ItemPictureProps) {
  const layout = lifeLayout(view, { width, height });
  const { axis } = layout;
  const nowX = axis.x + axis.w;
  const last = layout.rows[layout.rows.length - 1];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of many controls; a fieldset cannot hold one
    <svg
      className="sg stage-picture"
      viewBox={`0 0 ${width} ${layout.height}`}
      width={width}
      height={layout.height}
      role="group"
      aria-label={`Every copy of ${item.label} over the last ${age(view.to - view.from)}. Newest is version ${view.newest}.`}
    >
      <rect x={8.5} y={6.5} width={width - 17} height={layout.height - 13} rx={12} className="region" />
      <ItemChip look={item.look} text={item.look.letter} state="committed" x={20} y={12} w={22} h={18} />
      <text x={50} y={25} className="x12 w7">
        {item.label}
      </text>
      <text x={56 + textWidth(item.label, 12)} y={25} className="x11 f3">
        {fitted(
          `every copy anywhere, over the last ${age(view.to - view.from)}`,
          width - 170 - textWidth(item.label, 12),
          11,
        )}
      </text>
      <text x={width - 20} y={25} className="x11 f3 end">
        {view.newest === 0 ? "deleted" : `newest is ${view.newest}`}
      </text>
      <rect
        x={nowX}
        y={36}
        width={width - 22 - nowX}
        height={(last?.y ?? 36) + (last?.h ?? 0) - 34}
        fill="url(#pt-veil)"
        opacity={0.6}
      />
      <g className={hueClass(item.look)}>
        {view.rows.map((row, i) => (
          <Row key={`${row.place} ${row.name}`} row={row} at={layout.rows[i]} layout={layout} item={item} />
        ))}
      </g>
      <path d={`M${nowX} 36V${axis.y - 6}`} className="now-line" />
      <path d={`M${nowX - 4} 34h8v4l-4 4l-4 -4z`} className="now-flag" />
      {layout.ticks.map((tick) => (
        <text key={tick.micros} x={tick.x} y={axis.y + 6} className="x10 f3 mid">
          {age(tick.micros)}
        </text>
      ))}
      <text x={nowX} y={axis.y + 6} className="x10 w6 mid">
        now
      </text>
      {layout.thread !== null && <Thread view={view} layout={layout} item={item} now={now} />}
      {layout.laneY !== null && <Lane view={view} y={layout.laneY} item={item} width={width} />}
    </svg>
  );
}

function Row({
  row,
  at,
  layout,
  item,
}: {
  row: LifeRow;
  at: LifeLayout["rows"][number] | undefined;
  layout: LifeLayout;
  item: FollowedView;
}) {
  if (at === undefined) return null;
  const { axis } = layout;
  const narrow = axis.x < 120;
  const middle = at.y + at.h / 2 + 3.5;
  const h = Math.min(16, at.h - 3);
  const y = at.y + (at.h - h) / 2;
  const end = axis.x + axis.w + 10;
  const state = row.behind > 0 ? "stale" : "committed";
  const holds = row.holds ?? "none";
  const version = Math.max(0, ...row.bars.map((b) => b.version));
  return (
    <Mark
      kind={row.index ? "entry" : "item"}
      at={`${row.place}/${row.name}`}
      label={item.label}
      name={`${row.place}, ${row.name}${row.leader ? ", leader" : ""}${row.down ? ", offline" : ""}, holds ${row.index ? holds : row.holds === null ? "nothing" : `version ${version}`}, ${behindWords(row.behind)}`}
    >
      {at.firstOfPlace && !narrow && (
        <text x={20} y={middle} className="x11 w6">
          {fitted(row.place, row.name.length > 6 ? 84 : 112, 11)}
        </text>
      )}
      <text x={axis.x - (row.leader ? 24 : 8)} y={middle} className={row.down ? "x10 end s-denied fs" : "x10 f3 end"}>
        {narrow
          ? fitted(row.index ? row.place : `${row.place.slice(0, 3)} ${row.name}`, axis.x - 18, 10)
          : row.down
            ? `${row.name} offline`
            : row.name}
      </text>
      {row.leader && <Crown x={axis.x - 19} y={at.y + at.h / 2 - 5.5} size={11} />}
      <rect x={axis.x} y={at.y} width={axis.w} height={at.h} rx={4} className={row.leader ? "cell lead" : "cell"} />
      {row.bars.map((bar) => {
        const right = lifeX(axis, bar.to) - 1;
        const x = Math.min(lifeX(axis, bar.from) + 1, right - 2);
        const w = right - x;
        return (
          <g key={`${bar.version}${bar.stale}${bar.from}`}>
            <rect
              x={x}
              y={y}
              width={w}
              height={h}
              rx={Math.min(row.index ? 8 : 3, w / 2)}
              className={bar.stale ? "version-bar stale" : "version-bar"}
            />
            {bar.stale && <rect x={x} y={y} width={w} height={h} rx={Math.min(3, w / 2)} fill="url(#pt-stale)" />}
            {w > textWidth(bar.text, 10) + 10 && !followsItself(row, bar) && (
              <text x={x + 7} y={middle} className="x10 w7 halo version-text">
                {bar.text}
              </text>
            )}
          </g>
        );
      })}
      {row.index ? (
        <Pill
          look={item.look}
          text={holds}
          state={row.holds === null ? "ghost" : state}
          x={end}
          y={y}
          w={Math.max(30, textWidth(holds, 10) + 12)}
          h={h}
        />
      ) : (
        <ItemChip
          look={item.look}
          text={row.holds ?? "–"}
          state={row.holds === null ? "ghost" : state}
          x={end}
          y={y}
          w={Math.max(26, textWidth(holds, 10) + 8)}
          h={h}
        />
      )}
      <g className={row.behind > 0 ? "s-stale" : "s-committed"}>
        {row.holds !== null && axis.x > 120 && (
          <Glyph
            name={row.behind > 0 ? "state-stale" : "state-committed"}
            x={end + Math.max(30, textWidth(holds, 10) + 12) + 6}
            y={at.y + at.h / 2 - 6}
            size={12}
            className="cs"
          />
        )}
      </g>
    </Mark>
  );
}

/** The stale rest of a bar whose fresh part carries the text already. */
function followsItself(row: LifeRow, bar: LifeRow["bars"][number]): boolean {
  return (
    bar.stale &&
    row.bars.some(
      (other) => !other.stale && other.version === bar.version && other.to - other.from > (bar.to - bar.from) / 4,
    )
  );
}

function Thread({
  view,
  layout,
  item,
  now,
}: {
  view: ItemLifeView;
  layout: LifeLayout;
  item: FollowedView;
  now: number;
}) {
  const thread = layout.thread;
  if (thread === null) return null;
  const { y, xs } = thread;
  const gap = (xs[1] ?? 80) - (xs[0] ?? 0);
  return (
    <g className={hueClass(item.look)}>
      <path d={`M20 ${y - 36}.5H${layout.width - 20}`} className="hair" />
      <text x={20} y={y - 20} className="x11 w6">
        {`Life of version ${view.newest}`}
      </text>
      <text x={26 + textWidth(`Life of version ${view.newest}`, 11) + 8} y={y - 20} className="x10 f3">
        every point opens its step
      </text>
      {xs.slice(1).map((x, i) => {
        const state = view.thread[i + 1]?.state;
        return (
          <path
            key={view.thread[i + 1]?.name}
            d={`M${xs[i]} ${y + 6}H${x}`}
            className={state === "done" ? "flow" : state === "now" ? "flow go" : "flow todo"}
          />
        );
      })}
      {view.thread.map((point, i) => {
        const x = xs[i] ?? 0;
        const { step } = point;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside a drawing
          <g
            key={point.name}
            role="button"
            tabIndex={0}
            aria-label={`${point.name}, ${point.at === null ? "later" : `${age(now - point.at)} ago, step ${step}`}`}
            className="thread-point"
            onClick={() => step !== null && void drive({ kind: "seek", step })}
            onKeyDown={(event) => {
              if (event.key === "Enter" && step !== null) void drive({ kind: "seek", step });
            }}
          >
            <rect x={x - gap / 2} y={y - 12} width={gap} height={34} fill="transparent" />
            <text x={x} y={y - 4} className="x10 m f2 mid">
              {point.at === null
                ? gap > 40
                  ? "later"
                  : ""
                : point.at === now
                  ? "now"
                  : gap > 58
                    ? `-${age(now - point.at)}`
                    : ""}
            </text>
            <circle cx={x} cy={y + 6} r={4} className={`point ${point.state}`} />
            <text x={x} y={y + 22} className={point.state === "now" ? "x10 w7 mid" : "x10 f2 mid"}>
              {fitted(point.name, gap - 4, 10)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function Lane({ view, y, item, width }: { view: ItemLifeView; y: number; item: FollowedView; width: number }) {
  const shard = view.shard;
  if (shard === null) return null;
  const mine = shard.records.filter((r) => r.label === item.label).slice(-Math.floor((width - 320) / 42));
  const slowest = Math.min(...shard.readers.map((r) => r.position), Number.MAX_SAFE_INTEGER);
  const read = mine.filter((r) => r.position <= slowest).length;
  return (
    <g>
      <text x={20} y={y + 13} className="x10 f3">
        {shard.name}
      </text>
      <rect x={48} y={y} width={width - 68} height={19} rx={4} className="cell" />
      {mine.map((record, i) => (
        <Ticket
          key={record.position}
          look={record.look}
          text={`${record.look.letter} ${record.digits}`}
          state={shard.readers.length > 0 && record.position <= slowest ? "done" : "committed"}
          x={54 + i * 42}
          y={y + 2}
          w={38}
          h={15}
        />
      ))}
      <text x={width - 28} y={y + 13} className="x10 f3 end">
        {mine.length === 0
          ? "no record yet"
          : `${counted(mine.length, "record")}${shard.readers.length === 0 ? "" : read === mine.length ? ", all read" : `, ${mine.length - read} waiting`}`}
      </text>
    </g>
  );
}
