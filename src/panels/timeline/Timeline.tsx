// The space-time diagram: lanes of machines, messages sloping with time, the playhead. One run, two beside each other,
// or the tree of runs. What it draws is computed in layout.ts; this file connects it to the clock and the selection.

import "./timeline.css";
import { useEffect, useRef } from "react";
import { useSelection } from "../../state/selection.ts";
import { useSession, useView } from "../../state/session.ts";
import { useSize } from "../../ui/use-size.ts";
import { CompareRuns } from "./CompareRuns.tsx";
import { EventList } from "./EventList.tsx";
import { OneRun } from "./OneRun.tsx";
import { RunTree } from "./RunTree.tsx";
import { StepFailed } from "./StepFailed.tsx";
import { setTimeline, useTimelineSettings } from "./settings.ts";
import type { TimelineParams, TimelineView } from "./view.ts";

export function Timeline() {
  const settings = useTimelineSettings();
  const item = useSelection((s) => s.followed);
  const region = useSelection((s) => s.region);
  const comparing = useSession((s) => s.frame?.comparing ?? null);
  const runs = useSession((s) => s.frame?.branches.length ?? 1);
  const failed = useSession((s) => s.failure !== null);
  const params: TimelineParams = {
    item,
    region,
    span: settings.span,
    around: settings.around,
    ...(settings.asList ? { asList: true } : {}),
  };
  const view = useLast(useView<TimelineView>("timeline", params));
  const [ref, size] = useSize<HTMLDivElement>();
  // Choosing a run to compare with shows both; ending it goes back to one.
  useEffect(() => setTimeline({ mode: comparing === null ? "one" : "two" }), [comparing]);
  const mode = runs < 2 ? "one" : settings.mode === "two" && comparing === null ? "one" : settings.mode;
  return (
    <div className="timeline" ref={ref}>
      {view === undefined || size === null ? null : settings.asList && mode === "one" ? (
        <EventList rows={view.rows} step={view.step} />
      ) : mode === "tree" ? (
        <RunTree />
      ) : mode === "two" && comparing !== null ? (
        <CompareRuns view={view} other={comparing} params={params} size={size} />
      ) : (
        <OneRun view={view} size={size} />
      )}
      {failed && <StepFailed />}
    </div>
  );
}

/** The view before stays while the next one, with other parameters, is on its way: nothing blinks. */
function useLast<Value>(value: Value | undefined): Value | undefined {
  const last = useRef<Value | undefined>(undefined);
  if (value !== undefined) last.current = value;
  return value ?? last.current;
}
