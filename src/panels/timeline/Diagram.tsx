// Draws a laid-out run: lanes, messages, dots, bars, words. It knows nothing of the session; what is clicked is told to
// its caller.

import { memo } from "react";
import { GLYPHS } from "../../ui/glyphs.tsx";
import { DiagramLines } from "./DiagramLines.tsx";
import { DiagramMarks } from "./DiagramMarks.tsx";
import type { LaneRow } from "./lane-rows.ts";
import type { TimelineLayout } from "./layout.ts";
import { whoClass } from "./who-class.ts";

export interface DiagramProps {
  layout: TimelineLayout;
  /** Events ringed; the others fade. */
  lit: ReadonlySet<number>;
  /** Item followed: its messages are heavier. */
  followed: string | null;
  /** The cursor. */
  step: number;
  /** Right of the playhead is hidden. */
  veiled?: boolean;
  onSeek: (step: number) => void;
  onOpenFold: (from: number) => void;
}

/** The parts below the tracks. Goes inside an `svg.sg`. */
export function Diagram({ layout, lit, followed, step, veiled = false, onSeek, onOpenFold }: DiagramProps) {
  const { rows, width, top, bottom, left } = layout;
  const clip = `tl-clip-${Math.round(top)}-${Math.round(bottom)}`;
  return (
    <g className={lit.size > 0 ? "tl-run lit" : "tl-run"}>
      <defs>
        <clipPath id={clip}>
          <rect x={left} y={0} width={Math.max(0, width - left)} height={Math.max(0, bottom)} />
        </clipPath>
      </defs>
      {rows.map((row) => (
        <Lane key={row.id} row={row} left={left} width={width} />
      ))}
      <g clipPath={`url(#${clip})`}>
        {layout.folds.map((fold) => (
          // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside an svg
          <g
            key={fold.from}
            className="tl-fold"
            role="button"
            tabIndex={-1}
            data-roving=""
            aria-label={`Quiet time, ${fold.text.slice(1)}, folded. Open it.`}
            onClick={() => onOpenFold(fold.from)}
            onKeyDown={(event) => {
              if (event.key === "Enter") onOpenFold(fold.from);
            }}
          >
            <title>Quiet time: click to open</title>
            <rect x={fold.x} y={top} width={fold.width} height={Math.max(0, bottom - top)} className="veil" />
            <rect x={fold.x} y={top} width={fold.width} height={Math.max(0, bottom - top)} fill="url(#pt-veil)" />
          </g>
        ))}
        {layout.bars.map((bar) => (
          <rect
            key={`${bar.lane} ${bar.from}`}
            className={`tl-bar ${whoClass(bar.who)}`}
            x={bar.x}
            y={bar.y - 4}
            width={bar.width}
            height={8}
            rx={2}
          />
        ))}
        <DiagramLines layout={layout} />
        {veiled && <Veil layout={layout} />}
        <DiagramMarks marks={layout.marks} lit={lit} followed={followed} step={step} onSeek={onSeek} />
        {layout.labels.map((label) => (
          <text
            key={label.key}
            x={label.left}
            y={label.baseline}
            className={label.weight > 3 ? "x10 w6 halo" : "x10 f2 halo"}
          >
            {label.text}
          </text>
        ))}
      </g>
    </g>
  );
}

function Veil({ layout: { nowX, width, top, bottom } }: { layout: TimelineLayout }) {
  const box = { x: nowX, y: top, width: Math.max(0, width - nowX), height: Math.max(0, bottom - top) };
  return (
    <>
      <rect {...box} className="veil" />
      <rect {...box} fill="url(#pt-veil)" />
    </>
  );
}

const Lane = memo(function Lane({ row, left, width }: { row: LaneRow; left: number; width: number }) {
  const middle = row.y + row.height / 2;
  const icon = row.kind === "leader" ? "crown" : row.kind === "function" ? "lambda" : null;
  const [only] = row.lines;
  return (
    <g>
      {row.shaded && <rect x={0} y={row.y} width={width} height={row.height} className="band" />}
      <text x={14} y={middle + 4} className="x11 f2">
        {shortName(row.name)}
      </text>
      {icon !== null && (
        <svg x={80} y={middle - 5.5} width={11} height={11} viewBox="0 0 16 16" className="icn cn3" aria-hidden="true">
          {GLYPHS[icon]}
        </svg>
      )}
      {row.lines.map((line) => (
        <g key={line.zone ?? ""}>
          {line.zone !== null && (row.lines.length > 1 || only?.zone !== null) && (
            <text x={row.kind === "leader" ? 97 : 92} y={line.y + 3.5} className="x10 f3 mid">
              {line.zone}
            </text>
          )}
          <line x1={left} y1={line.y} x2={width - 8} y2={line.y} className="ln2" />
        </g>
      ))}
    </g>
  );
});

/** Names of lanes have 74 px. */
function shortName(name: string): string {
  return name.length <= 13 ? name : `${name.slice(0, 12)}…`;
}
