// An item at rest: its hue fills the chip, the letter and version are written on it, its state changes the edge.
// `Chip` stands in text and tables; `SvgChip` is the same mark inside a drawing.

import { chipPath, hueOf } from "./hue.ts";

export type ChipState = "committed" | "inflight" | "stale" | "cached" | "not-yet";

interface ChipShared {
  /** Order of the item's first appearance in the world, from 0: decides hue and notches. null: it has not appeared. */
  ordinal: number | null;
  /** Letter and version, `C8`. */
  text: string;
  state?: ChipState;
}

export interface ChipProps extends ChipShared {
  size?: "normal" | "large";
  /** Accessible name when the chip stands alone: "cleo, version 8, stale". Without it the text is read. */
  name?: string;
}

const CLASS_OF: Readonly<Record<ChipState, string>> = {
  committed: "",
  inflight: "inflight",
  stale: "stale",
  cached: "cached",
  "not-yet": "ghost",
};

export function Chip({ ordinal, text, state = "committed", size = "normal", name }: ChipProps) {
  const { hue, notches } = hueOf(ordinal);
  const classes = ["chip-h", `k-${hue}`, CLASS_OF[state], size === "large" ? "lg" : "", notchClass(notches)];
  return (
    <span
      className={classes.filter(Boolean).join(" ")}
      {...(name === undefined ? {} : { role: "img", "aria-label": name })}
    >
      {text}
    </span>
  );
}

export interface SvgChipProps extends ChipShared {
  x: number;
  y: number;
  width?: number;
  height?: number;
}

export function SvgChip({ ordinal, text, state = "committed", x, y, width = 26, height = 16 }: SvgChipProps) {
  const { hue, notches } = hueOf(ordinal);
  const look = CLASS_OF[state];
  return (
    <g className={`chip k-${hue}${look ? ` ${look}` : ""}`} transform={`translate(${x} ${y})`}>
      {state === "cached" && <rect x={-2} y={-2} width={width + 4} height={height + 4} rx={5} className="dbl" />}
      <path className="b" d={chipPath({ width, height, notches })} />
      {state === "stale" && <path className="b hatch" d={chipPath({ width, height, notches })} />}
      {state === "stale" && <path d={`M${width - 6} .5h3a3 3 0 0 1 3 3v3z`} className="tick" />}
      <text x={width / 2} y={height / 2 + 3.6}>
        {text}
      </text>
    </g>
  );
}

function notchClass(notches: number) {
  if (notches === 0) return "";
  return notches === 1 ? "notch-1" : "notch-2";
}
