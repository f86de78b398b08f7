// Messages as sloped lines from sending to arrival; those still on their way are dashed and stop where the clock stands.

import type { PlacedLine, TimelineLayout } from "./layout.ts";
import { type Edges, seenPart } from "./seen-part.ts";
import { whoClass } from "./who-class.ts";

export function DiagramLines({ layout }: { layout: TimelineLayout }) {
  const edges = { from: layout.left, to: layout.width };
  return (
    <g>
      {layout.lines.map((line) => (
        <Line key={line.seq} line={line} nowX={layout.nowX} edges={edges} />
      ))}
    </g>
  );
}

const DOT = 4.5;

function Line({ line, nowX, edges }: { line: PlacedLine; nowX: number; edges: Edges }) {
  const onWay = line.step === 0;
  const { x1, y1, x2, y2 } = line;
  const length = Math.hypot(x2 - x1, y2 - y1);
  const classes = [
    "tl-msg",
    whoClass(line.who),
    line.main ? "main" : "",
    line.quiet ? "quiet" : "",
    onWay ? "go" : "",
    line.x2 > nowX + 0.5 && !onWay ? "later" : "",
  ]
    .filter(Boolean)
    .join(" ");
  if (length < 0.5) return null;
  const ux = (x2 - x1) / length;
  const uy = (y2 - y1) / length;
  const end = onWay ? { x: x2, y: y2 } : { x: x2 - ux * DOT, y: y2 - uy * DOT };
  const seen = seenPart({ x1, y1, x2: end.x, y2: end.y }, edges);
  if (seen === null) return null;
  const share = x2 > x1 ? Math.max(0, Math.min(1, (nowX - x1) / (x2 - x1))) : 0;
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
      {onWay && share > 0 && share < 1 && (
        <circle cx={round(x1 + (x2 - x1) * share)} cy={round(y1 + (y2 - y1) * share)} r={4} className="tl-packet" />
      )}
    </g>
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
