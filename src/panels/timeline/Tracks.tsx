// The top of the timeline: this run with a tick for each step, the runs that leave it, and the bracket of a line of code.

import { memo } from "react";
import type { TimelineLayout } from "./layout.ts";

export interface TracksProps {
  layout: TimelineLayout;
  /** The future is hidden: it is not drawn. */
  veiled: boolean;
  onFork: (branch: number) => void;
}

export function Tracks({ layout, veiled, onFork }: TracksProps) {
  const { left, width, trackY, nowX } = layout;
  const end = width - 8;
  const ticks = veiled ? layout.ticks.filter((t) => t.x <= nowX + 0.5) : layout.ticks;
  const lastTick = ticks.at(-1)?.x ?? nowX;
  const solidTo = Math.max(left, Math.min(end, nowX));
  const knownTo = Math.max(solidTo, Math.min(end, lastTick));
  return (
    <g>
      <text x={14} y={trackY + 4} className="x11 w6">
        this run
      </text>
      {ticks.length > 0 && <path d={`M${left} ${trackY}H${solidTo}`} className="tl-track" />}
      {knownTo > solidTo && <path d={`M${solidTo} ${trackY}H${knownTo}`} className="tl-track known" />}
      <path d={`M${ticks.length > 0 ? knownTo : left} ${trackY}H${end}`} className="tl-track ahead" />
      {ticks.map((tick) => (
        <Tick key={tick.step} x={tick.x} y={trackY - 4} later={tick.x > nowX + 0.5} />
      ))}
      {layout.forks.map((fork, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside an svg
        <g
          key={fork.branch}
          className="tl-fork"
          role="button"
          tabIndex={-1}
          data-roving=""
          aria-label={`Run ${fork.name}, leaves at step ${fork.step}. Go to it.`}
          onClick={() => onFork(fork.branch)}
          onKeyDown={(event) => {
            if (event.key === "Enter") onFork(fork.branch);
          }}
        >
          <title>Go to this run</title>
          {index === 0 && (
            <text x={14} y={fork.y + 4} className="x11 f2">
              {layout.forks.length > 1 ? "forks" : "fork"}
            </text>
          )}
          <rect x={left} y={fork.y - 6} width={Math.max(0, end - left)} height={12} className="tl-hit" />
          <path
            d={`M${fork.x} ${trackY}C${fork.x + 9} ${trackY} ${fork.x + 5} ${fork.y} ${fork.x + 14} ${fork.y}H${end}`}
            className="tl-fork-line"
          />
          {fork.tickXs.map((x) => (
            <circle key={x} cx={x} cy={fork.y} r={2} className="tl-fork-dot" />
          ))}
          <circle cx={fork.x} cy={trackY} r={3} className="tl-open" />
          <text x={fork.nameX} y={fork.y + 4} className={fork.nameEnd ? "x10 f2 end halo" : "x10 f2 halo"}>
            {fork.name}
          </text>
        </g>
      ))}
      {layout.spans.map((span) => (
        <g key={`${span.line} ${span.from}`} className="tl-span">
          <path d={`M${span.x} ${span.y + 12}v-6h${span.width}v6`} className="tl-bracket" />
          <rect x={span.x + span.width / 2 - 24} y={span.y - 1} width={48} height={14} rx={3} className="tl-tag" />
          <text x={span.x + span.width / 2} y={span.y + 9.5} className="x10 w6 mid tl-tag-text">
            line {span.line}
          </text>
        </g>
      ))}
    </g>
  );
}

const Tick = memo(function Tick({ x, y, later }: { x: number; y: number; later: boolean }) {
  return <path d={`M${Math.round(x * 100) / 100} ${y}v8`} className={later ? "tl-tick later" : "tl-tick"} />;
});
