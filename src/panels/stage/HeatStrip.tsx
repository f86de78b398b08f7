// Grey bars over a shelf or an index: how many items lie in each slice of its hashes. Four shades, one path each, because
// a busy stage has thousands of bars.

import { Decoration } from "./marks.tsx";

export interface HeatStripProps {
  counts: readonly number[];
  x: number;
  y: number;
  w: number;
  h: number;
}

const SHADES = 4;
/** Narrower bars than this run together. */
const PITCH_LEAST = 2;

export function HeatStrip({ counts, x, y, w, h }: HeatStripProps) {
  const bars = gathered(counts, Math.max(1, Math.min(counts.length, Math.floor(w / PITCH_LEAST))));
  const most = Math.max(1, ...bars);
  const pitch = w / Math.max(1, bars.length);
  const width = Math.max(0.8, pitch - 0.6);
  const paths = Array.from({ length: SHADES }, () => "");
  bars.forEach((count, i) => {
    if (count === 0) return;
    const shade = Math.min(SHADES - 1, Math.floor((count / most) * SHADES));
    paths[shade] += `M${round(x + i * pitch)} ${y}h${round(width)}v${h}h${-round(width)}z`;
  });
  return (
    <Decoration>
      {paths.map(
        (d, shade) => d !== "" && <path key={d.slice(0, 24)} d={d} className="heat" opacity={0.22 + 0.12 * shade} />,
      )}
    </Decoration>
  );
}

function gathered(counts: readonly number[], bars: number): number[] {
  return Array.from({ length: bars }, (_, i) => {
    let sum = 0;
    for (let n = Math.floor((i * counts.length) / bars); n < Math.floor(((i + 1) * counts.length) / bars); n++)
      sum += counts[n] ?? 0;
    return sum;
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
