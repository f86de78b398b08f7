// The stream: one lane per shard, a ticket per record, a bar where each trigger has read to. And the triggers' boxes.

import { memo } from "react";
import { rectOf } from "./FrontDoor.tsx";
import type { Grain } from "./layout/columns.ts";
import type { LaneLayout, TriggerLayout } from "./layout/feed-bands.ts";
import { Decoration, fitted, Glyph, HueTick, Mark, Ticket, Tip, textWidth } from "./marks.tsx";
import { age, counted, triggerWords } from "./stage-words.ts";
import type { ShardView, TriggerView } from "./view-shape.ts";

export const StreamTitle = memo(function StreamTitle({
  x,
  y,
  w,
  grain,
  shards,
  note,
}: {
  x: number;
  y: number;
  w: number;
  grain: Grain;
  shards: number;
  note: string;
}) {
  const name = shards > 6 && grain === "near" ? `Stream, ${shards} shards` : "Stream";
  const nameW = textWidth(name, 11) + 8;
  return (
    <g>
      <text x={x} y={y} className={grain === "far" ? "x10 w6" : "x11 w6"}>
        {name}
      </text>
      {grain === "near" && (
        <text x={x + nameW} y={y} className="x10 f3">
          {fitted(note, w - nameW, 10)}
        </text>
      )}
    </g>
  );
});

export interface LaneProps {
  layout: LaneLayout;
  view: ShardView;
  region: string;
  grain: Grain;
  detailed: boolean;
}

export const ShardLane = memo(function ShardLane({ layout, view, region, grain, detailed }: LaneProps) {
  const middle = layout.y + layout.h / 2;
  const slowest = Math.min(...view.readers.map((r) => r.position), Number.MAX_SAFE_INTEGER);
  const records = new Map(view.records.map((r) => [r.position, r]));
  const unread = view.readers.length === 0 ? 0 : view.last - slowest;
  const end = Math.max(layout.x, ...[...layout.tickets, ...layout.arriving].map((t) => t.x + t.w));
  const note =
    !detailed || layout.grain !== "ticket"
      ? ""
      : view.last === 0
        ? "empty"
        : view.readers.length === 0
          ? counted(view.last, "record")
          : unread === 0
            ? "read to the end"
            : `${unread} waiting`;
  return (
    <Mark
      kind="shard"
      at={view.id}
      name={`Shard ${view.name} of ${view.partition}, ${region}, ${counted(view.last, "record")}${unread > 0 ? `, ${unread} not read` : ""}`}
    >
      <rect
        x={layout.grain === "bar" ? layout.x + (layout.w > 100 ? 24 : 3) : layout.x}
        y={layout.y}
        width={layout.grain === "bar" ? layout.w - (layout.w > 100 ? 30 : 9) : layout.w}
        height={layout.h}
        rx={layout.h < 14 ? 2.5 : 4}
        className="cell"
      />
      {layout.labelled && (
        <text x={layout.x + 6} y={middle + 3.6} className="x10 f3">
          {view.name}
        </text>
      )}
      {layout.grain === "bar" && <Bar layout={layout} unread={unread} />}
      {layout.tickets.map((place) => {
        const record = records.get(place.position);
        if (record === undefined) return null;
        const state = record.position <= slowest && view.readers.length > 0 ? "done" : "committed";
        const common = { look: record.look, state, x: place.x, w: place.w } as const;
        if (place.w < 12) return <HueTick key={place.position} {...common} y={middle - 5.5} h={11} />;
        return (
          <Ticket
            key={place.position}
            {...common}
            text={place.w < 30 ? record.look.letter : `${record.look.letter} ${record.digits}`}
            y={middle - 7}
            h={14}
          />
        );
      })}
      {layout.arriving.map((place, i) => {
        const coming = view.arriving[i];
        if (coming === undefined) return null;
        const common = { look: coming.look, state: "ghost", x: place.x, w: place.w } as const;
        return place.w < 12 ? (
          <HueTick key={`a${coming.label}${coming.version}`} {...common} y={middle - 5.5} h={11} />
        ) : (
          <Ticket
            key={`a${coming.label}${coming.version}`}
            {...common}
            text={coming.look.letter}
            y={middle - 7}
            h={14}
          />
        );
      })}
      {layout.readers.map((reader) => (
        <g key={reader.functionName} className="reader">
          <path d={`M${reader.x} ${layout.y}v${layout.h}`} />
          {layout.h > 14 && <path d={`M${reader.x - 3} ${layout.y}h6l-3 4z`} className="wedge" />}
        </g>
      ))}
      {layout.before > 0 && layout.grain === "ticket" && layout.tickets.length > 0 && grain === "near" && (
        <title>{`${layout.before} earlier records`}</title>
      )}
      {note !== "" && layout.x + layout.w - end > textWidth(note, 10) + 16 && (
        <text x={layout.x + layout.w - 6} y={middle + 3.6} className="x10 f3 end">
          {note}
        </text>
      )}
    </Mark>
  );
});

function Bar({ layout, unread }: { layout: LaneLayout; unread: number }) {
  const x = layout.x + (layout.w > 100 ? 24 : 3);
  const reader = layout.readers[0];
  const read = reader === undefined ? layout.bar : reader.x - x;
  return (
    <g>
      <rect x={x} y={layout.y} width={Math.max(0, read)} height={layout.h} rx={2} className="lane-bar" />
      {unread > 0 && (
        <rect
          x={x + read}
          y={layout.y}
          width={Math.max(0, layout.bar - read)}
          height={layout.h}
          className="lane-bar unread"
        />
      )}
    </g>
  );
}

export interface TriggerBoxProps {
  layout: TriggerLayout;
  view: TriggerView;
  now: number;
  grain: Grain;
}

export const TriggerBox = memo(function TriggerBox({ layout, view, now, grain }: TriggerBoxProps) {
  const { x, y, w, h } = layout;
  const words = triggerWords(view, now);
  const inner = w - 16;
  const failing = view.phase === "backing-off" || view.attempt > 1;
  const first = view.batch[0];
  const compact = layout.compact || grain !== "near";
  return (
    <Mark
      kind="trigger"
      at={view.functionName}
      name={`Function ${view.functionName}, ${words}, iterator age ${age(view.iteratorAgeMicros)}${view.attempt > 1 ? `, attempt ${view.attempt}` : ""}`}
      className={failing ? "s-denied" : ""}
    >
      <rect {...rectOf(layout)} rx={6} className={failing ? "box failing" : "box"} />
      <Glyph name="lambda" x={x + 7} y={y + 5} size={13} className="cn1" />
      <text x={x + 24} y={y + 16} className="x11 w6">
        {fitted(view.functionName, w - 30, 11)}
      </text>
      {compact ? (
        <>
          <text x={x + 8} y={y + 32} className={failing ? "x10 w6 fs" : "x10 f2"}>
            {fitted(words, inner, 10)}
          </text>
          {h > 52 && (
            <text x={x + 8} y={y + 46} className="x10 f3">
              {fitted(`age ${age(view.iteratorAgeMicros)}`, inner, 10)}
            </text>
          )}
        </>
      ) : (
        <>
          <text x={x + 8} y={y + 32} className="x10 f3">
            {fitted(
              view.batch.length === 0
                ? `batch ${view.batchSize === 1 ? "of 1" : `up to ${view.batchSize}`}`
                : `batch of ${view.batch.length}`,
              first === undefined ? inner : inner - 40,
              10,
            )}
          </text>
          {first !== undefined && (
            <Ticket
              look={first.look}
              state="committed"
              text={`${first.look.letter} ${first.digits}`}
              x={x + w - 44}
              y={y + 21}
              w={37}
              h={14}
            />
          )}
          <path d={`M${x + 8} ${y + 42.5}H${x + w - 8}`} className="hair" />
          <text x={x + 8} y={y + 55} className="x10 f3">
            {fitted(failing && view.error !== null ? view.error : "iterator age", inner, 10)}
          </text>
          <text x={x + 8} y={y + 72} className="x13 w6">
            {age(view.iteratorAgeMicros)}
          </text>
          <text x={x + 8} y={y + 87} className={failing ? "x10 w6 fs" : "x10 f3"}>
            {fitted(failing ? `${words}, try ${view.attempt}` : words, inner, 10)}
          </text>
        </>
      )}
    </Mark>
  );
});

/** From the lanes to the trigger's box. */
export function TriggerRail({ lanes, box }: { lanes: readonly LaneLayout[]; box: TriggerLayout }) {
  const first = lanes[0];
  const last = lanes[lanes.length - 1];
  if (first === undefined || last === undefined) return null;
  const x = first.x + first.w + 5.5;
  const y = Math.round(Math.max(box.y + 12, Math.min(box.y + box.h - 12, (first.y + last.y + last.h) / 2))) + 0.5;
  const top = first.y + first.h / 2;
  const bottom = last.y + last.h / 2;
  return (
    <Decoration>
      <path
        d={`M${first.x + first.w} ${top}H${x}V${bottom}H${first.x + first.w}M${x} ${y}H${box.x}`}
        className="rail"
      />
      <Tip x={box.x} y={y} angle={0} size={4} />
    </Decoration>
  );
}
