// Where the clock stands: a line through the lanes with its time, a slider for the keyboard; and the axis below.

import type { KeyboardEvent, SVGProps } from "react";
import { drive } from "../../state/session.ts";
import type { TimelineLayout } from "./layout.ts";

export interface PlayheadProps {
  layout: TimelineLayout;
  step: number;
  steps: number;
  /** Microseconds. */
  now: number;
  /** The clock is held by a prediction: only backwards. */
  veiled: boolean;
  drag: Pick<SVGProps<SVGGElement>, "onPointerDown" | "onPointerMove" | "onPointerUp" | "onPointerCancel">;
}

const FAR = 10;
const TAG_WIDTH_MIN = 56;
const LABEL_APART = 52;

export function Playhead({ layout, step, steps, now, veiled, drag }: PlayheadProps) {
  const { nowX: x, bottom, left, width } = layout;
  const onKeyDown = (event: KeyboardEvent) => {
    const go = keyTarget(event.key, { step, steps });
    if (go === null || (veiled && go > step)) return;
    event.preventDefault();
    void drive(go === step + 1 ? { kind: "step" } : go === step - 1 ? { kind: "back" } : { kind: "seek", step: go });
  };
  const inView = x >= left && x <= width;
  const text = (now / 1_000_000).toFixed(6);
  const tag = tagWidth(now);
  const tagX = Math.max(left, Math.min(width - tag - 2, x - tag / 2));
  return (
    <g
      {...drag}
      className="tl-playhead"
      role="slider"
      tabIndex={0}
      aria-label="Step"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.max(steps, step)}
      aria-valuenow={step}
      aria-valuetext={`Step ${step} of ${Math.max(steps, step)}, ${text} seconds`}
      onKeyDown={onKeyDown}
    >
      {inView && (
        <>
          <rect x={x - 8} y={0} width={16} height={bottom + 18} className="tl-hit" />
          <path d={`M${x} 8V${bottom + 3}`} className="tl-now" />
          <path d={`M${x - 6} 0h12v6l-3 4h-6l-3 -4z`} className="tl-flag" />
          <rect x={tagX} y={bottom + 2} width={tag} height={14} rx={3} className="tl-tag" />
          <text x={tagX + tag / 2} y={bottom + 12.5} className="mid x10 w6 tl-tag-text">
            {text}
          </text>
        </>
      )}
    </g>
  );
}

/** @param now microseconds: its tag stands on the axis, which leaves room for it */
export function TimeAxis({ layout, now }: { layout: TimelineLayout; now: number }) {
  const { axis, bottom, folds, nowX, left, lanes, rows } = layout;
  const clear = (x: number) => Math.abs(x - nowX) > tagWidth(now) / 2 + 22 && x > left + 10;
  return (
    <g>
      <text x={14} y={bottom + 13} className="x10 f3">
        {lanes.shown === lanes.all || rows.length === 0 ? "seconds" : `${lanes.shown} of ${lanes.all} lanes`}
      </text>
      {axis.ticks
        .filter((tick) => clear(tick.x))
        .map((tick) => (
          <g key={tick.at}>
            <path d={`M${tick.x} ${bottom}v4`} className="ln3" />
            <text x={tick.x} y={bottom + 13} className="x10 f3 mid">
              {tick.text}
            </text>
          </g>
        ))}
      {apart(folds.filter((fold) => clear(fold.x + fold.width / 2))).map((fold) => (
        <text key={fold.from} x={fold.x + fold.width / 2} y={bottom + 13} className="x10 f2 mid">
          {fold.text}
        </text>
      ))}
    </g>
  );
}

function tagWidth(now: number): number {
  return Math.max(TAG_WIDTH_MIN, (now / 1_000_000).toFixed(6).length * 6 + 8);
}

/** Labels of folds that stand close together: the first of them says it. */
function apart(folds: TimelineLayout["folds"]): TimelineLayout["folds"] {
  let last = Number.NEGATIVE_INFINITY;
  return folds.filter((fold) => {
    if (fold.x - last < LABEL_APART) return false;
    last = fold.x;
    return true;
  });
}

/** Step a key goes to, or null when the key means something else. */
export function keyTarget(key: string, { step, steps }: { step: number; steps: number }): number | null {
  switch (key) {
    case "ArrowRight":
      return step + 1;
    case "ArrowLeft":
      return Math.max(0, step - 1);
    case "PageUp":
      return Math.min(Math.max(steps, step), step + FAR);
    case "PageDown":
      return Math.max(0, step - FAR);
    case "Home":
      return 0;
    case "End":
      return Math.max(steps, step);
    default:
      return null;
  }
}
