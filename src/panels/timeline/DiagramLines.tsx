// Messages as sloped lines from sending to arrival; those still on their way are dashed and stop where the clock stands.

import { memo } from "react";
import type { PlacedLine, TimelineLayout } from "./layout.ts";
import { type Edges, seenPart } from "./seen-part.ts";
import { dotsAt, toldApart } from "./told-apart.ts";
import { whoClass } from "./who-class.ts";

export function DiagramLines({ layout: { lines, nowX, left, width } }: { layout: TimelineLayout }) {
  return (
    <g>
      {toldApart(lines, { from: left, to: width }).map((line) => (
        <Line key={line.seq} line={line} later={line.step > 0 && line.x2 > nowX + 0.5} from={left} to={width} />
      ))}
      {dotsAt(nowX, lines).map(({ seq, y, who }) => (
        <circle key={seq} cx={round(nowX)} cy={round(y)} r={4} className={`tl-packet ${whoClass(who)}`} />
      ))}
    </g>
  );
}

const DOT = 4.5;

interface LineProps extends Edges {
  line: PlacedLine;
  /** It arrives after the cursor: known, and dimmed. */
  later: boolean;
}

/** Drawn anew only when it lies elsewhere: while playing there are a hundred, and most stand still. */
const Line = memo(function Line({ line, later, from, to }: LineProps) {
  const onWay = line.step === 0;
  const { x1, y1, x2, y2 } = line;
  const length = Math.hypot(x2 - x1, y2 - y1);
  const classes = [
    "tl-msg",
    whoClass(line.who),
    line.main ? "main" : "",
    line.quiet ? "quiet" : "",
    onWay ? "go" : "",
    later ? "later" : "",
  ]
    .filter(Boolean)
    .join(" ");
  if (length < 0.5) return null;
  const ux = (x2 - x1) / length;
  const uy = (y2 - y1) / length;
  const short = line.meetsMark && !onWay ? DOT : 0;
  const end = { x: x2 - ux * short, y: y2 - uy * short };
  const seen = seenPart({ x1, y1, x2: end.x, y2: end.y }, { from, to });
  if (seen === null) return null;
  return (
    <g className={classes}>
      <path d={`M${round(seen.x1)} ${round(seen.y1)}L${round(seen.x2)} ${round(seen.y2)}`} className="tl-path" />
      {!onWay && !line.lost && (
        <path
          className="arr"
          d="M0 0L-5 -3.1L-5 3.1z"
          transform={`translate(${round(end.x)} ${round(end.y)}) rotate(${round((Math.atan2(uy, ux) * 180) / Math.PI)})`}
        />
      )}
      {line.lost && <path className="tl-lost" d={`M${round(x2 - 4)} ${round(y2 - 4)}l8 8m0 -8l-8 8`} />}
    </g>
  );
});

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
