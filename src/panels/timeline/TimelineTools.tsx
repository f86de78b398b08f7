// What stands in the timeline's bar: one run or two, the key to the marks, zoom, list, and whether quiet time is folded.

import "./timeline.css";
import { useSession } from "../../state/session.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Segmented, type SegmentedOption } from "../../ui/segmented.tsx";
import { FirstDifference } from "./CompareRuns.tsx";
import { SPANS, setTimeline, type TimelineMode, useTimelineSettings, zoomTimeline } from "./settings.ts";

export function TimelineTools() {
  const { mode, fold, asList, around, span } = useTimelineSettings();
  const runs = useSession((s) => s.frame?.branches.length ?? 1);
  const comparing = useSession((s) => s.frame?.comparing ?? null);
  const shown = runs < 2 ? "one" : mode === "two" && comparing === null ? "one" : mode;
  return (
    <div className={`tl-tools ${shown}`}>
      {runs > 1 && (
        <Segmented
          label="Runs shown"
          options={modes(comparing !== null)}
          value={shown}
          onChange={(next) => setTimeline({ mode: next })}
        />
      )}
      <span className="grow" />
      {shown === "two" && comparing !== null && <FirstDifference other={comparing} />}
      {shown !== "tree" && !asList && <Legend />}
      {around !== null && (
        <Button className="small" onClick={() => setTimeline({ around: null })}>
          Back to now
        </Button>
      )}
      {shown !== "tree" && (
        <>
          <span className="tl-zoom">
            <IconButton
              icon="minus"
              iconSize={12}
              label="Show more time"
              className="close"
              disabled={span >= (SPANS.at(-1) ?? span)}
              onClick={() => zoomTimeline(-1)}
            />
            <IconButton
              icon="plus"
              iconSize={12}
              label="Show less time, closer"
              className="close"
              disabled={span <= SPANS[0]}
              onClick={() => zoomTimeline(1)}
            />
          </span>
          {shown === "one" && (
            <Button
              className="small"
              look="ghost"
              aria-pressed={asList}
              onClick={() => setTimeline({ asList: !asList })}
            >
              As list
            </Button>
          )}
          <Checkbox checked={fold} onChange={(next) => setTimeline({ fold: next, opened: [] })}>
            Fold quiet time
          </Checkbox>
        </>
      )}
    </div>
  );
}

function modes(canCompare: boolean): readonly SegmentedOption<TimelineMode>[] {
  return [
    { value: "one", label: "One run" },
    { value: "two", label: "Compare two", disabled: !canCompare },
    { value: "tree", label: "Tree only" },
  ];
}

function Legend() {
  return (
    <span className="tl-legend">
      <span>
        <svg width="18" height="8" aria-hidden="true">
          <path d="M0 4h12" className="tl-key" />
          <path d="M17 4l-6 -3v6z" className="tl-key-fill" />
        </svg>
        message
      </span>
      <span>
        <svg width="8" height="8" aria-hidden="true">
          <circle cx="4" cy="4" r="3.5" className="tl-key-fill" />
        </svg>
        event
      </span>
      <span>
        <svg width="12" height="12" aria-hidden="true">
          <circle cx="6" cy="6" r="2.6" className="tl-key-fill" />
          <circle cx="6" cy="6" r="5" className="tl-key" />
        </svg>
        majority
      </span>
    </span>
  );
}
