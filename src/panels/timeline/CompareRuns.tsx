// Two runs on one axis: A above, B below, a strip between them that says where they differ. A dashed ink line runs
// through both at the first difference.

import { useSelection } from "../../state/selection.ts";
import { drive, useSession, useView } from "../../state/session.ts";
import { Button } from "../../ui/button.tsx";
import type { Size } from "../../ui/use-size.ts";
import { Diagram } from "./Diagram.tsx";
import type { Difference, DifferencesView } from "./differences.ts";
import { axisFor, layTimeline, type TimelineLayout } from "./layout.ts";
import { focusNearest } from "./nearest.ts";
import { Playhead, TimeAxis } from "./Playhead.tsx";
import { setTimeline, useTimelineSettings } from "./settings.ts";
import type { TimelineParams, TimelineView } from "./view.ts";

export interface CompareRunsProps {
  view: TimelineView;
  /** The run compared with the current one. */
  other: number;
  params: TimelineParams;
  size: Size;
}

const STRIP = 26;
const HEAD = 20;
const LANES_MIN = 58;

export function CompareRuns({ view, other, params, size }: CompareRunsProps) {
  const { fold, opened } = useTimelineSettings();
  const followed = useSelection((s) => s.followed?.label ?? null);
  const names = useSession((s) => s.frame?.branches);
  const current = useSession((s) => s.frame?.branch ?? 0);
  const second = useView<TimelineView>("timeline", { ...params, branch: other });
  const differences = useView<DifferencesView>("differences", { other })?.differences ?? [];
  if (second === undefined) return null;
  const displayNow = Math.max(view.now, second.now);
  const axis = axisFor({ views: [view, second], width: size.width, displayNow, fold, opened: new Set(opened) });
  const half = Math.max(LANES_MIN, Math.floor((size.height - 2 * HEAD - STRIP - 18) / 2));
  const lay = (one: TimelineView) =>
    layTimeline({ view: one, width: size.width, height: half + 18, displayNow, fold, axis, bare: true });
  const a = lay(view);
  const b = lay(second);
  const strip = HEAD + a.bottom;
  const below = strip + STRIP + HEAD;
  const bottom = below + b.bottom;
  const first = differences[0];
  const nameOf = (id: number) => names?.find((n) => n.id === id)?.name ?? "";
  const run = (layout: TimelineLayout, step: number) => (
    <Diagram
      layout={layout}
      lit={new Set()}
      followed={followed}
      step={step}
      onSeek={(to) => void drive({ kind: "seek", step: to })}
      onOpenFold={(from) => setTimeline({ opened: [...opened, from] })}
    />
  );
  return (
    <svg
      className="sg tl-svg"
      width={size.width}
      height={bottom + 20}
      onKeyDown={(event) => focusNearest(event, event.currentTarget)}
    >
      <title>Two runs on one axis</title>
      <RunHead letter="A" name={nameOf(current)} y={0} />
      <g transform={`translate(0 ${HEAD})`}>{run(a, view.step)}</g>
      <RunHead letter="B" name={nameOf(other)} y={strip + STRIP} />
      <g transform={`translate(0 ${below})`} className="tl-second">
        {run(b, second.step)}
      </g>
      <Strip differences={differences} y={strip + STRIP / 2} layout={a} />
      {first !== undefined && axis.x(first.at) >= a.left && (
        <path d={`M${axis.x(first.at)} ${HEAD}V${bottom}`} className="you dash" />
      )}
      <g transform={`translate(0 ${below})`}>
        <TimeAxis layout={{ ...b, nowX: axis.x(view.now) }} now={view.now} />
      </g>
      <Playhead
        layout={{ ...a, nowX: axis.x(view.now), bottom }}
        step={view.step}
        steps={view.steps}
        now={view.now}
        veiled={false}
        drag={{}}
      />
    </svg>
  );
}

/** "Go to first difference", for the timeline's bar. */
export function FirstDifference({ other }: { other: number }) {
  const first = useView<DifferencesView>("differences", { other })?.differences[0];
  if (first === undefined) return <span className="t3">the runs are the same so far</span>;
  return (
    <Button className="small" onClick={() => void drive({ kind: "seek", step: first.stepOfA })}>
      Go to first difference
    </Button>
  );
}

function Strip({ differences, y, layout }: { differences: readonly Difference[]; y: number; layout: TimelineLayout }) {
  const seen = differences
    .map((d) => ({ ...d, x: layout.axis.x(d.at) }))
    .filter((d) => d.x >= layout.left && d.x <= layout.width - 8);
  const spaced = seen.filter((d, i) => i === 0 || d.x - (seen[i - 1]?.x ?? 0) > 12);
  const [first] = differences;
  const x = first === undefined ? layout.left : Math.max(layout.left, layout.axis.x(first.at));
  const words = first === undefined ? "The same so far." : `${first.side} alone, step ${first.step}: ${first.says}`;
  return (
    <g>
      {spaced.map((d, i) => (
        <path
          key={`${d.side}${d.step}`}
          d={`M${d.x} ${y - 6}l6 6l-6 6l-6 -6z`}
          className={i === 0 ? "tl-diff" : "tl-diff hollow"}
        >
          <title>{`${d.side} alone, step ${d.step}: ${d.says}`}</title>
        </path>
      ))}
      <text x={Math.min(x + 12, layout.width - 300)} y={y + 4} className="x11 w6 halo">
        {words}
      </text>
    </g>
  );
}

function RunHead({ letter, name, y }: { letter: string; name: string; y: number }) {
  return (
    <g transform={`translate(12 ${y + 2})`}>
      <rect width={16} height={16} rx={3} className="tl-tag" />
      <text x={8} y={12} className="x11 w7 mid tl-tag-text">
        {letter}
      </text>
      <text x={24} y={12} className="x11 w6">
        {name}
      </text>
    </g>
  );
}
