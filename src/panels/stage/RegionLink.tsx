// Between two slabs: a lane for each direction, how far the other side is behind, how many copies are on the way, and
// whether the link is cut or slowed. On a phone the other Regions are tabs that say the same in one line.

import { memo } from "react";
import { LINK_LANES } from "./layout/routes.ts";
import { Glyph, Mark, StateBadge, Tip, textWidth } from "./marks.tsx";
import { age, linkName, linkState } from "./stage-words.ts";
import type { LinkView } from "./view-shape.ts";

export interface RegionLinkProps {
  view: LinkView;
  x: number;
  w: number;
  y: number;
}

function slowed(view: LinkView): boolean {
  return linkState(view) === "slow";
}

export const RegionLink = memo(function RegionLink({ view, x, w, y }: RegionLinkProps) {
  const { cut } = view.fault;
  const middle = x + w / 2;
  const roomy = w > 50;
  const back = y + LINK_LANES;
  const lag = view.lagMicros === null ? "" : age(view.lagMicros);
  return (
    <Mark
      kind="link"
      at={`${view.a}|${view.b}`}
      name={linkName(view)}
      className={cut ? "s-denied" : slowed(view) ? "s-throttled" : ""}
    >
      <rect x={x} y={y - 34} width={w} height={LINK_LANES + 66} fill="transparent" />
      <path
        d={`M${x} ${y}H${x + w - 1}M${x + w} ${back}H${x + 1}`}
        className={cut ? "rail cut" : slowed(view) ? "rail slow" : "rail"}
      />
      <Tip x={x + w} y={y} angle={0} />
      <Tip x={x} y={back} angle={180} />
      {cut && <Cut x={middle} y={y + LINK_LANES / 2} />}
      {lag !== "" && (
        <text x={middle} y={y - (roomy ? 24 : 10)} className={roomy ? "x12 w6 mid" : "x10 w6 f2 mid"}>
          {lag}
        </text>
      )}
      {lag !== "" && roomy && (
        <text x={middle} y={y - 10} className="x10 f3 mid">
          lag
        </text>
      )}
      <LinkState view={view} middle={middle} y={back + 18} roomy={roomy} />
    </Mark>
  );
});

function LinkState({ view, middle, y, roomy }: { view: LinkView; middle: number; y: number; roomy: boolean }) {
  const { cut } = view.fault;
  if (roomy && (cut || slowed(view))) {
    const word = cut ? "cut" : "slow";
    return (
      <>
        <StateBadge
          state={cut ? "denied" : "throttled"}
          word={word}
          right={middle + (textWidth(word, 11) + 24) / 2}
          y={y - 12}
        />
        {view.undelivered > 0 && <Line x={middle} y={y + 18} text={`${view.undelivered} held`} />}
      </>
    );
  }
  if (!roomy)
    return (
      <Line
        x={middle}
        y={y}
        text={cut ? "cut" : slowed(view) ? "slow" : view.undelivered > 0 ? String(view.undelivered) : ""}
        strong={cut || slowed(view)}
      />
    );
  const flying = view.inFlight === view.undelivered;
  if (view.undelivered === 0) return <Line x={middle} y={y} text={view.lagMicros === null ? "quiet" : "synced"} />;
  return (
    <>
      <Line x={middle} y={y} text={`${view.undelivered} ${flying ? "in" : "to"}`} />
      <Line x={middle} y={y + 12} text={flying ? "flight" : "copy"} />
    </>
  );
}

function Line({ x, y, text, strong = false }: { x: number; y: number; text: string; strong?: boolean }) {
  return (
    <text x={x} y={y} className={strong ? "x10 w6 fs mid" : "x10 f3 mid"}>
      {text}
    </text>
  );
}

function Cut({ x, y }: { x: number; y: number }) {
  return (
    <g>
      <rect x={x - 9} y={y - 11} width={18} height={22} className="cut-gap" />
      <path d={`M${x - 6} ${y - 10}v20M${x + 6} ${y - 10}v20`} className="cut-post" />
      <rect x={x - 5} y={y - 9} width={10} height={18} fill="url(#pt-denied)" />
    </g>
  );
}

/** A Region that has no room: its name and how far it is behind. */
export function RegionTab({
  region,
  link,
  x,
  y,
  w,
}: {
  region: string;
  link: LinkView | undefined;
  x: number;
  y: number;
  w: number;
}) {
  const behind =
    link === undefined
      ? ""
      : link.fault.cut
        ? "link cut"
        : link.undelivered > 0 && link.lagMicros !== null
          ? `${age(link.lagMicros)} behind`
          : "up to date";
  return (
    <Mark kind="region" at={region} name={`Region ${region}, ${behind}`}>
      <rect x={x + 0.5} y={y + 0.5} width={w} height={34} rx={6} className="boxq tab-box" />
      <text x={x + 9} y={y + 14} className="x11 w6">
        {region}
      </text>
      <text
        x={x + 9}
        y={y + 28}
        className={link?.fault.cut || (link?.undelivered ?? 0) > 0 ? "x10 s-stale fs" : "x10 f3"}
      >
        {behind}
      </text>
      <Glyph name="chevron-right" x={x + w - 16} y={y + 11} size={12} />
    </Mark>
  );
}
