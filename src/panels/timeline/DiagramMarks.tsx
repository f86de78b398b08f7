// Events as dots: a double ring is a majority, a ring with a check an answer, a cross something that went wrong.
// Each is a button that leads to its step; together with the playhead they are one tab stop.

import { memo } from "react";
import { pointAt } from "../../state/selection.ts";
import type { PlacedMark } from "./layout.ts";
import { whoClass } from "./who-class.ts";

export interface DiagramMarksProps {
  marks: readonly PlacedMark[];
  lit: ReadonlySet<number>;
  followed: string | null;
  /** Marks of later steps are a known future: dimmed. */
  step: number;
  onSeek: (step: number) => void;
}

export function DiagramMarks({ marks, lit, followed, step, onSeek }: DiagramMarksProps) {
  return (
    <g>
      {marks.map((mark) => (
        <Mark
          key={mark.seq}
          mark={mark}
          lit={lit.has(mark.seq)}
          main={mark.label !== null && mark.label === followed}
          later={mark.step > step}
          onSeek={onSeek}
        />
      ))}
    </g>
  );
}

interface MarkProps extends Pick<DiagramMarksProps, "onSeek"> {
  mark: PlacedMark;
  lit: boolean;
  main: boolean;
  later: boolean;
}

const Mark = memo(function Mark({ mark, lit, main, later, onSeek }: MarkProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside an svg
    <g
      className={`tl-mark ${mark.look} ${whoClass(mark.who)}${lit ? " on" : ""}${later ? " later" : ""}`}
      transform={`translate(${Math.round(mark.x * 100) / 100} ${mark.y})`}
      role="button"
      tabIndex={-1}
      data-roving=""
      aria-label={markName(mark)}
      onPointerEnter={() => pointAt(mark.seq)}
      onPointerLeave={() => pointAt(null)}
      onFocus={() => pointAt(mark.seq)}
      onBlur={() => pointAt(null)}
      onClick={() => onSeek(mark.step)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onSeek(mark.step);
      }}
    >
      <title>{markName(mark)}</title>
      <circle r={9} className="tl-hit" />
      <circle r={mark.look === "majority" ? 8 : 5} className="tl-halo" />
      {lit && <circle r={7} className="tl-lit" />}
      <Shape mark={mark} main={main} />
    </g>
  );
});

function Shape({ mark, main }: { mark: PlacedMark; main: boolean }) {
  switch (mark.look) {
    case "majority":
      return (
        <>
          <circle r={3.5} className="tl-dot" />
          <circle r={6.5} className="tl-ring" />
        </>
      );
    case "response":
      return (
        <>
          <circle r={main ? 5.5 : 4.5} className="tl-answer" />
          <path d="m-2.2 .2 1.6 1.7 2.9 -3.3" className="tl-check" />
        </>
      );
    case "trouble":
      return (
        <>
          <circle r={5} className="tl-bad" />
          <path d="M-2 -2l4 4m0 -4l-4 4" className="tl-cross" />
        </>
      );
    case "gone":
      return <path d="M0 -5.5L5.5 0L0 5.5L-5.5 0z" className="tl-gone" />;
    default:
      return <circle r={3.5} className="tl-dot" />;
  }
}

function markName(mark: PlacedMark): string {
  const about = mark.label === null || mark.says.includes(mark.label) ? "" : `, ${mark.label}`;
  return `${mark.says}${about}, step ${mark.step}`;
}
