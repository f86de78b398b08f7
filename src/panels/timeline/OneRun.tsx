// One run on one axis, with the playhead that can be dragged. Arrow keys move between marks; Enter goes to a step.

import { type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useShared } from "../../parts/use-shared.ts";
import { useSelection } from "../../state/selection.ts";
import { branch, drive, useSession } from "../../state/session.ts";
import { Icon } from "../../ui/icon.tsx";
import { useMediaQuery } from "../../ui/media.ts";
import type { Size } from "../../ui/use-size.ts";
import type { Axis } from "./axis.ts";
import { Diagram } from "./Diagram.tsx";
import { layTimeline } from "./layout.ts";
import { focusNearest } from "./nearest.ts";
import { Playhead, TimeAxis } from "./Playhead.tsx";
import { panTimeline, setTimeline, useTimelineSettings, zoomTimeline } from "./settings.ts";
import { Tracks } from "./Tracks.tsx";
import type { TimelineView } from "./view.ts";

export interface OneRunProps {
  view: TimelineView;
  size: Size;
}

interface Frozen {
  readonly view: TimelineView;
  readonly axis: Axis;
}

export function OneRun({ view: latest, size }: OneRunProps) {
  const { fold, opened } = useTimelineSettings();
  const lit = useSelection((s) => s.lit);
  const followed = useSelection((s) => s.followed);
  const veiled = useSelection((s) => s.gate !== null && !s.gate.locked);
  const displayNow = useSession((s) => s.frame?.displayNow ?? 0);
  const cursor = useSession((s) => s.frame?.step ?? latest.step);
  const busy = useSession((s) => s.frame?.busy ?? null);
  const [frozen, setFrozen] = useState<Frozen | null>(null);
  const shown = frozen?.view ?? latest;
  const view = useMemo(() => (veiled ? withoutFuture(shown) : shown), [shown, veiled]);
  const now = Math.max(displayNow, frozen === null && shown.step === cursor ? shown.now : 0);
  const rings = useMemo(() => new Set(lit), [lit]);
  // The clock moves with every frame: what it leaves in place is the object it was, and is not drawn again.
  const layout = useShared(
    layTimeline({
      view,
      width: size.width,
      height: size.height,
      displayNow: now,
      fold,
      opened: new Set(opened),
      lit,
      ...(frozen === null ? {} : { axis: frozen.axis }),
    }),
  );
  const onSeek = useCallback((step: number) => void drive({ kind: "seek", step }), []);
  const svg = useRef<SVGSVGElement | null>(null);
  const sought = useRef(-1);
  useWheel(svg, { step: view.step, steps: view.steps });

  const seekAt = (event: PointerEvent) => {
    const box = svg.current?.getBoundingClientRect();
    if (box === undefined) return;
    const time = layout.axis.timeAt(event.clientX - box.left);
    const target = shown.ticks.findLast((t) => t.at <= time)?.step ?? shown.ticks[0]?.step ?? 0;
    if (target === sought.current || (veiled && target > cursor)) return;
    sought.current = target;
    void drive({ kind: "seek", step: target });
  };
  const drag = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0 || shown.ticks.length === 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setFrozen({ view: latest, axis: layout.axis });
      sought.current = -1;
      seekAt(event);
    },
    onPointerMove: (event: PointerEvent) => {
      if (frozen !== null) seekAt(event);
    },
    onPointerUp: () => setFrozen(null),
    onPointerCancel: () => setFrozen(null),
  };
  const empty = view.steps === 0;
  const isBare = layout.rows.length > 0 && layout.marks.length === 0 && layout.lines.length === 0;
  const notYet = isBare && !empty && !veiled ? followed : null;
  const ahead = size.width - 8 - layout.nowX;
  return (
    <>
      <svg
        ref={svg}
        className="sg tl-svg"
        width={size.width}
        height={Math.max(layout.height, Math.min(size.height, layout.height + 40))}
        onKeyDown={(event) => focusNearest(event, svg.current)}
      >
        <title>Space-time diagram</title>
        <Diagram
          layout={layout}
          lit={rings}
          followed={followed?.label ?? null}
          step={cursor}
          veiled={veiled}
          onSeek={onSeek}
          onOpenFold={(from) => setTimeline({ opened: [...opened, from] })}
        />
        <Tracks layout={layout} veiled={veiled} onFork={(id) => void branch({ kind: "switch", branch: id })} />
        <TimeAxis layout={layout} now={now} />
        <rect
          {...drag}
          x={layout.left}
          y={0}
          width={Math.max(0, size.width - layout.left)}
          height={16}
          className="tl-drag"
        />
        <rect
          {...drag}
          x={layout.left}
          y={layout.bottom}
          width={Math.max(0, size.width - layout.left)}
          height={18}
          className="tl-drag"
        />
        <Playhead layout={layout} step={cursor} steps={view.steps} now={now} veiled={veiled} drag={drag} />
      </svg>
      {veiled && ahead > 84 && (
        <div className="tl-locked" style={{ left: layout.nowX + ahead / 2, top: (layout.top + layout.bottom) / 2 }}>
          <Icon name="lock" size={14} />
          hidden until you predict
        </div>
      )}
      {empty && !(veiled && ahead > 84) && (
        <div className="tl-empty" style={{ top: Math.max(46, (layout.top + layout.bottom) / 2) }}>
          <b>{busy === null ? "Nothing has happened yet" : "Working it out"}</b>
          <span>
            {busy === null
              ? "Each message and event will appear on its lane, left to right in time."
              : `${busy.done} steps so far`}
          </span>
        </div>
      )}
      {notYet !== null && (
        <div className="tl-empty" style={{ top: Math.max(46, (layout.top + layout.bottom) / 2) }}>
          <b>Nothing of {notYet.label} so far</b>
          <span>These lanes follow it alone. Step on, or stop following it to see all that happens.</span>
        </div>
      )}
    </>
  );
}

/** A veiled run keeps its future to itself, also for those who read names and not pictures. */
function withoutFuture(view: TimelineView): TimelineView {
  return {
    ...view,
    events: view.events.filter((e) => e.step <= view.step),
    messages: view.messages.filter((m) => m.step <= view.step),
    ticks: view.ticks.filter((t) => t.step <= view.step),
    bars: view.bars
      .filter((b) => b.from <= view.now)
      .map((b) => (b.to !== null && b.to > view.now ? { ...b, to: null } : b)),
    forks: view.forks.map((f) => ({ ...f, ticks: f.ticks.filter((t) => t <= view.now) })),
    last: view.step,
  };
}

/** Wheel: closer and wider; sideways, or with Shift: earlier and later. */
function useWheel(ref: { readonly current: SVGSVGElement | null }, cursor: { step: number; steps: number }): void {
  const state = useRef(cursor);
  state.current = cursor;
  const spent = useRef(0);
  const isFine = useMediaQuery("(pointer: fine)");
  useEffect(() => {
    const element = ref.current;
    if (element === null || !isFine) return;
    const onWheel = (event: WheelEvent) => {
      const scroller = element.parentElement;
      const isTall = scroller !== null && scroller.scrollHeight > scroller.clientHeight + 4;
      const isSideways = event.shiftKey || event.deltaX !== 0;
      // Lanes that do not fit are scrolled to; zooming then takes Ctrl, as on a map.
      if (isTall && !event.ctrlKey && !event.metaKey && !isSideways) return;
      event.preventDefault();
      const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      spent.current += sideways ? event.deltaX || event.deltaY : event.deltaY;
      if (Math.abs(spent.current) < 60) return;
      const direction = spent.current > 0 ? 1 : -1;
      spent.current = 0;
      if (sideways) panTimeline(direction, state.current);
      else zoomTimeline(direction === 1 ? -1 : 1);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [ref, isFine]);
}
