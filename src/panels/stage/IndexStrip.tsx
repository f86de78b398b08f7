// A global index: its entries in the order of the index key, what waits at the left, how far it is behind.

import { memo } from "react";
import type { ItemIdentity } from "../../engine/index.ts";
import { rectOf } from "./FrontDoor.tsx";
import { HeatStrip } from "./HeatStrip.tsx";
import type { Grain } from "./layout/columns.ts";
import { type IndexLayout, type PillPlace, stripName } from "./layout/feed-bands.ts";
import { type ChipLook, Decoration, fitted, HueTick, Mark, Pill, StateBadge, Tip, textWidth } from "./marks.tsx";
import { counted, thousands } from "./stage-words.ts";
import type { IndexView } from "./view-shape.ts";

export interface IndexStripProps {
  layout: IndexLayout;
  view: IndexView;
  region: string;
  grain: Grain;
  /** Level Region: its partitions are named, with the entries each holds. */
  detailed: boolean;
}

export const IndexStrip = memo(function IndexStrip({ layout, view, region, grain, detailed }: IndexStripProps) {
  const puts = view.waiting.filter((w) => w.action === "put");
  return (
    <g>
      <Mark
        kind="index"
        at={`${region}/${view.name}`}
        name={`Index ${view.name}, ${region}, ${counted(view.count, "entry", "entries")}, ${view.behind === 0 ? "up to date" : `${view.behind} behind`}`}
      >
        <rect {...rectOf(layout)} y={layout.y + 0.5} rx={grain === "far" ? 4 : 6} className="box" />
        <StripTitle layout={layout} view={view} grain={grain} detailed={detailed} />
      </Mark>
      {layout.waiting.map((place, i) => {
        const entry = puts[i];
        return entry === undefined ? null : (
          <Entry
            key={`w${entry.label}${entry.version}`}
            {...{ layout, place, region, index: view.name }}
            look={entry.look}
            label={entry.label}
            text={entry.text}
            state={entry.sent ? "inflight" : "ghost"}
            words={entry.sent ? "on its way" : "waiting"}
          />
        );
      })}
      {layout.arrowX !== null && (
        <Decoration>
          <path d={`M${layout.arrowX} ${layout.pillY + 9}h6`} className="ln4" />
          <Tip x={layout.arrowX + 10} y={layout.pillY + 9} angle={0} />
        </Decoration>
      )}
      {layout.grain === "heat" ? (
        <HeatStrip
          counts={view.heat ?? view.entries.map(() => 1)}
          x={layout.strip.x}
          y={layout.pillY + 3}
          w={layout.strip.w}
          h={layout.pillH - 5}
        />
      ) : (
        view.entries.map((entry, i) => {
          const place = layout.entries[i];
          return place === undefined ? null : (
            <Entry
              key={entry.label}
              {...{ layout, place, region, index: view.name }}
              look={entry.look}
              label={entry.label}
              text={entry.text}
              state={entry.stale ? "stale" : "committed"}
              words={entry.stale ? "stale" : "up to date"}
            />
          );
        })
      )}
    </g>
  );
});

type StripTitleProps = Omit<IndexStripProps, "region">;

function StripTitle({ layout, view, grain, detailed }: StripTitleProps) {
  const name = stripName(view, grain);
  const badge = view.behind > 0 && grain !== "far" && layout.w > 130;
  const x = layout.x + (grain === "far" ? 4 : 8);
  const nameW = textWidth(name, 11) + 6;
  const right = layout.x + layout.w - 6;
  if (layout.beside !== null)
    return (
      <>
        <text x={x} y={layout.y + 17} className="x11 w6">
          {fitted(name, layout.beside - 4, 11)}
        </text>
        {badge && <StateBadge state="stale" word={`${view.behind} behind`} right={right} y={layout.y + 5} />}
      </>
    );
  const note = detailed
    ? `${view.keyText} · ${view.partitions.map((p) => `${p.name} ${thousands(p.count)}`).join(" · ")}`
    : view.heat === null
      ? view.keyText + (view.sorted ? ", high first" : "")
      : `${counted(view.partitions.length, "partition")}, ${thousands(view.count)} entries`;
  return (
    <>
      <text x={x} y={layout.y + 14} className={grain === "far" ? "x10 w6" : "x11 w6"}>
        {fitted(name, layout.w - 8 - (badge ? 80 : 0), grain === "far" ? 10 : 11)}
      </text>
      {grain === "near" && (
        <text x={x + nameW + 2} y={layout.y + 14} className="x10 f3">
          {fitted(note, right - x - nameW - (badge ? 90 : 8), 10)}
        </text>
      )}
      {badge && <StateBadge state="stale" word={`${view.behind} behind`} right={right} y={layout.y + 2} />}
      {!badge && grain === "mid" && layout.w > 130 && (
        <text x={right} y={layout.y + 14} className="x10 f3 end">
          {view.behind === 0 ? "synced" : `${view.behind} behind`}
        </text>
      )}
    </>
  );
}

interface EntryProps {
  layout: IndexLayout;
  place: PillPlace;
  region: string;
  index: string;
  look: ItemIdentity;
  label: string;
  text: string;
  state: ChipLook;
  words: string;
}

function Entry({ layout, place, region, index, look, label, text, state, words }: EntryProps) {
  const name = `Index entry ${label}, ${text}, ${index}, ${region}, ${words}`;
  const common = { look, state, x: place.x, y: layout.pillY, w: place.w, h: layout.pillH };
  const narrow = place.w < 12;
  const full = layout.grain === "text" || (layout.grain === "heat" && place.w > 28);
  return (
    <Mark kind="entry" at={`${region}/${index}`} label={label} name={name}>
      {narrow ? (
        <HueTick {...common} x={place.x + 0.5} y={layout.pillY + 3} h={layout.pillH - 6} />
      ) : (
        <Pill {...common} text={full ? fitted(`${look.letter} ${text}`, place.w - 6, 10) : look.letter} />
      )}
      <title>{`${label} ${text}, ${words}`}</title>
    </Mark>
  );
}
